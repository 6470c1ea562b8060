import { Button, Group, Select, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import type { GeoSources } from '../../../core/contract/geo.ts';
import { shortText } from '../../../core/kit/visible-text.ts';
import { ADDRESS_CLASS_TITLES, ADDRESS_CLASSES, type AddressClass } from '../../../core/model/address.ts';
import { useAddressSources, useListImport } from '../../data/enrichment.ts';
import { useOrder } from '../../data/use-question.ts';
import { useOpenWorkspace } from '../../data/workspace.ts';
import { formatBytes, plural } from '../../kit/format.ts';
import { Logged } from '../../kit/logged.tsx';
import { Answer } from '../../kit/state/answer.tsx';
import { BoneLines } from '../../kit/state/late.tsx';
import { SmallTable } from '../../kit/table/small-table.tsx';
import { toastDone, toastError } from '../../kit/toast.tsx';
import { When } from '../../kit/when.tsx';
import { CsvButton } from './file-button.tsx';
import { ProblemList } from './problem-list.tsx';

/** Where addresses are and whose: the shipped data, and lists and files of the user's. */
export function AddressesPart() {
  const sources = useAddressSources();
  const [problems, setProblems] = useState<readonly { line: number; problem: string }[]>([]);
  return (
    <Stack gap="sm">
      <Group justify="space-between" align="start">
        <Text c="dimmed" maw={640}>
          Country, city and network of every address come with Undercast. MMDB files of your own go before them, lists
          of your own add what their addresses are, and a range’s location and provider go before both.
        </Text>
        <AddSources onProblems={setProblems} />
      </Group>
      <ProblemList problems={problems} onClose={() => setProblems([])} />
      <Answer question={sources} loading={<BoneLines lines={3} height={32} />}>
        {(data) => <SourceTable sources={data} />}
      </Answer>
      <Text size="xs" c="dimmed">
        IP geolocation by DB-IP (db-ip.com), networks by RouteViews (routeviews.org) and DB-IP, countries of IPv6 by the
        registries (nro.net): CC BY 4.0, changed. Kinds of network are entered by hand or judged by a network’s name.
      </Text>
    </Stack>
  );
}

function AddSources(props: { readonly onProblems: (found: readonly { line: number; problem: string }[]) => void }) {
  const [kind, setKind] = useState<AddressClass>('tor');
  const readOnly = useOpenWorkspace()?.readOnly ?? true;
  const list = useListImport('geo.importList', { class: kind });
  const file = useListImport('geo.importFile', {});
  const readList = (chosen: File): void => {
    list.mutateAsync(chosen).then((answer) => {
      props.onProblems(answer.problems);
      toastDone(`${answer.name}: ${plural(answer.entries, 'entry', 'entries')} taken in.`);
    }, toastError);
  };
  const readFile = (chosen: File): void => {
    file.mutateAsync(chosen).then((answer) => {
      toastDone(`${answer.name} goes before the shipped data.`);
    }, toastError);
  };
  return (
    <Group gap="xs" align="end">
      <Select
        size="xs"
        label="Addresses of the list are"
        w={170}
        allowDeselect={false}
        data={ADDRESS_CLASSES.map((one) => ({ value: one, label: ADDRESS_CLASS_TITLES[one] }))}
        value={kind}
        onChange={(next) => setKind(ADDRESS_CLASSES.find((one) => one === next) ?? kind)}
      />
      <CsvButton
        accept=".txt,.csv,.netset,.list,text/plain"
        busy={list.isPending}
        disabled={readOnly}
        onFile={readList}
      >
        Import list
      </CsvButton>
      <CsvButton accept=".mmdb" busy={file.isPending} disabled={readOnly} onFile={readFile}>
        Import MMDB file
      </CsvButton>
    </Group>
  );
}

interface Row {
  readonly key: string;
  readonly name: string;
  readonly what: string;
  readonly size: string;
  readonly imported: number;
  readonly order: { readonly lists: number[] } | { readonly files: number[] };
}

function rowsOf({ lists, files }: GeoSources): readonly Row[] {
  return [
    ...lists.map(({ id, name, class: kind, entries, imported }) => ({
      key: `list ${id}`,
      name,
      what: ADDRESS_CLASS_TITLES[kind],
      size: plural(entries, 'entry', 'entries'),
      imported,
      order: { lists: [id] },
    })),
    ...files.map(({ id, name, databaseType, bytes, imported }) => ({
      key: `file ${id}`,
      name,
      what: databaseType,
      size: formatBytes(bytes),
      imported,
      order: { files: [id] },
    })),
  ];
}

function SourceTable({ sources }: { readonly sources: GeoSources }) {
  const remove = useOrder('geo.removeSources');
  const rows = rowsOf(sources);
  if (rows.length === 0)
    return <Text>No lists or files of your own: only the shipped data say where addresses are.</Text>;
  return (
    <SmallTable
      label="Table of address lists and MMDB files"
      caption="Address lists and MMDB files"
      columns={['Name', 'What', 'Size', 'Imported']}
      actions="Actions"
    >
      {rows.map((row) => (
        <tr key={row.key}>
          <th scope="row">
            <Logged text={row.name} />
          </th>
          <td>{shortText(row.what)}</td>
          <td>{row.size}</td>
          <td>
            <When at={row.imported} />
          </td>
          <td>
            <Button
              size="compact-xs"
              variant="default"
              aria-label={`Remove ${row.name}`}
              onClick={() => remove.mutate(row.order, { onError: toastError })}
            >
              Remove
            </Button>
          </td>
        </tr>
      ))}
    </SmallTable>
  );
}
