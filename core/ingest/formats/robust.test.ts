/**
 * What every parser promises, whatever it is fed: it does not throw, reads nothing outside its window, keeps nothing from the line
 * before, decides the same with and without detail, and takes one pass. Fed with lines of all samples, cut and spoilt, and with garbage.
 */
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { EventDraft, PARSED, type TrafficFormat } from './api.ts';
import { readLine } from './kv/test-kit.ts';
import { TRAFFIC_FORMATS } from './registry.ts';

function sampleOf(format: TrafficFormat): readonly string[] {
  return readFileSync(new URL(`./${format.id}/sample.log`, import.meta.url), 'latin1').split('\n');
}

const allLines = TRAFFIC_FORMATS.flatMap(sampleOf);

/** A line, cut somewhere, with a few characters put in. */
function spoiltOf(lines: readonly string[]): fc.Arbitrary<string> {
  return fc
    .tuple(
      fc.constantFrom(...lines),
      fc.nat(400),
      fc.option(fc.nat(1200)),
      fc.stringMatching(/^[\0"\\=,|:()[\]{}%a1 \t\xff/@^-]{0,6}$/),
    )
    .map(([line, at, cut, put]) => (line.slice(0, at) + put + line.slice(at)).slice(0, cut ?? undefined));
}

const foreign = spoiltOf(allLines);

/** Mostly lines that the format at hand may take for its own. */
function garbageFor(format: TrafficFormat): fc.Arbitrary<string> {
  return fc.oneof(
    { weight: 6, arbitrary: spoiltOf(sampleOf(format)) },
    { weight: 2, arbitrary: foreign },
    { weight: 1, arbitrary: fc.string({ unit: 'binary' }).map((text) => Buffer.from(text).toString('latin1')) },
  );
}

/** The draft, with the verdict where a reader sees it in a difference. */
function read(format: TrafficFormat, text: string, start: number, end: number, wantDetail: boolean): EventDraft {
  const draft = new EventDraft();
  draft.wantDetail = wantDetail;
  draft.vendorApp = String(readLine(format.createParser(), text, start, end, draft));
  return draft;
}

const FILLS = [
  'a',
  '(',
  '[',
  '{',
  '"',
  '\\',
  ',',
  '=',
  ' ',
  '\t',
  ' a=',
  ':',
  '|',
  '/',
  '.',
  '-',
  '^^',
  '""',
  '%ASA-',
  ', a: ',
  '","',
];
const LONG = 200_000;

describe.each(TRAFFIC_FORMATS)('$id', (format) => {
  const garbage = garbageFor(format);

  test('reads a line the same wherever it stands', () => {
    fc.assert(
      fc.property(garbage, foreign, foreign, (line, before, behind) => {
        const text = `${before}\n${line}\n${behind}`;
        const start = before.length + 1;
        const alone = read(format, line, 0, line.length, true);
        expect(read(format, text, start, start + line.length, true)).toEqual(alone);
        expect(format.claim(text, start, start + line.length)).toBe(format.claim(line, 0, line.length));
      }),
      { numRuns: 100 },
    );
  });

  // Directives make the order of lines matter.
  const isOrderless = format.split === 'line';
  if (isOrderless)
    test('reads lines of one text in any order', () => {
      fc.assert(
        fc.property(fc.array(garbage, { minLength: 1, maxLength: 6 }), (some) => {
          const text = some.join('\n');
          const parser = format.createParser();
          const draft = new EventDraft();
          let start = text.length;
          for (const line of [...some].reverse()) {
            start -= line.length;
            draft.wantDetail = true;
            draft.vendorApp = String(readLine(parser, text, start, start + line.length, draft));
            expect(draft).toEqual(read(format, line, 0, line.length, true));
            start--;
          }
        }),
        { numRuns: 40 },
      );
    });

  test('decides the same with and without detail', () => {
    fc.assert(
      fc.property(garbage, (line) => {
        const full = read(format, line, 0, line.length, true);
        const quick = read(format, line, 0, line.length, false);
        expect([quick.vendorApp, quick.reason]).toEqual([full.vendorApp, full.reason]);
        // Imports need nothing of a line that is not counted.
        if (full.vendorApp !== String(PARSED)) return;
        expect([quick.timeMs, quick.sourceIp, quick.sourceUser, quick.destinationHost]).toEqual([
          full.timeMs,
          full.sourceIp,
          full.sourceUser,
          full.destinationHost,
        ]);
      }),
      { numRuns: 100 },
    );
  });

  // Hangs when a reader looks back or ahead over the whole line, or into the lines behind, for each piece of it.
  test('takes one pass over a long line and over many lines', () => {
    const [first = ''] = sampleOf(format);
    const heads = ['', first.slice(0, 24), first.slice(0, 80)];
    for (const head of heads) {
      for (const fill of FILLS) {
        const line = head + fill.repeat(LONG / fill.length);
        read(format, line, 0, line.length, true);
        format.claim(line, 0, line.length);
      }
    }
    const block = `${heads.join('x\n')}\n`.repeat(4000);
    const parser = format.createParser();
    const draft = new EventDraft();
    for (let start = 0; start < block.length; ) {
      const end = block.indexOf('\n', start);
      readLine(parser, block, start, end, draft);
      start = end + 1;
    }
  });
});
