/**
 * In: a condition on the text of the providers' records. Out: verdicts by row, found by reading the records that are kept.
 * Guarantee: only rows that the rest of the question leaves open are looked at, one part of 256 KiB in memory at a time; what was found is
 * remembered, so that another page of the same question reads nothing again. Records that are not kept, or damaged, do not say.
 */
import { LastUsed } from '../../kit/last-used.ts';
import {
  FALSE,
  type FieldContent,
  type FilterLeaf,
  foldAscii,
  UNKNOWN,
  type Verdict,
  verdictByte,
} from '../../query/index.ts';
import type { ActivityBlock, ActivityStore } from './activity-store.ts';
import { type RawPart, rawParts } from './raw-parts.ts';

/** A row that nobody looked at yet. */
const UNSEEN = 255;
/** Conditions remembered: a few open tables. */
const MOST_CONDITIONS = 8;

type Found = Map<number, Uint8Array<ArrayBuffer>>;

/** What was found, by condition and block; it goes with the store. */
const REMEMBERED = new WeakMap<ActivityStore, LastUsed<Found>>();

function rememberedOf(store: ActivityStore, condition: string): Found {
  const all = REMEMBERED.get(store) ?? new LastUsed<Found>(MOST_CONDITIONS);
  REMEMBERED.set(store, all);
  return all.get(condition, () => new Map());
}

/** @returns a mask of a block's rows; of rows that are FALSE in `among` it says nothing */
export function rawMask(
  store: ActivityStore,
  leaf: FilterLeaf,
  test: (content: FieldContent) => Verdict,
): (block: ActivityBlock, among?: Uint8Array) => Uint8Array<ArrayBuffer> {
  const found = rememberedOf(store, JSON.stringify([leaf.op, ...leaf.values]));
  const rules = rulesOf(leaf, test);
  return (block, among) => {
    let verdicts = found.get(block.id);
    if (verdicts === undefined) {
      verdicts = new Uint8Array(block.rows).fill(UNSEEN);
      found.set(block.id, verdicts);
    }
    look(store, block, verdicts, among, rules);
    return verdicts.map((verdict) => (verdict === UNSEEN ? UNKNOWN : verdict));
  };
}

interface Rules {
  /** Whether no line of a part can fit, told from its text in lower case; null where that cannot be told. */
  readonly excludes: ((part: string) => boolean) | null;
  readonly ofLine: (line: string) => number;
  readonly ofNothing: number;
}

function rulesOf(leaf: FilterLeaf, test: (content: FieldContent) => Verdict): Rules {
  const wanted = foldAscii(String(leaf.values[0] ?? ''));
  // Beyond ASCII a part's bytes are not its letters.
  const isPlain = leaf.op === 'contains' && Buffer.byteLength(wanted) === wanted.length;
  return {
    excludes: isPlain ? (part) => !part.includes(wanted) : null,
    ofLine: (line) => verdictByte(test(line)),
    ofNothing: verdictByte(test(null)),
  };
}

function look(
  store: ActivityStore,
  block: ActivityBlock,
  verdicts: Uint8Array,
  among: Uint8Array | undefined,
  rules: Rules,
): void {
  const numbers = store.column(block, 'raw');
  const open: number[] = [];
  for (let row = 0; row < verdicts.length; row++) {
    if (verdicts[row] === UNSEEN && (among === undefined || among[row] !== FALSE)) open.push(row);
  }
  if (open.length === 0) return;
  // Rows stand in the order of their lines.
  const lines = Uint32Array.from(open, (row) => numbers[row] ?? 0);
  for (const part of rawParts(store.db, block.id, lines)) lookIntoPart(part, open, lines, verdicts, rules);
  for (const row of open) if (verdicts[row] === UNSEEN) verdicts[row] = rules.ofNothing;
}

/** @param open rows that are looked at; @param numbers of their lines */
function lookIntoPart(
  { places, lines }: RawPart,
  open: readonly number[],
  numbers: Uint32Array,
  verdicts: Uint8Array,
  { excludes, ofLine }: Rules,
): void {
  if (lines === null) return;
  const isExcluded = excludes?.(lines.bytes.toString('latin1').toLowerCase()) === true;
  let known = -1;
  let verdict = FALSE;
  for (const place of places) {
    const number = numbers[place] ?? 0;
    // A record may tell of several activities.
    if (!isExcluded && number !== known) {
      const line = lines.text(number);
      if (line === null) return;
      verdict = ofLine(line);
      known = number;
    }
    verdicts[open[place] ?? 0] = verdict;
  }
}
