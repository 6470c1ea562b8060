import { Button, Group, Stack, Switch, Text } from '@mantine/core';
import { useState } from 'react';
import type { DirectoryInfo } from '../../../core/contract/enrichment.ts';
import { shortText } from '../../../core/kit/visible-text.ts';
import { useDirectory, useListImport } from '../../data/enrichment.ts';
import { useCanChangeLists } from '../../data/privacy.ts';
import { useOrder } from '../../data/use-question.ts';
import { useOpenWorkspace } from '../../data/workspace.ts';
import { formatCount, plural } from '../../kit/format.ts';
import { Logged } from '../../kit/logged.tsx';
import { Answer } from '../../kit/state/answer.tsx';
import { BoneLines } from '../../kit/state/late.tsx';
import { SmallHead } from '../../kit/table/small-head.tsx';
import { toastDone, toastError } from '../../kit/toast.tsx';
import { When } from '../../kit/when.tsx';
import { WideTable } from '../../kit/wide-table.tsx';
import { CsvButton } from './file-button.tsx';
import { ProblemList } from './problem-list.tsx';

/** The directory, and how many users of the logs it knows. */
export function DirectoryPart() {
  const directory = useDirectory();
  const canChange = useCanChangeLists();
  const load = useListImport('directory.import', {});
  const clear = useOrder('directory.clear');
  const [problems, setProblems] = useState<readonly { line: number; problem: string }[]>([]);
  const read = (file: File): void => {
    load.mutateAsync(file).then((answer) => {
      setProblems(answer.problems);
      toastDone(`${plural(answer.people, 'person', 'people')} taken over.`);
    }, toastError);
  };
  return (
    <Stack gap="sm">
      <Group justify="space-between" align="start">
        <Text c="dimmed" maw={640}>
          A CSV export of your directory with UserPrincipalName, sAMAccountName or mail, and what else it has: display
          name, department, manager, groups. It takes the place of the present one.
        </Text>
        <Group gap="xs">
          {(directory.data?.people ?? 0) > 0 && (
            <Button
              size="xs"
              variant="default"
              disabled={!canChange}
              loading={clear.isPending}
              onClick={() => clear.mutate({}, { onError: toastError })}
            >
              Forget the directory
            </Button>
          )}
          <CsvButton busy={load.isPending} disabled={!canChange} onFile={read}>
            Import CSV
          </CsvButton>
        </Group>
      </Group>
      <ProblemList problems={problems} onClose={() => setProblems([])} />
      <Answer question={directory} loading={<BoneLines lines={5} height={32} />}>
        {(info) => (info.people === 0 ? <Text>There is no directory yet.</Text> : <DirectoryFacts info={info} />)}
      </Answer>
    </Stack>
  );
}

function DirectoryFacts({ info }: { readonly info: DirectoryInfo }) {
  const setMerge = useOrder('directory.setMerge');
  const readOnly = useOpenWorkspace()?.readOnly ?? true;
  const { people, file, imported, users, joined, ambiguous, severalSpellings, merge, locked } = info;
  return (
    <>
      <section className="uc-card" aria-label="Directory">
        <dl className="uc-facts">
          <div>
            <dt>People</dt>
            <dd>
              {formatCount(people)} from {file === null ? 'a sealed file' : shortText(file)}, <When at={imported} />
            </dd>
          </div>
          <div>
            <dt>Users of the logs</dt>
            <dd>
              {locked ? 'not joined while the key is locked' : `${formatCount(joined)} of ${formatCount(users)} joined`}
            </dd>
          </div>
          <div>
            <dt>Fit several people</dt>
            <dd title={ambiguous.names.map((name) => shortText(name)).join(', ')}>
              {ambiguous.total === 0 ? 'none' : `${formatCount(ambiguous.total)}, joined with none: `}
              {ambiguous.names
                .slice(0, 5)
                .map((name) => shortText(name, 60))
                .join(', ')}
            </dd>
          </div>
        </dl>
        <Switch
          mt="sm"
          label="Count a person’s several spellings as one user"
          description={
            merge
              ? `${plural(severalSpellings, 'person', 'people')} of these logs have more than one. Users are shown by the name that the directory gives, anonymised ones by their token.`
              : 'Every spelling counts as a user of its own.'
          }
          checked={merge}
          disabled={readOnly || setMerge.isPending}
          onChange={(event) => setMerge.mutate({ merge: event.currentTarget.checked }, { onError: toastError })}
        />
      </section>
      {!locked && (
        <Group align="start" grow>
          <CountTable title="Department" rows={info.departments} />
          <CountTable title="Group" rows={info.groups} />
        </Group>
      )}
    </>
  );
}

const MOST = 50;

function CountTable(props: {
  readonly title: string;
  readonly rows: readonly { readonly name: string; readonly people: number }[];
}) {
  const rows = [...props.rows].sort((a, b) => b.people - a.people);
  if (rows.length === 0) return <Text c="dimmed">No {props.title.toLowerCase()} is named.</Text>;
  return (
    <WideTable label={`People by ${props.title.toLowerCase()}`}>
      <table className="uc-small">
        <caption className="uc-sr">People by {props.title.toLowerCase()}</caption>
        <SmallHead columns={[props.title, { title: 'People', isFigure: true }]} />
        <tbody>
          {rows.slice(0, MOST).map(({ name, people }) => (
            <tr key={name}>
              <th scope="row">
                <Logged text={name} />
              </th>
              <td data-align="right">{formatCount(people)}</td>
            </tr>
          ))}
          {rows.length > MOST && (
            <tr>
              <td colSpan={2}>and {formatCount(rows.length - MOST)} more</td>
            </tr>
          )}
        </tbody>
      </table>
    </WideTable>
  );
}
