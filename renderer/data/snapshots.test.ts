import { expect, it } from 'vitest';
import { maySnapshot } from './snapshots.ts';

it('hands over every kind of file that the choice of files offers, and nothing else of a folder', () => {
  for (const name of [
    'users.json',
    'MFA.CSV',
    'all.ndjson',
    'a.tar',
    'a.tgz',
    'a.tar.zst',
    'b.json.gz',
    'c.zip',
    'Roles.txt',
  ])
    expect(maySnapshot(name), name).toBe(true);
  for (const name of ['readme.md', 'json', 'run.ps1', 'users.json.bak']) expect(maySnapshot(name), name).toBe(false);
});
