/** In: lines of a log that no format knows. Out: the layout they seem to have: the first step of describing them. */
import type { FormatLayout } from '../../../contract/custom-format.ts';
import { ipKind } from '../../../kit/ip.ts';
import { encodeUtf8 } from '../../../kit/text.ts';
import { CsvFields } from '../csv-fields/csv-fields.ts';
import { pairsOf, splitColumns } from './sources.ts';

const DELIMITERS = [',', '\t', ';', '|', ' '] as const;
const PAIR_SEPARATORS = [' ', ',', '|', ';', '\t', '^^'] as const;
const KEY = /^[A-Za-z_@][\w.@:-]{0,60}$/;

/** @param lines messages without syslog header, latin1, none blank */
export function guessLayout(lines: readonly string[]): FormatLayout {
  const data = lines.filter((line) => !line.startsWith('#'));
  if (share(data, isObject) >= 0.8) return { kind: 'json' };
  const fields = lines.find((line) => line.startsWith('#Fields:'));
  if (fields !== undefined) {
    const delimiter = fields.includes('\t') ? '\t' : ' ';
    return { kind: 'w3c', columns: splitColumns(fields.slice(8).trim(), delimiter, '"'), delimiter };
  }
  return guessPairs(data) ?? guessColumns(data) ?? guessPattern(data[0] ?? '');
}

function share(lines: readonly string[], test: (line: string) => boolean): number {
  return lines.length === 0 ? 0 : lines.filter(test).length / lines.length;
}

function isObject(line: string): boolean {
  if (!line.startsWith('{')) return false;
  try {
    JSON.parse(line);
    return true;
  } catch {
    return false;
  }
}

function guessPairs(lines: readonly string[]): FormatLayout | undefined {
  let best: { layout: FormatLayout; pairs: number } | undefined;
  for (const keySeparator of ['=', ':']) {
    for (const pairSeparator of PAIR_SEPARATORS) {
      const options = { pairSeparator, keySeparator, quote: '"' } as const;
      const counts = lines.map((line) => pairsOf(line, options).filter(([key]) => KEY.test(key)).length);
      const pairs = counts.reduce((sum, count) => sum + count, 0) / Math.max(1, lines.length);
      // Three pairs on nearly every line: fewer are parameters in a URL.
      const isSteady =
        share(lines, (line) => pairsOf(line, options).filter(([key]) => KEY.test(key)).length >= 3) >= 0.9;
      if (isSteady && (best === undefined || pairs > best.pairs + 0.5)) {
        best = { layout: { kind: 'keyvalue', ...options }, pairs };
      }
    }
  }
  return best?.layout;
}

function guessColumns(lines: readonly string[]): FormatLayout | undefined {
  let best: { delimiter: string; columns: number } | undefined;
  for (const delimiter of DELIMITERS) {
    const fields = new CsvFields(400, encodeUtf8(delimiter).charCodeAt(0));
    const counts = lines.map((line) => fields.scan(line, 0, line.length));
    const usual = [...counts].sort((a, b) => a - b)[counts.length >> 1] ?? 0;
    const agreed = counts.filter((count) => count === usual).length / Math.max(1, counts.length);
    // Blanks stand in many texts, so that columns of them must be more and steadier.
    const isSpace = delimiter === ' ';
    if (usual < (isSpace ? 5 : 3) || agreed < (isSpace ? 0.95 : 0.9)) continue;
    if (best === undefined || (usual > best.columns && !isSpace)) best = { delimiter, columns: usual };
  }
  if (best === undefined) return undefined;
  const { delimiter } = best;
  const first = splitColumns(lines[0] ?? '', delimiter, '"');
  const header = looksLikeHeader(first, splitColumns(lines[1] ?? '', delimiter, '"'));
  return {
    kind: 'csv',
    delimiter,
    header,
    columns: header ? first : first.map((_, at) => `column ${at + 1}`),
    quote: '"',
  };
}

/** Names are words, all different, and what stands below them is often none. */
function looksLikeHeader(first: readonly string[], second: readonly string[]): boolean {
  if (new Set(first).size !== first.length || first.some((name) => isValue(name) || name.length > 60)) return false;
  return second.some(isValue);
}

function isValue(text: string): boolean {
  return /\d{2}|^\d|^$|:\/\/|^-$/.test(text) || ipKind(text, 0, text.length) !== 0;
}

/** A pattern that takes the line's words apart: quoted ones, bracketed ones, and those between blanks. */
function guessPattern(line: string): FormatLayout {
  const parts: string[] = [];
  const words = line.match(/"[^"]*"|\[[^\]]*\]|\S+/g) ?? ['line'];
  words.slice(0, 30).forEach((word, at) => {
    const group = `f${at + 1}`;
    if (word.startsWith('"') && word.length > 1) parts.push(`"(?P<${group}>[^"]*)"`);
    else if (word.startsWith('[') && word.endsWith(']')) parts.push(`\\[(?P<${group}>[^\\]]*)\\]`);
    else parts.push(`(?P<${group}>\\S+)`);
  });
  return { kind: 'regex', pattern: `^${parts.join('\\s+')}`, ignoreCase: false };
}
