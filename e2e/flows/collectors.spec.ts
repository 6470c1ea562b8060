/** A source is added, hears a sender, and what it heard is in the figures; every step is in the governance log. */
import { type AddressInfo, connect, createServer } from 'node:net';
import { BOTH_SCHEMES, expectAccessible } from '../pages/accessible.ts';
import { expectLeft, expectSoundDialog } from '../pages/dialog.ts';
import { expect, test } from '../pages/fixtures.ts';
import { squidLines } from '../pages/sample-logs.ts';

/** A port that nobody listens on. */
function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
}

function send(port: number, text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => socket.end(text));
    socket.on('close', () => resolve());
    socket.on('error', reject);
  });
}

test('a port is refused that another source has; one that another program has is told of below the row', async ({
  fresh,
}) => {
  const { page } = fresh;
  await fresh.createWorkspace('Ports');
  await fresh.goTo('Collectors');
  const dialog = page.getByRole('dialog', { name: 'Add a source' });
  const add = async (name: string, port: number): Promise<void> => {
    await page.getByRole('button', { name: 'Add a source' }).click();
    await dialog.getByText('Syslog, TCP').click();
    await dialog.getByRole('textbox', { name: 'Name' }).fill(name);
    await dialog.getByLabel('Port').fill(String(port));
    await dialog.getByRole('button', { name: 'Add and start' }).click();
  };
  const other = createServer();
  try {
    const taken = await new Promise<number>((resolve) => {
      other.listen(0, '127.0.0.1', () => resolve((other.address() as AddressInfo).port));
    });
    await add('Branch', taken);
    await expect(dialog).toBeHidden();
    await expect(page.getByRole('table')).toContainText('is in use already');
    await expectAccessible(page, { schemes: BOTH_SCHEMES });
    await add('Office', taken);
    await expect(dialog.getByRole('alert')).toContainText(`The source "Branch" listens on port ${taken} of 127.0.0.1`);
    await dialog.getByLabel('Port').fill(String(await freePort()));
    await dialog.getByRole('button', { name: 'Add and start' }).click();
    await expect(page.getByRole('row', { name: /Office/ })).toContainText('No data yet');
  } finally {
    other.close();
  }
});

test('a syslog source is added, receives, is stopped and removed', async ({ fresh }) => {
  const { page } = fresh;
  const port = await freePort();
  await fresh.createWorkspace('Collecting');
  await fresh.goTo('Collectors');
  await expect(page.getByText('Nothing is collected yet')).toBeVisible();
  await page.getByRole('button', { name: 'Add a source' }).click();
  const dialog = page.getByRole('dialog', { name: 'Add a source' });
  await dialog.getByText('Syslog, TCP').click();
  await dialog.getByRole('textbox', { name: 'Name' }).fill('Branch firewall');
  await dialog.getByLabel('Port').fill(String(port));
  await dialog.getByLabel('Address').fill('0.0.0.0');
  await expect(dialog.getByText('Other machines can reach this')).toBeVisible();
  await expect(dialog.getByRole('button', { name: 'Add and start' })).toBeDisabled();
  await dialog.getByLabel('Address').fill('127.0.0.1');
  const anonymise = dialog.getByLabel('Replace users and devices by tokens');
  await anonymise.check({ force: true });
  await dialog.getByRole('button', { name: 'Add and start' }).click();
  await expect(dialog.getByRole('alert')).toContainText('has no key yet');
  await anonymise.uncheck({ force: true });
  await dialog.getByRole('button', { name: 'Add and start' }).click();

  const row = page.getByRole('row', { name: /Branch firewall/ });
  await expect(row).toContainText('No data yet');
  await send(port, squidLines(90));
  await expect(row).toContainText('90 lines');
  await expect(row).toContainText('Connected');
  // Words that a figure's column has no room for stand below, as wide as the table.
  const figures = row.locator('[data-align=right]');
  const lines = await figures.evaluateAll((cells) => cells.map(({ clientHeight }) => clientHeight));
  expect(Math.max(...lines)).toBe(Math.min(...lines));
  expect((await row.getByRole('rowheader').boundingBox())?.width).toBeGreaterThan(220);
  await page.getByRole('button', { name: 'Import now' }).click();
  await expect(page.getByText('1 segment and 0 files imported: 90 transactions.')).toBeVisible();
  await row.getByRole('button', { name: 'Stop Branch firewall' }).click();
  await expect(row).toContainText('Stopped');
  const change = row.getByRole('button', { name: 'Change Branch firewall' });
  await change.press('Enter');
  await expectLeft(page, await expectSoundDialog(page, 'Change Branch firewall'), change);
  await row.getByRole('button', { name: 'Remove Branch firewall' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
  await expect(page.getByText('Nothing is collected yet')).toBeVisible();

  await fresh.goTo('Streams');
  await expect(page.getByRole('heading', { name: 'Branch firewall' })).toBeVisible();
  await fresh.goTo('Governance log');
  for (const action of ['Collector added', 'Collector started', 'Collector stopped', 'Collector removed']) {
    await expect(page.getByText(action)).toBeVisible();
  }
});
