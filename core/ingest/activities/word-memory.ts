/**
 * Numbers of words by column, as one parser gives them during an import. In: the words of activities, one after the other. Out: their numbers,
 * and with each batch the words that no earlier batch of the parser brought.
 * Guarantee: memory does not grow with the import: beyond a limit all is forgotten between two slices, and counting begins anew.
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
/** About 60 MB of words: the names of some hundred thousand files, users and addresses. */
const MOST_CHARACTERS = 32 * 1024 * 1024;
/** What a word takes besides its characters, in characters. */
const OVERHEAD = 64;
const SLOT_BITS = 12;

export class Words {
  private readonly numbers = new Map<string, number>();
  /** Numbers of words met of late, by a few of their characters: comparing with one is sooner done than hashing all of a text. */
  private readonly slots = new Uint32Array(1 << SLOT_BITS);
  private readonly list: string[] = [];
  private taken = 0;
  characters = 0;

  number(text: string, longest = MAX_WORD): number {
    if (text === '') return 0;
    const slot = slotOf(text);
    const recent = this.slots[slot] ?? 0;
    if (recent !== 0 && this.list[recent - 1] === text) return recent;
    let number = this.numbers.get(text);
    if (number === undefined) {
      this.list.push(text.length > longest ? text.slice(0, longest) : text);
      number = this.list.length;
      this.numbers.set(text, number);
      this.characters += text.length + OVERHEAD;
    }
    this.slots[slot] = number;
    return number;
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

const noWords = (): WordLists =>
  Object.fromEntries(WORD_COLUMN_LIST.map((name) => [name, new Words()])) as Record<WordColumn, Words>;

export class WordMemory {
  private readonly most: number;
  private columns = noWords();

  /** @param most characters kept between two slices */
  constructor(most = MOST_CHARACTERS) {
    this.most = most;
  }

  /** To be asked once for each slice. */
  ofSlice(): WordLists {
    const characters = WORD_COLUMN_LIST.reduce((sum, name) => sum + this.columns[name].characters, 0);
    if (characters > this.most) this.columns = noWords();
    return this.columns;
  }
}

/** What a batch brings. */
export function takeFresh(words: WordLists): FreshLists {
  return Object.fromEntries(WORD_COLUMN_LIST.map((name) => [name, words[name].takeFresh()])) as FreshLists as Record<
    WordColumn,
    FreshWords
  >;
}
