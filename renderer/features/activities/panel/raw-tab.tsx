import { Button, Group, SegmentedControl, Text } from '@mantine/core';
import { useMemo, useState } from 'react';
import { useOrder } from '../../../data/use-question.ts';
import { Dialog } from '../../../kit/dialog.tsx';
import { shownPath } from '../../../kit/file-name.ts';
import { formatCount } from '../../../kit/format.ts';
import { ReasonForm } from '../../../kit/privacy/reason-form.tsx';
import { hrefWithScope, navigate } from '../../../state/location.ts';
import type { ActivityDetail } from './general-tab.tsx';
import { CopyText, LongText } from './long-text.tsx';

/** Most characters of a record in view; what is behind them is copied with the rest. */
const MOST = 60_000;

/** The provider's record as it stood in the file: never interpreted, whatever it holds. */
export function RawTab({ data }: { readonly data: ActivityDetail }) {
  const [revealed, setRevealed] = useState<ActivityDetail | null>(null);
  // Another activity is another question: nothing that was revealed stays.
  const shown = revealed?.row.ref === data.row.ref ? revealed : data;
  return shown.sealed ? <SealedRecord data={data} onRevealed={setRevealed} /> : <OpenRecord data={shown} />;
}

/** A record of an anonymised stream: it opens for a reason, here and once. */
function SealedRecord(props: { readonly data: ActivityDetail; readonly onRevealed: (data: ActivityDetail) => void }) {
  const { ref } = props.data.row;
  const reveal = useOrder('privacy.revealActivity');
  const [asked, setAsked] = useState(false);
  return (
    <div className="uc-tabbody">
      <Group justify="space-between" wrap="nowrap">
        <Text size="sm" c="dimmed">
          This stream is anonymised: who and what is named stands as a token, and the record is sealed.
        </Text>
        <Button size="compact-xs" variant="default" onClick={() => setAsked(true)}>
          Reveal the record …
        </Button>
      </Group>
      {asked && (
        <Dialog onClose={() => setAsked(false)} title="Reveal this record" size={560}>
          <ReasonForm
            action="Reveal the record"
            onCancel={() => setAsked(false)}
            onReason={async (reason) => props.onRevealed(await reveal.mutateAsync({ ref, reason }))}
          >
            <Text c="dimmed">
              The record is shown as it stood in the file, here and once. The governance log keeps who asked, for which
              record and why.
            </Text>
          </ReasonForm>
        </Dialog>
      )}
    </div>
  );
}

function OpenRecord({ data }: { readonly data: ActivityDetail }) {
  const { raw, source } = data;
  const [form, setForm] = useState('lines');
  const lines = useMemo(() => inLines(raw), [raw]);
  return (
    <div className="uc-tabbody">
      <p className="uc-scopeline">
        <bdi>{shownPath(source.file)}</bdi>, record on line {formatCount(source.line)} ·{' '}
        <button
          type="button"
          className="uc-textlink"
          onClick={() => navigate(hrefWithScope('/data/imports', { import: String(source.importId) }))}
        >
          Import {source.importId} and its ledger
        </button>
      </p>
      <div className="uc-rawhead">
        <SegmentedControl
          size="xs"
          aria-label="Form of the record"
          value={lines === null ? 'stored' : form}
          onChange={setForm}
          data={[
            { value: 'lines', label: 'Indented', disabled: lines === null },
            { value: 'stored', label: 'As stored' },
          ]}
        />
        <CopyText text={raw} label="Copy the record as stored" />
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a long record is scrolled by keys */}
      <section className="uc-raw" tabIndex={0} aria-label="The provider’s record">
        <LongText text={lines !== null && form === 'lines' ? lines : raw} most={MOST} />
      </section>
    </div>
  );
}

/** JSON with an indent; null for anything else. */
function inLines(raw: string): string | null {
  try {
    const value: unknown = JSON.parse(raw);
    return typeof value === 'object' && value !== null ? JSON.stringify(value, null, 2) : null;
  } catch {
    return null;
  }
}
