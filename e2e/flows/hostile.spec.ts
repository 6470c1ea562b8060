/**
 * Whatever a log holds is shown and never obeyed: every page, tab, drawer and list of commands over a workspace whose every field is
 * hostile, and everything that can be taken out of it.
 */
import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Page } from '@playwright/test';
import { type ConsoleUnderTest, startConsole } from '../harness/start-console.ts';
import { ConsolePage } from '../pages/console-page.ts';
import { expect, test } from '../pages/fixtures.ts';
import { directory, google, HOSTILE_VALUES, microsoft365, okta, snapshots, traffic } from '../pages/hostile-logs.ts';
import { type Alarms, armPage, expectInert, holdsObeyed } from '../pages/inert.ts';

const CLI = new URL('../../core/cli/undercast.mjs', import.meta.url).pathname;
/** A name that file systems take and screens obey. */
const FILE_NAME = '=m365\u202etxt <img src=x onerror="window.scriptRan=1">.json';

/** A record that no memory should have to hold, among such as are as good as any. */
const [FIRST = '', NEXT = ''] = microsoft365.replaceAll('70000000-', '71000000-').split('\n');
const HUGE = `${FIRST}\n{"Operation":"${'x'.repeat(10_000_000)}"}\n${NEXT}\n`;

let folder: string;
let host: ConsoleUnderTest;

test.beforeAll(async () => {
  test.setTimeout(180_000);
  folder = await mkdtemp(join(tmpdir(), 'undercast-hostile-'));
  const place = ['--workspace', join(folder, 'hostile.undercast')];
  const env = { ...process.env, UNDERCAST_CONFIG: join(folder, 'config') };
  const run = promisify(execFile);
  const call = (...words: readonly string[]) => run(process.execPath, [CLI, ...words, ...place], { env });
  const logs = {
    [FILE_NAME]: microsoft365,
    'okta.json': okta,
    'google.json': google,
    'traffic.json': traffic,
    'huge.json': HUGE,
  };
  const state = Object.fromEntries(snapshots.map(({ name, text }) => [name, text]));
  for (const [name, text] of Object.entries({ ...logs, ...state, 'directory.csv': directory }))
    await writeFile(join(folder, name), text);
  for (const name of Object.keys(logs)) await call('import', join(folder, name));
  await call('snapshots', 'add', ...Object.keys(state).map((name) => join(folder, name)), '--taken', '2026-03-01');
  await call('directory', 'import', join(folder, 'directory.csv'));
  host = await startConsole({ workspace: join(folder, 'hostile.undercast') });
});
test.afterAll(async () => {
  await host.stop();
  await rm(folder, { recursive: true, force: true });
});

async function open(page: Page): Promise<{ readonly console: ConsolePage; readonly alarms: Alarms }> {
  const alarms = await armPage(page);
  await page.goto(await host.freshUrl());
  const console = new ConsolePage(page);
  await console.workspaceName('hostile').waitFor({ timeout: 90_000 });
  return { console, alarms };
}

/** The page and its tabs, and of its table's rows one for each hostile value, with all tabs of their panel. */
async function walk(console: ConsolePage, title: string): Promise<void> {
  const { page } = console;
  await console.goTo(title);
  await console.expectFilled(title);
  await expectInert(page);
  for (const tab of await page.locator('#page').getByRole('tab').all()) {
    await tab.click();
    await expect(page.locator('#page').locator('.uc-bones, [aria-busy=true]')).toHaveCount(0);
    await expectInert(page);
  }
  const grid = page.locator('#page').getByRole('grid').first();
  const rows = grid.getByRole('row');
  // A table of this workspace is never empty.
  if ((await grid.count()) > 0) await expect(rows.nth(1)).toBeVisible();
  const count = Math.min(await rows.count(), 1 + Object.keys(HOSTILE_VALUES).length);
  const panel = page.locator('.uc-panel');
  for (let at = 1; at < count; at++) {
    await rows.nth(at).click({ position: { x: 40, y: 10 } });
    if ((await panel.count()) === 0) continue;
    await expect(panel.locator('.uc-bones, [aria-busy=true]')).toHaveCount(0);
    await expectInert(page);
    // Tabs are the same for all of a table: those of every fifth row are looked at.
    const tabs = at % 5 === 1 ? await panel.getByRole('tab').all() : [];
    for (const tab of tabs) {
      await tab.click();
      await expect(panel.locator('.uc-bones, [aria-busy=true]')).toHaveCount(0);
      // One action is open at a time; the first ones stand for all, which are made by the same template.
      if (/Respond/.test(await tab.innerText())) {
        for (const action of (await panel.locator('.mantine-Accordion-control').all()).slice(0, 4)) {
          await action.click();
          await expectInert(page);
        }
      }
      await expectInert(page);
    }
  }
}

for (const titles of [
  ['Dashboard', 'Apps', 'Users', 'Sources', 'Unmatched hosts'],
  ['Connectors', 'Activity log'],
  ['Accounts'],
  ['Files', 'OAuth apps', 'Posture'],
  [
    'Tenant snapshots',
    'Directory & ranges',
    'Activity scope',
    'Governance log',
    'Imports',
    'Streams',
    'Formats',
    'Privacy',
    'Settings',
  ],
]) {
  test(`nothing of a log is obeyed on ${titles.join(', ')}`, async ({ page }) => {
    test.setTimeout(600_000);
    const { console, alarms } = await open(page);
    for (const title of titles) await test.step(title, () => walk(console, title));
    expect(alarms()).toEqual([]);
  });
}

/** Cells of CSV, or of tab-separated text; written apart from the writer. */
function cellsOf(text: string, separator: string): readonly string[] {
  const cells = text.matchAll(/(?:^|[,\t\n])(?:"((?:[^"]|"")*)"|([^,\t\r\n]*))/g);
  const plain = text.split(/[\t\n]/);
  return separator === ',' ? [...cells].map(([, quoted, bare]) => (quoted ?? bare ?? '').replaceAll('""', '"')) : plain;
}

function expectCellsInert(text: string, separator: string): void {
  for (const cell of cellsOf(text.replace(/^\ufeff/, ''), separator)) {
    if (/^[+-]?[\d.,]+(?:e[+-]?\d+)?$/i.test(cell)) continue;
    expect(cell).not.toMatch(/^[=+\-@\t\r＝＋－＠]/);
    expect(holdsObeyed(cell), cell.slice(0, 200)).toBe(false);
  }
}

/** The texts of a JSON document, wherever they stand. */
function textsOf(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsOf) : [];
}

const EXPORTED = ['Users', 'Activity log', 'Accounts', 'Files', 'OAuth apps', 'Posture'];

test('nothing that is exported or copied runs, and JSON is what was logged', async ({ page, context }) => {
  test.setTimeout(300_000);
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  const { console, alarms } = await open(page);
  const save = async (format: string): Promise<string> => {
    await page.locator('#page').getByRole('button', { name: 'Export' }).click();
    const saving = page.waitForEvent('download');
    await page.getByRole('menuitem', { name: format, exact: true }).click();
    return readFile(await (await saving).path(), 'utf8');
  };
  const written: string[] = [];
  for (const title of EXPORTED) {
    await test.step(title, async () => {
      await console.goTo(title);
      await console.expectFilled(title);
      const table = page.locator('#page').getByRole('grid').first();
      await expect(table.getByRole('row').nth(1)).toBeVisible();
      expectCellsInert(await save('CSV'), ',');
      // The activity log is exported as CSV and JSON only.
      if (title !== 'Activity log') expectCellsInert(await save('TSV'), '\t');
      const json = await save('JSON');
      expect(holdsObeyed(json)).toBe(false);
      written.push(...textsOf(JSON.parse(json)));
      await table.focus();
      await page.keyboard.press('Control+a');
      await page.keyboard.press('Control+c');
      await expect(page.getByText(/ copied\.$/).last()).toBeVisible();
      expectCellsInert(await page.evaluate(() => navigator.clipboard.readText()), '\t');
    });
  }
  for (const name of ['markup', 'formula', 'shell', 'override', 'fullWidth', 'prototype'] as const) {
    const value = HOSTILE_VALUES[name] ?? '';
    expect(
      written.filter((text) => text.trim().toLowerCase() === value.trim().toLowerCase()),
      name,
    ).not.toEqual([]);
  }
  expect(alarms()).toEqual([]);
});

test('a record of ten megabytes is left out with its reason, and the next one is read', async ({ page }) => {
  const { console } = await open(page);
  await console.goTo('Imports');
  const card = page.getByRole('list', { name: 'Imports' }).getByRole('listitem').filter({ hasText: 'huge.json' });
  await expect(card).toContainText('2 of 3 lines stored');
  await card.getByRole('button', { expanded: false }).click();
  await card.getByRole('tab', { name: 'Lines not stored (1)' }).click();
  await expect(card).toContainText(/longer than 1 MiB/);
  await expectInert(page);
});
