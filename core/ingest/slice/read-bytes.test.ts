/** Formats that read plain lines from bytes must count exactly what reading the same lines as text counts. */
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LineWindows } from '../formats/api.ts';
import { TRAFFIC_FORMATS } from '../formats/registry.ts';
import { cellsOf, MemoryStream, NO_PROFILE } from './slice.test-kit.ts';

const sampleOf = (id: string): string[] =>
  readFileSync(new URL(`../formats/${id}/sample.log`, import.meta.url), 'latin1').split(/\r?\n/);

/** A line with a few characters replaced, put in or cut off. */
function spoilt(lines: readonly string[]): fc.Arbitrary<string> {
  return fc
    .tuple(
      fc.constantFrom(...lines),
      fc.nat(300),
      fc.nat(3),
      fc.stringMatching(/^[\0"\\=,|:()[\]{}%a1A \t\xff/@^.-]{0,4}$/),
      fc.option(fc.nat(400), { freq: 6 }),
    )
    .map(([line, at, over, put, cut]) => (line.slice(0, at) + put + line.slice(at + over)).slice(0, cut ?? undefined));
}

const profile = { ...NO_PROFILE, managedDomains: ['files.example.com'], internalRanges: ['192.0.2.0/28'] };
const formats = TRAFFIC_FORMATS.filter((format) => format.createParser().readBytes !== undefined);

describe.each(formats)('$id', ({ id, createParser }) => {
  const sample = sampleOf(id);
  const heads = sample.filter((line) => line.startsWith('#'));
  const log = fc
    .array(fc.oneof(fc.constantFrom(...sample), spoilt(sample)), { minLength: 1, maxLength: 12 })
    // Names are learned from the first of several lines.
    .map((lines) => [...heads, ...lines, ...lines, ...lines].join('\n'))
    .map((text) => Buffer.from(text, 'latin1'));

  it.each([id, 'auto'])('counts the same from bytes as from text (format %s)', (format) => {
    fc.assert(
      fc.property(log, (bytes) => {
        const want = new MemoryStream().importFile(bytes, { format, profile, asText: true });
        const got = new MemoryStream().importFile(bytes, { format, profile });
        expect(got.counts).toEqual(want.counts);
        expect(cellsOf(got.batches)).toEqual(cellsOf(want.batches));
      }),
      { numRuns: 150 },
    );
  });

  it('reads plain lines of its sample from bytes', () => {
    const parser = createParser();
    const windows = new LineWindows();
    const bytes = sample.map((line) => Buffer.from(line, 'latin1'));
    expect(bytes.some((line) => parser.readBytes?.(line, 0, line.length, windows))).toBe(true);
  });
});
