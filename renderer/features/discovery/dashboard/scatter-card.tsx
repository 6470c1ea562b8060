import { useMemo } from 'react';
import { rowOf } from '../../../data/rows.ts';
import { useQuestion } from '../../../data/use-question.ts';
import { textCell, valueCell } from '../../../kit/charts/chart-data.ts';
import { BAND_STYLE } from '../../../kit/charts/palette.ts';
import { ScoreScatter } from '../../../kit/charts/score-scatter.tsx';
import { formatCount, MISSING } from '../../../kit/format.ts';
import { useScope } from '../../../state/scope.ts';
import { openEntity } from '../go.ts';
import { type AppTableRow, readAppRow } from '../read-row.ts';
import { Card, type CardProps } from './card.tsx';

const MOST = 300;
const HEIGHT = 300;

/** Score against use. Asks for more apps than the ranked lists hold: the interesting dots are often far down the ranking. */
export function ScatterCard(props: CardProps) {
  const { scope } = useScope();
  const metric = props.model?.metric ?? 'bytesTotal';
  const {
    data: page,
    error,
    refetch,
  } = useQuestion(
    'discovery.listRows',
    { ...scope, table: 'apps', sort: { column: metric, direction: 'desc' }, page: { limit: MOST } },
    { enabled: props.model !== null },
  );
  const rows = useMemo(
    () => (page === undefined ? null : Array.from({ length: page.count }, (_, at) => readAppRow(rowOf(page, at)))),
    [page],
  );
  const failure = props.failure ?? (error === null ? null : { error, retry: () => void refetch() });
  return (
    <Card
      title="Score and use"
      model={rows === null ? null : props.model}
      failure={failure}
      height={HEIGHT}
      content={({ measure, source }) => {
        const all = rows ?? [];
        const drawn = all.filter((row) => row.score !== null && row[metric] !== null);
        return {
          empty: drawn.length === 0 ? 'No app in this period has both a score and this measure.' : null,
          about: noteText(all, drawn.length, page?.total ?? 0),
          legend: (['high', 'medium', 'low'] as const).map((band) => ({ style: BAND_STYLE[band], mark: true })),
          table: {
            columns: [
              { title: 'App' },
              { title: 'Score', numeric: true },
              { title: measure.title, numeric: true },
              { title: 'Users', numeric: true },
            ],
            rows: drawn.map((row) => ({
              key: row.id,
              onOpen: () => openEntity('app', row.id, row.name),
              cells: [
                textCell(row.name),
                valueCell(row.score, (score) => (score === null ? MISSING : String(score))),
                valueCell(row[metric], measure.format),
                valueCell(row.users, formatCount),
              ],
            })),
          },
          plot: (
            <ScoreScatter
              apps={drawn.map((row) => ({
                key: row.id,
                name: row.name,
                score: row.score ?? 0,
                estimated: row.scoreBasis === 'estimated',
                band: row.band,
                value: row[metric] ?? 0,
                users: row.users,
                tip: [
                  {
                    key: 'score',
                    label: 'Score',
                    value: `${row.scoreBasis === 'estimated' ? '~' : ''}${row.score ?? MISSING}`,
                  },
                  { key: 'metric', label: measure.title, value: measure.format(row[metric]) },
                  { key: 'users', label: 'Users', value: formatCount(row.users) },
                ],
                onOpen: () => openEntity('app', row.id, row.name),
              }))}
              measure={measure}
              height={HEIGHT}
              label={`Apps by score and ${measure.title.toLowerCase()}, ${source}`}
            />
          ),
        };
      }}
    />
  );
}

function noteText(rows: readonly AppTableRow[], drawn: number, total: number): string {
  const size = 'Size: users. Dashed: estimated score.';
  const left = rows.length - drawn;
  const missing = left === 0 ? '' : ` ${formatCount(left)} without a score or figure not drawn.`;
  return total > rows.length
    ? `${size} The first ${formatCount(rows.length)} of ${formatCount(total)} apps.${missing}`
    : `${size}${missing}`;
}
