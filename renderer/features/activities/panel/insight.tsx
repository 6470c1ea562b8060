import type { ReactNode } from 'react';
import type { MethodOutput } from '../../../../core/contract/methods.ts';
import { formatCount } from '../../../kit/format.ts';
import { Logged } from '../../../kit/logged.tsx';
import { goToLog } from '../around.ts';

export type Facets = MethodOutput<'activities.facets'>;

/** How far back insight looks, as the field has it. */
export const INSIGHT_DAYS = 30;
const DAY_MS = 86_400_000;

/** The days up to and with an activity. */
export function daysBefore(time: number): { readonly from: number; readonly to: number } {
  return { from: time - INSIGHT_DAYS * DAY_MS, to: time + 1 };
}

/** Events of one value of a field; 0 where it did not occur. */
export function countOf(facets: Facets | undefined, field: string, value: string): number | null {
  if (facets === undefined) return null;
  return facets[field]?.values.find((one) => one.value === value)?.count ?? 0;
}

export function Figure({
  title,
  value,
  onOpen,
}: {
  readonly title: string;
  readonly value: number | null;
  readonly onOpen?: () => void;
}) {
  return (
    <div>
      <dt>{title}</dt>
      <dd className="uc-num">
        {onOpen === undefined || value === null || value === 0 ? (
          formatCount(value)
        ) : (
          <button type="button" className="uc-textlink" onClick={onOpen}>
            {formatCount(value)}
          </button>
        )}
      </dd>
    </div>
  );
}

/** The most frequent values of a field, each leading to its rows. */
export function TopList(props: {
  readonly title: string;
  readonly facet: Facets[string] | undefined;
  readonly words?: (value: string, title: string) => string;
  readonly conditionOf: (value: string) => string;
  readonly range: { readonly from: number; readonly to: number };
  readonly mark?: string | null;
  readonly none: ReactNode;
}) {
  const { title, facet, words = (_, name) => name, conditionOf, range, mark, none } = props;
  return (
    <section>
      <h3 className="uc-sectionhead">
        {title}
        {facet !== undefined && facet.distinct > facet.values.length && (
          <span className="uc-figures__part">
            {' '}
            {formatCount(facet.values.length)} of {formatCount(facet.distinct)}
          </span>
        )}
      </h3>
      {facet === undefined || facet.values.length === 0 ? (
        <p className="uc-scopeline">{none}</p>
      ) : (
        <ul className="uc-toplist">
          {facet.values.map(({ value, title: name, count }) => (
            <li key={value} data-mark={value === mark || undefined}>
              <button type="button" className="uc-textlink" onClick={() => goToLog(conditionOf(value), range)}>
                <Logged text={words(value, name)} />
              </button>
              {value === mark && <span className="uc-chip">this one</span>}
              <span className="uc-num">{formatCount(count)}</span>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
