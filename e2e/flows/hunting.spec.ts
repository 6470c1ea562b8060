/** What advanced hunting refuses says in its connection's row what to do; tests of pulls have every other answer. */
import { join } from 'node:path';
import { startConsole } from '../harness/start-console.ts';
import { ConsolePage } from '../pages/console-page.ts';
import { expect, test } from '../pages/fixtures.ts';

test('a connection that lacks a permission names it before it is made, and where it is listed', async ({ page }) => {
  const fake = join(import.meta.dirname, '..', 'harness', 'fake-graph.mjs');
  const host = await startConsole({ env: { NODE_OPTIONS: `--import=${JSON.stringify(fake)}` } });
  try {
    await page.goto(host.url);
    const console = new ConsolePage(page);
    await console.createWorkspace('Hunting');
    await console.goTo('API connections');
    await page.getByRole('button', { name: 'Connect an app' }).click();
    const form = page.getByRole('dialog', { name: 'Connect an app' });
    await form.getByRole('combobox', { name: 'Provider' }).click();
    await page.getByRole('option', { name: /^Defender for Endpoint/ }).click();
    await expect(form.getByText('ThreatHunting.Read.All')).toBeVisible();
    await form.getByRole('textbox', { name: 'Tenant id' }).fill('11111111-2222-4333-8444-555555555555');
    await form.getByRole('textbox', { name: /^Application/ }).fill('11111111-2222-4333-8444-666666666666');
    await form.getByRole('textbox', { name: 'Client secret' }).fill('nobody-may-see-it');
    await form.getByRole('textbox', { name: 'Passphrase for a new key' }).fill('correct horse battery');
    await form.getByRole('button', { name: 'Connect', exact: true }).click();
    await expect(form).toBeHidden();
    const row = page.getByRole('table', { name: /^Connections/ }).getByRole('row', { name: /Defender/ });
    await expect(row.getByRole('alert')).toContainText('permission ThreatHunting.Read.All');
    await expect(row).toContainText('Needs attention');
  } finally {
    await host.stop();
  }
});
