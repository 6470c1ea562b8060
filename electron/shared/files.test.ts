import { mkdir, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readJsonFile, writeJsonFile } from './json-file.ts';
import { readOpenTarget } from './open-target.ts';
import { configFolder, workspaceHome } from './paths.ts';
import { createRecentList } from './recent-list.ts';
import { wishForSample } from './sample-place.ts';
import { findStaticFile } from './static-files.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'undercast-files-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe('settings', () => {
  test('are replaced in one step and leave nothing beside them', async () => {
    const path = join(folder, 'deep', 'settings.json');
    expect(await readJsonFile(path)).toBeNull();
    await Promise.all([1, 2, 3].map((n) => writeJsonFile(path, { n })));
    expect(await readJsonFile(path)).toEqual({ n: expect.any(Number) });
    expect(await readdir(join(folder, 'deep'))).toEqual(['settings.json']);
    await writeFile(path, '{ half');
    expect(await readJsonFile(path)).toBeNull();
  });

  test('go where each system keeps them', () => {
    expect(configFolder({}, 'linux', '/home/a')).toBe('/home/a/.config/undercast');
    expect(configFolder({ XDG_CONFIG_HOME: '/x' }, 'linux', '/home/a')).toBe('/x/undercast');
    expect(configFolder({ APPDATA: 'C:\\r' }, 'win32', 'C:\\u')).toBe('C:\\r\\Undercast');
    expect(configFolder({}, 'darwin', '/u')).toBe('/u/Library/Application Support/Undercast');
    expect(workspaceHome({}, '/home/a')).toBe(join('/home/a', 'Undercast'));
  });
});

describe('recent workspaces', () => {
  test('two hosts share the list', async () => {
    const [one, other] = [createRecentList(folder), createRecentList(folder)];
    await one.add('/a', 'A', 1);
    await other.add('/b', 'B', 2);
    await one.add('/a', 'A again', 3);
    expect(await other.read()).toEqual([
      { path: '/a', name: 'A again', lastOpened: 3 },
      { path: '/b', name: 'B', lastOpened: 2 },
    ]);
    expect(await other.remove('/a')).toHaveLength(1);
  });

  test('changes at the same time are all kept, the oldest fall off', async () => {
    const list = createRecentList(folder);
    await Promise.all(Array.from({ length: 30 }, (_, n) => list.add(`/w${n}`, `W${n}`, n)));
    const kept = await list.read();
    expect(kept).toHaveLength(20);
    expect(kept[0]?.path).toBe('/w29');
  });

  test('a damaged list is an empty one', async () => {
    await writeFile(join(folder, 'recent.json'), '{"workspaces":[{"path":5}]}');
    expect(await createRecentList(folder).read()).toEqual([]);
  });
});

describe('what a path stands for', () => {
  test('a workspace by its folder or inner file, an archive, logs', async () => {
    const workspace = join(folder, 'A.undercast');
    await mkdir(workspace);
    await writeFile(join(workspace, 'workspace.undercast'), '');
    await writeFile(join(folder, 'a.undercastz'), '');
    await writeFile(join(folder, 'a.log'), '');
    expect(await readOpenTarget('A.undercast', folder)).toEqual({ kind: 'workspace', path: workspace });
    expect(await readOpenTarget(join(workspace, 'workspace.undercast'), '/')).toEqual({
      kind: 'workspace',
      path: workspace,
    });
    expect((await readOpenTarget('a.undercastz', folder)).kind).toBe('archive');
    expect((await readOpenTarget('a.log', folder)).kind).toBe('logs');
    expect((await readOpenTarget('.', folder)).kind).toBe('logs');
    await expect(readOpenTarget('none', folder)).rejects.toMatchObject({ code: 'file.notFound' });
  });

  test('the sample is made once and opened afterwards', async () => {
    const first = await wishForSample(folder);
    expect(first).toMatchObject({ action: 'sample', name: 'Sample organisation' });
    const path = first.action === 'sample' ? first.path : '';
    await mkdir(path);
    expect(await wishForSample(folder)).toMatchObject({ action: 'sample', name: 'Sample organisation 2' });
    await writeFile(join(path, 'workspace.undercast'), '');
    expect(await wishForSample(folder)).toEqual({ action: 'open', path });
  });
});

test('a link that leads out of the page’s folder is not followed', async () => {
  const root = join(folder, 'page');
  await mkdir(root);
  await writeFile(join(folder, 'secret.txt'), 'secret');
  await symlink(join(folder, 'secret.txt'), join(root, 'link.txt'));
  await writeFile(join(root, 'index.html'), '');
  await writeFile(join(root, '.env.txt'), '');
  expect(await findStaticFile(root, '/link.txt')).toBeNull();
  expect(await findStaticFile(root, '/.env.txt')).toBeNull();
  expect(await findStaticFile(root, '/program.exe')).toBeNull();
  expect((await findStaticFile(root, '/apps/detail'))?.type).toContain('text/html');
});
