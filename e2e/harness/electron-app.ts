import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron, type ElectronApplication, type Page } from '@playwright/test';
import { electronObstacle, findElectron } from '../../electron/loopback/electron-runtime.ts';
import { ROOT } from '../../electron/loopback/run-console.ts';

export interface ElectronUnderTest {
  readonly app: ElectronApplication;
  readonly page: Page;
  readonly workspaceHome: string;
  stop(): Promise<void>;
}

/** Why the real Electron cannot run on this computer; null when it can. */
export function whyNoElectron(): string | null {
  if (findElectron(ROOT) === null) {
    return 'Electron’s runtime is not installed. It is no part of its npm package: `node node_modules/electron/install.js` fetches it.';
  }
  const obstacle = electronObstacle(process.platform, process.env, process.getuid?.());
  return obstacle === null ? null : `Electron cannot open a window: ${obstacle}.`;
}

/** Starts the built console in the real Electron, with home and settings of its own. */
export async function launchElectron(words: readonly string[] = []): Promise<ElectronUnderTest> {
  const executablePath = findElectron(ROOT);
  if (executablePath === null) throw new Error(whyNoElectron() ?? 'no Electron');
  const folder = await mkdtemp(join(tmpdir(), 'undercast-e2e-electron-'));
  const workspaceHome = join(folder, 'home');
  const kept = Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined);
  const env = {
    ...Object.fromEntries(kept),
    UNDERCAST_HOME: workspaceHome,
    UNDERCAST_CONFIG: join(folder, 'config'),
  };
  const app = await _electron.launch({ executablePath, args: [ROOT, ...words], env });
  return {
    app,
    page: await app.firstWindow(),
    workspaceHome,
    async stop() {
      await app.close();
      await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}
