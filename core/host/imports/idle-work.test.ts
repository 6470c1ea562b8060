import path from 'node:path';
import { expect, it, vi } from 'vitest';
import { JobManager } from '../jobs/job-manager.ts';
import { Session } from '../workspace/session.ts';
import { IdleWork } from './idle-work.ts';

it('a workspace that cannot be asked ends nothing: the log says why it was not tidied', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const said: unknown[] = [];
  const resourcesDir = path.join(import.meta.dirname, '..', '..', '..', 'resources');
  const session = new Session({ resourcesDir, version: '0', actor: 'tester', log: () => undefined }, () => undefined);
  try {
    // Open as far as the session knows; its writer knows of none.
    session.workspace = { folder: 'gone.undercast', name: 'Gone', id: 'gone', readOnly: false };
    const idle = new IdleWork(session, new JobManager(() => undefined, Date.now), (...all) => said.push(all));
    idle.stir();
    await vi.advanceTimersByTimeAsync(60_000);
    vi.useRealTimers();
    await vi.waitFor(
      () => expect(said).toEqual([['warn', 'the workspace was not tidied', { reason: 'No workspace is open.' }]]),
      10_000,
    );
  } finally {
    vi.useRealTimers();
    session.workspace = null;
    await session.stop();
  }
});
