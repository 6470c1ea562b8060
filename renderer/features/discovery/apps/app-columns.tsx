import type { Dashboard } from '../../../../core/contract/discovery.ts';
import { countryName } from '../../../kit/charts/country-names.ts';
import { Sparkline } from '../../../kit/charts/sparkline.tsx';
import { formatCount, formatShare, plural } from '../../../kit/format.ts';
import { Missing } from '../../../kit/missing.tsx';
import { AppIcon } from '../../../kit/risk/app-icon.tsx';
import { scoreColumn } from '../../../kit/risk/score-column.tsx';
import { TagBadge } from '../../../kit/risk/tag-badge.tsx';
import type { Column } from '../../../kit/table/columns.ts';
import type { AppTableRow } from '../read-row.ts';
import { blockedColumn, bytesColumns, countColumn, seenColumns } from '../tables/measure-columns.tsx';

/** What the panel of an app tells as well; the categories beside the table take their part of a window. */
const IN_ROOMY_WINDOWS = new Set(['blocked', 'sources', 'headquarters', 'firstSeen', 'lastSeen', 'trend']);

/** Columns of the apps table; ids are the engine's, so that sorting and exporting mean the same. */
export function appColumns(known: Dashboard['known'] | null): readonly Column<AppTableRow>[] {
  // Where lines tell no bytes, requests are the only measure of use.
  const hasBytes = (known?.bytesTotal ?? 0) > 0;
  const columns: readonly Column<AppTableRow>[] = [
    {
      id: 'name',
      title: 'App',
      width: 236,
      least: 190,
      sortable: true,
      firstSort: 'asc',
      fixed: true,
      cell: (row) => (
        <span className="uc-appcell">
          <AppIcon id={row.id} name={row.name} />
          <span className="uc-ellipsis" title={row.name}>
            {row.name}
          </span>
          {row.custom && <span className="uc-chip">custom</span>}
          {row.byAddress === row.transactions && (
            <span
              className="uc-chip"
              title="Known by its addresses only: no host name was logged for any of its requests."
            >
              by address
            </span>
          )}
        </span>
      ),
      text: (row) => row.name,
    },
    scoreColumn('asc'),
    {
      id: 'categoryName',
      title: 'Category',
      width: 140,
      least: 122,
      sortable: true,
      firstSort: 'asc',
      cell: (row) => (
        <span className="uc-ellipsis" title={row.categoryName}>
          {row.categoryName}
        </span>
      ),
      text: (row) => row.categoryName,
    },
    {
      id: 'tag',
      title: 'Tag',
      width: 124,
      least: 124,
      decision: true,
      sortable: true,
      firstSort: 'asc',
      cell: (row) => <TagBadge tag={row.tag} />,
      text: (row) => row.tag ?? '',
    },
    // Traffic and upload tell the download, and leave room for when an app was used.
    ...bytesColumns<AppTableRow>(known).map((one) => ({ ...one, optional: one.id === 'bytesReceived' })),
    { ...countColumn<AppTableRow>('transactions', 'Requests', 'Requests, as the logs count them.'), spare: hasBytes },
    blockedColumn<AppTableRow>(known),
    countColumn<AppTableRow>('users', 'Users', 'Distinct users named by the logs.', 70),
    countColumn<AppTableRow>('sources', 'Sources', 'Distinct source addresses.', 80),
    ...((known?.device ?? 0) > 0
      ? [
          {
            ...countColumn<AppTableRow>('devices', 'Devices', 'Distinct devices named by the logs.', 84),
            optional: true,
          },
        ]
      : []),
    {
      ...countColumn<AppTableRow>('hosts', 'Hosts', 'Distinct hosts of the app that were asked for.', 76),
      optional: true,
    },
    {
      id: 'vendor',
      title: 'Vendor',
      width: 140,
      sortable: true,
      firstSort: 'asc',
      optional: true,
      cell: (row) => row.vendor ?? <Missing why="The catalog does not know the vendor." />,
      text: (row) => row.vendor ?? '',
    },
    {
      id: 'headquarters',
      title: 'HQ',
      hint: 'Country of the provider’s headquarters.',
      width: 52,
      least: 52,
      sortable: true,
      firstSort: 'asc',
      cell: (row) =>
        row.headquarters === null ? (
          <Missing why="The catalog does not know the headquarters." />
        ) : (
          <abbr className="uc-abbr" title={countryName(row.headquarters)}>
            {row.headquarters}
          </abbr>
        ),
      text: (row) => row.headquarters ?? '',
    },
    {
      id: 'coverage',
      title: 'Known',
      hint: 'Share of the score’s weight that is known.',
      width: 76,
      align: 'right',
      sortable: true,
      firstSort: 'desc',
      optional: true,
      cell: (row) => formatShare(row.coverage),
      text: (row) => row.coverage.toFixed(3),
    },
    ...seenColumns<AppTableRow>().map((one) => ({ ...one, spare: one.id === 'firstSeen' })),
    {
      id: 'trend',
      title: 'Trend',
      hint: 'Requests over the period, in equal steps from its start to its end.',
      width: 108,
      least: 108,
      cell: (row) => <Sparkline values={row.trend} label={trendText(row)} />,
      text: (row) => row.trend.join(' '),
    },
  ];
  return columns.map((column) =>
    IN_ROOMY_WINDOWS.has(column.id) && column.optional !== true ? { ...column, optional: 'narrow' } : column,
  );
}

function trendText(row: AppTableRow): string {
  const peak = Math.max(0, ...row.trend);
  return `${row.name}: ${plural(row.transactions, 'request')} in ${row.trend.length} steps, at most ${formatCount(peak)} in one`;
}
