import { expectAccessible } from '../pages/accessible.ts';
import { expect, test } from '../pages/fixtures.ts';
import { ImportPage } from '../pages/import-page.ts';

const AT = Date.UTC(2026, 0, 12, 8) / 1000;
const FLOWS = Array.from(
  { length: 20 },
  (_, i) => `${AT + i}.000 10 10.1.0.5 TCP_TUNNEL/200 500 CONNECT 192.0.2.7:443 - HIER_DIRECT/192.0.2.7 -`,
);
const DNS = JSON.stringify({
  ts: AT,
  'id.orig_h': '10.1.0.5',
  query: 'www.dropbox.com',
  rcode: 0,
  answers: ['192.0.2.7'],
  TTLs: [60],
});

test('evidence names what a log of addresses leaves open, once its lines are read again', async ({ fresh }) => {
  const { page } = fresh;
  const imports = new ImportPage(page);
  await fresh.drop([{ name: 'flows.log', text: `${FLOWS.join('\n')}\n` }]);
  await imports.start();
  await expect(imports.card('flows.log').getByText('Done')).toBeVisible();

  await fresh.goTo('Name evidence');
  await expect(page.getByText('No name evidence yet')).toBeVisible();
  await page
    .locator('main input[type=file]')
    .setInputFiles({ name: 'dns.log', mimeType: 'text/plain', buffer: Buffer.from(`${DNS}\n`) });
  await expect(page.getByRole('table', { name: 'Name evidence' }).getByText('Zeek DNS and TLS')).toBeVisible();
  await page.getByLabel('Address', { exact: true }).fill('192.0.2.7');
  await page.getByLabel('Time (UTC)').fill('2026-01-12 08:00');
  await page.getByLabel('As seen by client').fill('10.1.0.5');
  await page.keyboard.press('Enter');
  await expect(page.getByText('www.dropbox.com – DNS answer, name evidence 1')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Read them again' }).click();
  await expect(page.getByText('1 import read again.')).toBeVisible();
  await fresh.goTo('Apps');
  await expect(page.getByRole('grid').getByText('Dropbox', { exact: true })).toBeVisible();
});
