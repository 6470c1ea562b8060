/**
 * What a filter over activities is made of: conditions, each decided per word or byte of a column, or row by row, and the masks they give. A mask
 * has one byte a row: FALSE, UNKNOWN (the row does not say) or TRUE.
 */
import type { ByteColumn, WordColumn } from '../../ingest/activities/columns.ts';
import { FALSE, TRUE } from '../../query/index.ts';
import type { ActivityBlock, ActivityStore } from './activity-store.ts';
import type { PackedColumn } from './packed-column.ts';

/** Mask of one block's rows; what it says of rows that are FALSE in `among` does not matter. */
export type Mask = (block: ActivityBlock, among?: Uint8Array) => Uint8Array<ArrayBuffer>;
/**
 * A condition decided by the word or byte in one column alone, or by anything of the row. `mayFit` says of a block whether any of its rows can
 * be TRUE, by the few words it has.
 */
export type Node =
  | { readonly column: WordColumn | ByteColumn; readonly verdicts: Uint8Array<ArrayBuffer> }
  | {
      readonly column: null;
      readonly mask: Mask;
      readonly mayFit?: (block: ActivityBlock) => boolean;
      /** It reads records: asked last, of the rows that are still open. */
      readonly isLate?: boolean;
    };

/** False where it is plain from the words of the block that no row of it fits. */
export function mayFit(store: ActivityStore, node: Node, block: ActivityBlock): boolean {
  if (node.column === null) return node.mayFit?.(block) ?? true;
  const { verdicts } = node;
  const values = store.distinct(block, node.column);
  if (values === null) return true;
  for (let at = 0; at < values.length; at++) if (verdicts[values[at] ?? 0] === TRUE) return true;
  return false;
}

/** True for a condition on a column that none of its words or bytes fulfils: no block need be read to know. */
export function isNowhere(node: Node): boolean {
  return node.column !== null && !node.verdicts.includes(TRUE);
}

/** Every call gives a mask of its own. */
export function maskOf(store: ActivityStore, node: Node): Mask {
  if (node.column === null) return node.mask;
  const { column, verdicts } = node;
  return (block) => {
    const packed = store.packed(block, column);
    return packed === null ? looked(store.column(block, column), verdicts) : placed(packed, verdicts);
  };
}

/** Joins a mask, or verdicts, into another. */
export type Join = (into: Uint8Array, other: Uint8Array) => void;

/** And. */
export function least(into: Uint8Array, other: Uint8Array): void {
  for (let at = 0; at < into.length; at++) if ((other[at] ?? 0) < (into[at] ?? 0)) into[at] = other[at] ?? 0;
}

/** Or. */
export function greatest(into: Uint8Array, other: Uint8Array): void {
  for (let at = 0; at < into.length; at++) if ((other[at] ?? 0) > (into[at] ?? 0)) into[at] = other[at] ?? 0;
}

/** Not, in the verdicts' own place. */
export function negated(verdicts: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  for (let at = 0; at < verdicts.length; at++) verdicts[at] = verdicts[at] === TRUE ? FALSE : TRUE;
  return verdicts;
}

/** Verdicts of rows, decided once per value that the block has. */
export function placed({ values, places }: PackedColumn, verdicts: Uint8Array): Uint8Array<ArrayBuffer> {
  const ofValues = looked(values, verdicts);
  const out = new Uint8Array(places.length);
  if (values.length === 1) return out.fill(ofValues[0] ?? FALSE);
  for (let row = 0; row < out.length; row++) out[row] = ofValues[places[row] ?? 0] ?? FALSE;
  return out;
}

/** Verdicts of values, in their order. */
export function looked(values: Uint8Array | Uint32Array, verdicts: Uint8Array): Uint8Array<ArrayBuffer> {
  const out = new Uint8Array(values.length);
  for (let at = 0; at < out.length; at++) out[at] = verdicts[values[at] ?? 0] ?? FALSE;
  return out;
}

/** A plain loop: arrays are long, and callbacks of typed arrays' own methods slow. */
export function decided(
  values: Uint8Array | Uint32Array | Float64Array,
  verdictOf: (value: number) => number,
): Uint8Array<ArrayBuffer> {
  const out = new Uint8Array(values.length);
  for (let row = 0; row < out.length; row++) out[row] = verdictOf(values[row] ?? 0);
  return out;
}
