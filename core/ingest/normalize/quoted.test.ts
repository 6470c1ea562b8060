import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { isQuotedLine, unescapedLine, unquotedLine } from './quoted.ts';

const isQuoted = (line: string): boolean => isQuotedLine(line, 0, line.length);

describe('a line that became a column or a string', () => {
  it('is read as it was, whichever way its quotes were kept', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 16, unit: 'grapheme-ascii' }), (line) => {
        fc.pre(!line.endsWith('\\') && !line.includes('\\') && !line.includes('/') && !line.includes('""'));
        const column = `"${line.replaceAll('"', '""')}"`;
        expect(isQuoted(column)).toBe(true);
        expect(unquotedLine(column, 0, column.length)).toBe(line);
        const text = JSON.stringify(line);
        expect(isQuoted(text)).toBe(true);
        expect(unquotedLine(text, 0, text.length)).toBe(line);
      }),
    );
  });

  test.each([
    '"2025-01-01","alice","10.0.0.1","www.example.com"',
    '"short"',
    'date=2025-01-01 msg="something said"',
    '"alice" 10.0.0.1 - - "GET / HTTP/1.1"',
    '',
  ])('is not taken for %s', (line) => expect(isQuoted(line)).toBe(false));

  it('reads the same from bytes', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('"', '\\', 'a', ','), maxLength: 40 }), (inner) => {
        const line = `"${inner}"`;
        const bytes = Buffer.from(line, 'latin1');
        expect(isQuotedLine(bytes, 0, bytes.length)).toBe(isQuoted(line));
      }),
    );
  });
});

describe('a line whose quotes stand behind backslashes', () => {
  const unescaped = (line: string): string => unescapedLine(line, 0, line.length);

  it('is read without them', () => {
    expect(unescaped(String.raw`\"2025\",\"CORP\\alice\"`)).toBe(String.raw`"2025","CORP\alice"`);
  });

  test.each([String.raw`Message: \"a title\"`, 'a="b" c="d" e="f"', String.raw`a=\"b\" c=\"d\" e="f"`, ''])(
    'is not %s',
    (line) => expect(unescaped(line)).toBe(''),
  );
});

describe('a string of JSON without quotes in it', () => {
  test.each([
    [String.raw`"LEEF:1.0|A|B|1|2|a=1\tb=2\tc=3\td=4\te=5"`, 'LEEF:1.0|A|B|1|2|a=1\tb=2\tc=3\td=4\te=5'],
    [String.raw`"user=Example\\, alice url=x\/y"`, String.raw`user=Example\, alice url=x/y`],
    // A path in a column.
    [String.raw`"file=C:\temp\tools\text\table\x.exe"`, String.raw`file=C:\temp\tools\text\table\x.exe`],
  ])('is read as it was: %s', (line, before) => expect(unquotedLine(line, 0, line.length)).toBe(before));
});

it('a long line has its escapes taken off as a short one has', () => {
  const part = String.raw`\"a\", \\ \t \/ \n é \x `;
  const plain = part.replaceAll(/\\(["\\/t])/g, (_, one: string) => (one === 't' ? '\t' : one));
  for (const times of [1, 200, 3000])
    expect(unescapedLine(part.repeat(times * 2), 0, part.length * times * 2)).toBe(plain.repeat(times * 2));
});
