/**
 * The definition of what a filter means, written to be read, not to be fast: the compiled predicates, the SQL and the
 * cube's masks are tested against it.
 *
 * Unknown is a third verdict: a condition on a value that the record does not carry is unknown (`bytesSent>1MB` and
 * `bytesSent<1MB` alike); `known`/`unknown` alone always decide. `unknown and false` is false, `unknown or true` is true. Only
 * records whose verdict is true are kept. `not` keeps exactly what its condition does not keep, and `!=` is `not …:`: "not
 * alice" shows what nobody known did as well. Who excludes wants the rest; say `user:known and not user:alice` to leave it out.
 *
 * A field with several values fits a condition when any value does; `ne` and `notIn` are the opposite of `eq` and `in`. One
 * that is known to hold none (groups of somebody in no group) has nothing to be `known`, and is `ne` to everything.
 * A value of another type than the field's (a factor that is "not applicable") is known and equals nothing.
 */
import { ipToBytes, parseCidr } from '../kit/ip.ts';
import type { FieldDef, FieldTable } from './fields.ts';
import { foldAscii } from './fold.ts';
import { ANY_ONE, ANY_RUN, type PatternPiece, parsePattern } from './pattern.ts';
import { expandSearch } from './search.ts';
import { type FilterLeaf, type FilterScalar, type FilterTree, isAnd, isNot, isOr } from './tree.ts';
import { type FieldContent, type FilterRecord, textOf, type Verdict } from './values.ts';

/** The verdict on one record. The tree must come from `checkTree` or `parseFilter`. */
export function evaluate(tree: FilterTree, record: FilterRecord, fields: FieldTable): Verdict {
  return walk(expandSearch(tree, fields), record, fields);
}

function walk(tree: FilterTree, record: FilterRecord, fields: FieldTable): Verdict {
  if (isAnd(tree)) {
    const verdicts = tree.and.map((part) => walk(part, record, fields));
    return verdicts.includes(false) ? false : verdicts.includes(null) ? null : true;
  }
  if (isOr(tree)) {
    const verdicts = tree.or.map((part) => walk(part, record, fields));
    return verdicts.includes(true) ? true : verdicts.includes(null) ? null : false;
  }
  if (isNot(tree)) {
    const verdict = walk(tree.not, record, fields);
    return verdict !== true;
  }
  const field = fields.find(tree.field);
  if (field === undefined) throw new Error(`evaluate was given a tree that was not checked: no field ${tree.field}`);
  return fits(tree, field, Object.hasOwn(record, tree.field) ? record[tree.field] : null);
}

function fits(leaf: FilterLeaf, field: FieldDef, content: FieldContent): Verdict {
  const isKnown = content !== null && content !== undefined;
  if (leaf.op === 'exists') return leaf.values[0] === (isKnown && !(Array.isArray(content) && content.length === 0));
  if (!isKnown) return leaf.op === 'ne' || leaf.op === 'notIn' ? true : null;
  const items = Array.isArray(content) ? content : [content as FilterScalar | Uint8Array];
  const isAny = (test: (item: FilterScalar | Uint8Array) => boolean): boolean => items.some(test);
  const [wanted = '', end = ''] = leaf.values;
  switch (leaf.op) {
    case 'eq':
    case 'in':
      return isAny((item) => leaf.values.some((value) => isEqual(item, value, field)));
    case 'ne':
    case 'notIn':
      return !isAny((item) => leaf.values.some((value) => isEqual(item, value, field)));
    case 'gt':
      return isAny((item) => typeof item === 'number' && item > Number(wanted));
    case 'gte':
      return isAny((item) => typeof item === 'number' && item >= Number(wanted));
    case 'lt':
      return isAny((item) => typeof item === 'number' && item < Number(wanted));
    case 'lte':
      return isAny((item) => typeof item === 'number' && item <= Number(wanted));
    case 'between':
      return isAny((item) => typeof item === 'number' && item >= Number(wanted) && item <= Number(end));
    case 'contains':
      return isAny((item) => foldAscii(textOf(item)).includes(foldAscii(String(wanted))));
    case 'startsWith':
      return isAny((item) => foldAscii(textOf(item)).startsWith(foldAscii(String(wanted))));
    case 'endsWith':
      return isAny((item) => foldAscii(textOf(item)).endsWith(foldAscii(String(wanted))));
    case 'matches': {
      const pieces = parsePattern(foldAscii(String(wanted)));
      return isAny((item) => isMatch(pieces, Array.from(foldAscii(textOf(item)))));
    }
    case 'inRange':
      return isAny((item) => leaf.values.some((range) => isInRange(item, String(range))));
    default:
      return leaf.op satisfies never;
  }
}

function isEqual(item: FilterScalar | Uint8Array, value: FilterScalar, field: FieldDef): boolean {
  if (field.type === 'ip') return textOf(addressOf(item) ?? '') === value;
  if (typeof item === 'string' && typeof value === 'string') return foldAscii(item) === foldAscii(value);
  return item === value;
}

function addressOf(item: FilterScalar | Uint8Array): Uint8Array | undefined {
  return item instanceof Uint8Array ? item : typeof item === 'string' ? ipToBytes(item) : undefined;
}

function isInRange(item: FilterScalar | Uint8Array, range: string): boolean {
  const address = addressOf(item);
  const network = parseCidr(range);
  if (address === undefined || network === undefined || address.length !== network.bytes.length) return false;
  const bits = (bytes: Uint8Array): string => Array.from(bytes, (byte) => byte.toString(2).padStart(8, '0')).join('');
  return bits(address).slice(0, network.prefix) === bits(network.bytes).slice(0, network.prefix);
}

/** Table of "the first p units of the pattern fit the first t characters". */
function isMatch(pieces: readonly PatternPiece[], text: readonly string[]): boolean {
  const units = pieces.flatMap((piece): readonly PatternPiece[] =>
    typeof piece === 'string' ? Array.from(piece) : [piece],
  );
  let row = [true, ...text.map(() => false)];
  for (const unit of units) {
    const next = [unit === ANY_RUN && row[0] === true];
    text.forEach((char, t) => {
      const isOne = unit === ANY_ONE || unit === char;
      next.push(unit === ANY_RUN ? row[t + 1] === true || next[t] === true : isOne && row[t] === true);
    });
    row = next;
  }
  return row.at(-1) === true;
}
