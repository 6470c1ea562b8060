import { expect, it } from 'vitest';
import { createTestWorkspace } from '../store.test-kit.ts';
import { beginActionRun, endActionRun, readActionRuns, requireActionRun } from './action-runs.ts';

it('finds a run however many came after it, and says whether another took it back', () => {
  const workspace = createTestWorkspace();
  const { db } = workspace;
  const begin = (undoOf: number | null): number =>
    beginActionRun(
      db,
      {
        started: 1,
        connection: 1,
        connectionName: 'Okta',
        action: 'suspend',
        target: 'bob@x.example',
        undoOf,
        given: { user: 'bob@x.example' },
        seen: { name: 'bob@x.example', state: {}, isDone: false, ids: {} },
      },
      null,
    );
  const end = (id: number): void =>
    endActionRun(db, { id, ended: 2, outcome: 'done', status: 200, message: '', after: null }, null);
  db.transaction(() => {
    const first = begin(null);
    end(first);
    for (let more = 0; more < 501; more++) begin(null);
    expect(requireActionRun(db, first, null)).toMatchObject({ id: first, outcome: 'done', isUndone: false });
    const back = begin(first);
    expect(requireActionRun(db, first, null).isUndone).toBe(false);
    end(back);
    expect(requireActionRun(db, first, null).isUndone).toBe(true);
    expect(readActionRuns(db, null)[0]).toMatchObject({ id: back, undoOf: first, isUndone: false, after: null });
    expect(() => requireActionRun(db, back + 1, null)).toThrow(`There is no run ${back + 1}.`);
  })();
  workspace.close();
});
