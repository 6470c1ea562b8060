/** Reads the small pieces of the text form: blanks, names, operators and words. Knows nothing of fields. */
import { badFilter } from './bad-filter.ts';
import { ANY_ONE, ANY_RUN, joinPieces, type PatternPiece, printPattern } from './pattern.ts';
import { FILTER_LIMITS } from './tree.ts';

/** A word or value: bare characters and quoted parts written together, as in a shell. Wildcards count outside quotes only. */
export interface Word {
  /** The characters without quotes, wildcards as typed. */
  readonly text: string;
  readonly pieces: readonly PatternPiece[];
  readonly hasWildcard: boolean;
  readonly isQuoted: boolean;
  readonly position: number;
}

export function patternOf(word: Word): string {
  return printPattern(word.pieces);
}

const OPERATORS = ['!=', '<=', '>=', '^=', '$=', ':', '=', '<', '>', '~'] as const;
export type TextOperator = (typeof OPERATORS)[number];

const NAME = /[a-z][a-z0-9_.-]*/iy;
const KEYWORD = /(and|or|not)(?=[\s()"]|$)/iy;
const BLANK = /\s*/y;
const BARE = /[^\s(),"]+/y;

export class Scanner {
  readonly text: string;
  at = 0;

  constructor(text: string) {
    this.text = text;
  }

  skipBlanks(): void {
    this.take(BLANK);
  }

  get isAtEnd(): boolean {
    return this.at >= this.text.length;
  }

  peek(): string {
    return this.text.charAt(this.at);
  }

  /** Moves over `char` and the blanks behind it when it comes next. */
  accept(char: string): boolean {
    if (this.peek() !== char) return false;
    this.at += 1;
    this.skipBlanks();
    return true;
  }

  /** The keyword that comes next, without moving. */
  peekKeyword(): 'and' | 'or' | 'not' | null {
    KEYWORD.lastIndex = this.at;
    const found = KEYWORD.exec(this.text)?.[1]?.toLowerCase();
    return found === 'and' || found === 'or' || found === 'not' ? found : null;
  }

  acceptKeyword(keyword: 'and' | 'or' | 'not'): boolean {
    if (this.peekKeyword() !== keyword) return false;
    this.at += keyword.length;
    this.skipBlanks();
    return true;
  }

  /** `name op`, or null (and no move) when what comes next is something else. Leaves the cursor at the value. */
  acceptFieldAndOperator(): {
    readonly name: string;
    readonly operator: TextOperator;
    readonly position: number;
  } | null {
    const position = this.at;
    const name = this.take(NAME);
    if (name !== '') {
      this.skipBlanks();
      const operator = OPERATORS.find((op) => this.text.startsWith(op, this.at));
      if (operator !== undefined) {
        this.at += operator.length;
        // `==` is what programmers type.
        if (operator === '=' && this.peek() === '=') this.at += 1;
        this.skipBlanks();
        return { name, operator, position };
      }
    }
    this.at = position;
    return null;
  }

  /** The word that comes next; null at an end, a bracket or a comma. */
  word(): Word | null {
    const position = this.at;
    const pieces: PatternPiece[] = [];
    let text = '';
    let isQuoted = false;
    for (;;) {
      if (this.peek() === '"') {
        const quoted = this.quoted();
        text += quoted;
        pieces.push(quoted);
        isQuoted = true;
        continue;
      }
      const bare = this.take(BARE);
      if (bare === '') break;
      text += bare;
      for (const run of bare.split(/([*?])/)) pieces.push(run === '*' ? ANY_RUN : run === '?' ? ANY_ONE : run);
    }
    if (this.at === position) return null;
    if (text.length > FILTER_LIMITS.valueLength) {
      throw badFilter(
        `This value is longer than ${FILTER_LIMITS.valueLength} characters. Give a part of it.`,
        position,
      );
    }
    const joined = joinPieces(pieces);
    return { text, pieces: joined, hasWildcard: joined.some((piece) => typeof piece !== 'string'), isQuoted, position };
  }

  /** In quotes only `\"` and `\\` are special, so that "CORP\alice" reads as typed. */
  private quoted(): string {
    const position = this.at;
    let text = '';
    this.at += 1;
    for (; !this.isAtEnd; this.at++) {
      const char = this.peek();
      if (char === '"') {
        this.at += 1;
        return text;
      }
      const next = this.text.charAt(this.at + 1);
      if (char === '\\' && (next === '"' || next === '\\')) {
        text += next;
        this.at += 1;
      } else text += char;
    }
    throw badFilter('This quote is never closed. Add a closing ".', position);
  }

  private take(pattern: RegExp): string {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text)?.[0] ?? '';
    this.at += found.length;
    return found;
  }
}
