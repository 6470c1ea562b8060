import type { Metric } from '../../../../core/contract/common.ts';
import type { Dashboard } from '../../../../core/contract/discovery.ts';
import { type TwinTable, textCell, valueCell } from '../../../kit/charts/chart-data.ts';
import { barsHeight, HorizontalBars } from '../../../kit/charts/horizontal-bars.tsx';
import type { Measure } from '../../../kit/charts/measure.ts';
import { allOf, is } from '../../../kit/filter/conditions.ts';
import { formatCount } from '../../../kit/format.ts';
import { goToTable, type TablePage } from '../go.ts';
import { Card, type CardProps } from './card.tsx';
import { PLAIN } from './card-rows.ts';

const ROWS = 10;
const HEIGHT = barsHeight(ROWS);

interface SplitRow {
  readonly key: string;
  readonly label: string;
  readonly figures: Dashboard['bands']['high'];
  readonly onOpen: () => void;
}

/** Departments of the directory by the chosen measure. */
export function DepartmentsCard(props: CardProps) {
  return (
    <Card
      {...props}
      title="Departments"
      height={HEIGHT}
      content={({ data, metric, measure, filter, source }) => {
        const rows = data.departments
          .map(
            (row): SplitRow => ({
              key: row.department ?? '',
              label: row.department ?? 'Not in the directory',
              figures: row,
              onOpen: opener('users', filter, is('department', row.department)),
            }),
          )
          .sort((a, b) => (b.figures[metric] ?? -1) - (a.figures[metric] ?? -1));
        return splitContent(rows, 'Department', 'departments', metric, measure, source);
      }}
    />
  );
}

/** Where devices were: on the organisation's network or elsewhere. */
export function NetworkCard(props: CardProps) {
  return (
    <Card
      {...props}
      title="On and off the network"
      height={HEIGHT}
      content={({ data, metric, measure, filter, source }) => {
        const { network } = data;
        const parts = [
          ['on', 'On the network'],
          ['off', 'Off the network'],
          ['unknown', 'Unknown'],
        ] as const;
        const rows = parts.flatMap(([key, label]): SplitRow[] =>
          network === null || network[key].transactions === 0
            ? []
            : [
                {
                  key,
                  label,
                  figures: network[key],
                  onOpen: opener('devices', filter, is('network', key === 'unknown' ? null : key)),
                },
              ],
        );
        return {
          ...splitContent(rows, 'Network', 'networks', metric, measure, source),
          about:
            'By the source address: your internal and corporate ranges are on the network. A home router’s private address looks alike.',
        };
      }}
    />
  );
}

function opener(table: TablePage, filter: string, condition: string): () => void {
  return () => goToTable(table, allOf(filter, condition));
}

function splitContent(
  given: readonly SplitRow[],
  noun: string,
  many: string,
  metric: Metric,
  measure: Measure,
  source: string,
) {
  const rows = given.filter((row) => (row.figures[metric] ?? 0) > 0);
  const table: TwinTable = {
    columns: [
      { title: noun },
      { title: measure.title, numeric: true },
      { title: 'Requests', numeric: true },
      { title: 'Users', numeric: true },
    ],
    rows: rows.map(({ key, label, figures, onOpen }) => ({
      key,
      onOpen,
      cells: [
        textCell(label),
        valueCell(figures[metric], measure.format),
        valueCell(figures.transactions, formatCount),
        valueCell(figures.users, formatCount),
      ],
    })),
  };
  return {
    empty: rows.length === 0 ? `No ${many} with this measure in this period.` : null,
    table,
    plot: (
      <HorizontalBars
        rows={rows.slice(0, ROWS).map(({ key, label, figures, onOpen }) => ({
          key,
          label,
          total: figures[metric],
          parts: [{ style: PLAIN, value: figures[metric] }],
          hint: `${formatCount(figures.users)} users, ${formatCount(figures.transactions)} requests`,
          onOpen,
        }))}
        measure={measure}
        label={`${noun}s by ${measure.title.toLowerCase()}, ${source}`}
      />
    ),
  };
}
