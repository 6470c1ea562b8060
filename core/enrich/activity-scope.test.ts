import { describe, expect, test } from 'vitest';
import { EXTERNAL_USERS, type ScopeRule } from '../model/activity-scope.ts';
import { ActivityScope, LEFT_OUT, PRIVATE, STORED } from './activity-scope.ts';
import type { Person } from './directory.ts';

const person = (name: string, groups: readonly string[]): Person => ({
  upn: `${name}@example.com`,
  account: name,
  domain: 'example',
  mail: null,
  name: null,
  department: null,
  orgUnit: null,
  manager: null,
  groups,
});
const PEOPLE = [person('ann', ['Pilot']), person('bob', ['Pilot', 'Board']), person('cid', ['Works council'])];

function verdict(
  name: string,
  app: string,
  rules: readonly ScopeRule[],
  more: { hidden?: readonly string[]; isPerson?: boolean } = {},
): number {
  const facts = { rules, privateGroups: more.hidden ?? [], people: PEOPLE, managedDomains: ['example.com'] };
  return new ActivityScope(facts).verdictOf({ names: [name], app, isPerson: more.isPerson ?? true });
}
const include = (groups: readonly string[], apps: readonly string[] | null = null): ScopeRule => ({
  kind: 'include',
  groups,
  apps,
});
const exclude = (groups: readonly string[], apps: readonly string[] | null = null): ScopeRule => ({
  kind: 'exclude',
  groups,
  apps,
});

describe('scope of activities', () => {
  test.each<[string, string, string, readonly ScopeRule[], number]>([
    ['without rules everybody is stored', 'nobody@else.example', 'box', [], STORED],
    ['an include rule takes its members', 'ann@example.com', 'box', [include(['pilot'])], STORED],
    ['under any of their names', 'EXAMPLE\\ann', 'box', [include(['Pilot'])], STORED],
    ['and leaves out everybody else', 'cid@example.com', 'box', [include(['Pilot'])], LEFT_OUT],
    ['also whom the directory does not know', 'zoe@example.com', 'box', [include(['Pilot'])], LEFT_OUT],
    ['exclude beats include', 'bob@example.com', 'box', [include(['Pilot']), exclude(['Board'])], LEFT_OUT],
    ['in either order', 'bob@example.com', 'box', [exclude(['Board']), include(['Pilot'])], LEFT_OUT],
    ['exclude alone leaves the others', 'ann@example.com', 'box', [exclude(['Board'])], STORED],
    ['an include of one app limits that app', 'cid@example.com', 'box', [include(['Pilot'], ['box'])], LEFT_OUT],
    ['and no other', 'cid@example.com', 'slack', [include(['Pilot'], ['box'])], STORED],
    ['an exclude of one app leaves the other apps', 'bob@example.com', 'slack', [exclude(['Board'], ['box'])], STORED],
    [
      'several includes add up',
      'cid@example.com',
      'box',
      [include(['Pilot']), include(['Works council'], ['box'])],
      STORED,
    ],
    ['external users are a group of their own', 'x@partner.example', 'box', [exclude([EXTERNAL_USERS])], LEFT_OUT],
    ['as are guests', 'x_partner.example#EXT#@example.com', 'box', [exclude([EXTERNAL_USERS])], LEFT_OUT],
    ['which no colleague is', 'ann@mail.example.com', 'box', [exclude([EXTERNAL_USERS])], STORED],
  ])('%s', (_, name, app, rules, expected) => {
    expect(verdict(name, app, rules)).toBe(expected);
  });

  test('is about people: apps, systems and nobody are stored', () => {
    expect(verdict('sync', 'box', [include(['Pilot'])], { isPerson: false })).toBe(STORED);
    expect(verdict('', 'box', [include(['Pilot'])])).toBe(STORED);
  });

  test('makes activities of chosen groups private, where they are stored at all', () => {
    expect(verdict('cid@example.com', 'box', [], { hidden: ['works COUNCIL'] })).toBe(PRIVATE);
    expect(verdict('ann@example.com', 'box', [], { hidden: ['Works council'] })).toBe(STORED);
    expect(verdict('cid@example.com', 'box', [include(['Pilot'])], { hidden: ['Works council'] })).toBe(LEFT_OUT);
  });
});
