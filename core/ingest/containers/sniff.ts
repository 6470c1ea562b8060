/**
 * In: the beginning of a file (after its byte order mark, UTF-16 already decoded). Out: how its records are folded, or null when
 * they stand one on a line, as in most logs.
 */
import { CsvUnfolder } from './csv-unfolder.ts';
import { JsonUnfolder } from './json-unfolder.ts';
import type { Unfolder } from './record-lines.ts';
import { isTableHeader } from './table-header.ts';
import { firstTag, XmlUnfolder } from './xml-unfolder.ts';

const LF = 10;
const SPACE = 32;
const DQUOTE = 34;
const COMMA = 44;
const OPEN_BRACKET = 91;
const BACKSLASH = 92;
const CLOSE_BRACKET = 93;
const OPEN_BRACE = 123;
const CLOSE_BRACE = 125;
const LESS = 60;

/** Bytes of a file that tell what it is. */
export const SNIFF_BYTES = 64 * 1024;

export type ContainerKind = 'json' | 'table' | 'csv' | 'xml';

export interface Container {
  readonly kind: ContainerKind;
  create(): Unfolder;
}

/** Tells whether a CSV file's column names are those of some audit log's export. */
type KnowsColumns = (columns: readonly string[]) => boolean;

/**
 * Connectors know whose columns those of a CSV are; they are loaded only where there is such a file.
 * @param rows every CSV with a header is a table of records, whatever its columns are called
 */
export async function sniffContainer(head: Buffer, rows = false): Promise<Container | null> {
  let isAsked = false;
  const container = containerOf(head, rows, () => {
    isAsked = true;
    return false;
  });
  if (!isAsked) return container;
  const { isActivityHeader } = await import('../../connectors/index.ts');
  return containerOf(head, rows, isActivityHeader);
}

/** The same for who has loaded the connectors already. */
export function containerOf(head: Buffer, rows: boolean, isActivityHeader: KnowsColumns): Container | null {
  const first = significant(head, 0);
  const byte = head[first] ?? 0;
  if (byte === OPEN_BRACKET) return isArray(head, first) ? json() : null;
  if (byte === OPEN_BRACE) return isFolded(head, first) ? json() : null;
  if (byte === LESS) {
    const tag = firstTag(head.toString('latin1', first, Math.min(head.length, first + 4096)));
    return tag === null || isElementALine(head, first, tag)
      ? null
      : { kind: 'xml', create: () => new XmlUnfolder(tag) };
  }
  return csv(head, first, rows, isActivityHeader);
}

/** The first line is one whole element: what follows are lines as well, of whatever form. */
function isElementALine(head: Buffer, first: number, tag: string): boolean {
  const [line] = lineAt(head, first);
  const close = `</${tag}>`;
  const text = line.trimEnd();
  return text.startsWith(`<${tag}`) && text.indexOf(close) === text.length - close.length;
}

function json(): Container {
  return { kind: 'json', create: () => new JsonUnfolder() };
}

function significant(head: Buffer, from: number): number {
  let at = from;
  while (at < head.length && (head[at] ?? 0) <= SPACE) at++;
  return at;
}

/** `[{`, `["`, `[[` or `[]`: log lines begin with a bracket too, but with a time or a word in it. */
function isArray(head: Buffer, open: number): boolean {
  const byte = head[significant(head, open + 1)] ?? 0;
  return byte === OPEN_BRACE || byte === DQUOTE || byte === OPEN_BRACKET || byte === CLOSE_BRACKET;
}

/** The first object spans lines, shares its line with another, or holds the records instead of being one. */
function isFolded(head: Buffer, open: number): boolean {
  const close = objectEnd(head, open);
  if (close < 0) return head.indexOf(LF, open) >= 0 || flattens(head.subarray(open));
  if (head.subarray(open, close).includes(LF)) return true;
  let next = close + 1;
  while (next < head.length && (head[next] ?? 0) <= SPACE && head[next] !== LF) next++;
  return head[next] === OPEN_BRACE || flattens(head.subarray(open, close + 1));
}

function flattens(record: Buffer): boolean {
  const unfolder = new JsonUnfolder();
  unfolder.push(record);
  return unfolder.flattened;
}

/** Position of the brace that closes the object at `open`, -1 when it is not in the head. */
function objectEnd(head: Buffer, open: number): number {
  let depth = 0;
  for (let at = open; at < head.length; at++) {
    const byte = head[at];
    if (byte === DQUOTE) {
      for (at++; at < head.length && head[at] !== DQUOTE; at++) if (head[at] === BACKSLASH) at++;
    } else if (byte === OPEN_BRACE || byte === OPEN_BRACKET) depth++;
    else if (byte === CLOSE_BRACE || byte === CLOSE_BRACKET) {
      depth--;
      if (depth <= 0) return at;
    }
  }
  return -1;
}

const SEPARATORS: readonly number[] = [COMMA, 59, 9];

/** What stands in front of the column names: the type that Windows PowerShell writes, the separator that Excel is told. */
const PREAMBLE = /^(?:#TYPE \S+|"?sep=.{1,2}"?)$/i;

function csv(head: Buffer, first: number, rows: boolean, isActivityHeader: KnowsColumns): Container | null {
  let [line, next] = lineAt(head, first);
  let preamble = 0;
  for (; PREAMBLE.test(line) && preamble < 2; preamble++) [line, next] = lineAt(head, next);
  for (const separator of SEPARATORS) {
    const names = headerNames(line, String.fromCharCode(separator), rows);
    if (names === null) continue;
    const asJson = rows || isTableHeader(names) || isActivityHeader(names);
    // Without quotes no row can span lines.
    if (!asJson && (preamble > 0 || !head.includes(DQUOTE, first))) return null;
    return { kind: asJson ? 'table' : 'csv', create: () => new CsvUnfolder({ separator, asJson, preamble }) };
  }
  return null;
}

/** The line at a place of the head, and where the next one begins. */
function lineAt(head: Buffer, from: number): [string, number] {
  const newline = head.indexOf(LF, from);
  const end = newline < 0 ? head.length : newline;
  return [head.toString('latin1', from, end).replace(/\r$/, ''), end + 1];
}

const LONGEST_HEADER = 32_768;

/** Stands for a separator within quotes while a header line is split. */
const HELD = '\0';

const NAME = /^[@_A-Za-z][\w .@:/()[\]#%-]{0,80}$/;
/** In any language, as bytes of UTF-8. */
const FOREIGN_NAME = /^[@_A-Za-z\x80-\xff][\w .@:/()[\]#%\x80-\xff'?&+*-]{0,200}$/;

/**
 * Column names of a header line, null when it is none: at least two names, all of them words, none twice.
 * @param rows the file is known to be a table: its names may be of any language
 */
function headerNames(line: string, separator: string, rows: boolean): string[] | null {
  if (line.length > LONGEST_HEADER || !line.includes(separator)) return null;
  const held = line.replace(/"[^"]*"/g, (cell) => cell.replaceAll(separator, HELD));
  const names = held.split(separator).map((name) =>
    name
      .trim()
      .replace(/^"(.*)"$/, '$1')
      .trim(),
  );
  const pattern = rows ? FOREIGN_NAME : NAME;
  const words = names.filter((name) => pattern.test(name.replaceAll(HELD, '')));
  if (words.length < 2 || words.length < names.filter((name) => name !== '').length) return null;
  return new Set(words).size === words.length ? names.map((name) => name.replaceAll(HELD, separator)) : null;
}
