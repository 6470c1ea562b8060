import { BOTH_SCHEMES, expectAccessible } from '../pages/accessible.ts';
import { expectLeft, expectSoundDialog } from '../pages/dialog.ts';
import { expect, test } from '../pages/fixtures.ts';

test('an app is connected, found unreachable, disabled and removed', async ({ fresh }) => {
  const { page } = fresh;
  await fresh.createWorkspace('Connecting');
  await fresh.goTo('API connections');
  await expect(page.getByText('No app is connected')).toBeVisible();
  await page.getByRole('button', { name: 'Connect an app' }).click();
  const dialog = page.getByRole('dialog', { name: 'Connect an app' });
  await dialog.getByRole('combobox', { name: 'Provider' }).click();
  await page.getByRole('option', { name: 'GitHub' }).click();
  await expect(dialog.getByText('Token is missing.')).toBeVisible();
  await dialog.getByRole('textbox', { name: 'Organisation', exact: true }).fill('example-org');
  // Nobody answers under this name, so nothing leaves this machine.
  await dialog.getByRole('textbox', { name: 'Server, if not github.com' }).fill('github.invalid');
  await dialog.getByRole('textbox', { name: 'Token' }).fill('a-token-nobody-may-see');
  // It only reads, unless it is let make changes with credentials of its own.
  const changes = dialog.getByRole('switch', { name: 'May make changes' });
  await changes.click();
  await expect(dialog.getByText('Token, for changes is missing.')).toBeVisible();
  await changes.click();
  await dialog.getByRole('textbox', { name: 'Passphrase for a new key' }).fill('correct horse battery');
  await dialog.getByRole('button', { name: 'Connect', exact: true }).click();

  const row = page.getByRole('table', { name: /^Connections/ }).getByRole('row', { name: /GitHub/ });
  await expect(row).toContainText(/Not tried yet|Connection error/);
  // Both pages speak of the same connection, and lead to each other.
  await row.getByRole('link', { name: 'connected app' }).click();
  const app = page.getByRole('grid', { name: 'Connected apps' }).getByRole('row', { name: /GitHub/ });
  await expect(app).toContainText('API, nothing yet');
  await app.click();
  const panel = page.getByRole('complementary', { name: 'Connected app' });
  await expect(panel.getByRole('tab', { name: '1 API connection' })).toBeVisible();
  await expectAccessible(page, { schemes: BOTH_SCHEMES });
  await panel.getByRole('button', { name: /under API connections/ }).click();
  // Every button is in reach, over no figure.
  await row.getByRole('button', { name: 'Test now GitHub' }).click();
  await expect(page.getByText('“GitHub” could not be read')).toBeVisible();
  await row.getByRole('button', { name: 'Pull now GitHub' }).click();
  await row.getByRole('button', { name: 'Disable GitHub' }).click();
  await expect(row).toContainText('Disabled');
  // The pull that was under way is over now, and stands in the history.
  const pulls = page.getByRole('table', { name: /^Pulls, newest first/ });
  await expect(pulls.getByRole('row', { name: /GitHub/ }).first()).toContainText(/Cancelled|Failed/);
  const change = row.getByRole('button', { name: 'Change GitHub' });
  await change.press('Enter');
  const changed = await expectSoundDialog(page, 'Change GitHub');
  await expect(changed.getByRole('textbox', { name: 'Token' })).toHaveValue('');
  await expectLeft(page, changed, change);
  await row.getByRole('button', { name: 'Remove GitHub' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
  await expect(page.getByText('GitHub was removed.')).toBeVisible();
  await expect(page.getByText('No app is connected')).toBeVisible();
  await expect(page.getByText('a-token-nobody-may-see')).toHaveCount(0);
});
