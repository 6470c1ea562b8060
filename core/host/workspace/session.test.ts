import { renameSync, statSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { DATABASE_FILE } from '../../store/workspace-folder.ts';
import { createWorkspace, startEngine, TestFolder } from '../host.test-kit.ts';
import { Session } from './session.ts';

it('a reader that could not be opened is opened by the next question, once the cause is gone', async () => {
  const folder = new TestFolder();
  const resourcesDir = path.join(import.meta.dirname, '..', '..', '..', 'resources');
  const session = new Session({ resourcesDir, version: '0', actor: 'tester', log: () => undefined }, () => undefined);
  try {
    const given = { folder: folder.path('s.undercast'), name: 'Reader', zone: 'UTC', actor: 'tester', sample: false };
    const place = await session.writer('store.create', given);
    await session.openReaders({ ...place, readOnly: false }, null);
    const database = path.join(place.folder, DATABASE_FILE);
    renameSync(database, `${database}.away`);
    await expect(session.slowReader()).rejects.toMatchObject({ code: 'workspace.corrupt' });
    renameSync(`${database}.away`, database);
    const reader = await session.slowReader();
    expect(await reader.call('reader.fact', { what: 'info' })).toMatchObject({ name: 'Reader' });
  } finally {
    await session.stop();
    folder.remove();
  }
});

it('counts what is written ahead of the database as part of it', async () => {
  const folder = new TestFolder();
  const engine = await startEngine(1);
  try {
    const place = folder.path('ahead.undercast');
    await createWorkspace(engine, place, 'Ahead');
    const ahead = statSync(path.join(place, `${DATABASE_FILE}-wal`)).size;
    const info = await engine.client.call('workspace.get', {});
    expect(ahead).toBeGreaterThan(0);
    expect(info?.databaseBytes).toBe(statSync(path.join(place, DATABASE_FILE)).size + ahead);
  } finally {
    await engine.stop();
    folder.remove();
  }
});
