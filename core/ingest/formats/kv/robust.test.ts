/**
 * What every parser promises, whatever it is fed: it does not throw, reads nothing outside its window, decides the same with and without
 * detail, and takes one pass. Fed with lines of the samples, cut and spoilt.
 */
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { EventDraft, type TrafficFormat } from '../api.ts';
import { cef } from '../cef/format.ts';
import { ciscoAsa } from '../cisco-asa/format.ts';
import { fortigate } from '../fortigate/format.ts';
import { leef } from '../leef/format.ts';
import { paloalto } from '../paloalto/format.ts';
import { readLine } from './test-kit.ts';

const FORMATS: readonly TrafficFormat[] = [paloalto, fortigate, ciscoAsa, cef, leef];

const lines = FORMATS.flatMap((format) =>
  readFileSync(new URL(`../${format.id}/sample.log`, import.meta.url), 'latin1').split('\n'),
);

/** A line of some sample, cut somewhere, with a few characters put in. */
const spoilt = fc
  .tuple(
    fc.constantFrom(...lines),
    fc.nat(400),
    fc.option(fc.nat(1200)),
    fc.stringMatching(/^[\0"\\=,|:()[\]{}%a1 \t\xff-]{0,6}$/),
  )
  .map(([line, at, cut, put]) => (line.slice(0, at) + put + line.slice(at)).slice(0, cut ?? undefined));

const garbage = fc.oneof(
  spoilt,
  fc.string({ unit: 'binary' }).map((text) => Buffer.from(text).toString('latin1')),
);

function read(format: TrafficFormat, text: string, start: number, end: number, wantDetail: boolean): EventDraft {
  const draft = new EventDraft();
  draft.wantDetail = wantDetail;
  draft.vendorApp = String(readLine(format.createParser(), text, start, end, draft));
  return draft;
}

describe.each(FORMATS)('$id', (format) => {
  test('reads a line the same wherever it stands', () => {
    fc.assert(
      fc.property(garbage, spoilt, spoilt, (line, before, behind) => {
        const text = `${before}\n${line}\n${behind}`;
        const start = before.length + 1;
        const alone = read(format, line, 0, line.length, true);
        expect(read(format, text, start, start + line.length, true)).toEqual(alone);
        expect(format.claim(text, start, start + line.length)).toBe(format.claim(line, 0, line.length));
      }),
      { numRuns: 500 },
    );
  });

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
          const verdict = readLine(parser, text, start, start + line.length, draft);
          draft.vendorApp = String(verdict);
          expect(draft).toEqual(read(format, line, 0, line.length, true));
          start--;
        }
      }),
    );
  });

  test('decides the same with and without detail', () => {
    fc.assert(
      fc.property(garbage, (line) => {
        const full = read(format, line, 0, line.length, true);
        const quick = read(format, line, 0, line.length, false);
        expect([quick.vendorApp, quick.reason]).toEqual([full.vendorApp, full.reason]);
      }),
      { numRuns: 500 },
    );
  });

  test('takes one pass over a line of megabytes and over many lines without what it looks for', () => {
    const heads = [
      '',
      'CEF:0|a|b|c|d|e|f|',
      'LEEF:1.0|a|b|c|d|',
      '%ASA-6-302014: ',
      'type=utm subtype=x vd=',
      '{"LogType":"',
      '1,x,1,TRAFFIC,end,',
    ];
    for (const head of heads) {
      for (const fill of ['a', '(', '"', '\\', ',', '=', ' ', ' a=', ':', '|', '{', '%ASA-', ' T', ', a: ']) {
        const line = head + fill.repeat(400_000 / fill.length);
        read(format, line, 0, line.length, true);
        format.claim(line, 0, line.length);
      }
    }
    const block = `${heads.join('x\n')}\n`.repeat(6000);
    const parser = format.createParser();
    const draft = new EventDraft();
    for (let start = 0; start < block.length; ) {
      const end = block.indexOf('\n', start);
      readLine(parser, block, start, end, draft);
      start = end + 1;
    }
  });
});
