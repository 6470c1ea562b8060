import fc from 'fast-check';
import { expect, it } from 'vitest';
import { DirectiveTracker } from './directives.ts';

const A = '#Fields: date time c-ip';
const B = '#Fields: date time c-ip cs-host';
const line = fc.constantFrom('2026-01-01 00:00:00 192.0.2.1', '', 'a # in the middle', ' #not at the start', '\r');
const group = fc.constantFrom(['#Software: x', A], [B], ['#Version: 1.0', B, '#Date: 2026-01-01']);
const log = fc.array(fc.tuple(group, fc.array(line, { minLength: 1, maxLength: 4 })), { minLength: 1, maxLength: 5 });

function preludeAfter(bytes: Buffer, cuts: readonly number[]): string {
  const tracker = new DirectiveTracker();
  let at = 0;
  for (const cut of cuts) {
    tracker.feed(bytes.subarray(at, at + cut));
    at += cut;
  }
  tracker.feed(bytes.subarray(at));
  return tracker.prelude();
}

it('knows the last group of directives, however the bytes come', () => {
  fc.assert(
    fc.property(log, fc.array(fc.nat(30), { maxLength: 20 }), (parts, cuts) => {
      const text = parts.map(([head, lines]) => `${[...head, ...lines].join('\n')}\n`).join('');
      const prelude = preludeAfter(Buffer.from(text), cuts);
      const fields = text.split('\n').filter((one) => one.startsWith('#Fields'));
      expect(
        prelude
          .split('\n')
          .filter((one) => one.startsWith('#Fields'))
          .at(-1),
      ).toBe(fields.at(-1));
      expect(prelude.endsWith('\n')).toBe(true);
    }),
    { numRuns: 300 },
  );
});

it('keeps a first line that is no directive: it may head columns', () => {
  const bytes = Buffer.from(`time,user,host\n${'1,ana,www.example.com\n'.repeat(50)}`);
  expect(preludeAfter(bytes, [3, 9, 40])).toBe('time,user,host\n');
});

it('keeps a first line of bare column names behind a mark', () => {
  const bytes = Buffer.from('#time_stamp "auth_user" src_ip\n1 "ana" 10.0.0.5\n');
  expect(preludeAfter(bytes, [0, 5])).toBe('#time_stamp "auth_user" src_ip\n');
});

it('takes no line of megabytes for a header', () => {
  const bytes = Buffer.from(`${A}\n2026\n#${'x'.repeat(300_000)}\n2026\n`);
  expect(preludeAfter(bytes, [100, 70_000, 70_000]).length).toBeLessThan(70_000);
});
