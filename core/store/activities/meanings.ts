/**
 * What words stand for beyond themselves: where an address is, what client a user agent names. Each distinct meaning is held once, so a
 * condition is decided per meaning, and rows take only numbers from columns.
 */
import type { WordColumn } from '../../ingest/activities/columns.ts';
import type { FieldContent } from '../../query/index.ts';
import type { ActivityBlock, ActivityStore } from './activity-store.ts';
import { type PackedColumn, spread } from './packed-column.ts';

/** Number of "nothing is derived". */
export const NO_MEANING = 0;

export interface Meanings {
  /** The first is null. */
  readonly values: readonly FieldContent[];
  /** Number of the meaning, by word; NO_MEANING beyond its end. */
  readonly ofWord: Uint32Array;
}

/** A field whose content is derived when asked, never stored: other data re-read the past at once. */
export interface DerivedField {
  readonly column: WordColumn;
  readonly meanings: Meanings;
  /** What another column says, where the first says nothing. */
  readonly otherwise?: { readonly column: WordColumn; readonly meanings: Meanings };
  /** Words (1) whose meaning gives way to the other column's, where that has one. */
  readonly weak?: Uint8Array;
  /** Meanings of the same values after an instant (ms since 1970, by word); later ones after earlier ones. */
  readonly later?: readonly { readonly after: Float64Array; readonly ofWord: Uint32Array }[];
}

/** By the field's name; undefined where a field is no derived one. */
export type DerivedFields = (name: string) => DerivedField | undefined;

/** What a row's number of `meaningsOfRows` stands for. */
export function contentsOf({ meanings, otherwise }: DerivedField): readonly FieldContent[] {
  return otherwise === undefined ? meanings.values : [...meanings.values, ...otherwise.meanings.values];
}

/** Per row of a block the place of its content in `contentsOf`. */
export function meaningsOfRows(store: ActivityStore, field: DerivedField, block: ActivityBlock): Uint32Array {
  const out = new Uint32Array(block.rows);
  const packed = meaningsOfValues(store, field, block);
  if (packed !== null) return spread(packed, out);
  const { column, meanings, later = [], otherwise } = field;
  const words = store.column(block, column);
  for (let row = 0; row < out.length; row++) out[row] = meanings.ofWord[words[row] ?? 0] ?? NO_MEANING;
  if (later.length > 0) lay(out, words, store.column(block, 'time'), later);
  if (otherwise !== undefined && saysAnything(store, block, otherwise.column)) fillIn(out, words, field, store, block);
  return out;
}

/** The same once per word of the block, with the places of the rows; null where a word alone does not decide. */
export function meaningsOfValues(store: ActivityStore, field: DerivedField, block: ActivityBlock): PackedColumn | null {
  const { column, meanings, later = [], otherwise } = field;
  if (otherwise !== undefined && saysAnything(store, block, otherwise.column)) {
    return saysAnything(store, block, column) ? null : othersOfValues(store, meanings, otherwise, block);
  }
  const packed = store.packed(block, column);
  if (packed === null) return null;
  const values = packed.values.map((word) => meanings.ofWord[word] ?? NO_MEANING);
  for (const { after, ofWord } of later) {
    for (const [at, word] of packed.values.entries()) {
      const instant = after[word] ?? Number.POSITIVE_INFINITY;
      if (instant >= block.timeMax) continue;
      if (instant >= block.timeMin) return null;
      values[at] = ofWord[word] ?? NO_MEANING;
    }
  }
  return { values, places: packed.places };
}

/** Where only the other column says anything. */
function othersOfValues(
  store: ActivityStore,
  { values: before }: Meanings,
  { column, meanings }: NonNullable<DerivedField['otherwise']>,
  block: ActivityBlock,
): PackedColumn | null {
  const packed = store.packed(block, column);
  if (packed === null) return null;
  const values = packed.values.map((word) => {
    const meaning = meanings.ofWord[word] ?? NO_MEANING;
    return meaning === NO_MEANING ? NO_MEANING : before.length + meaning;
  });
  return { values, places: packed.places };
}

function saysAnything(store: ActivityStore, block: ActivityBlock, column: WordColumn): boolean {
  const values = store.packed(block, column)?.values;
  return values === undefined || values.length > 1 || values[0] !== 0;
}

/** Lays meanings that hold after an instant over those before. */
function lay(
  out: Uint32Array,
  words: Uint32Array,
  times: Float64Array,
  stages: NonNullable<DerivedField['later']>,
): void {
  for (const { after, ofWord } of stages) {
    for (let row = 0; row < out.length; row++) {
      const word = words[row] ?? 0;
      if ((times[row] ?? 0) > (after[word] ?? Number.POSITIVE_INFINITY)) out[row] = ofWord[word] ?? NO_MEANING;
    }
  }
}

/** Rows of which the first column says nothing, or little, say what the other one does. */
function fillIn(
  out: Uint32Array,
  words: Uint32Array,
  { meanings, otherwise, weak }: DerivedField,
  store: ActivityStore,
  block: ActivityBlock,
): void {
  if (otherwise === undefined) return;
  const others = store.column(block, otherwise.column);
  const { ofWord } = otherwise.meanings;
  const first = meanings.values.length;
  for (let row = 0; row < out.length; row++) {
    if (out[row] !== NO_MEANING && weak?.[words[row] ?? 0] !== 1) continue;
    const other = ofWord[others[row] ?? 0] ?? NO_MEANING;
    if (other !== NO_MEANING) out[row] = first + other;
  }
}

/** True where a condition on the field is decided by one word alone, in every block. */
export function isOfOneWord({ otherwise, later = [] }: DerivedField): boolean {
  return otherwise === undefined && later.length === 0;
}
