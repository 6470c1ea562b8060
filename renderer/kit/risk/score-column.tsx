import type { Column } from '../table/columns.ts';
import { type ScoreFacts, ScoreTile } from './score-tile.tsx';

/** The score of a table's apps. @param firstSort `asc` shows the risky ones first */
export function scoreColumn<R extends ScoreFacts>(firstSort: 'asc' | 'desc'): Column<R> {
  return {
    id: 'score',
    title: 'Score',
    hint: '0 is the highest risk, 10 the lowest. The ring is the share of the score that is known; ~ is an estimate.',
    width: 66,
    least: 66,
    sortable: true,
    firstSort,
    cell: (row) => <ScoreTile facts={row} />,
    text: (row) => (row.score === null ? '' : String(row.score)),
  };
}
