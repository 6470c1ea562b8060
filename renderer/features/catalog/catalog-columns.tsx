import { countryName } from '../../kit/charts/country-names.ts';
import { BAND_STYLE } from '../../kit/charts/palette.ts';
import { Swatch } from '../../kit/charts/patterns.tsx';
import { formatShare } from '../../kit/format.ts';
import { Missing } from '../../kit/missing.tsx';
import { AppIcon } from '../../kit/risk/app-icon.tsx';
import { KIND_TITLES } from '../../kit/risk/kind-titles.ts';
import { scoreColumn } from '../../kit/risk/score-column.tsx';
import { TagBadge } from '../../kit/risk/tag-badge.tsx';
import type { Column } from '../../kit/table/columns.ts';
import type { CatalogRow } from './read-row.ts';

const points = new Intl.NumberFormat(undefined, { maximumFractionDigits: 1, minimumFractionDigits: 1 });

/** Columns of the catalog; ids are the engine's, so that sorting and exporting mean the same. */
export const CATALOG_TABLE: readonly Column<CatalogRow>[] = [
  {
    id: 'name',
    title: 'App',
    width: 262,
    least: 216,
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
        {row.discovered && (
          <span className="uc-chip" title="The imported logs have traffic to this app.">
            in use
          </span>
        )}
      </span>
    ),
    text: (row) => row.name,
  },
  scoreColumn('desc'),
  {
    id: 'categoryName',
    title: 'Category',
    width: 182,
    least: 136,
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
    id: 'scoreLow',
    title: 'Interval',
    hint: 'The score were every unknown factor worst … best. Sorts by the worst: what is certain whatever is unknown.',
    width: 92,
    least: 92,
    sortable: true,
    firstSort: 'desc',
    exportsWith: ['scoreHigh'],
    cell: (row) => (
      <span className="uc-num">
        {points.format(row.scoreLow)}–{points.format(row.scoreHigh)}
      </span>
    ),
    text: (row) => `${row.scoreLow}–${row.scoreHigh}`,
  },
  {
    id: 'band',
    title: 'Risk',
    width: 122,
    optional: 'narrow',
    least: 122,
    cell: (row) => (
      <span className="uc-appcell">
        <Swatch style={BAND_STYLE[row.band]} />
        {BAND_STYLE[row.band].label}
      </span>
    ),
    text: (row) => row.band,
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
  {
    id: 'customTags',
    title: 'Custom tags',
    width: 120,
    sortable: true,
    firstSort: 'asc',
    optional: true,
    cell: (row) => <span className="uc-ellipsis">{row.customTags ?? ''}</span>,
    text: (row) => row.customTags ?? '',
  },
  {
    id: 'coverage',
    title: 'Known',
    hint: 'Share of the score’s weight that is known.',
    width: 74,
    optional: 'narrow',
    align: 'right',
    sortable: true,
    firstSort: 'desc',
    cell: (row) => formatShare(row.coverage),
    text: (row) => row.coverage.toFixed(3),
  },
  {
    id: 'headquarters',
    title: 'HQ',
    hint: 'Country of the provider’s headquarters.',
    width: 58,
    least: 58,
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
    id: 'popularity',
    title: 'Popularity',
    spare: true,
    hint: 'From independent lists of popular domains: 1 little known, 10 among the best known.',
    width: 90,
    align: 'right',
    sortable: true,
    firstSort: 'desc',
    cell: (row) => row.popularity ?? <Missing why="No list of popular domains names this app." />,
    text: (row) => String(row.popularity ?? ''),
  },
  {
    id: 'vendor',
    title: 'Vendor',
    width: 150,
    optional: 'narrow',
    sortable: true,
    firstSort: 'asc',
    cell: (row) => row.vendor ?? <Missing why="The catalog does not know the vendor." />,
    text: (row) => row.vendor ?? '',
  },
  {
    id: 'kind',
    title: 'Kind',
    width: 110,
    sortable: true,
    firstSort: 'asc',
    optional: true,
    cell: (row) => KIND_TITLES[row.kind],
    text: (row) => row.kind,
  },
];
