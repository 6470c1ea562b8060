import { join } from 'node:path';
import { BrowserWindow, screen } from 'electron';
import { readJsonFile, writeJsonFile } from '../shared/json-file.ts';
import { APP_PAGE } from './app-protocol.ts';
import { MINIMUM, placeOnScreen, rememberPlace, type WindowState, windowState } from './window-state.ts';

export interface WindowOptions {
  readonly preload: string;
  readonly configFolder: string;
  /** Developer tools show everything the page knows; a packaged console has none. */
  readonly devTools: boolean;
}

/** Opens the console's window where it last was. */
export async function openWindow({ preload, configFolder, devTools }: WindowOptions): Promise<BrowserWindow> {
  const file = join(configFolder, 'window.json');
  const parsed = windowState.safeParse(await readJsonFile(file));
  let state: WindowState | null = parsed.success ? parsed.data : null;
  const { bounds, maximized } = placeOnScreen(state, screen.getAllDisplays(), screen.getPrimaryDisplay());
  const window = new BrowserWindow({
    ...bounds,
    minWidth: MINIMUM.width,
    minHeight: MINIMUM.height,
    title: 'Undercast',
    show: false,
    webPreferences: {
      preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      webSecurity: true,
      webviewTag: false,
      navigateOnDragDrop: false,
      spellcheck: false,
      devTools,
    },
  });
  if (maximized) window.maximize();
  window.once('ready-to-show', () => window.show());
  window.on('close', () => {
    // `getNormalBounds`: what a maximised window returns to.
    const seen = { bounds: window.getNormalBounds(), maximized: window.isMaximized() };
    state = rememberPlace(state, screen.getDisplayMatching(window.getBounds()).id, seen);
    writeJsonFile(file, state).catch(() => undefined);
  });
  // A page that crashed is loaded again: what it shows is kept by the engine. One that crashes at once is left alone.
  let reloaded = 0;
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    if (reason === 'clean-exit' || performance.now() - reloaded < 10_000) return;
    reloaded = performance.now();
    window.webContents.reload();
  });
  await window.loadURL(APP_PAGE);
  return window;
}
