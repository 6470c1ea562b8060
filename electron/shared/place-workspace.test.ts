import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { placeWorkspace, safeFileName } from './place-workspace.ts';

test('any name becomes one plain file name', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (name) => {
      const safe = safeFileName(name);
      expect(basename(safe)).toBe(safe);
      expect(safe).not.toMatch(/[/\\:*?"<>|\p{Cc}]|^\.|[. ]$|^$/u);
      expect(Buffer.byteLength(safe)).toBeLessThanOrEqual(181);
      expect(safeFileName(safe)).toBe(safe);
    }),
  );
});

test.each([
  ['Case 12', 'Case 12'],
  ['Übersicht – Q3', 'Übersicht – Q3'],
  ['../../etc', '-..-etc'],
  ['CON', '_CON'],
  ['nul.txt', '_nul.txt'],
  ['...', 'Workspace'],
  ['a/b\\c:d', 'a-b-c-d'],
])('%j is kept as %j', (name, expected) => {
  expect(safeFileName(name)).toBe(expected);
});

test('a name is taken by a workspace or a file, not by a folder that is none', async () => {
  const home = await mkdtemp(join(tmpdir(), 'undercast-place-'));
  try {
    const path = await placeWorkspace(home, 'Case');
    await mkdir(path);
    expect(await placeWorkspace(home, 'Case')).toBe(path);
    await writeFile(join(path, 'workspace.undercast'), '{}');
    await expect(placeWorkspace(home, 'Case')).rejects.toMatchObject({ code: 'workspace.exists' });
    await writeFile(join(home, 'File.undercast'), '');
    await expect(placeWorkspace(home, 'File')).rejects.toMatchObject({ code: 'workspace.exists' });
  } finally {
    await rm(home, { recursive: true });
  }
});

test('stays inside the workspace folder', async () => {
  const home = await mkdtemp(join(tmpdir(), 'undercast-place-'));
  try {
    expect(dirname(await placeWorkspace(home, '../outside'))).toBe(home);
  } finally {
    await rm(home, { recursive: true });
  }
});
