import type { Measures } from '../../contract/common.ts';
import type { AppRow, EntityRow } from '../../contract/discovery.ts';
import { CATEGORIES } from '../../model/app.ts';
import type { AppEntry } from '../app-directory.ts';

export interface Counted extends Measures {
  readonly users: number;
  readonly sources: number;
}

const CATEGORY_NAMES = new Map<string, string>(CATEGORIES.map((category) => [category.id, category.name]));

export function categoryName(id: string): string {
  return CATEGORY_NAMES.get(id) ?? id;
}

export interface SeenCounts {
  readonly hosts: number;
  readonly devices: number;
  readonly firstSeen: number;
  readonly lastSeen: number;
}

export function appRowOf(entry: AppEntry, counted: Counted, seen: SeenCounts, byAddress: number): AppRow {
  const { app, score } = entry;
  return {
    id: app.id,
    name: app.name,
    category: app.category,
    categoryName: categoryName(app.category),
    vendor: app.vendor,
    headquarters: app.headquarters,
    score: score.display,
    scoreLow: score.low,
    scoreHigh: score.high,
    scoreBasis: score.basis,
    coverage: score.coverage,
    band: score.band,
    tag: entry.tag,
    custom: app.custom,
    byAddress,
    ...counted,
    ...seen,
  };
}

export function entityRowOf(key: string, counted: Counted, apps: number, seen: SeenCounts): EntityRow {
  return { key, ...counted, apps, ...seen };
}

/** The value a row is ranked by; unknown ranks below everything. */
export function metricOf(row: Counted, metric: string): number {
  const value = (row as unknown as Record<string, number | null | undefined>)[metric];
  return value ?? -1;
}
