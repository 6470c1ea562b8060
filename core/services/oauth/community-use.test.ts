import { expect, it } from 'vitest';
import { communityLookUp } from './community-use.ts';

const CATALOG = [
  ['Wide Notes', 9],
  ['Some CRM', 5],
  ['Tiny Tool', 2],
  ['Twice', 9],
  ['twice', 3],
  ['Unrated', undefined],
] as const;
const lookUp = communityLookUp({
  apps: {
    count: CATALOG.length,
    name: (index) => CATALOG[index]?.[0] ?? '',
    factor: (index, id) => (id === 'consumerPopularity' ? CATALOG[index]?.[1] : undefined),
  },
});
const level = (name: string, appId: string | null = null, origin: 'microsoft' | 'own' | 'external' | null = null) =>
  lookUp({ name, appId, origin })?.level ?? null;

it('takes the popularity of the only app of the catalog that is called so', () => {
  expect(['wide notes', ' Some CRM ', 'Tiny Tool'].map((name) => level(name))).toEqual(['common', 'uncommon', 'rare']);
  expect(['Twice', 'Unrated', 'Nobody knows', ''].map((name) => level(name))).toEqual([null, null, null, null]);
  expect(lookUp({ name: 'Wide Notes', appId: null, origin: null })?.basis).toMatch(/Only the name says/);
});

it('knows Microsoft’s own apps by id, and what the organisation made by the tenant', () => {
  expect(level('Anything', 'DE8BC8B5-D9F9-48B1-A8AD-B748DA725064')).toBe('common');
  expect(level('Anything', null, 'microsoft')).toBe('common');
  // An own app that is called like a popular one is still nobody else's.
  expect(level('Wide Notes', null, 'own')).toBe('rare');
});
