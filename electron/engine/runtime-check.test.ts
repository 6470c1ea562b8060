import { expect, test } from 'vitest';
import { checkRuntime } from './runtime-check.ts';

test('this Node passes', async () => {
  await expect(checkRuntime()).resolves.toBeUndefined();
});

test('the check that fails is named in one line', async () => {
  const broken = [
    { name: 'breathing', run: () => undefined },
    {
      name: 'walking on water',
      run: () => {
        throw new Error('too wet\n    at feet');
      },
    },
  ];
  const failure = await checkRuntime(broken).catch((error: unknown) => error);
  expect((failure as Error).message).toMatch(
    /^Undercast cannot run on Node \d.*: walking on water failed \(too wet\)\. /,
  );
  expect((failure as Error).message).not.toContain('\n');
});
