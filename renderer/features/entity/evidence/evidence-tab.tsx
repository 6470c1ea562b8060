import { Button, Group, MultiSelect, Text } from '@mantine/core';
import { useMemo, useState } from 'react';
import type { Scope } from '../../../../core/contract/common.ts';
import { TRAFFIC_FIELDS } from '../../../../core/model/traffic.ts';
import { Dialog } from '../../../kit/dialog.tsx';
import { fieldTitle } from '../../../kit/field-titles.ts';
import { plural } from '../../../kit/format.ts';
import { ReasonForm } from '../../../kit/privacy/reason-form.tsx';
import { EmptyState } from '../../../kit/state/empty-state.tsx';
import { ErrorState } from '../../../kit/state/error-state.tsx';
import { BoneLines } from '../../../kit/state/late.tsx';
import { toastDone, toastError } from '../../../kit/toast.tsx';
import { EvidenceLine } from './evidence-line.tsx';
import { EvidenceNotes } from './evidence-notes.tsx';
import { ExportLines } from './export-lines.tsx';
import { filterTerms } from './filter-terms.ts';
import { only } from './only-fields.ts';
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
  const [reason, setReason] = useState<string | null>(null);
  const [asking, setAsking] = useState(false);
  const { data, error, isFetching, hasNextPage, more, refetch } = useEvidence(scope, subject, reason);
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
  const unseen = (last?.withoutEvidence ?? 0) + (last?.sealed ?? 0);
  const marks = [...terms, ...filterTerms(scope.filter)];
  const copy = (text: string, what: string): void => {
    navigator.clipboard
      .writeText(text)
      .then(() => toastDone(`${plural(rows.length, 'line')} copied ${what}.`), toastError);
  };
  return (
    <div className="uc-evidence">
      <EvidenceNotes
        page={last}
        damaged={data.pages.flatMap((page) => page.damaged)}
        masked={rows.some((row) => row.masked)}
        revealed={reason !== null}
        onReveal={() => setAsking(true)}
      />
      {asking && (
        <Dialog onClose={() => setAsking(false)} title="Reveal these lines">
          <ReasonForm
            action="Reveal lines"
            onCancel={() => setAsking(false)}
            onReason={async (why) => {
              setReason(why);
              setAsking(false);
            }}
          >
            <Text c="dimmed">
              The lines will be shown as they were logged, with names, addresses and text, until this panel is closed.
            </Text>
          </ReasonForm>
        </Dialog>
      )}
      {rows.length === 0 ? (
        <EmptyState title="No raw lines">
          {unseen > 0
            ? 'None of the lines behind these figures can be shown.'
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
              data={present.map((name) => ({ value: name, label: fieldTitle(name) }))}
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
            <ExportLines scope={scope} subject={subject} fields={fields} />
          </Group>
          <p className="uc-scopeline" aria-live="polite">
            {plural(rows.length, 'line')} shown
            {hasNextPage ? ', there may be more' : ', that is all of them'}
          </p>
          <ol className="uc-evidence__list">
            {rows.map((row) => (
              <EvidenceLine key={`${row.importId}:${row.file}:${row.line}`} row={row} terms={marks} fields={fields} />
            ))}
          </ol>
        </>
      )}
      {hasNextPage && (
        <Button variant="default" fullWidth loading={isFetching} onClick={more}>
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
