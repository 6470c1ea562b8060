import { join } from 'node:path';
import { app, type BrowserWindow, type MessagePortMain, session } from 'electron';
import type { HostCommand } from '../../core/contract/bridge.ts';
import { CHANNELS } from '../shared/channels.ts';
import { createEngineSupervisor } from '../shared/engine-supervisor.ts';
import { createGrants } from '../shared/grants.ts';
import { watchHealth } from '../shared/health.ts';
import { createLogFile } from '../shared/log-file.ts';
import { readOpenTarget } from '../shared/open-target.ts';
import { configFolder, workspaceHome } from '../shared/paths.ts';
import { createRecentList, type RecentEntry } from '../shared/recent-list.ts';
import { wishForSample } from '../shared/sample-place.ts';
import { createStartAction, type StartWish } from '../shared/start-action.ts';
import { registerAppScheme, serveApp } from './app-protocol.ts';
import { askToRetry } from './dialogs.ts';
import { answerPages, createElectronHandlers } from './electron-handlers.ts';
import { utilityProcessEngine } from './engine-supervisor.ts';
import { showRecentInSystem } from './jump-list.ts';
import { readConsoleKey } from './keychain.ts';
import { setAppMenu } from './menu.ts';
import { collectOpenRequests, pathIn } from './open-requests.ts';
import { createPortBroker } from './port-broker.ts';
import { endSafely } from './shutdown.ts';
import { secureAllContents, secureSession } from './web-security.ts';
import { openWindow } from './windows.ts';

export interface BootFolders {
  /** Folder of main, preload and engine bundles. */
  readonly code: string;
  readonly page: string;
  readonly resources: string;
}

/** Starts the Electron host, step by step; resolves when the window shows the page (or a first instance took over). */
export async function boot(folders: BootFolders, argv: readonly string[] = process.argv): Promise<void> {
  // 1. One console at a time: a second start hands its file to the first.
  if (!app.requestSingleInstanceLock()) {
    app.quit();
    return;
  }
  const skip = app.isPackaged ? 1 : 2;
  const requests = collectOpenRequests(skip);

  // 2. What must be set before Electron is ready.
  const config = configFolder();
  app.setPath('userData', join(config, 'electron'));
  app.setAppUserModelId('org.undercast.console');
  app.enableSandbox();
  registerAppScheme();
  secureAllContents();
  await app.whenReady();

  // 3. The page's world: its files, and nothing else.
  serveApp(folders.page);
  secureSession(session.defaultSession);

  // 4. The engine, and the way pages reach it.
  let window: BrowserWindow | null = null;
  const version = app.getVersion();
  const supervisor = createEngineSupervisor<MessagePortMain>({
    spawn: utilityProcessEngine({ resourcesDir: folders.resources, version }, join(folders.code, 'engine.js')),
    grants: () => grants.all(),
    keychain: await readConsoleKey(config),
    log: createLogFile(config),
    onReady: (reason) => broker.engineReady(reason),
    onGivenUp: async (reason) => {
      if (await askToRetry(window, reason)) supervisor.retry();
      else app.quit();
    },
  });
  const grants = createGrants((grant) => supervisor.grant(grant));
  const broker = createPortBroker(supervisor.attach);

  // 5. What pages may ask of the host.
  const recent = createRecentList(config);
  const home = workspaceHome();
  const words = argv.slice(skip);
  const wish = await readWish(words, home);
  const start = createStartAction(grants, wish);
  const send = (command: HostCommand): void => {
    void supervisor.grantsKnown().then(() => window?.webContents.send(CHANNELS.command, command));
  };
  const showRecent = (entries: readonly RecentEntry[]): void => {
    showRecentInSystem(entries);
    setAppMenu(entries, {
      command: (id) => send({ id, token: null }),
      openRecent: (path) => send({ id: 'workspace.openToken', token: grants.add(path, true).token }),
    });
  };
  const shared = { grants, recent, workspaceHome: home, version, start };
  answerPages(
    createElectronHandlers({ ...shared, window: () => window, onRecentChanged: showRecent }),
    grants,
    supervisor.grantsKnown,
  );

  // 6. Menu and the system's own list of recent workspaces.
  showRecent(await recent.read());

  // 7. Start the engine; end it properly.
  supervisor.start();
  const stopHealth = watchHealth(supervisor);
  endSafely(async () => {
    stopHealth();
    await supervisor.stop();
  });

  // 8. The window.
  const open = async (): Promise<void> => {
    window = await openWindow({
      preload: join(folders.code, 'preload.js'),
      configFolder: config,
      devTools: !app.isPackaged,
    });
    window.once('closed', () => {
      window = null;
    });
  };
  app.on('activate', () => {
    if (window === null) void open();
  });
  await open();

  // 9. From here on, what the operating system hands over goes to the page.
  const named = pathIn(words);
  if (wish.action === 'none' && named !== null) requests.offer(named, process.cwd());
  requests.deliver(
    {
      focus: () => {
        if (window?.isMinimized()) window.restore();
        window?.show();
        window?.focus();
      },
      send,
    },
    grants,
  );
}

/** A path that is missing is no reason not to start; the page shows its start screen. */
async function readWish(words: readonly string[], home: string): Promise<StartWish> {
  if (words.includes('--sample')) return wishForSample(home);
  const path = pathIn(words);
  const target = path === null ? null : await readOpenTarget(path, process.cwd()).catch(() => null);
  return target === null || target.kind === 'logs' ? { action: 'none' } : { action: 'open', path: target.path };
}
