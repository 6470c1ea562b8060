/**
 * In: the text of a small CSV file as spreadsheets and directories write it. Out: its rows, cell by cell.
 * Guarantee: never throws; a quote that is never closed takes the rest of the text.
 */
export interface CsvText {
  readonly header: readonly string[];
  /** The line that it stands on; 0 where there is none. */
  readonly headerLine: number;
  readonly rows: readonly { readonly line: number; readonly cells: readonly string[] }[];
}

const SEPARATORS = [',', ';', '\t', '|'] as const;

/** The separator that the header line holds most of, quotes left out. */
export function guessSeparator(header: string): string {
  const bare = header.replace(/"[^"]*"/g, '');
  const count = (separator: string) => bare.split(separator).length;
  return SEPARATORS.reduce((best, one) => (count(one) > count(best) ? one : best), SEPARATORS[0]);
}

/** Reads the whole text; empty lines are left out, and the type that Windows PowerShell writes in front. Excel's `sep=;` line is obeyed. */
export function readCsv(text: string): CsvText {
  let body = text.startsWith('\ufeff') ? text.slice(1) : text;
  let line = 1;
  const typed = /^#TYPE \S+\r?\n/i.exec(body);
  if (typed) {
    body = body.slice(typed[0].length);
    line++;
  }
  const told = /^"?sep=(.)"?\r?\n/i.exec(body);
  if (told) {
    body = body.slice(told[0].length);
    line++;
  }
  const separator = told?.[1] ?? guessSeparator(/^[^\r\n]*/.exec(body)?.[0] ?? '');
  const rows: { line: number; cells: string[] }[] = [];
  let at = 0;
  while (at < body.length) {
    const start = line;
    const cells: string[] = [];
    for (;;) {
      const cell = readCell(body, at, separator);
      cells.push(cell.value);
      line += cell.lines;
      at = cell.next;
      if (body[at] !== separator) break;
      at++;
    }
    if (body[at] === '\r') at++;
    if (body[at] === '\n') at++;
    line++;
    if (cells.some((cell) => cell !== '')) rows.push({ line: start, cells });
  }
  const [header, ...others] = rows;
  return { header: header?.cells ?? [], headerLine: header?.line ?? 0, rows: others };
}

function readCell(text: string, from: number, separator: string): { value: string; next: number; lines: number } {
  if (text[from] !== '"') {
    let end = from;
    while (end < text.length && text[end] !== separator && text[end] !== '\n' && text[end] !== '\r') end++;
    return { value: text.slice(from, end).trim(), next: end, lines: 0 };
  }
  let value = '';
  let at = from + 1;
  for (;;) {
    const quote = text.indexOf('"', at);
    const end = quote < 0 ? text.length : quote;
    value += text.slice(at, end);
    at = end + 1;
    if (text[at] !== '"') break;
    value += '"';
    at++;
  }
  // What stands between the closing quote and the separator belongs to no cell.
  while (at < text.length && text[at] !== separator && text[at] !== '\n' && text[at] !== '\r') at++;
  return { value: value.trim(), next: Math.min(at, text.length), lines: value.split('\n').length - 1 };
}

/** Which column each wanted name is in: header words compared without case, blanks, dashes and underscores. */
export function findColumns<K extends string>(
  header: readonly string[],
  wanted: Readonly<Record<K, readonly string[]>>,
): Record<K, number> {
  const plain = header.map((title) => title.toLowerCase().replace(/[^\p{L}\p{N}]/gu, ''));
  const out = {} as Record<K, number>;
  for (const [key, names] of Object.entries(wanted) as [K, readonly string[]][]) {
    const name = names.find((one) => plain.includes(one));
    out[key] = name === undefined ? -1 : plain.indexOf(name);
  }
  return out;
}
