/** Lines that are read before anybody looks for what may stand in front of them must be such that nothing can. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LineWindows } from '../formats/api.ts';
import { TRAFFIC_FORMATS } from '../formats/registry.ts';
import { isWordAt, mayBeHeader } from '../formats/shared/bytes.ts';
import { programEndIn } from '../normalize/program.ts';
import { isQuotedLine } from '../normalize/quoted.ts';
import { plainMessageStart } from '../normalize/syslog-bytes.ts';
import { sampleOf } from './slice.test-kit.ts';

const FRONTS = ['<14>Jan  2 03:04:05 fw-1 ', 'proxy[12]: ', '1735787045.123 proxy[12]: ', 'fw-1 proxy[12]: ', '"', ' '];
const LEADS = TRAFFIC_FORMATS.flatMap(({ leads }) => leads ?? []);

const formats = TRAFFIC_FORMATS.filter((format) => format.createParser().readFirst !== undefined);

const bytesOfLine = (line: string): Buffer => Buffer.from(line, 'latin1');

it('is offered by the format of most Squid logs', () => {
  expect(formats.map(({ id }) => id)).toContain('squid-native');
});

describe.each(formats)('$id', ({ id, createParser }) => {
  const isFirst = (line: string): boolean => {
    const bytes = bytesOfLine(line);
    return createParser().readFirst?.(bytes, 0, bytes.length, new LineWindows()) === true;
  };
  const plain = sampleOf(id).filter(isFirst);

  it('takes lines of its sample, and none with something in front', () => {
    expect(plain.length).toBeGreaterThan(0);
    const led = plain.flatMap((line) => [...FRONTS, ...LEADS].map((front) => front + line));
    expect(led.filter(isFirst)).toEqual([]);
  });

  it('takes no line that begins as a header, a mark, a program or a quoted line does, whatever is put into it', () => {
    const put = fc.constantFrom(...FRONTS, ...LEADS, ' ', '[1]: ', ': ', ':', '1', 'a', '"', '<', '-', '\0');
    const line = fc.constantFrom(...plain);
    fc.assert(
      fc.property(line, put, fc.nat(40), fc.nat(12), (text, word, at, over) => {
        const changed = text.slice(0, at) + word + text.slice(at + over);
        if (!isFirst(changed)) return;
        const bytes = bytesOfLine(changed);
        expect(mayBeHeader(bytes, 0) && plainMessageStart(bytes, 0, bytes.length) >= 0).toBe(false);
        expect(programEndIn(bytes, 0, bytes.length)).toBe(-1);
        expect(isQuotedLine(bytes, 0, bytes.length)).toBe(false);
        expect(LEADS.filter((mark) => isWordAt(bytes, 0, mark))).toEqual([]);
      }),
      { numRuns: 2000 },
    );
  });
});
