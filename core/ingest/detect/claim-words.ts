/**
 * In: the words that formats look for in a line before they claim it. Out: which formats a line leaves to be asked for their claims.
 * One look along the line for the words of all formats costs about as much as one format's claim.
 */

import type { TrafficFormat } from '../formats/api.ts';
import { headerSeparator } from '../formats/csv-header/header.ts';
import { BYTE_ORDER_MARK } from '../formats/csv-header/rows.ts';

/** What a format says of the lines that it may claim. */
export type Claims = Pick<TrafficFormat, 'claimWords' | 'claimsHeaders'>;

const PAIRS = 1 << 14;
const PAIR_MASK = PAIRS - 1;
const CODES = 256;
/** Begins no word and no line goes on with it: stands for what follows the last character. */
const NOTHING = 0;
const BLANK = 32;
const AT = 64;
const OPEN_BRACE = 123;
/** What most text consists of, the commonest first: a word is looked for by the two characters of it that are rarest together. */
const COMMON = ' 0e1t".oa2s:rnic=l,p5d-m34u/98T6Pf_ShExg7wybACNvDIRL>O';

interface Word {
  readonly text: string;
  /** Of the two characters that it is looked for by. */
  readonly offset: number;
  /** Of one more character of it, a neighbour of the two where there is one: asked first, it sorts most places out. */
  readonly third: number;
  readonly owners: readonly number[];
  /** Number of the line it was last found in. */
  line: number;
}

export class ClaimWords {
  /** By two characters: the words that are looked for by them; 0 for none. */
  readonly #buckets = new Uint16Array(PAIRS);
  readonly #words: Word[][] = [[]];
  /** By owner: number of the last line that held one of its words. */
  readonly #lines: Float64Array;
  readonly #ofHeaders: readonly number[];
  #line = 0;

  /** @param owners without `claimWords`: one that may claim any line */
  constructor(owners: readonly Claims[]) {
    const lists = owners.map(({ claimWords }) => claimWords);
    this.#lines = Float64Array.from(lists, (words) => (words === undefined ? Number.POSITIVE_INFINITY : -1));
    this.#ofHeaders = owners.flatMap(({ claimsHeaders }, owner) => (claimsHeaders ? [owner] : []));
    for (const text of new Set(lists.flatMap((words) => words ?? []))) {
      const having = lists.flatMap((words, owner) => (words?.includes(text) ? [owner] : []));
      const offset = rarestPair(text);
      const third = offset + 2 < text.length ? offset + 2 : Math.max(0, offset - 1);
      this.#add({ text, offset, third, owners: having, line: -1 });
    }
  }

  /** Looks along a line; of objects, and of what may hold one in front, nothing can be said. @returns false for those */
  look(text: string, start: number, end: number): boolean {
    let first = start;
    while (first < end && text.charCodeAt(first) <= BLANK) first++;
    const begin = text.charCodeAt(first);
    if (first >= end || begin === OPEN_BRACE || begin === AT) return false;
    this.#line++;
    const buckets = this.#buckets;
    let code = text.charCodeAt(start);
    for (let at = start + 1; at < end; at++) {
      const next = text.charCodeAt(at);
      const bucket = buckets[pairOf(code, next)] ?? 0;
      if (bucket !== 0) this.#meet(bucket, text, at - 1, start, end);
      code = next;
    }
    const last = buckets[pairOf(code, NOTHING)] ?? 0;
    if (last !== 0) this.#meet(last, text, end - 1, start, end);
    if (this.#ofHeaders.length > 0 && mayBeColumnNames(text, start, end)) this.#find(this.#ofHeaders);
    return true;
  }

  /** The owner may claim the line that was looked along last. */
  mayClaim(owner: number): boolean {
    return (this.#lines[owner] ?? 0) >= this.#line;
  }

  #meet(bucket: number, text: string, at: number, start: number, end: number): void {
    const line = this.#line;
    for (const word of this.#words[bucket] ?? []) {
      if (word.line === line) continue;
      const from = at - word.offset;
      if (text.charCodeAt(from + word.third) !== word.text.charCodeAt(word.third)) continue;
      if (from < start || from + word.text.length > end || !text.startsWith(word.text, from)) continue;
      word.line = line;
      this.#find(word.owners);
    }
  }

  #find(owners: readonly number[]): void {
    for (const owner of owners) if ((this.#lines[owner] ?? 0) < this.#line) this.#lines[owner] = this.#line;
  }

  #add(word: Word): void {
    const { text, offset } = word;
    // A single character may be followed by any.
    const nexts = text.length > 1 ? [text.charCodeAt(offset + 1)] : Array.from({ length: CODES }, (_, code) => code);
    for (const next of nexts) {
      const pair = pairOf(text.charCodeAt(offset), next);
      const bucket = this.#buckets[pair] ?? 0;
      if (bucket !== 0 && this.#words[bucket]?.includes(word)) continue;
      if (bucket === 0) this.#buckets[pair] = this.#words.push([word]) - 1;
      else this.#words[bucket]?.push(word);
    }
  }
}

function mayBeColumnNames(text: string, start: number, end: number): boolean {
  const from = text.startsWith(BYTE_ORDER_MARK, start) ? start + BYTE_ORDER_MARK.length : start;
  return headerSeparator(text, from, end) !== 0;
}

function pairOf(code: number, next: number): number {
  return (code ^ (next << 7)) & PAIR_MASK;
}

function rarestPair(text: string): number {
  let rarest = 0;
  let best = -1;
  for (let at = 0; at + 1 < text.length; at++) {
    const rarity = rarityOf(text.charAt(at)) + rarityOf(text.charAt(at + 1));
    if (rarity <= best) continue;
    best = rarity;
    rarest = at;
  }
  return rarest;
}

function rarityOf(char: string): number {
  const at = COMMON.indexOf(char);
  return at < 0 ? COMMON.length : at;
}
