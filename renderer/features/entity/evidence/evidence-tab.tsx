import { Alert, Button, Group, MultiSelect } from '@mantine/core';
import { useMemo, useState } from 'react';
import type { Scope } from '../../../../core/contract/common.ts';
import { TRAFFIC_FIELDS } from '../../../../core/model/traffic.ts';
import { formatCount, plural } from '../../../kit/format.ts';
import { EmptyState } from '../../../kit/state/empty-state.tsx';
import { ErrorState } from '../../../kit/state/error-state.tsx';
import { BoneLines } from '../../../kit/state/late.tsx';
import { toastDone, toastError } from '../../../kit/toast.tsx';
import { EvidenceLine } from './evidence-line.tsx';
import { type EvidenceSubject, useEvidence } from './use-evidence.ts';

/** The raw lines behind the panel's figures. Says honestly where none were kept. */
export function EvidenceTab({
  scope,
  subject,
  terms,
}: {
  readonly scope: Scope;
  readonly subject: EvidenceSubject;
  /** Values that made a line match; marked in it. */
  readonly terms: readonly string[];
}) {
  const { data, error, isFetching, hasNextPage, fetchNextPage, refetch } = useEvidence(scope, subject);
  const [fields, setFields] = useState<readonly string[]>([]);
  const rows = useMemo(() => data?.pages.flatMap((page) => page.rows) ?? [], [data]);
  const present = useMemo(() => {
    const names = new Set(rows.flatMap((row) => Object.keys(row.record)));
    const known: readonly string[] = TRAFFIC_FIELDS;
    return [...names].sort((a, b) => placeOf(known, a) - placeOf(known, b));
  }, [rows]);

  if (error !== null && data === undefined) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (data === undefined) return <BoneLines lines={12} />;
  const last = data.pages.at(-1);
  const withoutEvidence = last?.withoutEvidence ?? 0;
  const copy = (text: string, what: string): void => {
    navigator.clipboard
      .writeText(text)
      .then(() => toastDone(`${plural(rows.length, 'line')} copied ${what}.`), toastError);
  };
  return (
    <div className="uc-evidence">
      {withoutEvidence > 0 && (
        <Alert color="yellow" variant="light" py={6} mb="xs">
          {plural(withoutEvidence, 'request')} of this period came with an import that kept no raw lines, so they cannot
          be shown here. Import those files again with “Keep the raw lines” to see them.
        </Alert>
      )}
      {rows.length === 0 ? (
        <EmptyState title="No raw lines">
          {withoutEvidence > 0
            ? 'None of the lines behind these figures was kept.'
            : 'No line of this period belongs to this.'}
        </EmptyState>
      ) : (
        <>
          <Group gap="xs" mb="xs" align="flex-end" wrap="wrap">
            <MultiSelect
              size="xs"
              flex={1}
              miw={220}
              label="Only these fields"
              placeholder={fields.length === 0 ? 'All fields' : ''}
              data={present}
              value={[...fields]}
              onChange={setFields}
              clearable
              searchable
            />
            <Button
              size="xs"
              variant="default"
              onClick={() => copy(rows.map((row) => row.raw).join('\n'), 'as they are')}
            >
              Copy lines
            </Button>
            <Button
              size="xs"
              variant="default"
              onClick={() =>
                copy(
                  rows
                    .map(({ file, line, record }) => JSON.stringify({ file, line, ...only(record, fields) }))
                    .join('\n'),
                  'as JSON lines',
                )
              }
            >
              Copy fields
            </Button>
          </Group>
          <p className="uc-scopeline" aria-live="polite">
            {plural(rows.length, 'line')} shown
            {hasNextPage ? ', there are more' : ', that is all of them'}
            {(last?.framesLeft ?? 0) > 0 &&
              ` · ${formatCount(last?.framesLeft ?? 0)} more ${last?.framesLeft === 1 ? 'block' : 'blocks'} of lines to search`}
          </p>
          <ol className="uc-evidence__list">
            {rows.map((row) => (
              <EvidenceLine key={`${row.importId}:${row.file}:${row.line}`} row={row} terms={terms} fields={fields} />
            ))}
          </ol>
        </>
      )}
      {hasNextPage && (
        <Button variant="default" fullWidth loading={isFetching} onClick={() => void fetchNextPage()}>
          Load more
        </Button>
      )}
    </div>
  );
}

function placeOf(known: readonly string[], name: string): number {
  const at = known.indexOf(name);
  return at === -1 ? known.length : at;
}

function only(record: Readonly<Record<string, string | number>>, fields: readonly string[]) {
  return fields.length === 0
    ? record
    : Object.fromEntries(Object.entries(record).filter(([name]) => fields.includes(name)));
}
