/** An account is suspended from its panel through a connection that may make changes: dry run, typed name, outcome, way back. */
import { join } from 'node:path';
import { startConsole } from '../harness/start-console.ts';
import { expectAccessible } from '../pages/accessible.ts';
import { ConsolePage } from '../pages/console-page.ts';
import { expect, test } from '../pages/fixtures.ts';
import { ImportPage } from '../pages/import-page.ts';

const LOG = JSON.stringify([
  {
    CreationTime: '2026-03-04T09:00:00',
    Id: '60000000-0000-4000-8000-000000000001',
    Operation: 'UserLoggedIn',
    Workload: 'AzureActiveDirectory',
    UserId: 'bob@corp.example',
    UserType: 0,
    ClientIP: '192.0.2.7',
  },
]);

test('an account is suspended through a connection, and let in again', async ({ page }) => {
  const fake = join(import.meta.dirname, '..', 'harness', 'fake-graph.mjs');
  const host = await startConsole({ env: { NODE_OPTIONS: `--import=${JSON.stringify(fake)}` } });
  try {
    await page.goto(host.url);
    const console = new ConsolePage(page);
    await console.heading('See the cloud apps your organisation uses, from its own logs.').waitFor();
    await console.drop([{ name: 'audit.json', text: LOG }]);
    const imports = new ImportPage(page);
    await imports.start();
    await expect(imports.card('audit.json').getByText('Done')).toBeVisible();

    await console.goTo('API connections');
    await page.getByRole('button', { name: 'Connect an app' }).click();
    const form = page.getByRole('dialog', { name: 'Connect an app' });
    await form.getByRole('switch', { name: 'May make changes' }).click();
    const id = '11111111-2222-4333-8444-555555555555';
    await form.getByRole('textbox', { name: 'Name' }).fill('Entra');
    await form.getByRole('textbox', { name: 'Tenant id' }).fill(id);
    await form.getByRole('textbox', { name: 'Application (client) id', exact: true }).fill(id);
    await form.getByRole('textbox', { name: 'Client secret', exact: true }).fill('reads-only');
    await form.getByRole('textbox', { name: 'Application (client) id, for changes' }).fill(id);
    await form.getByRole('textbox', { name: 'Client secret, for changes' }).fill('changes-only');
    await form.getByRole('textbox', { name: 'Passphrase for a new key' }).fill('correct horse battery');
    await form.getByRole('button', { name: 'Connect', exact: true }).click();
    await expect(page.getByRole('row', { name: /Entra/ })).toContainText('may make changes');

    await console.goTo('Accounts');
    await page.getByRole('grid', { name: 'Accounts' }).getByRole('row').filter({ hasText: 'bob@corp.example' }).click();
    const account = page.getByRole('complementary', { name: 'Account' });
    await account.getByRole('tab', { name: 'Respond' }).click();
    await account.getByRole('button', { name: /Suspend the account/ }).click();
    await account.getByRole('button', { name: 'Run through Entra …' }).click();
    const dry = page.getByRole('dialog', { name: 'Dry run: Suspend the account' });
    await expect(dry.getByRole('region', { name: 'Request to be sent' })).toContainText('{"accountEnabled":false}');
    await expect(dry.getByRole('region', { name: 'Request to be sent' })).toContainText('authorization: •••');
    await expect(dry).toContainText('accountEnabled: yes');
    await expect(dry.getByRole('button', { name: 'Run', exact: true })).toBeDisabled();
    await dry.getByRole('textbox', { name: /^Type bob@corp.example/ }).fill('bob@corp.example');
    await expectAccessible(page, { within: '[role=dialog]' });
    await dry.getByRole('button', { name: 'Run', exact: true }).click();
    const done = page.getByRole('dialog', { name: 'Suspend the account: bob@corp.example' });
    await expect(done).toContainText('accountEnabled: no');
    await done.getByRole('button', { name: 'Take it back …' }).click();
    const back = page.getByRole('dialog', { name: 'Dry run: Take back: Suspend the account' });
    await back.getByRole('textbox', { name: /^Type/ }).fill('bob@corp.example');
    await back.getByRole('button', { name: 'Run', exact: true }).click();
    await expect(page.getByRole('dialog')).toContainText('accountEnabled: yes');
    await page.keyboard.press('Escape');
    await console.goTo('Governance log');
    await expect(page.getByRole('row', { name: /Change at a provider.*bob@corp\.example/ })).toHaveCount(2);
  } finally {
    await host.stop();
  }
});
