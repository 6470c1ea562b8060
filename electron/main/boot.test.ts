import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { MessagePort } from 'node:worker_threads';
import { afterEach, expect, test } from 'vitest';
import type { HostCommand } from '../../core/contract/bridge.ts';
import type { EngineMessage } from '../../core/contract/wire.ts';
import { type BootedConsole, type BootOptions, bootUnderTest, display } from '../testing/boot-under-test.ts';

let booted: BootedConsole | undefined;
afterEach(async () => {
  await booted?.stop();
  booted = undefined;
});

async function start(options: BootOptions = {}): Promise<BootedConsole> {
  booted = await bootUnderTest(options);
  return booted;
}

/** Asks the engine through a port as the page does. */
function ask(port: MessagePort, id: number, method: string, input: unknown): Promise<EngineMessage> {
  return new Promise((resolve) => {
    const listen = (message: EngineMessage): void => {
      if (message.type === 'event' || message.id !== id) return;
      port.off('message', listen);
      resolve(message);
    };
    port.on('message', listen);
    port.postMessage({ type: 'call', id, method, input });
  });
}

/** Lets everything that is on its way between the stand-in's processes arrive. */
async function turns(): Promise<void> {
  for (let turn = 0; turn < 20; turn++) await new Promise((resolve) => setImmediate(resolve));
}

async function makeWorkspace(folder: string, name: string): Promise<string> {
  const path = join(folder, `${name}.undercast`);
  await mkdir(path, { recursive: true });
  await writeFile(join(path, 'workspace.undercast'), '');
  return path;
}

test('the page reaches the engine over a port of its own', async () => {
  const { page, electron } = await start();
  expect(electron.windows[0]?.webContents.getURL()).toBe('undercast://app/');
  page.bridge().connect();
  const port = await page.nextPort();
  expect(await ask(port, 1, 'engine.getInfo', {})).toMatchObject({ value: { version: '0.0.0-test' } });
  expect(await ask(port, 2, 'workspace.open', { token: 'never-granted' })).toMatchObject({
    error: { code: 'grant.unknown' },
  });
});

test('the window is sandboxed, isolated and without Node', async () => {
  const { electron } = await start();
  expect(electron.windows[0]?.options.webPreferences).toMatchObject({
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    webSecurity: true,
    webviewTag: false,
  });
  expect(electron.windows[0]?.shown).toBe(true);
});

test('a dead engine is restarted, the page gets a new port and is told first', async () => {
  const { page, electron } = await start();
  page.bridge().connect();
  const port = await page.nextPort();
  await ask(port, 1, 'engine.getInfo', {});
  const lost = new Promise((resolve) => port.once('close', resolve));
  electron.engines[0]?.crash(134);
  await lost;
  const next = await page.nextPort();
  const told = await new Promise<EngineMessage>((resolve) => next.once('message', resolve));
  expect(told).toEqual({
    type: 'event',
    name: 'engine.restarted',
    data: { reason: 'The engine process ended with status 134.' },
  });
  expect(await ask(next, 2, 'engine.getInfo', {})).toMatchObject({ type: 'result' });
  expect(electron.engines).toHaveLength(2);
});

test('a restarted engine knows what was granted and opens the workspace again', async () => {
  const { page, electron, folder } = await start();
  electron.dialogs.open = [await makeWorkspace(folder, 'Case')];
  const picked = await page.bridge().host('host.pickWorkspace', {});
  const { token, location } = (picked as { value: { token: string; location: string } }).value;
  page.bridge().connect();
  const port = await page.nextPort();
  expect(await ask(port, 1, 'workspace.open', { token })).toMatchObject({ value: { path: location } });
  // What the host asks because of `workspace.changed` is answered before this.
  await ask(port, 2, 'workspace.get', {});
  await turns();
  electron.engines[0]?.crash(1);
  const next = await page.nextPort();
  expect(await ask(next, 3, 'workspace.get', {})).toMatchObject({ value: { path: location } });
  expect(await ask(next, 4, 'workspace.open', { token })).toMatchObject({ type: 'result' });
});

test('grants come from dialogs and drops only', async () => {
  const { page, electron, folder } = await start();
  const log = join(folder, 'access.log');
  await writeFile(log, 'x');
  const bridge = page.bridge();
  electron.dialogs.open = [];
  expect(await bridge.host('host.pickLogs', {})).toEqual({ ok: true, value: [] });
  electron.dialogs.open = [log];
  expect(await bridge.host('host.pickLogs', { folders: false })).toMatchObject({
    ok: true,
    value: [{ name: 'access.log', bytes: 1, location: log }],
  });
  const real = { name: 'access.log' };
  electron.files.set(real, log);
  const accepted = await bridge.acceptFiles([{ file: real, relativePath: 'logs/access.log' }]);
  expect(accepted).toMatchObject({ ok: true, value: [{ name: 'logs/access.log' }] });
  expect(await bridge.acceptFiles([{ file: { name: 'made up' }, relativePath: '/etc/passwd' }])).toMatchObject({
    ok: false,
    error: { code: 'file.notReadable' },
  });
  electron.dialogs.save = join(folder, 'out.csv');
  expect(await bridge.host('host.pickTarget', { suggestedName: '../../out.csv' })).toMatchObject({
    value: { location: join(folder, 'out.csv'), download: null },
  });
  electron.dialogs.save = '';
  expect(await bridge.host('host.pickTarget', { suggestedName: 'x' })).toEqual({ ok: true, value: null });
  electron.dialogs.open = [log];
  expect(await bridge.host('host.pickWorkspace', {})).toMatchObject({ error: { code: 'workspace.invalid' } });
});

test('messages from foreign frames and pages are refused', async () => {
  const { electron, page } = await start();
  const call = { method: 'host.getInfo', input: {} };
  const inner = { url: 'undercast://app/' };
  expect(await electron.invokeFrom(inner, 'undercast:host', call)).toMatchObject({
    ok: false,
    error: { code: 'input.invalid' },
  });
  const main = electron.windows[0]?.webContents.mainFrame;
  if (main === undefined) throw new Error('no window');
  for (const url of ['https://evil.example/', 'file:///app/index.html', 'undercast://other/', 'undercast:app', '']) {
    main.url = url;
    expect(await electron.invokeFrom(main, 'undercast:host', call), url).toMatchObject({ ok: false });
    electron.sendFrom(main, 'undercast:connect', null);
  }
  main.url = 'undercast://app/';
  expect(await electron.invokeFrom(main, 'undercast:host', call)).toMatchObject({ ok: true });
  expect(await electron.invokeFrom(main, 'undercast:accept', [{ path: '/etc/passwd' }])).toMatchObject({ ok: false });
  expect(await page.bridge().host('host.noSuch', {})).toMatchObject({ error: { code: 'method.unknown' } });
  // Nobody above was given a port: the first to arrive is ours.
  page.bridge().connect();
  await page.nextPort();
  expect(electron.engines).toHaveLength(1);
});

test('a second start hands its workspace to the first and ends', async () => {
  const { page, electron, folder } = await start();
  const heard: HostCommand[] = [];
  page.bridge().onCommand((command) => heard.push(command));
  const path = await makeWorkspace(folder, 'Second');
  electron.app.emit('second-instance', {}, ['electron', '/app', '--no-sandbox', 'Second.undercast'], folder);
  await expect.poll(() => heard).toHaveLength(1);
  expect(heard[0]?.id).toBe('workspace.openToken');
  expect(electron.windows[0]?.focused).toBe(2);
  page.bridge().connect();
  const opened = await ask(await page.nextPort(), 1, 'workspace.open', { token: heard[0]?.token });
  expect(opened).toMatchObject({ value: { path } });

  await booted?.stop();
  const second = await start({ firstInstance: false });
  expect(second.electron.windows).toHaveLength(0);
  expect(second.electron.engines).toHaveLength(0);
  expect(second.electron.exits).toEqual([0]);
});

test('a file from the system reaches the page, a log as an import', async () => {
  const { page, electron, folder } = await start();
  await writeFile(join(folder, 'access.log'), 'x');
  electron.app.emit('open-file', { preventDefault: () => undefined }, join(folder, 'access.log'));
  electron.app.emit('open-file', { preventDefault: () => undefined }, join(folder, 'missing.log'));
  const heard: HostCommand[] = [];
  // The page listens late, as a page that is still starting does.
  await turns();
  page.bridge().onCommand((command) => heard.push(command));
  await expect.poll(() => heard).toHaveLength(1);
  expect(heard[0]?.id).toBe('imports.openToken');
});

test('a workspace named on the command line is opened first, once', async () => {
  const { page } = await start({
    words: (folder) => [join(folder, 'Named.undercast', 'workspace.undercast')],
    prepare: async (folder) => {
      await makeWorkspace(folder, 'Named');
    },
  });
  const info = await page.bridge().host('host.getInfo', {});
  const { action, token, name } = (info as { value: { start: { action: string; token: string; name: string } } }).value
    .start;
  expect([action, name]).toEqual(['open', 'Named.undercast']);
  await page.bridge().host('host.noteOpened', { token, name: 'Named' });
  expect(await page.bridge().host('host.getInfo', {})).toMatchObject({ value: { start: { action: 'none' } } });
  expect(await page.bridge().host('host.listRecent', {})).toMatchObject({ value: [{ name: 'Named', missing: false }] });
});

test('the window opens where it was, on the display it was on', async () => {
  const displays = [display(1, 0, 0, 1920, 1080), display(2, 1920, 0, 2560, 1400)];
  const first = await start({ displays });
  const window = first.electron.windows[0];
  if (window === undefined) throw new Error('no window');
  window.bounds = { x: 2000, y: 50, width: 1200, height: 800 };
  window.maximized = true;
  window.close();
  const file = join(first.folder, 'config', 'window.json');
  await expect.poll(() => readFile(file, 'utf8').catch(() => '')).not.toBe('');
  const kept = await readFile(file, 'utf8');
  await first.stop();
  booted = undefined;

  const prepare = async (folder: string): Promise<void> => {
    await mkdir(join(folder, 'config'), { recursive: true });
    await writeFile(join(folder, 'config', 'window.json'), kept);
  };
  const again = await start({ displays, prepare });
  expect(again.electron.windows[0]?.options).toMatchObject({ x: 2000, y: 50, width: 1200, height: 800 });
  expect(again.electron.windows[0]?.maximized).toBe(true);
  await again.stop();
  const unplugged = await start({ displays: [display(1, 0, 0, 1920, 1080)], prepare });
  expect(unplugged.electron.windows[0]?.options).toMatchObject({ x: 240, y: 90, width: 1440, height: 900 });
});

test('progress reaches the taskbar', async () => {
  const { page, electron } = await start();
  await page.bridge().host('host.setProgress', { value: 0.25 });
  expect(electron.windows[0]?.progress).toBe(0.25);
  await page.bridge().host('host.setProgress', { value: null });
  expect(electron.windows[0]?.progress).toBe(-1);
});

test('quitting lets the engine close the workspace first', async () => {
  const { electron } = await start();
  electron.app.quit();
  electron.app.quit();
  await expect.poll(() => electron.exits.length).toBeGreaterThan(0);
  expect(electron.exits).toEqual([0]);
});
