/** A whole catalog as a table, for spreadsheets: the same as its JSON form, one app a row, its facts as JSON in one cell. */
import { parseCatalog } from '../../catalog/index.ts';
import { AppError } from '../../contract/errors.ts';
import { findColumns, readCsv } from '../../enrich/index.ts';
import { csvChunks } from '../../export/index.ts';
import type { CloudApp } from '../../model/app.ts';
import { cellOf, listCell, listOf, textOf } from './csv-cells.ts';

const TEXTS = [
  'id',
  'name',
  'category',
  'categoryBasis',
  'kind',
  'vendor',
  'description',
  'homepage',
  'headquarters',
] as const;
const LISTS = ['domains', 'ipRanges'] as const;
const COLUMNS = [...TEXTS, ...LISTS, 'factors'] as const;

export function catalogToCsv(apps: readonly CloudApp[]): Generator<string, void, undefined> {
  return csvChunks({
    columns: COLUMNS.map((key) => ({ key, title: key })),
    rows: apps.map((app) => [
      ...TEXTS.map((key) => cellOf(app[key] ?? '')),
      ...LISTS.map((key) => listCell(app[key] ?? [])),
      JSON.stringify(app.factors),
    ]),
  });
}

/** @throws AppError catalog.invalid naming the line */
export function catalogFromCsv(text: string): readonly CloudApp[] {
  const { header, rows } = readCsv(text);
  const at = findColumns(
    header,
    Object.fromEntries(COLUMNS.map((key) => [key, [key.toLowerCase()]])) as Record<(typeof COLUMNS)[number], string[]>,
  );
  const lines = rows.map(({ line, cells }) => {
    const cell = (key: (typeof COLUMNS)[number]): string => cells[at[key]] ?? '';
    const texts = TEXTS.map((key) => [key, textOf(cell(key))] as const).filter(([, value]) => value !== '');
    const lists = LISTS.map((key) => [key, listOf(cell(key))] as const).filter(([, items]) => items.length > 0);
    return JSON.stringify({ ...Object.fromEntries([...texts, ...lists]), factors: factsOf(cell('factors'), line) });
  });
  return parseCatalog(lines.join('\n')).apps;
}

function factsOf(text: string, line: number): unknown {
  try {
    return text === '' ? {} : JSON.parse(text);
  } catch {
    throw new AppError('catalog.invalid', `Catalog, line ${line}: the factors are not valid JSON.`, { line });
  }
}
