import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { childProcessEngine } from '../../electron/loopback/spawn-engine.ts';
import { createEngineSupervisor } from '../../electron/shared/engine-supervisor.ts';
import { createGrants } from '../../electron/shared/grants.ts';
import { type Adapter, openTransport } from './adapter.ts';
import { RESOURCES } from './direct-adapter.ts';

const ROOT = join(import.meta.dirname, '..', '..');

/** Gives the bundle the parent port that Electron would, over Node's own channel. */
const SHIM = `
process.parentPort = {
  postMessage: (message) => process.send(message),
  on: (_event, listener) => process.on('message', (data) => listener({ data, ports: [] })),
};
await import('./engine.js');
`;

/** What Electron's utility process runs: the built engine with its built threads and files beside it. */
export const bundleAdapter: Adapter = {
  name: 'built engine',
  async start() {
    const folder = await mkdtemp(join(tmpdir(), 'undercast-bundle-'));
    // Inside the project, so that the one package left out of the bundle is found.
    const built = join(ROOT, 'dist', `engine-under-test-${process.pid}`);
    await mkdir(built, { recursive: true });
    const vite = join(ROOT, 'node_modules', 'vite', 'bin', 'vite.js');
    const config = join(ROOT, 'electron', 'vite.main.ts');
    const words = [vite, 'build', '--config', config, '--outDir', built, '--logLevel', 'error'];
    try {
      // Says what it was told, its signal and its output where it fails; meanwhile this process still answers its own runner.
      await promisify(execFile)(process.execPath, words, { cwd: ROOT });
    } catch (cause) {
      await rm(built, { recursive: true, force: true });
      throw new Error('The engine under test could not be built.', { cause });
    }
    await writeFile(join(built, 'shim.mjs'), SHIM);

    const settings = { resourcesDir: RESOURCES, version: '0.0.0-test' };
    const supervisor = createEngineSupervisor<never>({
      spawn: childProcessEngine(settings, join(built, 'shim.mjs')),
      grants: () => grants.all(),
      log: () => undefined,
    });
    const grants = createGrants((grant) => supervisor.grant(grant));
    supervisor.start();
    const { transport, deliver } = openTransport((message) => connection.receive(message));
    const connection = supervisor.connect(deliver);
    return {
      transport,
      placeWorkspace: async (name) => grants.add(join(folder, `${name}.undercast`), true).token,
      giveFile: async (path) => grants.add(path, false).token,
      giveTarget: async (name) => grants.add(join(folder, name), true).token,
      async stop() {
        connection.close();
        await supervisor.stop();
        await rm(folder, { recursive: true, force: true });
        await rm(built, { recursive: true, force: true });
      },
    };
  },
};
