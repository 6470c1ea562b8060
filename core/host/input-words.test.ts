import { expect, test } from 'vitest';
import { z } from 'zod';
import { inputWords } from './input-words.ts';

const SHAPE = z.object({
  name: z.string().min(1).max(5),
  reason: z.string().min(3),
  receiver: z.object({ port: z.int().min(1).max(65_535) }),
  ownDomains: z.array(z.string().max(4)).min(1).max(2),
  kind: z.enum(['udp', 'tcp']),
  zone: z.string().refine((zone) => zone !== 'x', 'is no time zone'),
  id: z.string().regex(/^\d+$/).optional(),
});
const RIGHT = { name: 'a', reason: 'why', receiver: { port: 1 }, ownDomains: ['a'], kind: 'udp', zone: 'UTC' };

test.each([
  [{ name: '' }, 'Name is missing.'],
  [{ name: undefined }, 'Name is missing.'],
  [{ name: 'abcdef' }, 'Name is too long: 5 characters at most.'],
  [{ name: 7 }, 'Name takes text.'],
  [{ reason: 'a' }, 'Reason is too short: at least 3 characters.'],
  [{ receiver: { port: 0 } }, 'Port is 1 at least.'],
  [{ receiver: { port: 1.5 } }, 'Port takes a whole number.'],
  [{ receiver: { port: 70_000 } }, 'Port is 65535 at most.'],
  [{ ownDomains: [] }, 'Own domains: at least 1 of them.'],
  [{ ownDomains: ['a', 'b', 'c'] }, 'Own domains: 2 entries at most.'],
  [{ ownDomains: ['a', 'bbbbb'] }, 'Own domains, entry 2 is too long: 4 characters at most.'],
  [{ kind: 'icmp' }, 'Kind is none of udp, tcp.'],
  [{ zone: 'x' }, 'Zone is no time zone.'],
  [{ id: 'x' }, 'collectors.save: id: Invalid string: must match pattern /^\\d+$/'],
])('%j: %s', (wrong, words) => {
  expect(inputWords('collectors.save', SHAPE.safeParse({ ...RIGHT, ...wrong }).error?.issues[0])).toBe(words);
});

test('a check of several fields says its own sentence', () => {
  const bands = z
    .object({ low: z.int(), high: z.int() })
    .refine(({ low, high }) => low < high, 'Low must end below high.');
  expect(inputWords('a.b', bands.safeParse({ low: 2, high: 1 }).error?.issues[0])).toBe('Low must end below high.');
  expect(inputWords('a.b', undefined)).toBe('a.b: invalid input');
});
