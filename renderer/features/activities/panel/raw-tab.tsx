import { SegmentedControl } from '@mantine/core';
import { useMemo, useState } from 'react';
import { formatCount } from '../../../kit/format.ts';
import { hrefWithScope, navigate } from '../../../state/location.ts';
import type { ActivityDetail } from './general-tab.tsx';
import { CopyText, LongText } from './long-text.tsx';

/** Most characters of a record in view; what is behind them is copied with the rest. */
const MOST = 60_000;

/** The provider's record as it stood in the file: never interpreted, whatever it holds. */
export function RawTab({ data }: { readonly data: ActivityDetail }) {
  const { raw, source } = data;
  const [form, setForm] = useState('lines');
  const lines = useMemo(() => inLines(raw), [raw]);
  return (
    <div className="uc-tabbody">
      <p className="uc-scopeline">
        <bdi>{source.file}</bdi>, record on line {formatCount(source.line)} ·{' '}
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
