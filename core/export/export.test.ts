import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { visibleText } from '../kit/visible-text.ts';
import { createZone } from '../kit/zone.ts';
import { type ExportCell, exportChunks, formatInstant } from './index.ts';

const HEADS = [
  { key: 'name', title: 'Name' },
  { key: 'bytes', title: 'Upload, bytes' },
];
const text = (format: 'csv' | 'tsv' | 'json' | 'ndjson', rows: readonly (readonly ExportCell[])[], columns = HEADS) =>
  [...exportChunks(format, { columns, rows })].join('');

/** A reader of RFC 4180, written apart from the writer. */
function readCsv(input: string): readonly (readonly string[])[] {
  const rows: string[][] = [];
  let row: string[] = [];
  let cell = '';
  let isQuoted = false;
  for (let at = 0; at < input.length; at++) {
    const char = input.charAt(at);
    if (isQuoted) {
      if (char !== '"') cell += char;
      else if (input.charAt(at + 1) === '"') {
        cell += '"';
        at++;
      } else isQuoted = false;
    } else if (char === '"') isQuoted = true;
    else if (char === ',' || char === '\r') {
      row.push(cell);
      cell = '';
      if (char === '\r') {
        if (input.charAt(at + 1) !== '\n') throw new Error('bare CR');
        at++;
        rows.push(row);
        row = [];
      }
    } else if (char === '\n') throw new Error('bare LF');
    else cell += char;
  }
  if (cell !== '' || row.length > 0) throw new Error('no line end');
  return rows;
}

const nasty = fc.string({
  unit: fc.constantFrom(...'=+-@\t\r\n",;\' 1a.e', 'é', '＝', '😀', '\u2028'),
  maxLength: 8,
});
const cell: fc.Arbitrary<ExportCell> = fc.oneof(
  nasty,
  fc.constantFrom('=1+1', '-5', '+5', '-5e3', '-1+cmd', '@SUM(A1)'),
  fc.integer(),
  fc.double(),
  fc.boolean(),
  fc.constant(null),
);
const rows = fc.array(fc.tuple(cell, cell), { maxLength: 20 });

describe('csv', () => {
  it('writes what RFC 4180 says', () => {
    expect(
      text('csv', [
        ['a "b", c', 5],
        [null, -1.5],
        ['=HYPERLINK("http://x.example")', 0],
      ]),
    ).toBe('Name,"Upload, bytes"\r\n"a ""b"", c",5\r\n,-1.5\r\n"\'=HYPERLINK(""http://x.example"")",0\r\n');
  });

  it('is read back, cell by cell, with nothing that runs', () => {
    fc.assert(
      fc.property(rows, (input) => {
        const [, ...read] = readCsv(text('csv', input));
        expect(read.length).toBe(input.length);
        input.forEach((row, r) => {
          row.forEach((given, c) => {
            const found = read[r]?.[c] ?? 'missing';
            const plain =
              given === null || given === undefined ? '' : visibleText(String(given).replaceAll('\r\n', '\n'));
            expect([plain, `'${plain}`]).toContain(found);
            const isNumber = typeof given === 'number' || /^[+-]?\d+(\.\d+)?(e[+-]?\d+)?$/i.test(plain);
            if (/^[=+\-@\t\r\n＝＋－＠]/.test(found)) expect(isNumber).toBe(true);
            if (found !== plain) expect(isNumber).toBe(false);
          });
        });
      }),
    );
  });

  it('shows what a screen would obey as its code', () => {
    const cells = [['\u202egpj.exe', 1] as const, ['\u0000=1\u001b[31m\u009b', 2] as const];
    expect(readCsv(text('csv', cells)).slice(1)).toEqual([
      ['⟨U+202E⟩gpj.exe', '1'],
      ['⟨U+0000⟩=1⟨U+001B⟩[31m⟨U+009B⟩', '2'],
    ]);
    const json = text('json', cells);
    expect(json).toMatch(/^[ -~\n]*$/);
    expect(JSON.parse(json)).toEqual(cells.map(([name, bytes]) => ({ name, bytes })));
  });

  it('keeps a row of one unknown cell', () => {
    expect(readCsv(text('csv', [[null], ['a']], HEADS.slice(0, 1)))).toEqual([['Name'], [''], ['a']]);
  });

  it('comes in chunks, lazily', () => {
    let made = 0;
    function* endless(): Generator<readonly ExportCell[]> {
      for (;;) yield ['x'.repeat(100), made++];
    }
    const chunks = exportChunks('csv', { columns: HEADS, rows: endless() });
    expect(String(chunks.next().value).length).toBeGreaterThan(60_000);
    expect(made).toBeLessThan(1_000);
  });
});

it('lists and objects are what they are in JSON, and the text of one cell elsewhere', () => {
  const given = [
    [['=a', 'b; c'], { note: 'x', n: [1] }],
    [[], {}],
  ] as const;
  const wanted = [
    { name: ['=a', 'b; c'], bytes: { note: 'x', n: [1] } },
    { name: [], bytes: {} },
  ];
  expect(JSON.parse(text('json', given))).toEqual(wanted);
  expect(text('ndjson', given).split('\n')[1]).toBe('{"name":[],"bytes":{}}');
  expect(text('tsv', given)).toBe('Name\tUpload, bytes\n\'=a; b; c\t{"note":"x","n":[1]}\n\t{}\n');
  expect(readCsv(text('csv', given)).slice(1)).toEqual([
    ["'=a; b; c", '{"note":"x","n":[1]}'],
    ['', '{}'],
  ]);
});

describe('tsv', () => {
  it('never breaks its grid', () => {
    fc.assert(
      fc.property(rows, (input) => {
        const lines = text('tsv', input).split('\n');
        expect(lines.pop()).toBe('');
        expect(lines.length).toBe(input.length + 1);
        for (const line of lines) expect(line.split('\t').length).toBe(2);
      }),
    );
  });
});

describe('json', () => {
  it('tells unknown from 0 and keeps text as it is', () => {
    const input = [
      ['=1+1', 0],
      ['', null],
      ['\u2028"', Number.NaN],
    ] as const;
    const wanted = [
      { name: '=1+1', bytes: 0 },
      { name: '', bytes: null },
      { name: '\u2028"', bytes: null },
    ];
    expect(JSON.parse(text('json', input))).toEqual(wanted);
    expect(
      text('ndjson', input)
        .trimEnd()
        .split('\n')
        .map((line): unknown => JSON.parse(line)),
    ).toEqual(wanted);
    expect(JSON.parse(text('json', []))).toEqual([]);
    expect(text('ndjson', [])).toBe('');
  });
});

describe('formatInstant', () => {
  it.each([
    ['UTC', '2026-07-01T12:00:00Z'],
    ['America/New_York', '2026-07-01T08:00:00-04:00'],
    ['Asia/Kathmandu', '2026-07-01T17:45:00+05:45'],
  ])('%s', (name, expected) => {
    const zone = createZone(name);
    if (zone === undefined) throw new Error('no zone');
    expect(formatInstant(Date.parse('2026-07-01T12:00:00.750Z'), zone)).toBe(expected);
  });

  it('keeps unknown unknown', () => {
    expect(formatInstant(null)).toBeNull();
    expect(formatInstant(Number.NaN)).toBeNull();
    expect(formatInstant(0)).toBe('1970-01-01T00:00:00Z');
  });
});
