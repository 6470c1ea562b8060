/** In: a layout and lines. Out: what a mapping may name (columns, keys, paths, groups), each with the values it has in these lines. */
import type { FormatLayout } from '../../../contract/custom-format.ts';
import { decodeUtf8, encodeUtf8 } from '../../../kit/text.ts';
import { CsvFields } from '../csv-fields/csv-fields.ts';
import { createPairReader, type PairOptions } from './pair-scanner.ts';
import { compileRegex, longestLine } from './regex-layout.ts';

export interface Source {
  readonly name: string;
  /** Of each line the value, '' where a line has none. */
  readonly values: readonly string[];
}

const MAX_SOURCES = 400;
const MAX_DEPTH = 12;
const DIRECTIVE = /^#Fields:\s*/;

/** @param lines messages without syslog header, latin1 */
export function sourcesOf(layout: FormatLayout, lines: readonly string[]): Source[] {
  switch (layout.kind) {
    case 'csv':
      return columnSources(lines, layout.delimiter, layout.quote, layout.header, layout.columns);
    case 'w3c': {
      const directive = lines.find((line) => DIRECTIVE.test(line));
      const names = directive === undefined ? layout.columns : namesOf(directive, layout.delimiter);
      const data = lines.filter((line) => !line.startsWith('#'));
      return columnSources(data, layout.delimiter, '"', false, names);
    }
    case 'keyvalue':
      return collected(lines.map((line) => pairsOf(line, layout)));
    case 'json':
      return collected(lines.map(pathsOf));
    case 'regex':
      return groupSources(layout, lines);
  }
}

function namesOf(directive: string, delimiter: string): string[] {
  return splitColumns(directive.replace(DIRECTIVE, ''), delimiter, '"').filter((name) => name !== '');
}

/** @returns the columns of a line, decoded */
export function splitColumns(line: string, delimiter: string, quote: string): string[] {
  const fields = new CsvFields(
    MAX_SOURCES,
    encodeUtf8(delimiter).charCodeAt(0),
    quote === '' ? 0 : quote.charCodeAt(0),
  );
  const count = fields.scan(line, 0, line.length);
  return Array.from({ length: count }, (_, column) => decodeUtf8(fields.get(column).trim()));
}

function columnSources(
  lines: readonly string[],
  delimiter: string,
  quote: string,
  header: boolean,
  columns: readonly string[],
): Source[] {
  const rows = lines.map((line) => splitColumns(line, delimiter, quote));
  const names = header ? (rows[0] ?? columns) : columns;
  const data = header ? rows.slice(1) : rows;
  const width = Math.min(MAX_SOURCES, Math.max(names.length, ...data.slice(0, 50).map((row) => row.length)));
  return Array.from({ length: width }, (_, column) => {
    const name = names[column] ?? '';
    return {
      name: name === '' ? String(column + 1) : name,
      values: data.map((row) => row[column] ?? ''),
    };
  });
}

/** The pairs of a line, decoded. */
export function pairsOf(line: string, options: PairOptions): [string, string][] {
  const reader = createPairReader(options);
  reader.reset(line, 0, line.length);
  const pairs: [string, string][] = [];
  while (reader.next() && pairs.length < MAX_SOURCES) {
    const key = line.substring(reader.keyStart, reader.keyEnd);
    pairs.push([decodeUtf8(key), decodeUtf8(reader.value().trim())]);
  }
  return pairs;
}

/** Dotted paths of a JSON object's values; lists are left out. */
function pathsOf(line: string): [string, string][] {
  const paths: [string, string][] = [];
  const walk = (value: unknown, path: string, depth: number): void => {
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
      if (depth >= MAX_DEPTH) return;
      for (const [key, inner] of Object.entries(value)) walk(inner, path === '' ? key : `${path}.${key}`, depth + 1);
    } else if (path !== '' && !Array.isArray(value) && paths.length < MAX_SOURCES) {
      paths.push([path, value === null ? '' : String(value)]);
    }
  };
  try {
    walk(JSON.parse(decodeUtf8(line)), '', 0);
  } catch {
    // A line that is no JSON names nothing.
  }
  return paths;
}

function groupSources(
  layout: { readonly pattern: string; readonly ignoreCase: boolean },
  lines: readonly string[],
): Source[] {
  const pattern = compileRegex(layout.pattern, layout.ignoreCase);
  const groups = Object.keys(pattern.namedGroups());
  const length = longestLine(pattern);
  const rows = lines.map((line) => {
    const matcher = pattern.matcher(line.slice(0, length));
    return matcher.find() ? groups.map((group) => decodeUtf8(matcher.group(group) ?? '')) : [];
  });
  return groups.map((name, at) => ({ name, values: rows.map((row) => row[at] ?? '') }));
}

function collected(rows: readonly (readonly (readonly [string, string])[])[]): Source[] {
  const byName = new Map<string, string[]>();
  rows.forEach((row, line) => {
    for (const [name, value] of row) {
      if (byName.size >= MAX_SOURCES && !byName.has(name)) continue;
      const values = byName.get(name) ?? [];
      byName.set(name, values);
      while (values.length < line) values.push('');
      if (values.length === line) values.push(value);
    }
  });
  return [...byName].map(([name, values]) => ({ name, values }));
}
