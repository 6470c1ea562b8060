/**
 * In: a dictionary as Python prints it (`{'name': 'Alice', 'metadata': None}`), which a CSV written by a Python service has in its cells.
 * Out: the object; undefined for a text that is none. Strings, numbers, None, True and False, lists and dictionaries are known.
 */
import { isObject, type JsonObject } from '../kit/source-record.ts';

const MAX_LITERAL = 32_768;
const TOKEN =
  /\s+|(?<string>'(?:[^'\\]|\\[\s\S])*'|"(?:[^"\\]|\\[\s\S])*")|(?<word>None|True|False)\b|(?<plain>[{}[\]:,]|-?\d+(?:\.\d+)?(?:e[+-]?\d+)?)/y;
const WORDS: Readonly<Record<string, string>> = { None: 'null', True: 'true', False: 'false' };
const ESCAPED = /\\(?:x([\da-fA-F]{2})|u([\da-fA-F]{4})|U([\da-fA-F]{8})|([\s\S]))/g;
const CONTROLS: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t' };

/** Reads the literal by writing it anew as JSON, token by token. */
export function readPythonDict(text: string): JsonObject | undefined {
  if (text.length > MAX_LITERAL || !text.startsWith('{')) return undefined;
  let json = '';
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < text.length) {
    const groups = TOKEN.exec(text);
    if (groups === null) return undefined;
    const { string, word, plain } = groups.groups ?? {};
    if (string !== undefined) json += JSON.stringify(string.slice(1, -1).replace(ESCAPED, unescaped));
    else json += plain ?? (word === undefined ? '' : (WORDS[word] ?? ''));
  }
  try {
    const found: unknown = JSON.parse(json);
    return isObject(found) ? found : undefined;
  } catch {
    return undefined;
  }
}

function unescaped(whole: string, byte?: string, short?: string, long?: string, char?: string): string {
  const hex = byte ?? short ?? long;
  if (hex === undefined) return CONTROLS[char ?? ''] ?? char ?? '';
  const code = Number.parseInt(hex, 16);
  return code > 0x10_ff_ff ? whole : String.fromCodePoint(code);
}
