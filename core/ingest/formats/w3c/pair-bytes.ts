/**
 * In: a line that names its columns as pairs (`c-ip=… cs-host="…"`, Blue Coat's layout for Splunk) as bytes. Out: the columns and the plan that
 * KeyedLine finds in the same text, or "not plain"; and where pairs begin behind the stamp and the names that some releases put in front.
 * Plain: `c-ip` comes first, keys are letters, digits and `_-()`, pairs are parted by blanks, and no value in quotes holds `=` or ends in a backslash.
 */
import { ByteColumns } from '../shared/byte-columns.ts';
import { isHostByte, isWordAt, untilByte } from '../shared/bytes.ts';
import { KeyOrder } from '../shared/key-order.ts';
import { untilCode, wordsOf } from '../shared/word-scan.ts';
import { type ColumnPlan, SLOT } from './columns.ts';
import { type BytePlan, bytePlanOf } from './read-bytes.ts';
import { MAX_COLUMNS } from './tokens.ts';

const SPACE = 32;
const DQUOTE = 34;
const COMMA = 44;
const EQUALS = 61;
const BACKSLASH = 92;
const LOWER_A = 97;
const LOWER_Z = 122;
const LONGEST_KEY = 64;
const LONGEST_HOST = 255;
/** Bytes of a day and a time. */
const STAMP = 19;
const BLUE_COAT = ' bluecoat - splunk_format - ';
const FIRST = 'c-ip=';
const OTHER_SIDE = 'cs-';

const KEY_BYTES = Uint8Array.from({ length: 256 }, (_, code) => (/[\w()-]/.test(String.fromCharCode(code)) ? 1 : 0));

export class PairColumns {
  /** The values of the line read last. */
  readonly columns = new ByteColumns(MAX_COLUMNS);
  readonly #order = new KeyOrder();
  readonly #slotOf: (name: string) => number;
  readonly #planOf: (slots: readonly number[]) => ColumnPlan | undefined;
  readonly #look: number;
  /** Slots of the line read last, and of the one before, with its plan. */
  readonly #found = new Int32Array(MAX_COLUMNS);
  #slots: readonly number[] = [];
  #plan: BytePlan | undefined;

  /** @param look how far into a line a name of the proxy's side is looked for */
  constructor(
    slotOf: (name: string) => number,
    planOf: (slots: readonly number[]) => ColumnPlan | undefined,
    look: number,
  ) {
    this.#slotOf = slotOf;
    this.#planOf = planOf;
    this.#look = look;
  }

  /**
   * @param first where the first pair begins
   * @returns the plan of the line's columns, undefined when it is not plain
   */
  read(bytes: Uint8Array, start: number, end: number, first = start): BytePlan | undefined {
    if (!isWordAt(bytes, first, FIRST)) return undefined;
    const count = this.#scan(bytes, start, first, end);
    return count < 0 ? undefined : this.#planFor(count);
  }

  /** @returns how many columns there are, -1 when the line is not plain */
  #scan(bytes: Uint8Array, start: number, first: number, end: number): number {
    const words = wordsOf(bytes);
    const order = this.#order;
    const { froms, tos } = this.columns;
    order.begin();
    let count = 0;
    let isNamed = false;
    let at = first;
    while (at < end) {
      const length = order.match(words, at, end);
      const equals = length > 0 ? at + length - 1 : keyEndOf(bytes, at, end);
      if (equals === at || bytes[equals] !== EQUALS) return -1;
      if (length === 0) order.note(words, at, equals + 1, this.#slotAt(bytes, at, equals));
      if (!isNamed && at > first && isWordAt(bytes, at, OTHER_SIDE))
        isNamed = at + OTHER_SIDE.length < start + this.#look;
      let from = equals + 1;
      let stop: number;
      let next: number;
      if (from < end && bytes[from] === DQUOTE) {
        from++;
        stop = untilCode(words, DQUOTE, from, end);
        if (stop >= end || bytes[stop - 1] === BACKSLASH || untilCode(words, EQUALS, from, stop) < stop) return -1;
        next = stop + 1;
        if (next < end && bytes[next] !== SPACE) return -1;
      } else {
        stop = untilCode(words, SPACE, from, end);
        next = stop;
        // The first value shows what parts the pairs.
        if (at === first && untilCode(words, COMMA, from, stop) < stop) return -1;
      }
      if (order.number !== SLOT.none) {
        if (count === froms.length) return -1;
        froms[count] = from;
        tos[count] = stop;
        this.#found[count] = order.number;
        count++;
      }
      at = next;
      while (at < end && bytes[at] === SPACE) at++;
    }
    this.columns.count = count;
    return isNamed ? count : -1;
  }

  #slotAt(bytes: Uint8Array, start: number, end: number): number {
    let name = '';
    for (let at = start; at < end && at < start + LONGEST_KEY; at++) name += String.fromCharCode(bytes[at] ?? 0);
    return this.#slotOf(name);
  }

  /** Lines of a log name the same columns in the same order. */
  #planFor(count: number): BytePlan | undefined {
    let isSame = this.#slots.length === count;
    for (let at = 0; isSame && at < count; at++) isSame = this.#slots[at] === this.#found[at];
    if (!isSame) {
      this.#slots = Array.from(this.#found.subarray(0, count));
      this.#plan = bytePlanOf(this.#planOf(this.#slots), true);
    }
    return this.#plan;
  }
}

/**
 * Of `yyyy-MM-ddTHH:mm:ss[ ]host bluecoat - splunk_format - c-ip=…`: where the pairs begin, -1 when the line is not like that. Syslog knows no
 * such header.
 */
export function stampedPairsStart(bytes: Uint8Array, start: number, end: number): number {
  const host = bytes[start + STAMP] === SPACE ? start + STAMP + 1 : start + STAMP;
  const first = bytes[host] ?? 0;
  // Another letter may name a zone.
  if (first < LOWER_A || first >= LOWER_Z) return -1;
  const behind = untilByte(bytes, SPACE, host, Math.min(end, host + LONGEST_HOST));
  for (let at = host; at < behind; at++) if (!isHostByte(bytes[at] ?? 0)) return -1;
  const pairs = behind + BLUE_COAT.length;
  return pairs < end && isWordAt(bytes, behind, BLUE_COAT) ? pairs : -1;
}

/** Behind the last byte of the key that begins at `start`. */
function keyEndOf(bytes: Uint8Array, start: number, end: number): number {
  let at = start;
  while (at < end && KEY_BYTES[bytes[at] ?? 0] === 1) at++;
  return at;
}
