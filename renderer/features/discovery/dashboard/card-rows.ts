import type { Metric } from '../../../../core/contract/common.ts';
import type { AppRow, Dashboard, EntityRow } from '../../../../core/contract/discovery.ts';
import { type TwinTable, textCell, valueCell } from '../../../kit/charts/chart-data.ts';
import { figureOf } from '../../../kit/charts/figure-of.ts';
import type { BarRow } from '../../../kit/charts/horizontal-bars.tsx';
import type { Measure } from '../../../kit/charts/measure.ts';
import { BAND_STYLE, type SeriesStyle, TAG_KEYS, TAG_STYLE } from '../../../kit/charts/palette.ts';
import { formatCount, MISSING } from '../../../kit/format.ts';

/** Bars that stand for one thing only have one colour. */
export const PLAIN: SeriesStyle = {
  key: 'plain',
  label: 'All',
  color: 'var(--uc-chart-mark)',
  pattern: 'solid',
  shape: 'circle',
};

const known = (value: number | null): number => value ?? -1;

export type CategoryRow = Dashboard['categories'][number];

/** Categories with the largest figure first; those without any figure fall away. */
export function rankCategories(categories: readonly CategoryRow[], metric: Metric): readonly CategoryRow[] {
  return categories
    .filter((category) => (category[metric] ?? 0) > 0)
    .sort((a, b) => known(b[metric]) - known(a[metric]) || (a.name < b.name ? -1 : 1));
}

export function categoryBars(
  categories: readonly CategoryRow[],
  metric: Metric,
  onOpen: (id: string) => void,
): readonly BarRow[] {
  return categories.map((category) => ({
    key: category.id,
    label: category.name,
    total: category[metric],
    parts: TAG_KEYS.map((tag) => ({ style: TAG_STYLE[tag], value: figureOf(category.byTag[tag], metric) })),
    hint: `${formatCount(category.apps)} ${category.apps === 1 ? 'app' : 'apps'}`,
    onOpen: () => onOpen(category.id),
  }));
}

export function categoryTwin(categories: readonly CategoryRow[], metric: Metric, measure: Measure): TwinTable {
  return {
    columns: [
      { title: 'Category' },
      { title: 'Apps', numeric: true },
      { title: measure.title, numeric: true },
      ...TAG_KEYS.map((tag) => ({ title: TAG_STYLE[tag].label, numeric: true })),
    ],
    rows: categories.map((category) => ({
      key: category.id,
      cells: [
        textCell(category.name),
        valueCell(category.apps, formatCount),
        valueCell(category[metric], measure.format),
        ...TAG_KEYS.map((tag) => valueCell(figureOf(category.byTag[tag], metric), measure.format)),
      ],
    })),
  };
}

/** App bars in the colour of their band; the score stands in front of the name, so that colour is never alone. */
export function appBars(apps: readonly AppRow[], metric: Metric, onOpen: (app: AppRow) => void): readonly BarRow[] {
  return apps.map((app) => ({
    key: app.id,
    label: `${app.score ?? MISSING}  ${app.name}`,
    total: app[metric],
    parts: [{ style: BAND_STYLE[app.band], value: app[metric] }],
    hint: `${app.categoryName} · ${app.score === null ? 'not scored' : `score ${app.score}`}`,
    onOpen: () => onOpen(app),
  }));
}

export function appTwin(
  apps: readonly AppRow[],
  metric: Metric,
  measure: Measure,
  onOpen: (app: AppRow) => void,
): TwinTable {
  return {
    columns: [
      { title: 'App' },
      { title: 'Category' },
      { title: 'Score', numeric: true },
      { title: measure.title, numeric: true },
      { title: 'Users', numeric: true },
    ],
    rows: apps.map((app) => ({
      key: app.id,
      onOpen: () => onOpen(app),
      cells: [
        textCell(app.name),
        textCell(app.categoryName),
        valueCell(app.score, (score) => (score === null ? MISSING : String(score))),
        valueCell(app[metric], measure.format),
        valueCell(app.users, formatCount),
      ],
    })),
  };
}

export function entityBars(
  rows: readonly EntityRow[],
  metric: Metric,
  onOpen: (key: string) => void,
): readonly BarRow[] {
  return rows.map((row) => ({
    key: row.key,
    label: row.key,
    total: row[metric],
    parts: [{ style: PLAIN, value: row[metric] }],
    hint: `${formatCount(row.apps)} apps, ${formatCount(row.transactions)} requests`,
    onOpen: () => onOpen(row.key),
  }));
}

export function entityTwin(
  rows: readonly EntityRow[],
  noun: string,
  metric: Metric,
  measure: Measure,
  onOpen: (key: string) => void,
): TwinTable {
  return {
    columns: [
      { title: noun },
      { title: measure.title, numeric: true },
      { title: 'Requests', numeric: true },
      { title: 'Apps', numeric: true },
    ],
    rows: rows.map((row) => ({
      key: row.key,
      onOpen: () => onOpen(row.key),
      cells: [
        textCell(row.key),
        valueCell(row[metric], measure.format),
        valueCell(row.transactions, formatCount),
        valueCell(row.apps, formatCount),
      ],
    })),
  };
}
