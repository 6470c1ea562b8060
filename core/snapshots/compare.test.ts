import fc from 'fast-check';
import { expect, it } from 'vitest';
import { compareSnapshots } from './compare.ts';

const user = (id: string, more: object = {}) => ({
  id,
  userPrincipalName: `${id}@corp.example`,
  displayName: id,
  ...more,
});

it('tells what came, went and changed, whatever the order and the names of columns', () => {
  const before = [
    user('a', { accountEnabled: true, proxyAddresses: ['x', 'y'], jobTitle: '' }),
    user('b'),
    user('c', { signInActivity: { a: 1 } }),
  ];
  const after = [
    {
      Id: 'A',
      UserPrincipalName: 'a@corp.example',
      DisplayName: 'a',
      AccountEnabled: 'false',
      ProxyAddresses: ['y', 'x'],
      JobTitle: null,
    },
    user('c', { signInActivity: { a: 2 } }),
    user('d', { city: 'Oslo', '@odata.type': 'x' }),
  ];
  expect(compareSnapshots('users', before, after)).toEqual({
    added: ['d'],
    removed: ['b'],
    changed: [
      {
        name: 'a',
        fields: [
          { field: 'Id', before: 'a', after: 'A' },
          { field: 'AccountEnabled', before: 'true', after: 'false' },
        ],
      },
    ],
    same: 1,
    onlyBefore: [],
    onlyAfter: ['city'],
  });
});

it('counts every object once', () => {
  const rows = fc.array(
    fc.record({ id: fc.constantFrom('a', 'b', 'c', 'd'), displayName: fc.constantFrom('x', 'y') }),
    { maxLength: 8 },
  );
  fc.assert(
    fc.property(rows, rows, (before, after) => {
      const { added, removed, changed, same } = compareSnapshots('devices', before, after);
      expect(added.length + changed.length + same).toBe(after.length);
      expect(removed.length + changed.length + same).toBe(before.length);
      expect(compareSnapshots('devices', before, before)).toMatchObject({ added: [], removed: [], changed: [] });
    }),
    { numRuns: 60 },
  );
});
