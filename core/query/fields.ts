import type { FilterOperator } from './tree.ts';

export type FieldType = 'text' | 'number' | 'enum' | 'time' | 'ip' | 'boolean' | 'bytes';

export interface FieldValue {
  readonly value: string;
  readonly title: string;
}

/** One field that filters may name. */
export interface FieldDef {
  readonly name: string;
  readonly title: string;
  readonly type: FieldType;
  /** Other names the text form accepts; printing uses `name`. */
  readonly aliases?: readonly string[];
  /** Closed list for `enum`; for other types suggestions only. */
  readonly values?: readonly FieldValue[];
  readonly unit?: string;
  /** `cell`: decided before summing, from what a cube cell or a plain row carries. `row`: a measure of a finished table row. */
  readonly level: 'cell' | 'row';
  /** A cell field that every row of this table also has one value of (category in the apps table): may stand beside measures. */
  readonly alsoRow?: boolean;
  /** The search field: stands for all these fields, any of which may match. */
  readonly spans?: readonly string[];
  readonly operators: readonly FilterOperator[];
}

const NUMERIC: readonly FilterOperator[] = ['eq', 'ne', 'gt', 'gte', 'lt', 'lte', 'between', 'in', 'notIn', 'exists'];
const TEXT: readonly FilterOperator[] = [
  'eq',
  'ne',
  'contains',
  'startsWith',
  'endsWith',
  'matches',
  'in',
  'notIn',
  'exists',
];

/** What each type can be asked. */
export const TYPE_OPERATORS: Readonly<Record<FieldType, readonly FilterOperator[]>> = {
  text: TEXT,
  enum: ['eq', 'ne', 'in', 'notIn', 'exists'],
  number: NUMERIC,
  bytes: NUMERIC,
  time: NUMERIC,
  boolean: ['eq', 'ne', 'exists'],
  ip: [...TEXT, 'inRange'],
};

/** Name of the field that bare words search. */
export const SEARCH_FIELD = 'search';
const SEARCH_OPERATORS: readonly FilterOperator[] = ['contains', 'matches'];

export interface FieldTable {
  readonly list: readonly FieldDef[];
  /** By name or alias, letter case ignored. */
  find(name: string): FieldDef | undefined;
}

export type FieldSpec = Omit<FieldDef, 'operators' | 'spans'> & {
  /** Only whole values are asked for, never parts of them. */
  readonly exact?: true;
  /** Only parts of it are asked for: nobody writes a whole one. */
  readonly within?: true;
};

const WITHIN: readonly FilterOperator[] = ['contains', 'matches', 'exists'];
const EXACT: readonly FilterOperator[] = ['eq', 'ne', 'in', 'notIn', 'exists'];

/**
 * Makes a table of fields. `searched` names the text fields that a bare word looks in; empty means that bare words are
 * refused. Throws (a bug) when two fields share a name.
 */
export function fieldTable(specs: readonly FieldSpec[], searched: readonly string[]): FieldTable {
  const list: FieldDef[] = specs.map(({ exact, within, ...spec }) => ({
    ...spec,
    operators: exact === true ? EXACT : within === true ? WITHIN : TYPE_OPERATORS[spec.type],
  }));
  if (searched.length > 0) {
    const parts = list.filter((field) => searched.includes(field.name));
    list.push({
      name: SEARCH_FIELD,
      title: 'Search',
      type: 'text',
      level: 'cell',
      ...(parts.every((part) => part.alsoRow === true) ? { alsoRow: true } : {}),
      spans: searched,
      operators: SEARCH_OPERATORS,
    });
  }
  const byName = new Map<string, FieldDef>();
  for (const field of list) {
    for (const name of [field.name, ...(field.aliases ?? [])]) {
      const key = name.toLowerCase();
      if (byName.has(key)) throw new Error(`Two filter fields are named ${name}`);
      byName.set(key, field);
    }
  }
  for (const name of searched) {
    if (!byName.has(name.toLowerCase())) throw new Error(`The search field names ${name}, which is no field`);
  }
  return { list: Object.freeze(list), find: (name) => byName.get(name.toLowerCase()) };
}
