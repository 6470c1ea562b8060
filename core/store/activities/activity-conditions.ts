/** Single conditions of a filter over activities. A condition on a text is decided once per word, not per row. */

import {
  ACTIVITY_OUTCOMES,
  ACTOR_KINDS,
  type BYTE_COLUMNS,
  type ByteColumn,
  DEVICE_PAIRS,
  type FilteredHash,
  FLAG_ADMIN,
  FLAG_PAIRS,
  HASH_FILTERS,
  pairOf,
  SIGN_IN_PAIRS,
  WORD_COLUMNS,
  type WordColumn,
} from '../../ingest/activities/columns.ts';
import { idHash } from '../../ingest/activities/id-hash.ts';
import { APPLIED_ACTIONS } from '../../model/activity.ts';
import { ACTIVITY_TYPES, isActivityType } from '../../model/activity-types.ts';
import {
  ACTIVITY_FILTER_FIELDS,
  badFilter,
  FALSE,
  type FieldContent,
  type FilterLeaf,
  leafPredicate,
  TRUE,
  UNKNOWN,
  type Verdict,
  verdictByte,
} from '../../query/index.ts';
import type { ActivityBlock, ActivityStore } from './activity-store.ts';
import {
  decided,
  greatest,
  isNowhere,
  type Join,
  least,
  looked,
  type Mask,
  maskOf,
  mayFit,
  type Node,
  placed,
} from './filter-node.ts';
import {
  contentsOf,
  type DerivedField,
  type DerivedFields,
  isOfOneWord,
  meaningsOfRows,
  meaningsOfValues,
} from './meanings.ts';
import { rawMask } from './raw-search.ts';

/** While columns are joined: this one says nothing. */
const ABSENT = 3;

/** What an app is called beside the id that activities were stored under: its present id and its name, so that filters find all of them. */
export type AppNames = ReadonlyMap<string, readonly string[]>;

/** What conditions are decided by. */
export interface Context {
  readonly store: ActivityStore;
  readonly apps: AppNames;
  readonly derived: DerivedFields;
}

/** @throws AppError query.badFilter */
export function leafNode(context: Context, leaf: FilterLeaf): Node {
  const { store, apps, derived } = context;
  const field = ACTIVITY_FILTER_FIELDS.find(leaf.field);
  if (field === undefined) throw badFilter(`There is no field named "${leaf.field}".`);
  const test = leafPredicate(leaf, field);
  const { name } = field;
  const meaning = derived(name);
  if (meaning !== undefined) return derivedNode(store, meaning, test);
  if (name === 'raw') return { column: null, mask: rawMask(store, leaf, test), isLate: true };
  if (name === 'anyone') return anyoneNode(context, leaf, test);
  if (name === 'category') return wordNode(store, 'type', (type) => verdictByte(test(categoryOf(type))));
  if (name === 'app')
    return wordNode(store, 'app', (id) => verdictByte(test(id === '' ? null : [id, ...(apps.get(id) ?? [])])));
  if (isOf(WORD_COLUMNS, name))
    return wordNode(store, name, (word) => verdictByte(test(word === '' ? null : word)), leaf);
  if (isOf(HASH_FILTERS, name)) return hashNode(context, leaf, name);
  if (name === 'time') {
    return { column: null, mask: (block) => decided(store.column(block, 'time'), (time) => verdictByte(test(time))) };
  }
  if (name === 'created') return importNode(({ created }) => verdictByte(test(created)));
  if (name === 'stream') return importNode(({ stream }) => verdictByte(test(stream)));
  return byteNode(name, test);
}

/** What is the same of all rows of an import. */
function importNode(verdictOf: (block: ActivityBlock) => number): Node {
  return {
    column: null,
    mask: (block) => new Uint8Array(block.rows).fill(verdictOf(block)),
    mayFit: (block) => verdictOf(block) === TRUE,
  };
}

function isOf<T extends object>(table: T, name: string): name is Extract<keyof T, string> {
  return Object.hasOwn(table, name);
}

function categoryOf(type: string): string | null {
  return isActivityType(type) ? ACTIVITY_TYPES[type].category : null;
}

/** @param leaf the condition, where it is on the words themselves */
function wordNode(
  store: ActivityStore,
  column: WordColumn,
  verdictOf: (word: string) => number,
  leaf: FilterLeaf | null = null,
): Node {
  const { words } = store;
  if (leaf?.op === 'exists') {
    const verdicts = new Uint8Array(words.size + 1).fill(verdictOf('x'));
    verdicts[0] = verdictOf('');
    return { column, verdicts };
  }
  const fitting = leaf && words.fitting(column, leaf, (word) => verdictOf(word) === TRUE);
  if (fitting) {
    const verdicts = new Uint8Array(words.size + 1);
    verdicts[0] = verdictOf('');
    for (const id of fitting) verdicts[id] = TRUE;
    return { column, verdicts };
  }
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
function anyoneNode({ store }: Context, leaf: FilterLeaf, test: (content: FieldContent) => Verdict): Node {
  const isKnown = leaf.op === 'exists';
  const isNegated = leaf.op === 'ne' || leaf.op === 'notIn';
  const join = isNegated || (isKnown && leaf.values[0] === false) ? least : greatest;
  const nodes = PEOPLE.map((column) =>
    wordNode(
      store,
      column,
      (word) => (word === '' && !isKnown ? ABSENT : verdictByte(test(word === '' ? null : word))),
      leaf,
    ),
  );
  const hopeful = nodes.filter((node) => !isNowhere(node));
  const masks = (join === greatest ? hopeful : nodes).map((node) => maskOf(store, node));
  return {
    column: null,
    mask: (block) => joinedMasks(block, masks, join, isNegated ? TRUE : UNKNOWN),
    // Where nobody is named, nobody who is excluded is.
    mayFit: (block) => isNegated || hopeful.some((node) => mayFit(store, node, block)),
  };
}

/** A column that says nothing of a row leaves it to the others. */
function joinedMasks(
  block: ActivityBlock,
  masks: readonly Mask[],
  join: Join,
  ofNobody: number,
): Uint8Array<ArrayBuffer> {
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
  return decided(out, (verdict) => (verdict === ABSENT ? ofNobody : verdict));
}

/** Ids are kept as hashes: equal ones are found, however they are written. */
function hashNode({ store }: Context, leaf: FilterLeaf, column: FilteredHash): Node {
  const negated = leaf.op === 'ne' || leaf.op === 'notIn';
  const exists = leaf.op === 'exists' ? leaf.values[0] === true : null;
  const hashes = leaf.values.map(String).flatMap((id) => [id, id.toLowerCase(), id.toUpperCase()].map(idHash));
  const wanted = [...new Set(hashes)];
  const among = new Set(hashes);
  // Few are found sooner by looking at each.
  const isWanted = wanted.length > 8 ? (hash: number) => among.has(hash) : (hash: number) => wanted.includes(hash);
  const verdictOf = (hash: number): number => {
    if (exists !== null) return (hash !== 0) === exists ? TRUE : FALSE;
    if (hash === 0) return negated ? TRUE : UNKNOWN;
    return isWanted(hash) !== negated ? TRUE : FALSE;
  };
  const isAsked = exists === null && !negated;
  const mayFit = (block: ActivityBlock): boolean => !isAsked || store.mayHold(block, column, wanted);
  return {
    column: null,
    mask: (block) => (!mayFit(block) ? new Uint8Array(block.rows) : decided(store.column(block, column), verdictOf)),
    mayFit,
  };
}

function byteNode(name: string, test: (content: FieldContent) => Verdict): Node {
  const [column, contentOf] = byteContent(name);
  return { column, verdicts: Uint8Array.from({ length: 256 }, (_, value) => verdictByte(test(contentOf(value)))) };
}

function byteContent(name: string): readonly [ByteColumn & keyof typeof BYTE_COLUMNS, (value: number) => FieldContent] {
  if (name === 'outcome') return ['outcome', (value) => ACTIVITY_OUTCOMES[value] ?? 'unknown'];
  if (name === 'applied') return ['applied', (value) => APPLIED_ACTIONS[value - 1] ?? null];
  if (name === 'actor') return ['actor', (value) => ACTOR_KINDS[value - 1] ?? null];
  if (name === 'admin') return ['flags', (value) => (value & FLAG_ADMIN) !== 0];
  if (isOf(FLAG_PAIRS, name)) return ['flags', (value) => pairOf(value, FLAG_PAIRS[name])];
  if (isOf(SIGN_IN_PAIRS, name)) return ['signIn', (value) => pairOf(value, SIGN_IN_PAIRS[name])];
  if (isOf(DEVICE_PAIRS, name)) return ['deviceFlags', (value) => pairOf(value, DEVICE_PAIRS[name])];
  throw badFilter(`${name} cannot be asked of activities.`);
}
