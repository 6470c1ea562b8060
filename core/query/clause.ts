/** Reads what stands behind `field op` in the text form and makes the condition. */
import { ipKind } from '../kit/ip.ts';
import { badFilter } from './bad-filter.ts';
import { checkLeaf } from './check-leaf.ts';
import type { FieldDef } from './fields.ts';
import { ANY_RUN, compilePattern, type PatternPiece, printPattern } from './pattern.ts';
import { patternOf, type Scanner, type TextOperator, type Word } from './scanner.ts';
import type { TimeContext } from './times.ts';
import { FILTER_LIMITS, type FilterLeaf, type FilterOperator, type FilterScalar, type FilterTree } from './tree.ts';
import { parseBytes, parseNumber } from './units.ts';

const COMPARISONS: Readonly<Partial<Record<TextOperator, FilterOperator>>> = {
  '<': 'lt',
  '<=': 'lte',
  '>': 'gt',
  '>=': 'gte',
};

interface Clause {
  readonly operator: TextOperator;
  readonly position: number;
}

export function readClause(scanner: Scanner, field: FieldDef, clause: Clause, times: TimeContext): FilterTree {
  const isNegated = clause.operator === '!=';
  if (clause.operator !== ':' && clause.operator !== '=' && !isNegated) {
    const word = requiredWord(scanner, field);
    scanner.skipBlanks();
    return single(field, clause.operator, word, times);
  }
  const words = readValues(scanner, field);
  scanner.skipBlanks();
  const trees = words.map((word) => equality(field, word, times));
  return isNegated ? noneOf(trees, field) : anyOf(trees);
}

function requiredWord(scanner: Scanner, field: FieldDef): Word {
  const word = scanner.word();
  if (word !== null) return word;
  throw badFilter(`A value for ${field.name} is missing here.`, scanner.at);
}

/** One value, or a list in brackets, with or without `in` before it. */
function readValues(scanner: Scanner, field: FieldDef): readonly Word[] {
  const start = scanner.at;
  if (scanner.text.slice(start, start + 3).toLowerCase() === 'in(') scanner.at += 2;
  if (!scanner.accept('(')) return [requiredWord(scanner, field)];
  const words: Word[] = [];
  do {
    words.push(requiredWord(scanner, field));
    scanner.skipBlanks();
    if (words.length > FILTER_LIMITS.leaves) {
      throw badFilter(`The list has more than ${FILTER_LIMITS.leaves} values.`, scanner.at);
    }
  } while (scanner.accept(','));
  if (scanner.accept(')')) return words;
  throw scanner.isAtEnd
    ? badFilter('This list is never closed. Add a ")".', start)
    : badFilter('List values are separated by commas; put values with blanks in quotes.', scanner.at);
}

/** A condition with `<`, `<=`, `>`, `>=`, `~`, `^=` or `$=`. */
function single(field: FieldDef, operator: TextOperator, word: Word, times: TimeContext): FilterTree {
  const comparison = COMPARISONS[operator];
  if (comparison !== undefined) return checkLeaf(comparison, [scalar(field, word)], field, word.position, times);
  if (word.hasWildcard) {
    const front: readonly PatternPiece[] = operator === '^=' ? [] : [ANY_RUN];
    const back: readonly PatternPiece[] = operator === '$=' ? [] : [ANY_RUN];
    return checkLeaf('matches', [printPattern([...front, ...word.pieces, ...back])], field, word.position);
  }
  const textOperator = operator === '~' ? 'contains' : operator === '^=' ? 'startsWith' : 'endsWith';
  return checkLeaf(textOperator, [word.text], field, word.position);
}

/** What `field:word` means: known/unknown, a range, a pattern, an address range, or plain equality. */
function equality(field: FieldDef, word: Word, times: TimeContext): FilterTree {
  const { position, text } = word;
  const plain = word.isQuoted ? '' : text.toLowerCase();
  if (plain === 'known' || plain === 'unknown') return checkLeaf('exists', [plain === 'known'], field, position);
  if (field.operators.includes('between') && !word.isQuoted && text.includes('..')) return range(field, word, times);
  if (word.hasWildcard) {
    if (field.type === 'enum') return choices(field, word);
    return checkLeaf('matches', [patternOf(word)], field, position);
  }
  if (field.spans !== undefined || !field.operators.includes('eq'))
    return checkLeaf('contains', [text], field, position);
  const slash = text.indexOf('/');
  if (field.type === 'ip' && slash > 0 && ipKind(text, 0, slash) !== 0) {
    return checkLeaf('inRange', [text], field, position);
  }
  return checkLeaf('eq', [scalar(field, word)], field, position, times);
}

/** `2..6`, `2..` or `..6`; both ends belong to the range. */
function range(field: FieldDef, word: Word, times: TimeContext): FilterTree {
  const cut = word.text.indexOf('..');
  const bound = (text: string, position: number): FilterScalar => scalar(field, { ...word, text, position });
  const low = word.text.slice(0, cut);
  const high = word.text.slice(cut + 2);
  const highAt = word.position + cut + 2;
  if (low === '' && high === '') throw badFilter('A range needs a start or an end, such as 2..6.', word.position);
  if (high === '') return checkLeaf('gte', [bound(low, word.position)], field, word.position, times);
  if (low === '') return checkLeaf('lte', [bound(high, highAt)], field, word.position, times);
  return checkLeaf('between', [bound(low, word.position), bound(high, highAt)], field, word.position, times);
}

/** A wildcard over a closed list stands for the values that it fits. */
function choices(field: FieldDef, word: Word): FilterTree {
  const fits = compilePattern(patternOf(word));
  const found = (field.values ?? []).filter((choice) => fits(choice.value) || fits(choice.title));
  if (found.length === 0) throw badFilter(`No value of ${field.name} fits "${word.text}".`, word.position);
  return checkLeaf(
    'in',
    found.map((choice) => choice.value),
    field,
    word.position,
  );
}

/** The word as a value of the field's type; times stay text until they are checked. */
function scalar(field: FieldDef, word: Word): FilterScalar {
  const { text, position } = word;
  switch (field.type) {
    case 'text':
    case 'enum':
    case 'ip':
    case 'time':
      return text;
    case 'boolean': {
      const plain = text.toLowerCase();
      if (plain === 'yes' || plain === 'true') return true;
      if (plain === 'no' || plain === 'false') return false;
      throw badFilter(`${field.name} is yes or no, not "${text}".`, position);
    }
    case 'number':
    case 'bytes': {
      const value = field.type === 'bytes' ? parseBytes(text) : parseNumber(text);
      if (value !== null) return value;
      const example = field.type === 'bytes' ? '10MB or 1.5GiB' : '5 or 2..6';
      throw badFilter(`"${text}" is no number for ${field.name}. Write ${example}.`, position);
    }
    default:
      return field.type satisfies never;
  }
}

function isLeaf(tree: FilterTree): tree is FilterLeaf {
  return 'field' in tree;
}

/** Equal values become one list, ranges of addresses another; whatever else the list held stays beside them. */
function anyOf(trees: readonly FilterTree[]): FilterTree {
  const merged: FilterTree[] = [];
  for (const [op, wanted] of [
    ['in', ['eq', 'in']],
    ['inRange', ['inRange']],
  ] as const) {
    const same = trees.filter((tree): tree is FilterLeaf => isLeaf(tree) && wanted.some((name) => name === tree.op));
    const [first] = same;
    const values = [...new Set(same.flatMap((leaf) => leaf.values))];
    if (first !== undefined)
      merged.push({ field: first.field, op: op === 'in' && values.length === 1 ? 'eq' : op, values });
  }
  for (const tree of trees) {
    if (!isLeaf(tree) || !['eq', 'in', 'inRange'].includes(tree.op)) merged.push(tree);
  }
  const [only] = merged;
  return merged.length === 1 && only !== undefined ? only : { or: merged };
}

function noneOf(trees: readonly FilterTree[], field: FieldDef): FilterTree {
  const any = anyOf(trees);
  if (isLeaf(any) && field.operators.includes('ne')) {
    if (any.op === 'eq') return { ...any, op: 'ne' };
    if (any.op === 'in') return { ...any, op: 'notIn' };
  }
  return { not: any };
}
