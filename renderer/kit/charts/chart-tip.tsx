import type { ReactNode } from 'react';
import type { SeriesStyle } from './palette.ts';
import { Swatch } from './patterns.tsx';

export interface TipRow {
  readonly key: string;
  readonly label: string;
  readonly value: string;
  readonly style?: SeriesStyle | undefined;
}

/** The box that names what the pointer (or the keyboard) is on. */
export function ChartTip({
  title,
  rows,
  hint,
}: {
  readonly title: ReactNode;
  readonly rows: readonly TipRow[];
  readonly hint?: string | undefined;
}) {
  return (
    <div className="uc-tip">
      <div className="uc-tip__title">{title}</div>
      {rows.map((row) => (
        <div key={row.key} className="uc-tip__row">
          {row.style !== undefined && <Swatch style={row.style} />}
          <span>{row.label}</span>
          <span className="uc-num">{row.value}</span>
        </div>
      ))}
      {hint !== undefined && <div className="uc-tip__dim">{hint}</div>}
    </div>
  );
}
