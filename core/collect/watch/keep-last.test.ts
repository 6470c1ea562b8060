import { appendFileSync, existsSync, lstatSync, mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { temporaryFolder } from '../collect.test-kit.ts';
import { versionOf } from './complete-files.ts';
import { asSeen } from './folder-files.ts';
import { keepLast } from './keep-last.ts';
import { type PutAwayRule, putAway } from './put-away.ts';

const root = temporaryFolder();

function folder(name: string, rule: Partial<PutAwayRule> = {}): PutAwayRule {
  const place = path.join(root, name);
  mkdirSync(place);
  return { root: place, after: 'move', keep: 2, ...rule };
}

const version = (file: string): string => versionOf(asSeen(lstatSync(file)));

/** Writes a file and puts it away as an imported one. @returns where it is */
async function imported(rule: PutAwayRule, name: string): Promise<string> {
  const file = path.join(rule.root, name);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, `${name}\n`);
  const before = version(file);
  const place = await putAway(rule, file, before, true);
  if (place === null) throw new Error(`${name} was not put away`);
  await keepLast(rule, place, before);
  return place;
}

it.each(['move', 'mark'] as const)(
  'keeps the last that were imported (%s), and whatever else is there',
  async (after) => {
    const rule = folder(after, { after });
    const others = ['imported/theirs.log', 'imported/older.log', 'failed/bad.log', 'a.log.imported', 'sub/b.imported'];
    for (const other of others) {
      mkdirSync(path.dirname(path.join(rule.root, other)), { recursive: true });
      writeFileSync(path.join(rule.root, other), 'not ours\n');
    }
    const places: string[] = [];
    for (const name of ['1.log', '1.log', 'sub/2.log', 'line\nend.log', '5.log'])
      places.push(await imported(rule, name));
    expect(new Set(places).size).toBe(5);
    expect(places.filter((place) => after === 'mark' && !place.endsWith('.imported'))).toEqual([]);
    expect(places.map((place) => existsSync(place))).toEqual([false, false, false, true, true]);
    for (const other of others) expect(existsSync(path.join(rule.root, other))).toBe(true);
  },
);

it('removes none that somebody changed or put in the place of another since', async () => {
  const rule = folder('changed', { keep: 0 });
  const kept = { ...rule, keep: 9 };
  const [first, second] = [await imported(kept, '1.log'), await imported(kept, '2.log')];
  appendFileSync(first, 'notes of an analyst\n');
  await imported(rule, '3.log');
  expect([existsSync(first), existsSync(second)]).toEqual([true, false]);
});

it('keeps all where all are to be kept, and notes nothing', async () => {
  const rule = folder('all', { keep: null });
  for (const name of ['1.log', '2.log', '3.log']) await imported(rule, name);
  expect(readdirSync(path.join(rule.root, 'imported'))).toHaveLength(3);
  expect(readdirSync(rule.root)).toEqual(['imported']);
});

it('follows no list and no link out of the folder, and reads past what is no entry', async () => {
  const rule = folder('hostile', { keep: 0 });
  const outside = path.join(root, 'outside');
  mkdirSync(outside);
  const victim = path.join(outside, 'victim.log');
  writeFileSync(victim, 'precious\n');
  symlinkSync(outside, path.join(rule.root, 'link'));
  const places = ['../outside/victim.log', 'link/victim.log', victim];
  const lines = places.map((place) => JSON.stringify({ place, version: version(victim) }));
  writeFileSync(path.join(rule.root, '.undercast-imported'), [...lines, 'null', '{"place":1}', '{"pla', ''].join('\n'));
  const place = await imported(rule, '1.log');
  expect(existsSync(victim)).toBe(true);
  expect(existsSync(place)).toBe(false);
});
