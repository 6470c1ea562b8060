import { expect, it } from 'vitest';
import { openWriter } from '../../store/open.ts';
import { writeMeta } from '../../store/write/meta.ts';
import { createWorkspace, openWorkspace, startEngine, TestFolder } from '../host.test-kit.ts';

it('a workspace that opens only half is not open, and free for whoever opens it next', async () => {
  const folder = new TestFolder();
  const [first, second] = await Promise.all([startEngine(1), startEngine(1)]);
  try {
    const place = folder.fresh('half.undercast');
    await createWorkspace(first, place);
    await first.client.call('workspace.close', {});
    // It was read with another catalog, and its log takes no entry about the change.
    const db = openWriter(place);
    writeMeta(db, { catalog: { version: '1999.1', date: '1999-01-01', publisher: null, key: null } });
    db.exec("CREATE TRIGGER refuses BEFORE INSERT ON governance BEGIN SELECT RAISE(ABORT, 'no room'); END");
    db.close();
    const told: unknown[] = [];
    const off = first.client.on('workspace.changed', (change) => told.push(change));
    await expect(openWorkspace(first, place)).rejects.toThrow();
    off();
    expect(told).toEqual([{ open: false }]);
    expect(await first.client.call('workspace.get', {})).toBeNull();
    const mended = openWriter(place);
    mended.exec('DROP TRIGGER refuses');
    mended.close();
    expect(await openWorkspace(second, place)).toMatchObject({ readOnly: false, name: 'Test' });
  } finally {
    await Promise.all([first.stop(), second.stop()]);
    folder.remove();
  }
});
