import { memo, useState } from 'react';
import type { ActivityScope } from '../../../../core/contract/activities.ts';
import { countryText } from '../../../../core/kit/country-name.ts';
import { type ActivityCount, useActivityFacets } from '../../../data/activities.ts';
import { splitConditions } from '../../../kit/filter/chips.ts';
import { allOf, is } from '../../../kit/filter/conditions.ts';
import { formatCount } from '../../../kit/format.ts';
import { Logged } from '../../../kit/logged.tsx';
import { Answer } from '../../../kit/state/answer.tsx';
import { BoneLines } from '../../../kit/state/late.tsx';
import { useScope } from '../../../state/scope.ts';

const FACETS = [
  ['type', 'Activity type'],
  ['app', 'App'],
  ['user', 'User'],
  ['outcome', 'Outcome'],
  ['country', 'Country'],
  ['ip', 'IP address'],
  ['instance', 'Instance'],
  ['connector', 'Connector'],
] as const;
const FEW = 5;
const MANY = 25;

/** What the filter leaves, counted by value: each count is a click away from its rows, and a second click takes it back. */
export const FacetPanel = memo(function FacetPanel({
  scope,
  count,
}: {
  readonly scope: ActivityScope;
  readonly count: ActivityCount;
}) {
  const { filter, setFilter } = useScope();
  const facets = useActivityFacets(
    scope,
    FACETS.map(([field]) => field),
    MANY,
    count.isCurrent && !count.isPartial,
  );
  // Counts of a part would be read as the whole.
  const question = count.isPartial ? { data: undefined, error: count.error, refetch: count.retry } : facets;
  const conditions = splitConditions(filter) ?? [];
  const toggle = (condition: string): void =>
    setFilter(
      conditions.includes(condition)
        ? conditions.filter((one) => one !== condition).join(' and ')
        : allOf(filter, condition),
    );
  return (
    <nav className="uc-facets uc-fewlines" aria-label="Narrow down">
      <Answer question={question} loading={<BoneLines lines={16} />}>
        {(data) => {
          const counted = FACETS.flatMap(([field, title]) => {
            const facet = data[field];
            return facet === undefined || facet.values.length === 0 ? [] : [{ field, title, facet }];
          });
          if (counted.length === 0) return <p className="uc-scopeline">Nothing to count.</p>;
          return counted.map(({ field, title, facet }) => (
            <Facet
              key={field}
              field={field}
              title={title}
              values={facet.values}
              others={facet.others}
              without={facet.without}
              chosen={conditions}
              onToggle={toggle}
            />
          ));
        }}
      </Answer>
    </nav>
  );
});

function Facet(props: {
  readonly field: string;
  readonly title: string;
  readonly values: readonly { readonly value: string; readonly title: string; readonly count: number }[];
  readonly others: number;
  readonly without: number;
  readonly chosen: readonly string[];
  readonly onToggle: (condition: string) => void;
}) {
  const { field, title, values, others, without, chosen, onToggle } = props;
  const [all, setAll] = useState(false);
  const shown = all ? values : values.slice(0, FEW);
  const most = values[0]?.count ?? 1;
  const words = (value: string, name: string): string => (field === 'country' ? countryText(value) : name);
  return (
    <section aria-label={title}>
      <h2>{title}</h2>
      <ul>
        {shown.map(({ value, title: name, count }) => {
          const condition = is(field, value);
          return (
            <li key={value}>
              <button
                type="button"
                className="uc-facets__item"
                aria-pressed={chosen.includes(condition)}
                onClick={() => onToggle(condition)}
                style={{ '--uc-share': `${(count / most) * 100}%` } as React.CSSProperties}
              >
                <Logged text={words(value, name)} />
                <span className="uc-num">{formatCount(count)}</span>
              </button>
            </li>
          );
        })}
        {(all || values.length <= FEW) && without > 0 && (
          <li>
            <button
              type="button"
              className="uc-facets__item uc-facets__item--none"
              aria-pressed={chosen.includes(is(field, null))}
              onClick={() => onToggle(is(field, null))}
            >
              <span>not said</span>
              <span className="uc-num">{formatCount(without)}</span>
            </button>
          </li>
        )}
      </ul>
      {(values.length > FEW || all) && (
        <button type="button" className="uc-textlink" onClick={() => setAll(!all)} aria-expanded={all}>
          {all ? 'Fewer' : `${formatCount(values.length - FEW)}${others > 0 ? '+' : ''} more`}
          <span className="uc-sr"> of {title}</span>
        </button>
      )}
    </section>
  );
}
