import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Display } from 'electron';
import { vi } from 'vitest';
import type { CreateEngine } from '../../core/host/api.ts';
import { createElectronStandIn, type ElectronStandIn } from './electron-stand-in.ts';
import { createStandInEngine } from './stand-in-engine.ts';
import { installPage, type StandInPage } from './stand-in-page.ts';

/** An engine ends its threads first, which takes seconds where the machine is busy; the default would be one. */
const PATIENCE_MS = 30_000;

export interface BootedConsole {
  readonly electron: ElectronStandIn;
  readonly page: StandInPage;
  readonly folder: string;
  stop(): Promise<void>;
}

export interface BootOptions {
  readonly words?: (folder: string) => readonly string[];
  readonly displays?: readonly Display[];
  readonly firstInstance?: boolean;
  readonly createEngine?: CreateEngine;
  readonly resources?: string;
  /** Puts files into the test's folder first. */
  readonly prepare?: (folder: string) => Promise<void>;
}

export function display(id: number, x: number, y: number, width: number, height: number): Display {
  return { id, workArea: { x, y, width, height } } as Display;
}

/** Runs Electron's real main and preload on the stand-in module, with folders of their own. */
export async function bootUnderTest(options: BootOptions = {}): Promise<BootedConsole> {
  const folder = await mkdtemp(join(tmpdir(), 'undercast-electron-'));
  const page = installPage('undercast://app');
  vi.stubEnv('UNDERCAST_CONFIG', join(folder, 'config'));
  vi.stubEnv('UNDERCAST_HOME', join(folder, 'home'));
  await mkdir(join(folder, 'page', 'assets'), { recursive: true });
  await writeFile(join(folder, 'page', 'index.html'), '<!doctype html><title>page</title>');
  await writeFile(join(folder, 'page', 'assets', 'app.js'), 'export {};');
  await writeFile(join(folder, 'secret.js'), 'secret');
  await options.prepare?.(folder);
  const electron = createElectronStandIn({
    page,
    createEngine: options.createEngine ?? createStandInEngine,
    preload: async () => {
      await import('../preload/index.ts');
    },
    displays: options.displays ?? [display(1, 0, 0, 1920, 1080)],
    firstInstance: options.firstInstance ?? true,
  });
  vi.resetModules();
  vi.doMock('electron', () => electron.module);
  const { boot } = await import('../main/boot.ts');
  const words = ['electron', '/app', ...(options.words?.(folder) ?? [])];
  const resources = options.resources ?? folder;
  await boot({ code: join(folder, 'code'), page: join(folder, 'page'), resources }, words);
  return {
    electron,
    page,
    folder,
    async stop() {
      electron.app.quit();
      if (electron.engines.length > 0) await vi.waitUntil(() => electron.exits.length > 0, PATIENCE_MS);
      page.remove();
      vi.doUnmock('electron');
      vi.unstubAllEnvs();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
