/** The log shows its first rows while everything that fits is still being counted, and says so until the count is there. */
import type { Page } from '@playwright/test';
import { BOTH_SCHEMES, expectAccessible } from '../pages/accessible.ts';
import { expect, test } from '../pages/fixtures.ts';

const FILTER = 'category:signin';
/** What the engine has found while it counts. */
const SOME = { rows: 12, records: 15, events: 11, blocksLeft: 3 };

/** Neither "at least" nor "counting". */
const WHOLE = /^[\d\s]+ records$/;

interface Message {
  readonly type: string;
  readonly id: number;
  readonly method?: string;
  readonly input?: { readonly filter?: string; readonly within?: number };
  readonly value?: { readonly rows: readonly unknown[] };
}

interface SlowEngine {
  /** Methods that were asked with the filter, in turn. */
  readonly asked: string[];
  /** From here on it is through. */
  isThrough: boolean;
}

/** Between the page and its engine: of the filter's questions that need not be waited for, only some of the answer comes until it is let go on. */
async function slowDown(page: Page): Promise<SlowEngine> {
  const engine: SlowEngine = { asked: [], isThrough: false };
  await page.routeWebSocket(/./, (socket) => {
    const server = socket.connectToServer();
    const lists = new Set<number>();
    socket.onMessage((text) => {
      const { id, method, input } = JSON.parse(String(text)) as Message;
      if (method !== undefined && input?.filter === FILTER) {
        engine.asked.push(method);
        if (method === 'activities.list' && input.within !== undefined) lists.add(id);
      }
      server.send(text);
    });
    server.onMessage((text) => {
      const message = JSON.parse(String(text)) as Message;
      const { id, value } = message;
      if (value === undefined || !lists.has(id) || engine.isThrough) socket.send(text);
      else {
        const part = { ...value, ...SOME, rows: value.rows.slice(0, SOME.rows) };
        socket.send(JSON.stringify({ ...message, value: part }));
      }
    });
  });
  return engine;
}

test('rows come first, then the exact count, and figures with it', async ({ sample }) => {
  const { page } = sample;
  const engine = await slowDown(page);
  await page.reload();
  await sample.goTo('Activity log');
  const log = page.getByRole('grid', { name: 'Activity log' });
  const count = page.locator('.uc-table__count');
  await expect(count).toHaveText(WHOLE);
  const all = await count.textContent();
  const timeline = page.locator('.uc-chart').filter({ hasText: 'Activities over time' });
  await page.getByRole('textbox', { name: 'Filter' }).fill(FILTER);
  await page.keyboard.press('Enter');
  await expect(count.locator('[aria-hidden]')).toHaveText(`at least ${SOME.records} records, counting …`);
  await expect(count.locator('[aria-live]')).toHaveText('counting records …');
  await expect(page.getByText('counting events …')).toBeVisible();
  await expect(log.getByRole('row').nth(1)).toContainText('@');
  // Figures of a part would be taken for the whole.
  await expect(page.getByRole('navigation', { name: 'Narrow down' }).getByRole('button')).toHaveCount(0);
  expect(engine.asked).not.toContain('activities.histogram');
  expect(engine.asked).not.toContain('activities.facets');
  const place = await timeline.boundingBox();
  await expectAccessible(page, { schemes: BOTH_SCHEMES });
  // Whoever chooses all rows now means those that are found later too.
  await log.focus();
  await page.keyboard.press('Control+a');
  await expect(sample.statusLine()).toContainText(`${SOME.records} selected`);

  engine.isThrough = true;
  await expect(count).toHaveText(WHOLE);
  const exact = (await count.textContent())?.replace(' records', '') ?? '';
  expect(Number(exact.replace(/\D/g, ''))).toBeGreaterThan(SOME.records);
  await expect(sample.statusLine()).toContainText(`${exact} selected`);
  await expect(page.getByText('counting events …')).toHaveCount(0);
  await expect(page.getByRole('navigation', { name: 'Narrow down' }).getByRole('button').first()).toBeVisible();
  await expect(timeline.getByRole('button', { name: /as a table/ })).toBeVisible();
  expect(engine.asked).toContain('activities.histogram');
  // The figures came where their place was kept.
  expect(await timeline.boundingBox()).toEqual(place);
  await page.getByRole('button', { name: 'Clear filter' }).click();
  await expect(count).toHaveText(all ?? '');
});

test('another filter abandons the count', async ({ sample }) => {
  const { page } = sample;
  const engine = await slowDown(page);
  await page.reload();
  await sample.goTo('Activity log');
  const count = page.locator('.uc-table__count');
  await page.getByRole('textbox', { name: 'Filter' }).fill(FILTER);
  await page.keyboard.press('Enter');
  await expect(count).toContainText('counting');
  await page.getByRole('textbox', { name: 'Filter' }).fill('outcome:failure');
  await page.keyboard.press('Enter');
  await expect(count).toHaveText(WHOLE);
  const asked = engine.asked.length;
  await page.getByRole('textbox', { name: 'Filter' }).fill('outcome:success');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/outcome%3Asuccess/);
  await expect(count).toHaveText(WHOLE);
  expect(engine.asked).toHaveLength(asked);
});
