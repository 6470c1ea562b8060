import { setTimeout } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { untilFree, untilFreeSync } from './until-free.ts';

function refusing(code: string, times: number): { step: () => void; tries: () => number } {
  let tries = 0;
  const step = (): void => {
    if (tries++ < times) throw Object.assign(new Error(code), { code });
  };
  return { step, tries: () => tries };
}

describe.each([
  [
    'while other work goes on',
    (step: () => void, platform: string) => untilFree(async () => step(), platform, setTimeout),
  ],
  ['holding the thread', async (step: () => void, platform: string) => untilFreeSync(step, platform)],
])('%s', (_, until) => {
  it.each(['EBUSY', 'EPERM', 'EACCES'])('waits on Windows for %s to pass', async (code) => {
    const { step, tries } = refusing(code, 3);
    await until(step, 'win32');
    expect(tries()).toBe(4);
  });

  it('tells what does not pass, and what never does, as the system tells it', async () => {
    const forever = refusing('EACCES', 1000);
    await expect(until(forever.step, 'win32')).rejects.toThrow('EACCES');
    expect(forever.tries()).toBe(7);
    for (const [code, platform] of [
      ['ENOENT', 'win32'],
      ['EACCES', 'linux'],
    ] as const) {
      const once = refusing(code, 1000);
      await expect(until(once.step, platform)).rejects.toThrow(code);
      expect(once.tries()).toBe(1);
    }
  });
});
