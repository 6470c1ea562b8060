import { expect, it } from 'vitest';
import { CancelFlags, stopsOf } from './cancel-flags.ts';

it('stops every call that was abandoned, however many wait, and no other', () => {
  const flags = new CancelFlags();
  const isStopped = stopsOf(flags.buffer);
  const calls = Array.from({ length: 3000 }, () => flags.next());
  const waiting = calls.slice(-1000);
  for (const [at, { stop }] of waiting.entries()) if (at % 3 === 0) stop();
  expect(waiting.map(({ call }) => isStopped(call))).toEqual(waiting.map((_, at) => at % 3 === 0));
  expect(isStopped(flags.next().call)).toBe(false);
});
