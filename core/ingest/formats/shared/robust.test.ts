/**
 * What every parser promises, whatever it is fed: it does not throw, reads nothing outside its window, decides the same with and without
 * detail, and takes one pass. Fed with lines of the samples, cut and spoilt, and with plain garbage.
 */
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { apacheCombined } from '../apache-combined/format.ts';
import { EventDraft, type TrafficFormat } from '../api.ts';
import { readLine } from '../kv/test-kit.ts';
import { squidCommon } from '../squid-common/format.ts';
import { squidNative } from '../squid-native/format.ts';
import { w3c } from '../w3c/format.ts';
import { zscalerNss } from '../zscaler-nss/format.ts';

const FORMATS: readonly TrafficFormat[] = [squidNative, squidCommon, apacheCombined, w3c, zscalerNss];

const lines = FORMATS.flatMap((format) =>
  readFileSync(new URL(`../${format.id}/sample.log`, import.meta.url), 'latin1').split('\n'),
);

/** A line of some sample, cut somewhere, with a few characters put in. */
const spoilt = fc
  .tuple(
    fc.constantFrom(...lines),
    fc.nat(300),
    fc.option(fc.nat(900)),
    fc.stringMatching(/^[\0"\\=,|:()[\]{}%a1 \t\xff/@^-]{0,6}$/),
  )
  .map(([line, at, cut, put]) => (line.slice(0, at) + put + line.slice(at)).slice(0, cut ?? undefined));

const garbage = fc.oneof(
  { weight: 3, arbitrary: spoilt },
  { weight: 1, arbitrary: fc.string({ unit: 'binary' }).map((text) => Buffer.from(text).toString('latin1')) },
);

function read(format: TrafficFormat, text: string, start: number, end: number, wantDetail: boolean): EventDraft {
  const draft = new EventDraft();
  draft.wantDetail = wantDetail;
  const verdict = readLine(format.createParser(), text, start, end, draft);
  draft.vendorApp = String(verdict);
  return draft;
}

describe.each(FORMATS)('$id', (format) => {
  test('reads a line the same wherever it stands', () => {
    fc.assert(
      fc.property(garbage, garbage, garbage, (line, before, behind) => {
        const text = `${before}\n${line}\n${behind}`;
        const start = before.length + 1;
        const alone = read(format, line, 0, line.length, true);
        expect(read(format, text, start, start + line.length, true)).toEqual(alone);
        expect(format.claim(text, start, start + line.length)).toBe(format.claim(line, 0, line.length));
      }),
      { numRuns: 1500 },
    );
  });

  test('decides the same with and without detail', () => {
    fc.assert(
      fc.property(garbage, (line) => {
        const full = read(format, line, 0, line.length, true);
        const quick = read(format, line, 0, line.length, false);
        expect([quick.vendorApp, quick.reason]).toEqual([full.vendorApp, full.reason]);
        expect([quick.timeMs, quick.sourceIp, quick.sourceUser, quick.destinationHost]).toEqual([
          full.timeMs,
          full.sourceIp,
          full.sourceUser,
          full.destinationHost,
        ]);
      }),
      { numRuns: 1000 },
    );
  });

  test('takes one pass over a line of a megabyte and over many lines without what it looks for', () => {
    const heads = [
      '',
      '1735689600.123 5 ',
      '10.1.2.3 - - [',
      '[01/Jan/2025:00:00:00 +0000] "GET ',
      '2025-01-01 00:00:00 ',
      '{"a":"',
      'ZSCALERNSS: ',
    ];
    for (const head of heads) {
      for (const fill of ['a', '[', '"', '\\', ',', '=', ' ', ' a=', ':', '^^', '{', '\t', '""', '/', '.', '-']) {
        const line = head + fill.repeat(1_000_000 / fill.length);
        read(format, line, 0, line.length, true);
        format.claim(line, 0, line.length);
      }
    }
    const block = `${heads.join('x\n')}\n`.repeat(8000);
    const parser = format.createParser();
    const draft = new EventDraft();
    for (let start = 0; start < block.length; ) {
      const end = block.indexOf('\n', start);
      readLine(parser, block, start, end, draft);
      start = end + 1;
    }
  });
});
