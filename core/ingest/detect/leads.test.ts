import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LineWindows } from '../formats/api.ts';
import { TRAFFIC_FORMATS } from '../formats/registry.ts';
import { lineReader } from '../slice/slice.test-kit.ts';
import { Leads } from './leads.ts';

function sampleOf(id: string): string[] {
  const text = readFileSync(new URL(`../formats/${id}/sample.log`, import.meta.url), 'latin1');
  return text.split(/\r?\n/).filter((line) => line !== '' && !line.startsWith('#'));
}

/** Lines with a mark in front, up to where they quote what somebody else wrote. */
const QUOTING = [
  ['cisco-asa', 'Jan 01 2025 00:01:00 ftd1 %FTD-6-430001: SrcIP: 10.0.0.11, DstIP: 203.0.113.95, Message: '],
  ['cisco-asa', 'Jan 01 2025 00:01:00 fw1 : %ASA-5-111010: User example, running CLI, executed '],
  ['cef', '<14>Jan  1 00:00:00 gw1 CEF:0|Example|Gateway|1|2|3|4|src=10.1.2.3 dst=192.0.2.3 msg='],
  ['leef', 'LEEF:1.0|Example|Gateway|1|2|src=10.1.2.3\tdst=192.0.2.3\tmsg='],
] as const;

describe.each(QUOTING)('%s: %s…', (id, front) => {
  // What a file's own directives say of its lines goes before any look of theirs.
  const quoted = TRAFFIC_FORMATS.filter((format) => format.split !== 'directive' && format.id !== id);

  it.each(quoted)('is read as its own, quoting $id, whatever was read before', ({ id: other }) => {
    const lines = sampleOf(other);
    for (const before of [sampleOf(id), lines]) {
      const text = lineReader('auto');
      const bytes = lineReader('auto');
      // Readers of objects know the keys of what they have read twice.
      for (const line of [...before, ...before]) for (const reader of [text, bytes]) reader.read(line, 0, line.length);
      for (const line of lines) {
        const whole = `${front}${line}`;
        text.read(whole, 0, whole.length);
        expect({ whole, format: text.formatId }).toEqual({ whole, format: id });
        const isPlain = bytes.readBytes(Buffer.from(whole, 'latin1'), 0, whole.length);
        if (isPlain) expect({ whole, format: bytes.formatId }).toEqual({ whole, format: id });
      }
    }
  });
});

it('finds the mark that stands first in front of the ends, as a look at each place does', () => {
  const marks = TRAFFIC_FORMATS.flatMap((format) => format.leads ?? []);
  const leads = new Leads(marks.map((mark) => [[mark], mark]));
  const part = fc.oneof(
    fc.constantFrom(...marks),
    fc.stringMatching(/^[%CELF:A -]{0,6}$/),
    fc.constant('padding of some length'),
  );
  fc.assert(
    fc.property(fc.array(part, { maxLength: 8 }), fc.nat(60), fc.nat(60), (parts, source, destination) => {
      const line = `<14>${parts.join('')}`;
      const windows = new LineWindows();
      windows.sourceStart = source;
      windows.destStart = destination;
      const limit = Math.min(...[source, destination].filter((at) => at > 0), line.length);
      let first: string | undefined;
      for (let at = 0; at < limit && first === undefined; at++) first = marks.find((mark) => line.startsWith(mark, at));
      expect(leads.inFrontOf(windows, Buffer.from(`${line}CEF:`, 'latin1'), 0, line.length)).toBe(first);
    }),
  );
});
