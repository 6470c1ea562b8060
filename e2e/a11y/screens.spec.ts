import { expectAccessible } from '../pages/accessible.ts';
import { expect, test } from '../pages/fixtures.ts';

for (const scheme of ['light', 'dark'] as const) {
  test.describe(`${scheme} theme`, () => {
    test.use({ colorScheme: scheme });

    test('start page and its dialog', async ({ fresh }) => {
      await expect(fresh.page.getByText('None yet.')).toBeVisible();
      await expectAccessible(fresh.page);
      await fresh.page.getByRole('button', { name: 'New workspace' }).click();
      await expect(fresh.page.getByRole('dialog')).toBeVisible();
      await expectAccessible(fresh.page);
    });

    for (const title of [
      'Imports',
      'Streams',
      'Collectors',
      'API connections',
      'Directory & ranges',
      'Formats',
      'Governance log',
      'Settings',
    ]) {
      test(title, async ({ sample }) => {
        await sample.goTo(title);
        await expect(sample.heading(title)).toBeVisible();
        if (title === 'Imports') {
          await sample.page
            .getByRole('list', { name: 'Imports' })
            .getByRole('button', { expanded: false })
            .first()
            .click();
        }
        await expectAccessible(sample.page);
      });
    }

    test('palette, shortcuts, range and jobs', async ({ sample }) => {
      const { page } = sample;
      await sample.goTo('Settings');
      await page.keyboard.press('Control+k');
      await expect(page.getByPlaceholder('Search an app or run a command')).toBeVisible();
      await expectAccessible(page);
      await page.keyboard.press('Escape');
      await page.keyboard.press('?');
      await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible();
      await expectAccessible(page);
      await page.keyboard.press('Escape');
      await page.getByRole('button', { name: /^Time range/ }).click();
      await expect(page.getByLabel('From')).toBeVisible();
      await expectAccessible(page);
      await page.keyboard.press('Escape');
      await page.getByRole('button', { name: /^Jobs/ }).click();
      await expectAccessible(page);
    });
  });
}
