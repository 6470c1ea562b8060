/** Traffic of devices over advanced hunting: what the provider refuses says what to do, and what it gives is in the figures. */
import { join } from 'node:path';
import { startConsole } from '../harness/start-console.ts';
import { ConsolePage } from '../pages/console-page.ts';
import { expect, test } from '../pages/fixtures.ts';

const TENANT = '11111111-2222-4333-8444-555555555';

test('refusals of advanced hunting name permission and time; the pull that succeeds is traffic', async ({ page }) => {
  const fake = join(import.meta.dirname, '..', 'harness', 'fake-graph.mjs');
  const host = await startConsole({ env: { NODE_OPTIONS: `--import=${JSON.stringify(fake)}` } });
  try {
    await page.goto(host.url);
    const console = new ConsolePage(page);
    await console.createWorkspace('Hunting');
    await console.goTo('API connections');
    const connect = async (name: string, digits: string): Promise<void> => {
      await page.getByRole('button', { name: 'Connect an app' }).click();
      const form = page.getByRole('dialog', { name: 'Connect an app' });
      await form.getByRole('combobox', { name: 'Provider' }).click();
      await page.getByRole('option', { name: /^Defender for Endpoint/ }).click();
      await expect(form.getByText('ThreatHunting.Read.All')).toBeVisible();
      await form.getByRole('textbox', { name: 'Name' }).fill(name);
      await form.getByRole('textbox', { name: 'Tenant id' }).fill(`${TENANT}${digits}`);
      await form.getByRole('textbox', { name: /^Application/ }).fill(`${TENANT}000`);
      await form.getByRole('textbox', { name: 'Client secret' }).fill('nobody-may-see-it');
      const passphrase = form.getByRole('textbox', { name: 'Passphrase for a new key' });
      if (await passphrase.isVisible()) await passphrase.fill('correct horse battery');
      await form.getByRole('button', { name: 'Connect', exact: true }).click();
      await expect(form).toBeHidden();
    };
    const row = (name: string) => page.getByRole('table', { name: /^Connections/ }).getByRole('row', { name });
    await connect('Without consent', '403');
    await expect(row('Without consent').getByRole('alert')).toContainText('permission ThreatHunting.Read.All');
    await expect(row('Without consent')).toContainText('Needs attention');
    await connect('Used up', '429');
    await expect(row('Used up').getByRole('alert')).toContainText('limit of requests is used up until');
    await expect(row('Used up')).toContainText('next');
    await connect('Fleet', '200');
    await expect(row('Fleet')).toContainText('complete up to');
    await console.goTo('Devices');
    await expect(page.getByRole('grid', { name: /evices/ }).getByRole('row', { name: /pc-7/ })).toBeVisible();
  } finally {
    await host.stop();
  }
});
