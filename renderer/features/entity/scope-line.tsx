import { visibleText } from '../../../core/kit/visible-text.ts';
import { formatInstant } from '../../kit/format.ts';
import type { EntityUsage } from './use-entity-usage.ts';

/** Says what the panel's figures stand for. */
export function ScopeLine({ usage }: { readonly usage: EntityUsage }) {
  const { range, zone, filter } = usage;
  return (
    <p className="uc-scopeline">
      {range === null
        ? 'All data'
        : `${formatInstant(range.from, zone)} to ${formatInstant(range.to - 1, zone)} (${zone})`}
      {filter !== null &&
        (filter.applied ? (
          <>
            {' · only '}
            <span className="uc-mono">{visibleText(filter.text)}</span>
            {', as far as it asks of single requests'}
          </>
        ) : (
          ' · without the page’s filter, which asks of whole table rows'
        ))}
    </p>
  );
}
