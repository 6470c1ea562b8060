/** Derived tables as text: the rows and columns as shown, safe to open in a spreadsheet. */
import type { DerivedTableName } from '../../contract/connected.ts';
import type { MethodOutput, MethodParsed } from '../../contract/methods.ts';
import { type ExportCell, exportChunks, formatInstant } from '../../export/index.ts';
import { countryText } from '../../kit/country-name.ts';
import { createZone } from '../../kit/zone.ts';
import { type FieldDef, SEARCH_FIELD } from '../../query/index.ts';
import { accountRows } from '../accounts/queries.ts';
import { fileRows } from '../files/queries.ts';
import { oauthRows } from '../oauth/queries.ts';
import { postureRows } from '../posture/queries.ts';
import type { WorkspaceView } from '../workspace-view.ts';
import { DERIVED_FIELDS } from './derived-fields.ts';
import { chosenRows } from './row-table.ts';

const ROWS: Readonly<Record<DerivedTableName, (view: WorkspaceView) => readonly object[]>> = {
  accounts: accountRows,
  files: fileRows,
  oauth: oauthRows,
  posture: postureRows,
};

/** @throws AppError query.badFilter */
export function exportDerived(
  view: WorkspaceView,
  input: MethodParsed<'connected.export'>,
): MethodOutput<'connected.export'> {
  const fields = DERIVED_FIELDS[input.table];
  const zone = createZone(input.zone);
  const chosen = chosenRows(view, ROWS[input.table](view), fields, { ...input, offset: 0, limit: 1 });
  const known = fields.list.filter(({ name }) => name !== SEARCH_FIELD && name !== 'word');
  const wanted = input.columns?.flatMap((name) => known.find((field) => field.name === name) ?? []) ?? known;
  const cell = (row: object, field: FieldDef): ExportCell => {
    const value = (row as Readonly<Record<string, Value>>)[field.name] ?? null;
    if (field.type === 'time') return formatInstant(typeof value === 'number' ? value : null, zone);
    // Programs read codes; who opens a spreadsheet reads the words of the table.
    return input.format === 'json' ? value : inWords(value, field);
  };
  const table = {
    columns: wanted.map(({ name, title, type }) => ({
      key: name,
      title: type === 'bytes' ? `${title} (bytes)` : title,
    })),
    rows: chosen.map((row) => wanted.map((field) => cell(row, field))),
  };
  return { text: [...exportChunks(input.format, table)].join(''), rows: chosen.length };
}

type Value = string | number | boolean | null | readonly string[];

function inWords(value: Value, { name, type, values }: FieldDef): Value {
  if (name === 'country' && Array.isArray(value)) return value.map(countryText);
  const word = (code: string): string => values?.find((one) => one.value === code)?.title ?? code;
  if (typeof value === 'boolean') return values === undefined ? (value ? 'Yes' : 'No') : word(value ? 'yes' : 'no');
  if (values === undefined || type === 'number' || value === null) return value;
  return typeof value === 'object' ? value.map(word) : word(String(value));
}
