import type { SeriesStyle } from './palette.ts';
import { MarkSwatch, Swatch } from './patterns.tsx';

export interface LegendEntry {
  readonly style: SeriesStyle;
  /** The series' figure, already as text. */
  readonly value?: string;
  /** Goes to the rows behind the series. */
  readonly onOpen?: (() => void) | undefined;
  /** Show the series' mark instead of its paint, for charts of dots. */
  readonly mark?: boolean;
}

export function ChartLegend({
  entries,
  stacked = false,
}: {
  readonly entries: readonly LegendEntry[];
  readonly stacked?: boolean;
}) {
  return (
    <ul className={stacked ? 'uc-legend uc-legend--stacked' : 'uc-legend'}>
      {entries.map(({ style, value, onOpen, mark }) => {
        const inner = (
          <>
            {mark === true ? <MarkSwatch style={style} /> : <Swatch style={style} />}
            <span className="uc-legend__label">{style.label}</span>
            {value !== undefined && <span className="uc-legend__value uc-num">{value}</span>}
          </>
        );
        return (
          <li key={style.key}>
            {onOpen === undefined ? (
              <span className="uc-legend__item">{inner}</span>
            ) : (
              <button type="button" className="uc-legend__item uc-legend__item--button" onClick={onOpen}>
                {inner}
              </button>
            )}
          </li>
        );
      })}
    </ul>
  );
}
