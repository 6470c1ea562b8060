import { BOTH_SCHEMES, expectAccessible } from '../pages/accessible.ts';
import { expect, test } from '../pages/fixtures.ts';

test('start page and its dialog', async ({ fresh }) => {
  await expect(fresh.page.getByText('None yet.')).toBeVisible();
  await expectAccessible(fresh.page, { schemes: BOTH_SCHEMES });
  await fresh.page.getByRole('button', { name: 'New workspace' }).click();
  await expect(fresh.page.getByRole('dialog')).toBeVisible();
  await expectAccessible(fresh.page, { schemes: BOTH_SCHEMES });
});

for (const titles of [
  ['Imports', 'Streams', 'Collectors', 'API connections'],
  ['Directory & ranges', 'Formats', 'Governance log', 'Settings'],
]) {
  test(titles.join(', '), async ({ sample }) => {
    const { page } = sample;
    for (const title of titles) {
      await sample.goTo(title);
      await sample.expectFilled(title);
      if (title === 'Imports') {
        await page.getByRole('list', { name: 'Imports' }).getByRole('button', { expanded: false }).first().click();
      }
      await test.step(title, () => expectAccessible(page, { schemes: BOTH_SCHEMES }));
    }
  });
}

test('palette, shortcuts, range and jobs', async ({ sample }) => {
  const { page } = sample;
  await sample.goTo('Settings');
  await page.keyboard.press('Control+k');
  await expect(page.getByPlaceholder('Search an app or run a command')).toBeVisible();
  await expectAccessible(page, { schemes: BOTH_SCHEMES });
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible();
  await expectAccessible(page, { schemes: BOTH_SCHEMES });
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await page.getByRole('button', { name: /^Time range/ }).click();
  await expect(page.getByLabel('From')).toBeVisible();
  await expectAccessible(page, { schemes: BOTH_SCHEMES });
  await page.keyboard.press('Escape');
  await expect(page.getByLabel('From')).toBeHidden();
  await page.getByRole('button', { name: 'Check integrity' }).click();
  await expect(page.getByText('Everything is in order')).toBeVisible();
  await page.getByRole('button', { name: /^Jobs/ }).click();
  await expect(page.getByRole('dialog').getByText('Check integrity')).toBeVisible();
  await expectAccessible(page, { schemes: BOTH_SCHEMES });
});
