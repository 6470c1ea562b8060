/**
 * Numbers of words by column, as one parser gives them during an import. In: the words of activities, one after the other. Out: their numbers,
 * and with each batch the words that no earlier batch of the parser brought.
 * Guarantee: memory does not grow with the import: beyond a limit a column's words are forgotten between two slices, and counting begins anew.
 */
import { WORD_COLUMN_LIST, type WordColumn } from './columns.ts';

/** Words of one column in the order of their numbers. */
export interface FreshWords {
  /** The number of the first one; 1 where counting begins (anew), since 0 is "none". */
  readonly first: number;
  readonly texts: readonly string[];
}
export type FreshLists = Readonly<Record<WordColumn, FreshWords>>;

/** Longer words are cut: the whole is in the raw record. */
export const MAX_WORD = 1024;
/** Of a column that has more, such as the names of files, few come again before a processor's cache has lost them: looking them up costs more. */
const MOST_WORDS = 16_384;
/** Of words so long that fewer of them take much memory. */
const MOST_CHARACTERS = 4 * 1024 * 1024;
const SLOT_BITS = 12;
/** A column of which less than this share was known already is not looked up for a while: most of it is new, whatever is remembered. */
const WORTH_KNOWING = 0.25;
/** As often as a column's words are forgotten, until it is found out anew whether they come again. */
const BLIND_ROUNDS = 7;

export class Words {
  /** Of all words; null while only those met of late are looked for. A word may have several numbers then. */
  private readonly numbers: Map<string, number> | null;
  /** Numbers of words met of late, by a few of their characters: comparing with one is sooner done than hashing all of a text. */
  private readonly slots = new Uint32Array(1 << SLOT_BITS);
  private readonly list: string[] = [];
  private taken = 0;
  private characters = 0;
  private asked = 0;
  private readonly blindRounds: number;

  /** @param blindRounds 0: every word is known again */
  constructor(blindRounds = 0) {
    this.blindRounds = blindRounds;
    this.numbers = blindRounds === 0 ? new Map() : null;
  }

  number(text: string, longest = MAX_WORD): number {
    if (text === '') return 0;
    this.asked++;
    const slot = slotOf(text);
    const recent = this.slots[slot] ?? 0;
    if (recent !== 0 && this.list[recent - 1] === text) return recent;
    let number = this.numbers?.get(text);
    if (number === undefined) {
      this.list.push(text.length > longest ? text.slice(0, longest) : text);
      number = this.list.length;
      this.numbers?.set(text, number);
      this.characters += text.length;
    }
    this.slots[slot] = number;
    return number;
  }

  /** Whether there are more than are worth remembering. */
  get isFull(): boolean {
    return this.list.length > MOST_WORDS || this.characters > MOST_CHARACTERS;
  }

  /** Those to go on with once these are full. */
  next(): Words {
    if (this.numbers === null) return new Words(this.blindRounds - 1);
    const known = this.asked - this.list.length;
    return new Words(known < this.asked * WORTH_KNOWING ? BLIND_ROUNDS : 0);
  }

  takeFresh(): FreshWords {
    const fresh = { first: this.taken + 1, texts: this.list.slice(this.taken) };
    this.taken = this.list.length;
    return fresh;
  }
}

function slotOf(text: string): number {
  const { length } = text;
  const of = (at: number): number => text.charCodeAt(at);
  const early = of(length - 1) | (of(length >> 1) << 8) | (of(length >> 2) << 16);
  const late = of(length - (length >> 3) - 1) | (of((length >> 3) * 5) << 8) | (length << 16);
  return (Math.imul(early, 0x9e3779b1) ^ Math.imul(late, 0x85ebca6b)) >>> (32 - SLOT_BITS);
}

export type WordLists = Readonly<Record<WordColumn, Words>>;

export class WordMemory {
  private columns: Partial<Record<WordColumn, Words>> = {};

  /** To be asked once for each slice. */
  ofSlice(): WordLists {
    const lists = WORD_COLUMN_LIST.map((name): [WordColumn, Words] => {
      const known = this.columns[name];
      if (known === undefined) return [name, new Words()];
      return [name, known.isFull ? known.next() : known];
    });
    const words = Object.fromEntries(lists) as Record<WordColumn, Words>;
    this.columns = words;
    return words;
  }
}

/** What a batch brings. */
export function takeFresh(words: WordLists): FreshLists {
  return Object.fromEntries(WORD_COLUMN_LIST.map((name) => [name, words[name].takeFresh()])) as Record<
    WordColumn,
    FreshWords
  >;
}
