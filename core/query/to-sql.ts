/**
 * In: a checked tree and the columns that hold its fields. Out: an SQL condition with bound values for row tables
 * (governance log, imports, activities). Every value is a parameter; the only text that enters the statement is the
 * columns' own expressions. SQL's three-valued logic is the filter's but for `not` and `!=`, which keep what is NULL (see evaluate.ts): use it as `WHERE` as it stands.
 */
import { ipToBytes, parseCidr } from '../kit/ip.ts';
import { badFilter } from './bad-filter.ts';
import type { FieldDef, FieldTable } from './fields.ts';
import { ANY_ONE, ANY_RUN, parsePattern } from './pattern.ts';
import { expandSearch } from './search.ts';
import { type FilterLeaf, type FilterScalar, type FilterTree, isAnd, isNot, isOr } from './tree.ts';

export type SqlParam = string | number | Uint8Array;

export interface SqlColumn {
  /** A column or expression of ours, never of the user's. */
  readonly sql: string;
  /**
   * How values lie in the table: `text`, `number` (times in ms too), `boolean` as 0/1, `address` as a BLOB of 4 or 16 bytes.
   * Text must not hold U+0000.
   */
  readonly storage: 'text' | 'number' | 'boolean' | 'address';
  /** For enums kept as numbers: the number of each value. */
  readonly codes?: Readonly<Record<string, number>>;
}

export interface SqlCondition {
  readonly sql: string;
  readonly params: readonly SqlParam[];
}

/** Compiles the tree; a field without a column, or a question its storage cannot answer, is `query.badFilter`. */
export function toSql(
  tree: FilterTree,
  fields: FieldTable,
  columns: Readonly<Record<string, SqlColumn>>,
): SqlCondition {
  const params: SqlParam[] = [];
  const walk = (node: FilterTree): string => {
    if (isAnd(node)) return node.and.length === 0 ? '1' : balanced(node.and.map(walk), 'AND');
    if (isOr(node)) return node.or.length === 0 ? '0' : balanced(node.or.map(walk), 'OR');
    if (isNot(node)) return `(${walk(node.not)}) IS NOT TRUE`;
    const field = fields.find(node.field);
    const column = Object.hasOwn(columns, node.field) ? columns[node.field] : undefined;
    if (field === undefined || column === undefined) throw badFilter(`${node.field} cannot be used in this table.`);
    return leafSql(node, field, column, params);
  };
  const sql = walk(expandSearch(tree, fields));
  return { sql, params };
}

/** Joins as a balanced tree: SQLite refuses expressions more than 1,000 levels deep, and a plain chain is one level per part. */
function balanced(parts: readonly string[], word: 'AND' | 'OR'): string {
  if (parts.length <= 1) return parts[0] ?? '1';
  const half = parts.length >> 1;
  return `(${balanced(parts.slice(0, half), word)} ${word} ${balanced(parts.slice(half), word)})`;
}

const COMPARISONS = { gt: '>', gte: '>=', lt: '<', lte: '<=' } as const;

function leafSql(leaf: FilterLeaf, field: FieldDef, column: SqlColumn, params: SqlParam[]): string {
  const { sql } = column;
  const bind = (value: SqlParam): string => {
    params.push(value);
    return '?';
  };
  const [value = '', end = ''] = leaf.values;
  switch (leaf.op) {
    case 'exists':
      return `(${sql}) IS ${value === true ? 'NOT ' : ''}NULL`;
    case 'eq':
    case 'ne': {
      return `(${sql}) ${leaf.op === 'eq' ? '=' : 'IS NOT'} ${bind(encode(value, field, column))}${collation(column)}`;
    }
    case 'in':
    case 'notIn': {
      const list = leaf.values.map((item) => bind(encode(item, field, column))).join(', ');
      const isAmong = `(${sql})${collation(column)} IN (${list})`;
      return leaf.op === 'in' ? isAmong : `(${isAmong}) IS NOT TRUE`;
    }
    case 'gt':
    case 'gte':
    case 'lt':
    case 'lte':
      return `(${sql}) ${COMPARISONS[leaf.op]} ${bind(Number(value))}`;
    case 'between':
      return `(${sql}) BETWEEN ${bind(Number(value))} AND ${bind(Number(end))}`;
    case 'contains':
      return like(`%${escapeLike(String(value))}%`);
    case 'startsWith':
      return like(`${escapeLike(String(value))}%`);
    case 'endsWith':
      return like(`%${escapeLike(String(value))}`);
    case 'matches':
      return like(likePattern(String(value)));
    case 'inRange':
      return rangeSql(leaf, column, bind);
    default:
      return leaf.op satisfies never;
  }

  function like(pattern: string): string {
    if (column.storage !== 'text') throw badFilter(`${field.name} cannot be searched as text in this table.`);
    return `(${sql}) LIKE ${bind(pattern)} ESCAPE '\\'`;
  }
}

function collation(column: SqlColumn): string {
  return column.storage === 'text' && column.codes === undefined ? ' COLLATE NOCASE' : '';
}

function encode(value: FilterScalar, field: FieldDef, column: SqlColumn): SqlParam {
  if (column.codes !== undefined) {
    const code = Object.hasOwn(column.codes, String(value)) ? column.codes[String(value)] : undefined;
    if (code === undefined) throw new Error(`No code for ${field.name} ${String(value)}`);
    return code;
  }
  if (column.storage === 'address') return ipToBytes(String(value)) ?? new Uint8Array();
  return typeof value === 'boolean' ? Number(value) : value;
}

function rangeSql(leaf: FilterLeaf, column: SqlColumn, bind: (value: SqlParam) => string): string {
  if (column.storage !== 'address') throw badFilter(`${leaf.field} cannot be asked for address ranges in this table.`);
  const parts = leaf.values.map((value) => {
    const range = parseCidr(String(value));
    if (range === undefined) throw new Error(`An unchecked range reached SQL: ${String(value)}`);
    const first = range.bytes;
    const last = first.map((byte, index) => byte | (0xff >> Math.min(8, Math.max(0, range.prefix - index * 8))));
    const { sql } = column;
    return `(length(${sql}) = ${first.length} AND (${sql}) BETWEEN ${bind(first)} AND ${bind(last)})`;
  });
  return balanced(parts, 'OR');
}

/** LIKE folds ASCII case as foldAscii does, and its `_` is one code point as `?` is. */
function likePattern(pattern: string): string {
  return parsePattern(pattern)
    .map((piece) => (piece === ANY_RUN ? '%' : piece === ANY_ONE ? '_' : escapeLike(piece)))
    .join('');
}

function escapeLike(text: string): string {
  return text.replace(/[\\%_]/g, (char) => `\\${char}`);
}
