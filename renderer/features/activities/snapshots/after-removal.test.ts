import { expect, it } from 'vitest';
import { afterRemoval } from './after-removal.ts';

it('says what counts once a snapshot is removed, of its own kind and tenant', () => {
  const [newest, older] = [
    { kind: 'users', tenant: 'a' },
    { kind: 'users', tenant: 'a' },
  ] as const;
  const [groups, other] = [
    { kind: 'groups', tenant: 'a' },
    { kind: 'users', tenant: 'b' },
  ] as const;
  const all = [groups, newest, other, older];
  expect(afterRemoval(newest, all)).toContain('the one before it counts again');
  expect(afterRemoval(older, all)).toContain('A newer one counts');
  for (const alone of [groups, other]) expect(afterRemoval(alone, all)).toContain('goes with it');
});
