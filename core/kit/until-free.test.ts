import { expect, it } from 'vitest';
import { untilFree } from './until-free.ts';

function refusing(code: string, times: number): { step: () => void; tries: () => number } {
  let tries = 0;
  const step = (): void => {
    if (tries++ < times) throw Object.assign(new Error(code), { code });
  };
  return { step, tries: () => tries };
}

it.each(['EBUSY', 'EPERM', 'EACCES'])('waits on Windows for %s to pass', (code) => {
  const { step, tries } = refusing(code, 3);
  untilFree(step, 'win32');
  expect(tries()).toBe(4);
});

it('tells what does not pass, and what never does, as the system tells it', () => {
  const forever = refusing('EACCES', 1000);
  expect(() => untilFree(forever.step, 'win32')).toThrow('EACCES');
  expect(forever.tries()).toBe(7);
  for (const [code, platform] of [
    ['ENOENT', 'win32'],
    ['EACCES', 'linux'],
  ] as const) {
    const once = refusing(code, 1000);
    expect(() => untilFree(once.step, platform)).toThrow(code);
    expect(once.tries()).toBe(1);
  }
});
