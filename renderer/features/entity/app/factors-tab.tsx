import { Group, SegmentedControl, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { AppDetail } from '../../../../core/contract/app-detail.ts';
import { useOpenWorkspace } from '../../../data/workspace.ts';
import { formatCount, formatShare, MISSING, plural } from '../../../kit/format.ts';
import { Missing } from '../../../kit/missing.tsx';
import {
  FACTOR_GROUPS,
  type Factor,
  type FactorView,
  factorText,
  fits,
  isBad,
  valueText,
} from '../../../kit/risk/factor-text.ts';
import { ScoreBar } from '../../../kit/risk/score-bar.tsx';
import { FactorEdit } from './factor-edit.tsx';
import { ProbeApp } from './probe-app.tsx';
import { pointsOf, scoreSum } from './score-sum.ts';

const VIEWS: readonly { readonly value: FactorView; readonly label: string }[] = [
  { value: 'all', label: 'All' },
  { value: 'known', label: 'Known' },
  { value: 'unknown', label: 'Unknown' },
  { value: 'bad', label: 'Bad' },
];

const BASIS = {
  known: 'stated',
  rule: 'by rule',
  inferred: 'inferred',
} as const;

const points = new Intl.NumberFormat(undefined, { maximumFractionDigits: 2 });
/** Enough places that what thirty rows add is the sub-score. */
const added = new Intl.NumberFormat(undefined, { maximumFractionDigits: 3, minimumFractionDigits: 3 });

/** Every factor with its value, who says so, and what it adds to the score: enough to recompute the score by hand. */
export function FactorsTab({ app }: { readonly app: AppDetail }) {
  const readOnly = useOpenWorkspace()?.readOnly ?? true;
  const [view, setView] = useState<FactorView>('all');
  const [words, setWords] = useState('');
  const sum = scoreSum(app);
  const count = (one: FactorView): number => app.factors.filter((factor) => fits(factor, one, '')).length;
  return (
    <div className="uc-tabbody">
      <ProbeApp app={app.id} />
      <Group gap="xs">
        <SegmentedControl
          size="xs"
          aria-label="Which factors"
          data={VIEWS.map(({ value, label }) => ({ value, label: `${label} ${formatCount(count(value))}` }))}
          value={view}
          onChange={(next) => setView(VIEWS.find(({ value }) => value === next)?.value ?? 'all')}
        />
        <TextInput
          size="xs"
          type="search"
          placeholder="Search factors"
          aria-label="Search factors"
          value={words}
          onChange={(event) => setWords(event.currentTarget.value)}
        />
      </Group>
      {sum !== null && (
        <p className="uc-scopeline uc-num" role="note" aria-label="How the score comes about">
          Score: {sum}
        </p>
      )}
      {FACTOR_GROUPS.map(({ id, title }) => {
        const all = app.factors.filter((factor) => factor.category === id);
        const shown = all.filter((factor) => fits(factor, view, words));
        const known = all.filter((factor) => factor.value !== null).length;
        const together = pointsOf(app, id);
        return (
          <section key={id} aria-label={`${title} factors`}>
            <h3 className="uc-factors__head">
              {title}
              <span className="uc-figures__part">
                {formatCount(known)} of {plural(all.length, 'factor')} known
              </span>
            </h3>
            <ScoreBar title="Sub-score" facts={app[id]} width={130} />
            {shown.length === 0 ? (
              <p className="uc-scopeline">No factor of this kind here.</p>
            ) : (
              <table className="uc-factors">
                <thead>
                  <tr>
                    <th scope="col">Factor</th>
                    <th scope="col">Value</th>
                    <th scope="col" data-numeric title="Property score: 0 worst, 10 best">
                      Points
                    </th>
                    <th scope="col" data-numeric title="Share of the category’s weight">
                      Weight
                    </th>
                    <th scope="col" data-numeric title="Points this factor adds to its category’s score">
                      Adds
                    </th>
                  </tr>
                </thead>
                <tbody>
                  {shown.map((factor) => (
                    <FactorRow key={factor.id} app={app.id} factor={factor} readOnly={readOnly} />
                  ))}
                </tbody>
                {together !== null && (
                  <tfoot>
                    <tr>
                      <th scope="row" colSpan={4}>
                        {app[id].score === null ? 'Together, as nothing is known' : 'Together'}
                      </th>
                      <td data-numeric title="What all factors of this category add">
                        {added.format(together)}
                      </td>
                    </tr>
                  </tfoot>
                )}
              </table>
            )}
          </section>
        );
      })}
    </div>
  );
}

/** The whole of a factor in one tooltip: what it asks, what it may be, and what it counts. */
function tipOf(factor: Factor): string {
  const values = factor.valueKind === 'flag' ? ['Yes', 'No'] : factor.values.map((value) => valueText(value) ?? value);
  const possible = [...values, ...(factor.naAllowed ? ['Not applicable'] : [])];
  return [
    factor.meaning,
    possible.length === 0 ? null : `Possible values: ${possible.join(', ')}.`,
    factor.propertyScore === null ? null : `Property score ${points.format(factor.propertyScore)} of 10.`,
    factor.scored ? `Weight in category ${formatShare(factor.weight)}.` : 'For information; never scored.',
  ]
    .filter((part) => part !== null)
    .join('\n');
}

/** Why a factor has no points of its own. */
function unscoredWhy({ scored, contribution, weight }: Factor): string {
  if (!scored) return 'For information; never scored.';
  if (contribution === null || weight === 0) return 'Does not count.';
  return `Unknown: counts half its weight, as ${points.format(contribution / weight)}.`;
}

function FactorRow({
  app,
  factor,
  readOnly,
}: {
  readonly app: string;
  readonly factor: Factor;
  readonly readOnly: boolean;
}) {
  const text = factorText(factor);
  const origin = [
    factor.source,
    factor.asOf === null ? null : `as of ${factor.asOf}`,
    factor.basis === null ? null : BASIS[factor.basis],
  ].filter((part) => part !== null);
  return (
    <tr data-bad={isBad(factor) || undefined}>
      <th scope="row" title={tipOf(factor)}>
        {factor.title}
        {!readOnly && <FactorEdit app={app} factor={factor} />}
        <span className="uc-factors__small">{factor.meaning}</span>
      </th>
      <td>
        {text === null ? <Missing why="Unknown: nobody the catalog trusts vouches for this." /> : text}
        {origin.length > 0 && <span className="uc-factors__small">{origin.join(' · ')}</span>}
      </td>
      <td data-numeric>
        {factor.propertyScore === null ? (
          <Missing why={unscoredWhy(factor)} />
        ) : (
          <>
            {isBad(factor) && <span aria-hidden>▾ </span>}
            {points.format(factor.propertyScore)}
          </>
        )}
      </td>
      <td data-numeric>{factor.scored ? formatShare(factor.weight) : MISSING}</td>
      <td data-numeric>{factor.contribution === null ? MISSING : added.format(factor.contribution)}</td>
    </tr>
  );
}
