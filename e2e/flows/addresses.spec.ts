import { mmdbOf } from '../../core/services/geo/mmdb.test-kit.ts';
import { expectAccessible } from '../pages/accessible.ts';
import { expect, test } from '../pages/fixtures.ts';

test('a list of Tor exits is imported and removed; the probe is switched on', async ({ fresh }) => {
  const { page } = fresh;
  await fresh.createWorkspace('Addresses');
  await fresh.goTo('Directory & ranges');
  await page.getByRole('tab', { name: 'Address data' }).click();
  await expect(page.getByText('No lists or files of your own')).toBeVisible();
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Import list' }).click();
  const buffer = Buffer.from('198.51.100.0/24\n192.0.2.1\nno address\n');
  await (await chooser).setFiles({ name: 'exits.txt', mimeType: 'text/plain', buffer });
  const row = page.getByRole('row', { name: /exits/ });
  await expect(row).toContainText('2 entries');
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Remove exits' }).click();
  await expect(page.getByText('No lists or files of your own')).toBeVisible();

  await fresh.goTo('Settings');
  const probe = page.getByRole('switch', { name: 'Allow looking at chosen apps over the network' });
  await expect(probe).not.toBeChecked();
  await probe.click();
  await expect(probe).toBeChecked();
  await expectAccessible(page);
});

test('an MMDB file of one’s own goes before the shipped data; what is none says so', async ({ fresh }) => {
  const { page } = fresh;
  await fresh.createWorkspace('Addresses');
  await fresh.goTo('Directory & ranges');
  await page.getByRole('tab', { name: 'Address data' }).click();
  const choose = async (name: string, buffer: Buffer): Promise<void> => {
    const chooser = page.waitForEvent('filechooser');
    await page.getByRole('button', { name: 'Import MMDB file' }).click();
    await (await chooser).setFiles({ name, mimeType: 'application/octet-stream', buffer });
  };
  await choose('broken.mmdb', Buffer.from('no database'));
  const fault = page.getByRole('alert').filter({ hasText: 'broken.mmdb' });
  await expect(fault).toBeVisible();
  await expect(page.getByText('No lists or files of your own')).toBeVisible();
  const record = { country: { iso_code: 'NL' }, city: { names: { en: 'Utrecht' } } };
  await choose('own.mmdb', mmdbOf('GeoLite2-City', [['198.51.100.0/24', record]]));
  const row = page.getByRole('row', { name: /own/ });
  await expect(row).toContainText('GeoLite2-City');
  await expect(row).toContainText(/\d\sB/);
  await page.getByRole('button', { name: /^Remove own/ }).click();
  await expect(page.getByText('No lists or files of your own')).toBeVisible();
});
