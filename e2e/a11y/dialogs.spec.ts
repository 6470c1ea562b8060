/** Every dialog and drawer that the sample workspace can open: no rule broken, closed by Escape, the focus given back. */
import type { Locator, Page } from '@playwright/test';
import { expectAccessible } from '../pages/accessible.ts';
import type { ConsolePage } from '../pages/console-page.ts';
import { expectLeft, expectSoundDialog } from '../pages/dialog.ts';
import { expect, test } from '../pages/fixtures.ts';

interface Opening {
  /** The dialog's title. */
  readonly dialog: string | RegExp;
  /** What is pressed for it, one after another; the last of a menu is an entry. */
  readonly press: readonly (string | RegExp)[];
}

/** What opens a dialog on each page. */
const OPENINGS: Readonly<Record<string, readonly Opening[]>> = {
  Apps: [
    { dialog: 'Save this view', press: ['Queries', 'Save this view …'] },
    { dialog: 'Build a filter', press: ['Build a filter'] },
  ],
  'App catalog': [{ dialog: 'Catalog updates', press: ['Decisions', 'Catalog updates …'] }],
  'Custom apps': [{ dialog: 'New app', press: ['New app'] }],
  Accounts: [{ dialog: 'What counts for an account’s risk', press: ['Risk weights'] }],
  Imports: [
    { dialog: 'Remove this import?', press: [/^Remove/] },
    { dialog: /^Read .* again$|^Re-read/, press: [/^Re-read/] },
  ],
  Streams: [
    { dialog: 'Add a view', press: ['Add a view …'] },
    { dialog: 'Change the stream', press: [/^Change /] },
    { dialog: /^Remove .*\?$/, press: [/^Remove /] },
  ],
  Collectors: [{ dialog: 'Add a source', press: ['Add a source'] }],
  'API connections': [{ dialog: 'Connect an app', press: ['Connect an app'] }],
  'Tenant snapshots': [{ dialog: /^Remove .*\?$/, press: [/^Remove/] }],
  'Directory & ranges': [
    { dialog: 'Add an IP range', press: ['Add a range'] },
    { dialog: 'Change the IP range', press: [/^Change /] },
  ],
  'Activity scope': [{ dialog: 'Add a rule', press: ['Add a rule'] }],
  'Name evidence': [{ dialog: /^Remove .*\?$/, press: [/^Remove/] }],
  Formats: [
    { dialog: 'Describe a format', press: ['Describe a format'] },
    { dialog: 'Export from Defender for Endpoint', press: [/^Export from Defender/] },
  ],
};

async function press(page: Page, name: string | RegExp): Promise<Locator> {
  const entry = page.getByRole('menuitem', { name }).first();
  if (await entry.isVisible()) {
    await entry.press('Enter');
    return entry;
  }
  const button = page.locator('#page').getByRole('button', { name }).first();
  await button.press('Enter');
  return button;
}

async function look({ page }: ConsolePage, { dialog: title, press: names }: Opening): Promise<void> {
  const opener = await press(page, names[0] ?? '');
  for (const name of names.slice(1)) {
    await expect(page.getByRole('menuitem', { name })).toBeVisible();
    await press(page, name);
  }
  await expectLeft(page, await expectSoundDialog(page, title), opener);
}

test('every dialog breaks no rule, is closed by Escape and gives the focus back', async ({ sample }) => {
  for (const [title, openings] of Object.entries(OPENINGS)) {
    await sample.goTo(title);
    await expect(sample.page.locator('#page').locator('.uc-bones, [aria-busy=true]')).toHaveCount(0);
    for (const opening of openings) await test.step(`${title}: ${opening.dialog}`, () => look(sample, opening));
  }
});

test('every tab of every drawer breaks no rule, and Escape gives the focus back to the table', async ({ sample }) => {
  const { page } = sample;
  for (const title of [
    'Users',
    'Sources',
    'Devices',
    'Unmatched hosts',
    'Connectors',
    'Accounts',
    'Files',
    'OAuth apps',
    'Posture',
  ])
    await test.step(title, async () => {
      await sample.goTo(title);
      const grid = page.locator('#page').getByRole('grid');
      await expect(grid.getByRole('row').nth(1)).toBeVisible();
      await grid.focus();
      await page.keyboard.press('Enter');
      const panel = page.locator('.uc-panel');
      await expect(panel).toBeVisible();
      const tabs = await panel.getByRole('tab').count();
      for (let at = 0; at < Math.max(1, tabs); at++) {
        if (at > 0) await panel.getByRole('tab', { selected: true }).press('ArrowRight');
        await expect(panel.locator('.uc-bones, [aria-busy=true]')).toHaveCount(0);
        await expectAccessible(page, { within: '.uc-panel' });
      }
      if (tabs > 1) {
        await panel.getByRole('tab', { selected: true }).press('Home');
        await expect(panel.getByRole('tab').first()).toHaveAttribute('aria-selected', 'true');
        await panel.getByRole('tab').first().press('End');
        await expect(panel.getByRole('tab').last()).toHaveAttribute('aria-selected', 'true');
      }
      await panel.press('Escape');
      await expect(panel).toBeHidden();
      await expect(grid).toBeFocused();
    });
});
