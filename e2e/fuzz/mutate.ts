/**
 * In: lines of every format's sample. Out: lines that an attacker, a broken relay or a full disk might make of them.
 * Guarantee: the same seed gives the same lines; every line is latin1 text without a line end.
 */
import type { Random } from '../../core/sample/random.ts';

/** What parsers look for: separators, quotes, brackets, escapes, control characters, and characters that are no ASCII. */
const SPECIALS = [
  '"',
  "'",
  '\\',
  '\\"',
  '""',
  '|',
  '||',
  '=',
  '==',
  ',',
  ';',
  ':',
  '::',
  '\t',
  ' ',
  '   ',
  '\0',
  '\r',
  '[',
  ']',
  '{',
  '}',
  '(',
  ')',
  '<',
  '>',
  '<14>',
  '%',
  '%25',
  '^^',
  '-',
  '+',
  '/',
  '//',
  '@',
  '#',
  '#Fields: ',
  'CEF:0|',
  'LEEF:2.0|',
  '\u00ff',
  '\u00c3\u0028',
  '\u001b[2J',
] as const;

const NUMBERS = [
  '0',
  '-1',
  '00000000000000000001',
  '9'.repeat(400),
  '1e309',
  '0x7fffffff',
  '4294967296',
  '9007199254740993',
  '1735689600',
  '-62135596800',
  '99999999999999',
  '999.999.999.999',
  '256.1.1.1',
  '::',
  '::ffff:1.2.3.4',
  'fe80::1%eth0',
  '2001:db8::'.repeat(20),
  '65536',
  'NaN',
  '31/Feb/2025:25:61:61 +9999',
  '2025-02-30T24:00:00Z',
  '0000-00-00 00:00:00',
] as const;

/** A run this long finds parsers that look back over what they have read for every character of it. */
const LONG_RUN = 20_000;

function pick<T>(random: Random, items: readonly T[]): T {
  return items[random.below(items.length)] as T;
}

function insert(line: string, at: number, text: string): string {
  return line.slice(0, at) + text + line.slice(at);
}

/** Start and end of some word of the line. */
function someWord(line: string, random: Random): readonly [number, number] {
  const at = random.below(line.length + 1);
  const isWord = (index: number): boolean => /[\w.\-:]/.test(line.charAt(index));
  let start = at;
  let end = at;
  while (start > 0 && isWord(start - 1)) start--;
  while (end < line.length && isWord(end)) end++;
  return [start, end];
}

function mutateOnce(line: string, lines: readonly string[], random: Random): string {
  const at = random.below(line.length + 1);
  const to = Math.min(line.length, at + random.below(40));
  switch (random.below(12)) {
    case 0:
      return line.slice(0, at);
    case 1:
      return line.slice(at);
    case 2:
      return line.slice(0, at) + line.slice(to);
    case 3:
      return insert(line, at, line.slice(at, to));
    case 4:
      return insert(line, at, pick(random, SPECIALS));
    case 5:
      return line.slice(0, at) + String.fromCharCode(random.below(256)) + line.slice(at + 1);
    case 6: {
      const [start, end] = someWord(line, random);
      return line.slice(0, start) + pick(random, NUMBERS) + line.slice(end);
    }
    case 7: {
      const [start, end] = someWord(line, random);
      return line.slice(0, start) + line.slice(end);
    }
    case 8: {
      const other = pick(random, lines);
      return line.slice(0, at) + other.slice(random.below(other.length + 1));
    }
    case 9:
      return line.toUpperCase();
    case 10:
      return random.below(40) === 0 ? insert(line, at, pick(random, SPECIALS).repeat(LONG_RUN)) : line.trim();
    default:
      return pick(random, lines).slice(0, random.below(60)) + line;
  }
}

/** A line of the corpus with one to six mutations; line ends that a mutation brought in become blanks. */
export function mutatedLine(lines: readonly string[], random: Random): string {
  return mutated(pick(random, lines), lines, random);
}

/** This line with one to six mutations, some of which take pieces of other lines. */
export function mutated(whole: string, lines: readonly string[], random: Random): string {
  let line = whole;
  for (let left = 1 + random.below(6); left > 0; left--) line = mutateOnce(line, lines, random);
  return line.replaceAll('\n', ' ');
}
