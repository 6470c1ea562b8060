import { Button, Group, Select, Stack, TagsInput, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { ExclusionRow } from '../../../core/contract/enrichment.ts';
import { shortText, visibleText } from '../../../core/kit/visible-text.ts';
import { EXCLUSION_KINDS, type ExclusionKind } from '../../../core/model/enrichment.ts';
import { useExclusions } from '../../data/enrichment.ts';
import { useCanChangeLists } from '../../data/privacy.ts';
import { useJobOrder, useOrder } from '../../data/use-question.ts';
import { FormError } from '../../kit/form-error.tsx';
import { plural } from '../../kit/format.ts';
import { Logged } from '../../kit/logged.tsx';
import { Answer } from '../../kit/state/answer.tsx';
import { BoneLines } from '../../kit/state/late.tsx';
import { SmallTable } from '../../kit/table/small-table.tsx';
import { toastDone, toastError } from '../../kit/toast.tsx';
import { When } from '../../kit/when.tsx';

const KIND_TEXT: Readonly<Record<ExclusionKind, string>> = {
  user: 'Users',
  group: 'Groups of the directory',
  address: 'Addresses',
  device: 'Devices',
};

/** Whom to leave out when lines are read. */
export function ExclusionsPart() {
  const exclusions = useExclusions();
  const canChange = useCanChangeLists();
  const apply = useJobOrder('imports.rereadAll');
  const start = (): void =>
    apply.mutate(
      {},
      { onSuccess: ({ reread }) => toastDone(`${plural(reread, 'import')} read again.`), onError: toastError },
    );
  return (
    <Stack gap="sm">
      <Group justify="space-between" align="start">
        <Text c="dimmed" maw={640}>
          Their lines are counted as skipped, with the reason “excluded”, and are in no figure. This holds for lines
          read from now on; past imports follow when they are read again. Kept raw lines are not deleted.
        </Text>
        <Button size="xs" variant="default" disabled={!canChange} loading={apply.isPending} onClick={start}>
          Apply to past imports
        </Button>
      </Group>
      <AddExclusion canChange={canChange} />
      <Answer question={exclusions} loading={<BoneLines lines={4} height={32} />}>
        {(rows) =>
          rows.length === 0 ? <Text>Nobody is excluded.</Text> : <ExclusionTable rows={rows} canChange={canChange} />
        }
      </Answer>
    </Stack>
  );
}

function AddExclusion({ canChange }: { readonly canChange: boolean }) {
  const add = useOrder('exclusions.add');
  const [kind, setKind] = useState<ExclusionKind>('user');
  const [values, setValues] = useState<readonly string[]>([]);
  const [comment, setComment] = useState('');
  const [emptyGroups, setEmptyGroups] = useState<readonly string[]>([]);
  const submit = (): void =>
    add.mutate(
      { kind, values: [...values], comment },
      {
        onSuccess: ({ emptyGroups }) => {
          setValues([]);
          setComment('');
          setEmptyGroups(emptyGroups);
        },
      },
    );
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <Group align="end" gap="xs" wrap="wrap">
        <Select
          label="Exclude"
          w={200}
          allowDeselect={false}
          data={EXCLUSION_KINDS.map((one) => ({ value: one, label: KIND_TEXT[one] }))}
          value={kind}
          onChange={(next) => setKind(EXCLUSION_KINDS.find((one) => one === next) ?? kind)}
        />
        <TagsInput
          label="Values"
          flex={2}
          miw={240}
          placeholder={kind === 'address' ? '192.0.2.7 or 192.0.2.0/24' : 'one or more'}
          value={[...values]}
          onChange={setValues}
          splitChars={[',', ';']}
        />
        <TextInput
          label="Comment"
          flex={1}
          miw={160}
          maxLength={4000}
          value={comment}
          onChange={(event) => setComment(event.currentTarget.value)}
        />
        <Button type="submit" disabled={!canChange || values.length === 0} loading={add.isPending}>
          Exclude
        </Button>
      </Group>
      <FormError error={add.error} />
      {emptyGroups.length > 0 && (
        <Text role="status">
          Nobody in the directory belongs to {emptyGroups.map((group) => shortText(group, 100)).join(', ')}: nobody is
          left out by that.
        </Text>
      )}
    </form>
  );
}

function ExclusionTable(props: { readonly rows: readonly ExclusionRow[]; readonly canChange: boolean }) {
  const { rows, canChange } = props;
  const remove = useOrder('exclusions.remove');
  return (
    <SmallTable
      label="Table of exclusions"
      caption="Who and what is excluded"
      columns={['Value', 'Kind', 'Comment', 'Since']}
      actions="Actions"
    >
      {rows.map((row) => (
        <tr key={row.id}>
          <th scope="row">
            <Logged text={row.value} />
          </th>
          <td>{KIND_TEXT[row.kind]}</td>
          <td>{visibleText(row.comment) || '–'}</td>
          <td>
            <When at={row.added} />
          </td>
          <td>
            <Button
              size="compact-xs"
              variant="default"
              aria-label={`Stop excluding ${shortText(row.value)}`}
              disabled={!canChange}
              onClick={() => remove.mutate({ ids: [row.id] }, { onError: toastError })}
            >
              Remove
            </Button>
          </td>
        </tr>
      ))}
    </SmallTable>
  );
}
