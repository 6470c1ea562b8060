import { APP_KINDS, type AppKind, TAGS, type Tag } from '../../../core/model/app.ts';
import type { RawRow } from '../../data/rows.ts';
import type { ScoreFacts } from '../../kit/risk/score-tile.tsx';

/** A row of the catalog. */
export interface CatalogRow extends ScoreFacts {
  readonly id: string;
  readonly name: string;
  readonly categoryName: string;
  readonly vendor: string | null;
  readonly headquarters: string | null;
  readonly kind: AppKind;
  readonly custom: boolean;
  readonly tag: Tag | null;
  readonly customTags: string | null;
  /** 1 to 10; null when unknown. */
  readonly popularity: number | null;
  readonly discovered: boolean;
}

const text = (value: RawRow[string] | undefined): string => (typeof value === 'string' ? value : '');
const textOrNull = (value: RawRow[string] | undefined): string | null => (typeof value === 'string' ? value : null);
const number = (value: RawRow[string] | undefined): number => (typeof value === 'number' ? value : 0);
const numberOrNull = (value: RawRow[string] | undefined): number | null => (typeof value === 'number' ? value : null);

function oneOf<T extends string>(value: RawRow[string] | undefined, choices: readonly T[], fallback: T): T {
  return choices.find((choice) => choice === value) ?? fallback;
}

export function readCatalogRow(row: RawRow): CatalogRow {
  return {
    id: text(row.id),
    name: text(row.name),
    categoryName: text(row.categoryName),
    vendor: textOrNull(row.vendor),
    headquarters: textOrNull(row.headquarters),
    kind: oneOf(row.kind, APP_KINDS, 'saas'),
    custom: row.custom === 1,
    score: numberOrNull(row.score),
    scoreLow: number(row.scoreLow),
    scoreHigh: number(row.scoreHigh),
    scoreBasis: oneOf(row.scoreBasis, ['scored', 'estimated', 'unscored', 'override'], 'unscored'),
    coverage: number(row.coverage),
    band: oneOf(row.band, ['high', 'medium', 'low', 'unscored'], 'unscored'),
    tag: TAGS.find((tag) => tag === row.tag) ?? null,
    customTags: textOrNull(row.customTags),
    popularity: numberOrNull(row.popularity),
    discovered: row.discovered === 1,
  };
}
