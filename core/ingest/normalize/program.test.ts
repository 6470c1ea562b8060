import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { programEnd, programEndIn } from './program.ts';

const behind = (line: string): string => {
  const end = programEnd(line, 0, line.length);
  return end < 0 ? '' : line.slice(end);
};

describe('a program with which a line begins', () => {
  test.each([
    ['squid[12]: 1735689600.1 5', '1735689600.1 5'],
    ['fw-1.example.com named[4711]:  client', 'client'],
    ['postfix/smtpd[1]: x', 'x'],
    ['squid[12]:x', ''],
    ['squid[a]: x', ''],
    ['squid: x', ''],
    ['a b squid[12]: x', ''],
    ['squid[12]: ', ''],
    ['[12:0] info: x', ''],
    ['', ''],
  ])('is passed over: %s', (line, message) => expect(behind(line)).toBe(message));

  it('is found in bytes as in text, and nothing outside the window', () => {
    const line = fc.oneof(
      fc.string({ unit: 'binary-ascii', maxLength: 40 }),
      fc.stringMatching(/^(?:[a-z]{0,3} )?[a-z/]{1,4}\[\d{1,11}\]:? {0,2}[a-z]{0,2}$/),
    );
    fc.assert(
      fc.property(line, fc.nat(60), (text, cut) => {
        const end = Math.min(cut, text.length);
        const found = programEnd(text, 0, end);
        expect(programEndIn(Buffer.from(text, 'latin1'), 0, end)).toBe(found);
        expect(found).toBeLessThan(end);
      }),
    );
  });
});
