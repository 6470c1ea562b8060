/**
 * In: a condition on the text of the providers' records. Out: verdicts by row, found by reading the records that are kept.
 * Guarantee: only rows that the rest of the question leaves open are looked at, one part of 256 KiB in memory at a time; what was found is
 * remembered, so that another page of the same question reads nothing again. Records that are not kept, or damaged, do not say.
 */
import { FoldedBytes } from '../../kit/folded-bytes.ts';
import { LastUsed } from '../../kit/last-used.ts';
import {
  FALSE,
  type FieldContent,
  type FilterLeaf,
  heldTexts,
  TRUE,
  UNKNOWN,
  type Verdict,
  verdictByte,
} from '../../query/index.ts';
import type { ActivityBlock, ActivityStore } from './activity-store.ts';
import { partFinder } from './part-grams.ts';
import { type RawLines, type RawPart, rawParts } from './raw-parts.ts';

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
  const isOut = partFinder(store.db, rules.bytes);
  return (block, among) => {
    let verdicts = found.get(block.id);
    if (verdicts === undefined) {
      verdicts = new Uint8Array(block.rows).fill(UNSEEN);
      passBy(store, block, verdicts, isOut(block.id));
      found.set(block.id, verdicts);
    }
    look(store, block, verdicts, among, rules);
    return verdicts.map((verdict) => (verdict === UNSEEN ? UNKNOWN : verdict));
  };
}

/** Rows whose line is in a part that holds nothing of what is looked for. */
function passBy(
  store: ActivityStore,
  block: ActivityBlock,
  verdicts: Uint8Array,
  parts: readonly { readonly first: number; readonly lines: number }[],
): void {
  if (parts.length === 0) return;
  const numbers = store.column(block, 'raw');
  let part = 0;
  // Rows stand in the order of their lines, as parts do.
  for (let row = 0; row < verdicts.length; row++) {
    const number = numbers[row] ?? 0;
    while (part < parts.length && number >= endOf(parts[part])) part++;
    if (number >= (parts[part]?.first ?? Number.POSITIVE_INFINITY)) verdicts[row] = FALSE;
  }
}

function endOf(part: { readonly first: number; readonly lines: number } | undefined): number {
  return part === undefined ? 0 : part.first + part.lines;
}

interface Rules {
  /** The same as bytes. */
  readonly bytes: readonly Buffer[];
  /** Texts that a line that fits holds, the longest first; none where that cannot be told. */
  readonly texts: readonly FoldedBytes[];
  /** A line fits as soon as it holds the one text. */
  readonly isEnough: boolean;
  readonly ofLine: (line: string) => number;
  readonly ofNothing: number;
}

function rulesOf(leaf: FilterLeaf, test: (content: FieldContent) => Verdict): Rules {
  const { texts, isEnough } = heldTexts(leaf);
  const bytes = texts.filter(isSameInBytes).map((text) => Buffer.from(text));
  const inBytes = bytes.map((one) => new FoldedBytes(one));
  return {
    bytes,
    texts: inBytes.sort((a, b) => b.length - a.length),
    isEnough: isEnough && inBytes.length === 1,
    ofLine: (line) => verdictByte(test(line)),
    ofNothing: verdictByte(test(null)),
  };
}

/** Whether the bytes of a line hold a text's bytes just where its letters hold the text. What is no UTF-8 reads as U+FFFD. */
function isSameInBytes(text: string): boolean {
  return text.isWellFormed() && !text.includes('\ufffd') && !text.includes('\n');
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
  rules: Rules,
): void {
  if (lines === null) return;
  const verdictOf =
    rules.texts.length === 0 ? (number: number) => verdictOfLine(lines, number, rules) : led(lines, rules);
  let known = -1;
  let verdict: number | null = FALSE;
  for (const place of places) {
    const number = numbers[place] ?? 0;
    // A record may tell of several activities.
    if (number !== known) {
      verdict = verdictOf(number);
      known = number;
    }
    if (verdict === null) return;
    verdicts[open[place] ?? 0] = verdict;
  }
}

/** Null where the part ends before that line. */
function verdictOfLine(lines: RawLines, number: number, { ofLine }: Rules): number | null {
  const line = lines.text(number);
  return line === null ? null : ofLine(line);
}

/** The same, of lines in ascending order, led by a text that a line must hold: what stands between two places of it is passed by. */
function led(lines: RawLines, rules: Rules): (number: number) => number | null {
  const { bytes } = lines;
  const [leading, ...others] = rules.texts;
  const isNowhere = others.some((text) => text.indexIn(bytes) < 0);
  let next = isNowhere ? -1 : (leading?.indexIn(bytes) ?? -1);
  return (number) => {
    if (!lines.seek(number)) return null;
    if (next >= 0 && next < lines.start) next = leading?.indexIn(bytes, lines.start) ?? -1;
    if (next < 0 || next >= lines.end) return FALSE;
    return rules.isEnough ? TRUE : rules.ofLine(lines.current);
  };
}
