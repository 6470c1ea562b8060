import { Button, SegmentedControl, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import type { MethodInput, MethodOutput } from '../../../../core/contract/methods.ts';
import { visibleText } from '../../../../core/kit/visible-text.ts';
import { useOrder, useQuestion } from '../../../data/use-question.ts';
import { Dialog } from '../../../kit/dialog.tsx';
import { DialogFoot } from '../../../kit/dialog-foot.tsx';
import { formatCount, plural } from '../../../kit/format.ts';
import { Answer } from '../../../kit/state/answer.tsx';
import { BoneLines } from '../../../kit/state/late.tsx';
import { toastDone, toastError } from '../../../kit/toast.tsx';
import { RangesOfApps } from './ranges-of-apps.tsx';

type Found = MethodOutput<'catalog.readAppList'>;
type Scores = NonNullable<MethodInput<'catalog.readAppList'>['scores']>;
const NAMED = 100;

/** What a file would decide, before it does: decisions of another workspace, another product's list of apps, a vendor's ranges. */
export function ImportDecisions({ text, onClose }: { readonly text: string; readonly onClose: () => void }) {
  const [scores, setScores] = useState<Scores>('note');
  const [app, setApp] = useState<string>();
  const read = useQuestion('catalog.readAppList', { text, scores, ...(app === undefined ? {} : { app }) });
  const { mutate, isPending } = useOrder('catalog.importChanges');
  const take = ({ changes }: Found): void =>
    mutate(
      { changes },
      {
        onSuccess: ({ apps, customApps }) => {
          toastDone(`${plural(apps, 'app')} and ${plural(customApps, 'custom app')} taken over.`);
          onClose();
        },
        onError: toastError,
      },
    );
  return (
    <Dialog onClose={onClose} title="Import decisions" size={620}>
      <Answer question={read} loading={<BoneLines lines={6} />}>
        {(found) => (
          <Stack gap="sm">
            <Text>{summaryOf(found)}</Text>
            {found.kind === 'list' && (
              <div>
                <Text size="sm" mb={4} id="uc-list-scores">
                  Scores of the list
                </Text>
                <SegmentedControl
                  size="xs"
                  aria-labelledby="uc-list-scores"
                  value={scores}
                  onChange={(value) => setScores(value as Scores)}
                  data={[
                    { value: 'note', label: 'Keep as a note' },
                    { value: 'override', label: 'Use as scores by hand' },
                    { value: 'ignore', label: 'Leave out' },
                  ]}
                />
              </div>
            )}
            {found.ranges !== null && <RangesOfApps ranges={found.ranges} onChoose={setApp} />}
            <Unmatched rows={found.unmatched} />
            <DialogFoot>
              <Button variant="default" onClick={onClose}>
                Cancel
              </Button>
              <Button
                loading={isPending}
                disabled={found.changes.apps.length + found.changes.customApps.length === 0}
                onClick={() => take(found)}
              >
                Import
              </Button>
            </DialogFoot>
          </Stack>
        )}
      </Answer>
    </Dialog>
  );
}

function summaryOf({ kind, rows, changes, unmatched, ranges }: Found): string {
  if (ranges !== null)
    return `${ranges.publisher === null ? 'A list' : `A file of ${ranges.publisher}`}: ${plural(rows, 'address range')}.`;
  const apps = plural(changes.apps.length, 'app');
  if (kind === 'list')
    return `A list of ${plural(rows, 'app')}, ${formatCount(rows - unmatched.length)} of them known here: ${apps} would change.`;
  const own = changes.customApps.length === 0 ? '' : `, ${plural(changes.customApps.length, 'custom app')}`;
  return `Decisions on ${apps}${own}${changes.scoring === null ? '' : ', and weights'}. What is here already is replaced.`;
}

function Unmatched({ rows }: { readonly rows: Found['unmatched'] }) {
  if (rows.length === 0) return null;
  return (
    <section aria-label="Rows without an app">
      <h3 className="uc-sectionhead">Rows that fit no single app: {formatCount(rows.length)}</h3>
      <ul className="uc-alternatives">
        {rows.slice(0, NAMED).map(({ line, name }) => (
          <li key={line}>
            <bdi className="uc-ellipsis">{visibleText(name)}</bdi>
            <span>line {formatCount(line)}</span>
          </li>
        ))}
      </ul>
      {rows.length > NAMED && <p className="uc-scopeline">and {formatCount(rows.length - NAMED)} more</p>}
    </section>
  );
}
