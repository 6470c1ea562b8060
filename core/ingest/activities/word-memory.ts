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
/** Of a column that has more, such as the names of files, few come again before a processor's cache has lost them. */
const MOST_WORDS = 16_384;
/** Of words so long that fewer of them take much memory. */
const MOST_CHARACTERS = 4 * 1024 * 1024;

/** Where words met of late are looked for: a hash leads to a set of places, each with the whole hash and the word's number. */
const SET_BITS = 12;
const WAYS = 4;
/** Longer words are told apart by so many of their characters, those of equal hashes by all. */
const WHOLE = 160;

/**
 * Words of one column. One that was met long ago may get another number, as another word has taken its place: what the numbers stand for is
 * found by the text in the end, and a table of all words costs more than it saves.
 */
export class Words {
  private readonly recent = new Uint32Array((2 * WAYS) << SET_BITS);
  private readonly list: string[] = [];
  private taken = 0;
  private characters = 0;
  /** The word asked for last. */
  private text = '';
  private last = 0;
  private readonly longest: number;

  /** @param longest words that are longer are handed over without their ends, each still a word of its own */
  constructor(longest = MAX_WORD) {
    this.longest = longest;
  }

  number(text: string): number {
    if (text === '') return 0;
    // Many columns hold the same from row to row.
    if (text === this.text) return this.last;
    this.text = text;
    this.last = this.find(text);
    return this.last;
  }

  private find(text: string): number {
    const { recent, list } = this;
    const hash = hashOf(text);
    const set = (hash >>> (32 - SET_BITS)) * 2 * WAYS;
    for (let at = set; at < set + 2 * WAYS; at += 2) {
      const number = recent[at + 1] ?? 0;
      if (recent[at] === hash && number !== 0 && list[number - 1] === text) return number;
    }
    list.push(text);
    this.characters += text.length;
    const number = list.length;
    const at = set + (number % WAYS) * 2;
    recent[at] = hash;
    recent[at + 1] = number;
    return number;
  }

  /** Whether there are more than are worth remembering. */
  get isFull(): boolean {
    return this.list.length > MOST_WORDS || this.characters > MOST_CHARACTERS;
  }

  takeFresh(): FreshWords {
    const { longest } = this;
    const texts = this.list.slice(this.taken).map((text) => (text.length > longest ? text.slice(0, longest) : text));
    const fresh = { first: this.taken + 1, texts };
    this.taken = this.list.length;
    return fresh;
  }
}

function hashOf(text: string): number {
  const { length } = text;
  const step = length <= WHOLE ? 1 : Math.floor(length / WHOLE);
  let hash = length;
  for (let at = length - 1; at >= 0; at -= step) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return (hash ^ (hash >>> 13)) >>> 0;
}

/** Where half of a word would say something else. */
const LONGEST: Partial<Record<WordColumn, number>> = { grant: Number.POSITIVE_INFINITY };

export type WordLists = Readonly<Record<WordColumn, Words>>;

/** Room for rows at first; it doubles. */
const FIRST_ROWS = 1024;

/** What a parser keeps from slice to slice of an import. */
export class WordMemory {
  /** How many rows a slice is expected to have. */
  rows = FIRST_ROWS;
  private columns: Partial<Record<WordColumn, Words>> = {};

  /** To be asked once for each slice. */
  ofSlice(): WordLists {
    const lists = WORD_COLUMN_LIST.map((name): [WordColumn, Words] => {
      const known = this.columns[name];
      return [name, known === undefined || known.isFull ? new Words(LONGEST[name]) : known];
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
