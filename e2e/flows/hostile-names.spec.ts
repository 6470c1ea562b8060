/** Names, comments, hosts and messages that people and machines give, as hostile as they may be: shown, never obeyed. */
import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from '@playwright/test';
import Database from 'better-sqlite3';
import { createWorkspace, startEngine, TestFolder } from '../../core/host/host.test-kit.ts';
import { type ConsoleUnderTest, startConsole } from '../harness/start-console.ts';
import { ConsolePage } from '../pages/console-page.ts';
import { expect, test } from '../pages/fixtures.ts';
import { HOSTILE_VALUES, traffic } from '../pages/hostile-logs.ts';
import { type Alarms, armPage, faultsOf, holdsObeyed } from '../pages/inert.ts';

const { markup = '', formula = '', override = '', shell = '', long = '' } = HOSTILE_VALUES;
/** Everything obeyed within the length of a short name. */
const TURNED =
  'x\u202efdp\u2066\u200by\u00ad\ufeff\u{e0041}\u001b[31m\u0000\u0085\u2028 <img src=x onerror="window.scriptRan=1">';
const NAMES = [TURNED, markup, formula, override, shell, long];
const name = (at: number, most: number): string => `${at}${NAMES[at]}`.slice(0, most);
/** A name that file systems take and screens obey. */
const FILE_NAME = '=n\u202egol <img src=x onerror="window.scriptRan=1">.log';
const AT = Date.UTC(2026, 2, 4, 9);

const folder = new TestFolder();
let host: ConsoleUnderTest;

test.beforeAll(async () => {
  test.setTimeout(180_000);
  process.env.UNDERCAST_CONFIG = folder.path('config');
  const engine = await startEngine(1);
  const { client } = engine;
  engine.engine.setKeychain(randomBytes(32));
  const place = folder.path('names.undercast');
  await createWorkspace(engine, place, TURNED.slice(0, 100));
  const file = (title: string, text: string): string => engine.grant(folder.write(title, text));
  for (const at of NAMES.keys())
    await client.run('imports.start', {
      tokens: [file(`${at}\u202e.json`, traffic.replaceAll('"port":50000', `"port":5000${at}`))],
      stream: name(at, 200),
    });
  const streams = await client.call('streams.list', {});
  for (const [at, { id }] of streams.entries())
    await client.call('streams.update', { id, comment: NAMES[at]?.slice(0, 4000) ?? '' });
  for (const at of NAMES.keys()) {
    const comment = NAMES[at]?.slice(0, 4000) ?? '';
    await client.call('views.save', { name: name(at, 200), comment, groups: [comment.slice(0, 500).trim()] });
    const { id } = await client.call('catalog.createCustomApp', {
      name: name(at, 200),
      category: 'crm',
      domains: [`h${at}.example`, ...(at === 0 ? ['files.example.com'] : [])],
      vendor: name(at, 200),
      description: NAMES[at]?.slice(0, 2000) ?? '',
      note: comment,
    });
    await client.call('catalog.setCustomTags', { apps: [id], add: [name(at, 60)] });
    await client.call('collectors.save', {
      name: name(at, 100),
      stream: name(at, 200),
      receiver: { kind: 'udp', host: '127.0.0.1', port: 0 },
    });
    await client.call('connections.create', {
      name: name(at, 100),
      provider: 'okta',
      settings: { domain: `h${at}.invalid` },
      feeds: ['system-log'],
      stream: name(at, 200),
      secrets: { token: 'x' },
    });
    await client.call('ranges.save', {
      name: name(at, 200),
      cidrs: [`192.0.2.${at}`],
      category: 'other',
      tags: [name(at, 200)],
      location: name(at, 200),
      isp: name(at, 200),
    });
    await client.call('scope.saveRule', {
      kind: 'exclude',
      name: name(at, 100),
      groups: [comment.slice(0, 200)],
      apps: null,
    });
  }
  const answers = NAMES.map((query, at) => ({
    ts: AT / 1000,
    'id.orig_h': '10.0.0.5',
    query: query.slice(0, 200),
    rcode: 0,
    answers: [`192.0.2.${20 + at}`],
    TTLs: [60],
  }));
  await client.run('names.import', {
    tokens: [file('\u202edns.log', answers.map((one) => `${JSON.stringify(one)}\n`).join(''))],
  });
  await engine.stop();
  answer(path.join(place, 'workspace.db'));
  host = await startConsole({ workspace: place });
});
/** What a provider answered, as hostile as it may be, in the place where pulls note it. */
function answer(file: string): void {
  const db = new Database(file);
  db.prepare("UPDATE connection SET enabled = 1, state = 'attention', problem = ?").run(`It said ${TURNED}`);
  db.close();
}
test.afterAll(async () => {
  await host.stop();
  folder.remove();
});

async function open(page: Page): Promise<{ readonly console: ConsolePage; readonly alarms: Alarms }> {
  const alarms = await armPage(page);
  await page.goto(await host.freshUrl());
  await page.getByRole('button', { name: /^Workspace / }).waitFor({ timeout: 90_000 });
  return { console: new ConsolePage(page), alarms };
}

for (const titles of [
  ['App catalog', 'Custom apps', 'Compare apps', 'Score metrics', 'API connections', 'Collectors'],
  ['Name evidence', 'Streams', 'Directory & ranges', 'Activity scope', 'Privacy', 'Governance log', 'Settings'],
])
  test(`no name is obeyed on ${titles.join(', ')}`, async ({ page }) => {
    test.setTimeout(300_000);
    const { console, alarms } = await open(page);
    for (const title of titles)
      await test.step(title, async () => {
        await console.goTo(title);
        await expect(page.locator('#page').locator('.uc-bones, [aria-busy=true]')).toHaveCount(0);
        expect.soft(await faultsOf(page), title).toEqual([]);
        // What each page asks before a row is changed or goes.
        for (const word of [/^(Change|Edit) /, /^Remove /]) {
          const button = page.locator('#page').getByRole('button', { name: word }).first();
          if ((await button.count()) === 0) continue;
          await button.click();
          expect.soft(await faultsOf(page), title).toEqual([]);
          await page.keyboard.press('Escape');
          await expect(page.getByRole('dialog')).toHaveCount(0);
        }
      });
    expect(alarms()).toEqual([]);
  });

/** What a drawing of a chart holds that is more than a drawing, or no XML at all. */
function faultsOfDrawing(page: Page, svg: string): Promise<readonly string[]> {
  return page.evaluate((text) => {
    const drawing = new DOMParser().parseFromString(text, 'image/svg+xml');
    const all = [...drawing.querySelectorAll('parsererror, script, image, foreignObject, a, style')];
    const handlers = [...drawing.querySelectorAll('*')].flatMap((one) =>
      one.getAttributeNames().filter((it) => /^on|href/.test(it)),
    );
    return [...all.map((one) => `${one.tagName} ${one.textContent.slice(0, 200)}`), ...handlers];
  }, svg);
}

test('no name is obeyed in charts, in their tables and in what is saved of them', async ({ page }) => {
  test.setTimeout(300_000);
  const { console, alarms } = await open(page);
  await console.goTo('Dashboard');
  await console.expectFilled('Dashboard');
  for (const title of ['Top apps', 'Top users'])
    await test.step(title, async () => {
      const card = page.getByRole('region', { name: new RegExp(`^${title}`) });
      const plot = card.locator('svg.recharts-surface').first();
      await plot.scrollIntoViewIfNeeded();
      for (const share of [0.1, 0.5]) {
        const box = await plot.boundingBox();
        if (box === null) throw new Error('the plot has no place');
        await page.mouse.move(box.x + box.width / 2, box.y + box.height * share);
        await expect(card.locator('.uc-tip')).toBeVisible();
        expect.soft(await faultsOf(page), title).toEqual([]);
      }
      const save = async (item: string): Promise<Buffer> => {
        await card.getByRole('button', { name: /^Save/ }).click();
        const saving = page.waitForEvent('download', { timeout: 20_000 });
        await page.getByRole('menuitem', { name: item }).click();
        return readFile(await (await saving).path());
      };
      const svg = (await save('Drawing (SVG)')).toString();
      expect.soft(await faultsOfDrawing(page, svg), title).toEqual([]);
      expect.soft(holdsObeyed(svg), title).toBe(false);
      expect((await save('Picture (PNG)')).subarray(1, 4).toString()).toBe('PNG');
      const csv = (await save('Figures (CSV)')).toString().replace(/^\ufeff/, '');
      expect.soft(holdsObeyed(csv), title).toBe(false);
      expect.soft(csv, title).not.toMatch(/(?:^|[,\n])"?[=+\-@\t\r＝＋－＠](?![\d.,]+(?:[,\r]|$))/);
      await card.getByRole('button', { name: /as a table/ }).click();
      expect.soft(await faultsOf(page), title).toEqual([]);
    });
  expect(alarms()).toEqual([]);
});

test('no name is obeyed in the palette, pickers, comparisons and panels of apps', async ({ page }) => {
  test.setTimeout(300_000);
  const { console, alarms } = await open(page);
  const look = async (what: string): Promise<void> => {
    expect.soft(await faultsOf(page), what).toEqual([]);
    await page.keyboard.press('Escape');
  };
  await page.keyboard.press('Control+k');
  await page.getByPlaceholder('Search an app or run a command').fill('scriptRan');
  await expect(
    page
      .getByRole('dialog')
      .getByRole('button', { name: /scriptRan/ })
      .first(),
  ).toBeVisible();
  await look('palette');
  await page.getByRole('button', { name: /^Workspace / }).click();
  await expect(page.getByRole('menuitem').first()).toBeVisible();
  await look('workspaces');
  await page.getByRole('button', { name: /All streams|Global view/ }).click();
  await expect(page.getByText('Your views')).toBeVisible();
  await look('streams and views');

  await console.goTo('Compare apps');
  for (const word of ['window', 'Remove']) {
    await page.getByRole('combobox', { name: 'Add an app' }).fill(word);
    await page.getByRole('option').first().click();
  }
  await expect(page.getByRole('columnheader')).toHaveCount(3);
  await look('compared apps');

  await console.goTo('Custom apps');
  const apps = page.getByRole('region', { name: 'Custom apps' }).getByRole('button');
  await expect(apps.first()).toBeVisible();
  for (const app of await apps.all()) {
    await app.click();
    const panel = page.locator('.uc-panel');
    await expect(panel.locator('.uc-bones, [aria-busy=true]')).toHaveCount(0);
    expect.soft(await faultsOf(page), 'custom app').toEqual([]);
  }
  expect(alarms()).toEqual([]);
});

test('no name or line of a file is obeyed before it is imported', async ({ page }) => {
  test.setTimeout(300_000);
  const { console, alarms } = await open(page);
  await console.drop([
    {
      name: FILE_NAME,
      text: NAMES.map((line) => `${line.replaceAll('\n', ' ')}\n`)
        .join('')
        .repeat(3),
    },
  ]);
  const preview = page.getByRole('dialog', { name: 'Import logs' });
  await preview.getByRole('tab', { name: /Lines not read/ }).click();
  await expect(preview.locator('code').first()).toBeVisible();
  expect.soft(await faultsOf(page)).toEqual([]);
  expect(alarms()).toEqual([]);
});

test('no page scrolls sideways in a window magnified twice or four times: its tables do, by keys too', async ({
  page,
}) => {
  test.setTimeout(300_000);
  const { console } = await open(page);
  const lists = ['Streams', 'Name evidence', 'Privacy', 'Imports'];
  const others = ['Directory & ranges', 'Collectors', 'API connections', 'Activity scope', 'Connectors', 'Settings'];
  for (const [width, titles] of [
    [640, [...lists, ...others, 'Tenant snapshots']],
    [320, lists],
  ] as const) {
    await page.setViewportSize({ width, height: 640 });
    for (const title of titles)
      await test.step(`${title} at ${width}`, async () => {
        await console.goTo(title);
        await expect(page.locator('#page').locator('.uc-bones, [aria-busy=true]')).toHaveCount(0);
        if (title === 'Imports') {
          const card = page.getByRole('list', { name: 'Imports' }).getByRole('button', { expanded: false }).first();
          await card.click();
        }
        expect.soft(await faultsOf(page), title).toEqual([]);
      });
  }
  await console.goTo('Collectors');
  await expect(page.getByRole('region', { name: 'Sources' })).toHaveAttribute('tabindex', '0');
  await page.setViewportSize({ width: 1920, height: 800 });
  await expect(page.getByRole('region', { name: 'Sources' })).not.toHaveAttribute('tabindex');
});
