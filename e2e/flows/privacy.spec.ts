import { BOTH_SCHEMES, expectAccessible } from '../pages/accessible.ts';
import { expectLeft, expectSoundDialog } from '../pages/dialog.ts';
import { expect, test } from '../pages/fixtures.ts';
import { ImportPage } from '../pages/import-page.ts';
import { squidWithRejects } from '../pages/sample-logs.ts';

const PASSPHRASE = 'correct horse battery';

test('a stream is anonymised at its first import, and names open with a reason that is logged', async ({ fresh }) => {
  const { page } = fresh;
  const imports = new ImportPage(page);
  await fresh.drop([{ name: 'access.log', text: squidWithRejects(90, 2) }]);
  await imports.dialog.getByLabel('Replace users and devices by tokens').check({ force: true });
  await expect(imports.dialog.getByText('Choose a passphrase of at least 8 characters.')).toBeVisible();
  await imports.dialog.getByLabel('Passphrase for the workspace’s key').fill(PASSPHRASE);
  await imports.dialog.getByLabel('Once more').fill(PASSPHRASE);
  await imports.start();
  await expect(imports.card('File 1').getByText('Done')).toBeVisible();

  // Lines that no parser took are sealed as well, and open the same way.
  const card = await imports.open('File 1');
  await card.getByRole('tab', { name: /^Lines not stored/ }).click();
  await expect(card.getByText('this is no log line, number 0')).toHaveCount(0);
  await card.getByRole('button', { name: 'Reveal lines …' }).click();
  const whyRejected = await expectSoundDialog(page, 'Reveal these lines');
  await whyRejected.getByLabel('Reason').fill('Incident 4711');
  await whyRejected.getByRole('button', { name: 'Reveal lines' }).click();
  await expect(card.getByText('this is no log line, number 0')).toBeVisible();

  await fresh.goTo('Users');
  const users = page.getByRole('grid', { name: 'Users' });
  await expect(users.getByText(/^User_[0-9b-z]{16}$/)).toHaveCount(3);
  await expect(page.getByText('alice')).toHaveCount(0);

  await users
    .getByText(/^User_/)
    .first()
    .click();
  const panel = page.getByRole('complementary');
  await panel.getByRole('tab', { name: 'Evidence' }).click();
  await expect(panel.getByText('This stream is anonymised')).toBeVisible();
  await expect(panel.getByText(/HIER_DIRECT/).first()).not.toContainText(/alice|bob|carol/);
  await panel.getByRole('button', { name: 'Reveal lines …' }).click();
  const why = await expectSoundDialog(page, 'Reveal these lines');
  await why.getByLabel('Reason').fill('Incident 4711');
  await why.getByRole('button', { name: 'Reveal lines' }).click();
  await expect(panel.getByText(/HIER_DIRECT/).first()).toContainText(/alice|bob|carol/);
  await panel.getByRole('button', { name: 'Reveal the name …' }).click();
  const dialog = await expectSoundDialog(page, 'Reveal 1 user');
  await dialog.getByLabel('Reason').fill('Incident 4711');
  await dialog.getByRole('button', { name: 'Reveal 1 user' }).click();
  await expect(dialog.getByRole('cell', { name: /^(alice|bob|carol)$/ })).toBeVisible();
  await expectSoundDialog(page, 'Reveal 1 user');
  await dialog.getByRole('button', { name: 'Close' }).last().click();

  await fresh.goTo('Privacy');
  const log = page.getByRole('region', { name: 'Who opened what' });
  await expect(log.getByText('Resolved a user name')).toBeVisible();
  await expect(log.getByText('Revealed raw lines')).toHaveCount(1);
  await expectAccessible(page);
  const key = page.getByRole('region', { name: 'Key of this workspace' });
  const take = key.getByRole('button', { name: 'Export key …' });
  await take.press('Enter');
  await expectLeft(page, await expectSoundDialog(page, 'Export the key'), take);
  await key.getByRole('button', { name: 'Lock' }).click();
  await expect(key.getByText('Locked')).toBeVisible();
  await key.getByRole('button', { name: 'Unlock …' }).click();
  const unlock = await expectSoundDialog(page, 'Unlock the key');
  await unlock.getByLabel('Passphrase').fill('not this one');
  await unlock.getByRole('button', { name: 'Unlock' }).click();
  await expect(unlock.getByText(/does not open the key/)).toBeVisible();
  await unlock.getByLabel('Passphrase').fill(PASSPHRASE);
  await unlock.getByRole('button', { name: 'Unlock' }).click();
  await expect(key.getByText('Unlocked')).toBeVisible();

  // A second import follows the stream, and only the engine's own copy of an upload is left to no one.
  await fresh.drop([{ name: 'more.log', text: squidWithRejects(120, 0) }]);
  await expect(imports.dialog.getByText(/is anonymised already/)).toBeVisible();
});

test('locking the key takes the names of sealed lists from the screen', async ({ fresh }) => {
  const { page } = fresh;
  const imports = new ImportPage(page);
  await fresh.drop([{ name: 'access.log', text: squidWithRejects(30, 0) }]);
  await imports.dialog.getByLabel('Replace users and devices by tokens').check({ force: true });
  await imports.dialog.getByLabel('Passphrase for the workspace’s key').fill(PASSPHRASE);
  await imports.dialog.getByLabel('Once more').fill(PASSPHRASE);
  await imports.start();
  await expect(imports.card('File 1').getByText('Done')).toBeVisible();
  await fresh.goTo('Tenant snapshots');
  await page.getByRole('button', { name: 'Import snapshots …' }).click();
  const users = JSON.stringify({
    value: [{ id: '1', userPrincipalName: 'ward@corp.example', displayName: 'Alice Ward', accountEnabled: true }],
  });
  const file = { name: 'users.json', mimeType: 'application/json', buffer: Buffer.from(users) };
  await page.locator('input[type=file][accept*=".ndjson"]').setInputFiles([file]);
  const dialog = page.getByRole('dialog', { name: 'Import snapshots' });
  await dialog.getByRole('button', { name: 'Import', exact: true }).click();
  await fresh.goTo('Accounts');
  const grid = page.getByRole('grid', { name: 'Accounts' });
  await grid.getByText('Alice Ward').click();
  await page.getByRole('complementary').getByRole('button', { name: 'Pin panel' }).click();
  await fresh.goTo('Privacy');
  await page.getByRole('button', { name: 'Lock', exact: true }).click();
  await expect(page.getByRole('complementary')).toHaveCount(0);
  await fresh.goTo('Accounts');
  const unlock = page.locator('#page').getByRole('button', { name: 'Unlock the workspace’s key' });
  await expect(unlock).toBeVisible();
  await expect(page.getByText('Alice Ward')).toHaveCount(0);
  await expectAccessible(page, { schemes: BOTH_SCHEMES });
  await unlock.click();
  await page.getByRole('button', { name: 'Unlock …' }).click();
  await page.getByLabel('Passphrase').fill(PASSPHRASE);
  await page.getByRole('button', { name: 'Unlock', exact: true }).click();
  await expect(page.getByText('Unlocked')).toBeVisible();
  await fresh.goTo('Accounts');
  await expect(grid.getByText('Alice Ward')).toBeVisible();
});
