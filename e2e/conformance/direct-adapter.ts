import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createEngine } from '../../core/host/engine.ts';
import { type Adapter, openTransport } from './adapter.ts';

export const RESOURCES = join(import.meta.dirname, '..', '..', 'resources');

/** The engine in this process, as the command line uses it. */
export const directAdapter: Adapter = {
  name: 'in process',
  async start() {
    const folder = await mkdtemp(join(tmpdir(), 'undercast-direct-'));
    const engine = await createEngine({
      resourcesDir: RESOURCES,
      version: '0.0.0-test',
      actor: 'tester',
      log: () => undefined,
    });
    const { transport, deliver } = openTransport((message) => connection.receive(message));
    const connection = engine.connect(deliver);
    const grant = async (path: string, write: boolean): Promise<string> => {
      const token = randomBytes(16).toString('hex');
      engine.grant(token, path, write);
      return token;
    };
    return {
      transport,
      placeWorkspace: (name) => grant(join(folder, `${name}.undercast`), true),
      giveFile: (path) => grant(path, false),
      giveTarget: (name) => grant(join(folder, name), true),
      async stop() {
        connection.close();
        await engine.shutdown();
        await rm(folder, { recursive: true, force: true });
      },
    };
  },
};
