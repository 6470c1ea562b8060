import { Text } from '@mantine/core';
import { Fragment } from 'react';
import type { Scope } from '../../../core/contract/common.ts';
import type { RegularityRow } from '../../../core/contract/regularity.ts';
import { visibleText } from '../../../core/kit/visible-text.ts';
import { useQuestion } from '../../data/use-question.ts';
import { formatBytes, formatCount, formatDuration, formatShare } from '../../kit/format.ts';
import { Missing } from '../../kit/missing.tsx';
import { Answer } from '../../kit/state/answer.tsx';
import { BoneLines } from '../../kit/state/late.tsx';
import { SmallHead } from '../../kit/table/small-head.tsx';
import { WideTable } from '../../kit/wide-table.tsx';
import { openOnTop } from './open.ts';

const MOST = 50;
/** Minutes with requests that leave more than one gap between them. */
const FEWEST_MINUTES = 3;

/** How regularly a source comes back to domains, or sources to the domain of a host. Figures only; what they mean is for people to say. */
export function RegularityTab(props: {
  readonly scope: Scope;
  readonly kind: 'source' | 'host';
  readonly name: string;
}) {
  const { scope, kind, name } = props;
  const question = useQuestion('discovery.listRegularity', { ...scope, [kind]: name, limit: MOST, atLeast: 2 });
  return (
    <div className="uc-tabbody">
      <Text size="sm" c="dimmed">
        Gaps are counted in minutes, between the minutes in which there were requests. Steady is the share of gaps
        within a minute of the median one; the steadiest stand first, many gaps weigh more than few. Updates, mail and
        monitoring are steady, too.
      </Text>
      <Answer question={question} loading={<BoneLines lines={8} />}>
        {({ rows, total, withoutMarks }) => (
          <>
            {rows.length === 0 ? (
              <p className="uc-scopeline">Nothing here was asked for twice in this period.</p>
            ) : (
              <RegularityTable rows={rows} kind={kind} />
            )}
            {total > rows.length && (
              <p className="uc-scopeline">
                The {formatCount(rows.length)} steadiest of {formatCount(total)}.
              </p>
            )}
            {withoutMarks > 0 && (
              <p className="uc-scopeline">
                {formatCount(withoutMarks)} requests were imported before minutes were kept; read those imports again.
              </p>
            )}
          </>
        )}
      </Answer>
    </div>
  );
}

/** A name that is broken between its labels where it has no room, and within one only where that alone is too long. */
function Breakable({ text }: { readonly text: string }) {
  return visibleText(text)
    .split(/(?<=[.:-])/)
    .map((part, at) => (
      // biome-ignore lint/suspicious/noArrayIndexKey: parts of one text that never move
      <Fragment key={at}>
        {at > 0 && <wbr />}
        {part}
      </Fragment>
    ));
}

function RegularityTable({
  rows,
  kind,
}: {
  readonly rows: readonly RegularityRow[];
  readonly kind: 'source' | 'host';
}) {
  const gap = (minutes: number | null): string =>
    formatDuration(minutes === null ? null : Math.round(minutes) * 60_000);
  const titles = ['Requests', 'Median gap', 'Steady', 'Hosts', 'Upload'];
  return (
    <WideTable label="Table of how steadily requests come">
      <table className="uc-small uc-regularity">
        <SmallHead
          columns={[
            kind === 'source' ? 'Domain' : 'Source',
            ...titles.map((title) => ({ title, isFigure: true as const })),
          ]}
        />
        <tbody>
          {rows.map((row) => (
            <tr key={`${row.source} ${row.domain}`}>
              <th scope="row" className="uc-regularity__name">
                {kind === 'source' ? (
                  <span className="uc-mono">
                    <Breakable text={row.domain} />
                  </span>
                ) : (
                  <button
                    type="button"
                    className="uc-textlink uc-mono"
                    onClick={() => openOnTop('source', row.source, row.source)}
                  >
                    <Breakable text={row.source} />
                  </button>
                )}
                {row.nameLength !== null && row.nameEntropy !== null && (
                  <span
                    className="uc-factors__small"
                    title="Mean length of the names asked for, and the entropy of their characters"
                  >
                    {row.nameLength.toFixed(1)} characters, {row.nameEntropy.toFixed(2)} bits each
                  </span>
                )}
              </th>
              <td data-align="right">{formatCount(row.transactions)}</td>
              <td data-align="right">
                {gap(row.medianGap)}
                {row.minutes >= FEWEST_MINUTES && row.deviation !== null && (
                  <span className="uc-factors__small" title="Standard deviation of the gaps">
                    ± {gap(row.deviation)}
                  </span>
                )}
              </td>
              <td data-align="right">
                {row.steady === null || row.minutes < FEWEST_MINUTES ? (
                  <Missing why="A single gap cannot tell." />
                ) : (
                  formatShare(row.steady)
                )}
              </td>
              <td
                data-align="right"
                title={row.foldedTransactions === 0 ? undefined : 'and more, which are counted under the domain'}
              >
                {formatCount(row.hosts)}
                {row.foldedTransactions === 0 ? '' : '+'}
              </td>
              <td data-align="right">{formatBytes(row.bytesSent)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </WideTable>
  );
}
