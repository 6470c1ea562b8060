import { expect, test } from '@playwright/test';
import { type ElectronUnderTest, launchElectron, whyNoElectron } from './electron-app.ts';

const why = whyNoElectron();
test.skip(why !== null, why ?? '');

let electron: ElectronUnderTest;
test.beforeAll(async () => {
  electron = await launchElectron(['--sample']);
});
test.afterAll(() => electron?.stop());

test('the sample workspace is made and shown, without a fault', async () => {
  const faults: string[] = [];
  electron.page.on('pageerror', (error) => faults.push(error.message));
  await expect(electron.page.getByRole('button', { name: 'Workspace Sample organisation' })).toBeVisible({
    timeout: 90_000,
  });
  await expect(electron.page.getByRole('heading', { level: 1, name: 'Discovery dashboard' })).toBeVisible();
  expect(electron.page.url()).toMatch(/^undercast:\/\/app\//);
  expect(faults).toEqual([]);
});

test('the page has no Node, no other page and no network', async () => {
  const found = await electron.page.evaluate(async () => ({
    node: typeof (globalThis as { process?: unknown }).process,
    require: typeof (globalThis as { require?: unknown }).require,
    opened: window.open('https://example.com/'),
    fetched: await fetch('https://example.com/').then(
      () => 'answered',
      () => 'refused',
    ),
    file: await fetch('file:///etc/passwd').then(
      () => 'answered',
      () => 'refused',
    ),
  }));
  expect(found).toEqual({ node: 'undefined', require: 'undefined', opened: null, fetched: 'refused', file: 'refused' });
  expect(electron.app.windows()).toHaveLength(1);
});

test('the window is the hardened one', async () => {
  const preferences = await electron.app.evaluate(({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents;
    // Not among the declared methods, but what Electron itself offers for this check.
    return (contents as { getLastWebPreferences?(): object } | undefined)?.getLastWebPreferences?.() ?? null;
  });
  expect(preferences).toMatchObject({
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    webSecurity: true,
  });
});

test('the menu’s commands reach the page', async () => {
  await electron.app.evaluate(({ Menu }) => {
    const find = (items: readonly Electron.MenuItem[]): Electron.MenuItem | undefined =>
      items.find((item) => item.id === 'view.shortcuts') ??
      items.flatMap((item) => find(item.submenu?.items ?? []) ?? []).at(0);
    find(Menu.getApplicationMenu()?.items ?? [])?.click();
  });
  await expect(electron.page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible();
  await electron.page.keyboard.press('Escape');
});

test('a killed engine comes back with its workspace', async () => {
  const killed = await electron.app.evaluate(({ app }) => {
    const engine = app.getAppMetrics().find(({ name }) => name === 'Undercast engine');
    return engine === undefined ? false : process.kill(engine.pid, 'SIGKILL');
  });
  expect(killed).toBe(true);
  await electron.page.getByRole('link', { name: 'Apps', exact: true }).click();
  await expect(electron.page.getByRole('button', { name: 'Workspace Sample organisation' })).toBeVisible();
  await expect(electron.page.getByRole('grid').getByRole('row').nth(1)).toBeVisible();
});
