/**
 * In: the text form, as people type it into a filter bar or after --filter. Out: the canonical tree.
 *
 *   category:"Cloud storage" and score<=6 and (users>50 or bytesSent>1GB) and not tag:sanctioned
 *
 * Conditions written beside each other are joined by `and`; `and` binds tighter than `or`; keywords and field names may be
 * in any letter case. Operators: `:` or `=`, `!=`, `<`, `<=`, `>`, `>=`, `~` contains, `^=` starts with, `$=` ends with.
 * Values: `word`, `"quoted"`, `wild*card`, `(a, b)` any of, `2..6` from–to, `known`, `unknown`, `10.0.0.0/8`, `10MB`, `30%`,
 * `2026-01-31`, `today`, `now-7d`, `end-12h` (before the last event). A word without a field searches the table's main texts. Everything else is `query.badFilter` with a position.
 */
import { badFilter } from './bad-filter.ts';
import { canonicalTree, unknownField } from './check.ts';
import { checkLeaf } from './check-leaf.ts';
import { readClause } from './clause.ts';
import { type FieldTable, SEARCH_FIELD } from './fields.ts';
import { patternOf, Scanner } from './scanner.ts';
import type { TimeContext } from './times.ts';
import { EVERYTHING, FILTER_LIMITS, type FilterTree } from './tree.ts';

export type TextOptions = TimeContext;

/** Brackets and `not`s may nest somewhat deeper than the tree they make. */
const NESTING_LIMIT = FILTER_LIMITS.depth * 2;

/** Reads a filter; the empty text keeps everything. Throws `query.badFilter` with `position`, never anything else. */
export function parseFilter(text: string, fields: FieldTable, options: TextOptions = {}): FilterTree {
  if (text.length > FILTER_LIMITS.textLength) {
    throw badFilter(
      `The filter is longer than ${FILTER_LIMITS.textLength} characters. Take conditions away.`,
      FILTER_LIMITS.textLength,
    );
  }
  const parser = new FilterParser(text, fields, options);
  return canonicalTree(parser.whole(), fields);
}

class FilterParser {
  private readonly scanner: Scanner;
  private readonly fields: FieldTable;
  private readonly options: TextOptions;
  private nesting = 0;

  constructor(text: string, fields: FieldTable, options: TextOptions) {
    this.scanner = new Scanner(text);
    this.fields = fields;
    this.options = options;
  }

  whole(): FilterTree {
    const { scanner } = this;
    scanner.skipBlanks();
    if (scanner.isAtEnd) return EVERYTHING;
    const tree = this.any();
    if (scanner.isAtEnd) return tree;
    throw scanner.peek() === ')'
      ? badFilter('This bracket closes nothing. Remove it or add the opening one.', scanner.at)
      : badFilter(`"${scanner.peek()}" is not expected here. Lists are written field:(a, b).`, scanner.at);
  }

  private any(): FilterTree {
    const parts = [this.all()];
    while (this.scanner.acceptKeyword('or')) parts.push(this.all());
    return parts.length === 1 && parts[0] !== undefined ? parts[0] : { or: parts };
  }

  private all(): FilterTree {
    const { scanner } = this;
    const parts = [this.one()];
    for (;;) {
      if (!scanner.acceptKeyword('and')) {
        const next = scanner.peek();
        if (scanner.isAtEnd || next === ')' || next === ',' || scanner.peekKeyword() === 'or') break;
      }
      parts.push(this.one());
    }
    return parts.length === 1 && parts[0] !== undefined ? parts[0] : { and: parts };
  }

  private one(): FilterTree {
    const { scanner } = this;
    this.nesting += 1;
    if (this.nesting > NESTING_LIMIT) throw badFilter('The filter is nested too deeply.', scanner.at);
    const tree = this.unit();
    this.nesting -= 1;
    return tree;
  }

  private unit(): FilterTree {
    const { scanner } = this;
    const position = scanner.at;
    if (scanner.acceptKeyword('not')) return { not: this.one() };
    if (scanner.accept('(')) {
      const tree = this.any();
      if (!scanner.accept(')')) throw badFilter('This bracket is never closed. Add a ")".', position);
      return tree;
    }
    const keyword = scanner.peekKeyword();
    if (keyword !== null) {
      throw badFilter(
        `A condition is missing before "${keyword}". To search for the word, put it in quotes.`,
        position,
      );
    }
    const clause = scanner.acceptFieldAndOperator();
    if (clause !== null) {
      const field = this.fields.find(clause.name);
      if (field === undefined) {
        const hint = 'To search for the text itself, put it in quotes.';
        throw badFilter(`${unknownField(clause.name, this.fields)} ${hint}`, position);
      }
      return readClause(scanner, field, clause, this.options);
    }
    return this.search(position);
  }

  private search(position: number): FilterTree {
    const { scanner } = this;
    if (/[:=<>~!^$]/.test(scanner.peek())) {
      throw badFilter(`A field's name is missing before "${scanner.peek()}".`, position);
    }
    const word = scanner.word();
    if (word === null) {
      const found = scanner.isAtEnd ? 'the filter ends' : `"${scanner.peek()}" comes`;
      throw badFilter(`A condition is missing: ${found} where one is expected.`, position);
    }
    const field = this.fields.find(SEARCH_FIELD);
    if (field === undefined) throw badFilter('Bare words cannot be searched here. Write field:value.', position);
    scanner.skipBlanks();
    return word.hasWildcard
      ? checkLeaf('matches', [patternOf(word)], field, position)
      : checkLeaf('contains', [word.text], field, position);
  }
}
