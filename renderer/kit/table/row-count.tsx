import { formatCount } from '../format.ts';
import type { RowSource } from './row-source.ts';

/** How many rows a table has. While they are counted the figure runs in view only: what is spoken is that it does, and the end. */
export function RowCount<R extends object>(props: {
  readonly source: RowSource<R>;
  readonly noun: readonly [string, string];
}) {
  const { source, noun } = props;
  const { state, total, isPartial } = source;
  const rows = `${isPartial ? 'at least ' : ''}${formatCount(total)} ${total === 1 ? noun[0] : noun[1]}`;
  const isCounting = isPartial && source.error === null;
  const said = state === 'ready' ? `${rows}${source.refreshing ? ' · updating' : ''}` : '';
  return (
    <div className="uc-table__count">
      <span aria-live="polite" className={isCounting ? 'uc-sr' : ''}>
        {isCounting ? `counting ${noun[1]} …` : said}
      </span>
      {isCounting && <span aria-hidden>{total === 0 ? 'searching …' : `${rows}, counting …`}</span>}
    </div>
  );
}
