/**
 * A filter over activities as masks: per block one byte a row, FALSE, UNKNOWN (the row does not say) or TRUE. A condition on a text is
 * decided once per word, not per row; the rest is Kleene's logic on bytes: and is the least, or the greatest, not the mirror.
 */
import { idHash } from '../../ingest/activities/activity-batch.ts';
import {
  ACTIVITY_OUTCOMES,
  ACTOR_KINDS,
  type BYTE_COLUMNS,
  type ByteColumn,
  DEVICE_PAIRS,
  FLAG_ADMIN,
  FLAG_PAIRS,
  HASH_COLUMNS,
  type HashColumn,
  pairOf,
  SIGN_IN_PAIRS,
  WORD_COLUMNS,
  type WordColumn,
} from '../../ingest/activities/columns.ts';
import { ACTIVITY_TYPES, isActivityType } from '../../model/activity-types.ts';
import {
  ACTIVITY_FILTER_FIELDS,
  badFilter,
  expandSearch,
  FALSE,
  type FieldContent,
  type FilterLeaf,
  type FilterTree,
  isAnd,
  isNot,
  isOr,
  leafPredicate,
  TRUE,
  UNKNOWN,
  type Verdict,
  verdictByte,
} from '../../query/index.ts';
import type { ActivityBlock, ActivityStore } from './activity-store.ts';
import {
  contentsOf,
  type DerivedField,
  type DerivedFields,
  isOfOneWord,
  meaningsOfRows,
  meaningsOfValues,
} from './meanings.ts';
import type { PackedColumn } from './packed-column.ts';
import { rawMask } from './raw-search.ts';

/** While columns are joined: this one says nothing. */
const ABSENT = 3;

/** Mask of one block's rows; what it says of rows that are FALSE in `among` does not matter. */
type Mask = (block: ActivityBlock, among?: Uint8Array) => Uint8Array<ArrayBuffer>;
/** The same, the caller's own to write into; null where it is plain from the words of the block that no row fits. */
export type BlockMask = (block: ActivityBlock) => Uint8Array | null;

/** Names of apps by catalog id, so that filters find both. */
export type AppNames = ReadonlyMap<string, string>;

/**
 * A condition decided by the word or byte in one column alone, or by anything of the row. `mayFit` says of a block whether any of its rows can
 * be TRUE, by the few words it has.
 */
type Node =
  | { readonly column: WordColumn | ByteColumn; readonly verdicts: Uint8Array<ArrayBuffer> }
  | {
      readonly column: null;
      readonly mask: Mask;
      readonly mayFit?: (block: ActivityBlock) => boolean;
      /** It reads records: asked last, of the rows that are still open. */
      readonly isLate?: boolean;
    };

/** What conditions are decided by. */
interface Context {
  readonly store: ActivityStore;
  readonly apps: AppNames;
  readonly derived: DerivedFields;
}

/** Compiles a checked tree. @throws AppError query.badFilter */
export function compileActivityFilter(
  store: ActivityStore,
  tree: FilterTree,
  apps: AppNames,
  derived: DerivedFields = () => undefined,
): BlockMask {
  const node = walk({ store, apps, derived }, expandSearch(tree, ACTIVITY_FILTER_FIELDS));
  const mask = maskOf(store, node);
  return (block) => (mayFit(store, node, block) ? mask(block) : null);
}

function mayFit(store: ActivityStore, node: Node, block: ActivityBlock): boolean {
  if (node.column === null) return node.mayFit?.(block) ?? true;
  const { verdicts } = node;
  const values = store.distinct(block, node.column);
  if (values === null) return true;
  for (let at = 0; at < values.length; at++) if (verdicts[values[at] ?? 0] === TRUE) return true;
  return false;
}

function walk(context: Context, tree: FilterTree): Node {
  if (isAnd(tree)) return combine(context, tree.and, least);
  if (isOr(tree)) return combine(context, tree.or, greatest);
  if (isNot(tree)) {
    const inner = walk(context, tree.not);
    if (inner.column !== null) return { column: inner.column, verdicts: inner.verdicts.map(mirror) };
    const isLate = inner.isLate === true;
    return { column: null, mask: (block, among) => mirrored(inner.mask(block, among)), isLate };
  }
  return leafNode(context, tree);
}

function mirror(verdict: number): number {
  return TRUE - verdict;
}

function mirrored(mask: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  for (let row = 0; row < mask.length; row++) mask[row] = TRUE - (mask[row] ?? 0);
  return mask;
}

type Join = (into: Uint8Array, other: Uint8Array) => void;

function least(into: Uint8Array, other: Uint8Array): void {
  for (let at = 0; at < into.length; at++) if ((other[at] ?? 0) < (into[at] ?? 0)) into[at] = other[at] ?? 0;
}

function greatest(into: Uint8Array, other: Uint8Array): void {
  for (let at = 0; at < into.length; at++) if ((other[at] ?? 0) > (into[at] ?? 0)) into[at] = other[at] ?? 0;
}

/** Conditions on one column are joined word by word, once; only what is left is joined row by row. */
function combine(context: Context, trees: readonly FilterTree[], join: Join): Node {
  const { store } = context;
  const nodes: Node[] = [];
  for (const tree of trees) {
    const node = walk(context, tree);
    const known = node.column === null ? undefined : nodes.find((other) => other.column === node.column);
    if (known === undefined || known.column === null || node.column === null) nodes.push(node);
    else join(known.verdicts, node.verdicts);
  }
  nodes.sort((a, b) => Number(readsRecords(a)) - Number(readsRecords(b)));
  const [first] = nodes;
  if (first !== undefined && nodes.length === 1) return first;
  const [neutral, absorbing] = join === least ? [TRUE, FALSE] : [FALSE, TRUE];
  const parts = nodes.map((node) => ({ node, mask: maskOf(store, node) }));
  return {
    column: null,
    isLate: nodes.some(readsRecords),
    mask: (block, among) => {
      let out: Uint8Array<ArrayBuffer> | null = null;
      for (const { node, mask } of parts) {
        // What says the same of every row changes nothing, or everything.
        const verdict = verdictOfAll(store, node, block);
        if (verdict === neutral) continue;
        if (verdict === absorbing) return new Uint8Array(block.rows).fill(absorbing);
        if (out === null) out = mask(block, among);
        else join(out, mask(block, join === least ? out : among));
      }
      return out ?? new Uint8Array(block.rows).fill(neutral);
    },
    mayFit: (block) => {
      const fits = (node: Node): boolean => mayFit(store, node, block);
      return join === least ? nodes.every(fits) : nodes.some(fits);
    },
  };
}

/** The verdict that all rows of a block share; null where they do not, or where that is not known. */
function verdictOfAll(store: ActivityStore, node: Node, block: ActivityBlock): number | null {
  const values = node.column === null ? null : store.distinct(block, node.column);
  if (node.column === null || values === null) return null;
  const { verdicts } = node;
  const first = verdicts[values[0] ?? 0] ?? FALSE;
  for (let at = 1; at < values.length; at++) if ((verdicts[values[at] ?? 0] ?? FALSE) !== first) return null;
  return first;
}

function readsRecords(node: Node): boolean {
  return node.column === null && node.isLate === true;
}

/** Every call gives a mask of its own. */
function maskOf(store: ActivityStore, node: Node): Mask {
  if (node.column === null) return node.mask;
  const { column, verdicts } = node;
  return (block) => {
    const packed = store.packed(block, column);
    return packed === null ? looked(store.column(block, column), verdicts) : placed(packed, verdicts);
  };
}

function leafNode({ store, apps, derived }: Context, leaf: FilterLeaf): Node {
  const field = ACTIVITY_FILTER_FIELDS.find(leaf.field);
  if (field === undefined) throw badFilter(`There is no field named "${leaf.field}".`);
  const test = leafPredicate(leaf, field);
  const { name } = field;
  const meaning = derived(name);
  if (meaning !== undefined) return derivedNode(store, meaning, test);
  if (name === 'raw') return { column: null, mask: rawMask(store, leaf, test), isLate: true };
  if (name === 'anyone') return { column: null, mask: anyoneMask(store, leaf, test) };
  if (name === 'category') return wordNode(store, 'type', (type) => verdictByte(test(categoryOf(type))));
  if (name === 'app')
    return wordNode(store, 'app', (id) => verdictByte(test(id === '' ? null : [id, apps.get(id) ?? id])));
  if (isOf(WORD_COLUMNS, name)) return wordNode(store, name, (word) => verdictByte(test(word === '' ? null : word)));
  if (isOf(HASH_COLUMNS, name)) return { column: null, mask: hashMask(store, leaf, name) };
  if (name === 'time') {
    return { column: null, mask: (block) => decided(store.column(block, 'time'), (time) => verdictByte(test(time))) };
  }
  return byteNode(name, test);
}

function isOf<T extends object>(table: T, name: string): name is Extract<keyof T, string> {
  return Object.hasOwn(table, name);
}

function categoryOf(type: string): string | null {
  return isActivityType(type) ? ACTIVITY_TYPES[type].category : null;
}

function wordNode(store: ActivityStore, column: WordColumn, verdictOf: (word: string) => number): Node {
  const { words } = store;
  const { ids, texts } = words.ofKind(column);
  const verdicts = new Uint8Array(words.size + 1);
  verdicts[0] = verdictOf('');
  for (let at = 0; at < ids.length; at++) verdicts[ids[at] ?? 0] = verdictOf(texts[at] ?? '');
  return { column, verdicts };
}

/** Decided once per meaning. */
function derivedNode(store: ActivityStore, field: DerivedField, test: (content: FieldContent) => Verdict): Node {
  const verdicts = Uint8Array.from(contentsOf(field), (content) => verdictByte(test(content)));
  if (isOfOneWord(field)) {
    const { ofWord } = field.meanings;
    const nothing = verdicts[0] ?? FALSE;
    const ofWords = new Uint8Array(store.words.size + 1).fill(nothing);
    for (let word = 0; word < ofWord.length; word++) ofWords[word] = verdicts[ofWord[word] ?? 0] ?? nothing;
    return { column: field.column, verdicts: ofWords };
  }
  return {
    column: null,
    mask: (block) => {
      const packed = meaningsOfValues(store, field, block);
      return packed === null ? looked(meaningsOfRows(store, field, block), verdicts) : placed(packed, verdicts);
    },
    mayFit: (block) =>
      meaningsOfValues(store, field, block)?.values.some((meaning) => verdicts[meaning] === TRUE) ?? true,
  };
}

/** Columns that name somebody, acting or acted upon. */
const PEOPLE: readonly WordColumn[] = ['user', 'userName', 'target'];

/** As a field with several values: any may fit, none must where the condition is negated. */
function anyoneMask(store: ActivityStore, leaf: FilterLeaf, test: (content: FieldContent) => Verdict): Mask {
  const isKnown = leaf.op === 'exists';
  const join = leaf.op === 'ne' || leaf.op === 'notIn' || (isKnown && leaf.values[0] === false) ? least : greatest;
  const masks = PEOPLE.map((column) =>
    maskOf(
      store,
      wordNode(store, column, (word) =>
        word === '' && !isKnown ? ABSENT : verdictByte(test(word === '' ? null : word)),
      ),
    ),
  );
  return (block) => {
    const out = new Uint8Array(block.rows).fill(ABSENT);
    for (const mask of masks) {
      const other = mask(block);
      for (let row = 0; row < out.length; row++) {
        const verdict = other[row] ?? ABSENT;
        if (verdict === ABSENT) continue;
        const so = out[row] ?? ABSENT;
        out[row] = so === ABSENT ? verdict : join === least ? Math.min(so, verdict) : Math.max(so, verdict);
      }
    }
    return decided(out, (verdict) => (verdict === ABSENT ? UNKNOWN : verdict));
  };
}

/** Ids are kept as hashes: equal ones are found, however they are written. */
function hashMask(store: ActivityStore, leaf: FilterLeaf, column: HashColumn): Mask {
  const negated = leaf.op === 'ne' || leaf.op === 'notIn';
  const exists = leaf.op === 'exists' ? leaf.values[0] === true : null;
  const hashes = leaf.values.map(String).flatMap((id) => [id, id.toLowerCase(), id.toUpperCase()].map(idHash));
  const wanted = [...new Set(hashes)];
  const among = new Set(hashes);
  // Few are found sooner by looking at each.
  const isWanted = wanted.length > 8 ? (hash: number) => among.has(hash) : (hash: number) => wanted.includes(hash);
  const verdictOf = (hash: number): number => {
    if (exists !== null) return (hash !== 0) === exists ? TRUE : FALSE;
    if (hash === 0) return UNKNOWN;
    return isWanted(hash) !== negated ? TRUE : FALSE;
  };
  return (block) => decided(store.column(block, column), verdictOf);
}

/** Decided once per value that the block has. */
function placed({ values, places }: PackedColumn, verdicts: Uint8Array): Uint8Array<ArrayBuffer> {
  const ofValues = looked(values, verdicts);
  const out = new Uint8Array(places.length);
  if (values.length === 1) return out.fill(ofValues[0] ?? FALSE);
  for (let row = 0; row < out.length; row++) out[row] = ofValues[places[row] ?? 0] ?? FALSE;
  return out;
}

function looked(values: Uint8Array | Uint32Array, verdicts: Uint8Array): Uint8Array<ArrayBuffer> {
  const out = new Uint8Array(values.length);
  for (let at = 0; at < out.length; at++) out[at] = verdicts[values[at] ?? 0] ?? FALSE;
  return out;
}

/** A plain loop: arrays are long, and callbacks of typed arrays' own methods slow. */
function decided(
  values: Uint8Array | Uint32Array | Float64Array,
  verdictOf: (value: number) => number,
): Uint8Array<ArrayBuffer> {
  const out = new Uint8Array(values.length);
  for (let row = 0; row < out.length; row++) out[row] = verdictOf(values[row] ?? 0);
  return out;
}

function byteNode(name: string, test: (content: FieldContent) => Verdict): Node {
  const [column, contentOf] = byteContent(name);
  return { column, verdicts: Uint8Array.from({ length: 256 }, (_, value) => verdictByte(test(contentOf(value)))) };
}

function byteContent(name: string): readonly [ByteColumn & keyof typeof BYTE_COLUMNS, (value: number) => FieldContent] {
  if (name === 'outcome') return ['outcome', (value) => ACTIVITY_OUTCOMES[value] ?? 'unknown'];
  if (name === 'actor') return ['actor', (value) => ACTOR_KINDS[value - 1] ?? null];
  if (name === 'admin') return ['flags', (value) => (value & FLAG_ADMIN) !== 0];
  if (isOf(FLAG_PAIRS, name)) return ['flags', (value) => pairOf(value, FLAG_PAIRS[name])];
  if (isOf(SIGN_IN_PAIRS, name)) return ['signIn', (value) => pairOf(value, SIGN_IN_PAIRS[name])];
  if (isOf(DEVICE_PAIRS, name)) return ['deviceFlags', (value) => pairOf(value, DEVICE_PAIRS[name])];
  throw badFilter(`${name} cannot be asked of activities.`);
}
