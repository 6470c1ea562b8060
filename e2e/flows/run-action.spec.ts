/** An account is suspended from its panel through a connection that may make changes: dry run, typed name, outcome, way back. */
import { join } from 'node:path';
import { startConsole } from '../harness/start-console.ts';
import { expectAccessible } from '../pages/accessible.ts';
import { ConsolePage } from '../pages/console-page.ts';
import { expect, test } from '../pages/fixtures.ts';
import { ImportPage } from '../pages/import-page.ts';
import { press, tabTo, write } from '../pages/keyboard.ts';

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
    // From here on by keyboard alone, the way back included.
    const accounts = page.getByRole('grid', { name: 'Accounts' });
    await tabTo(page, accounts);
    await expect(accounts.getByRole('row').nth(1)).toContainText('bob@corp.example');
    await page.keyboard.press('Enter');
    const account = page.getByRole('complementary', { name: 'Account' });
    await tabTo(page, account.getByRole('tab', { selected: true }));
    await page.keyboard.press('ArrowLeft');
    await expect(account.getByRole('tab', { name: 'Respond' })).toBeFocused();
    await press(page, account.getByRole('button', { name: /Suspend the account/ }));
    await press(page, account.getByRole('button', { name: 'Run through Entra …' }));
    const dry = page.getByRole('dialog', { name: 'Dry run: Suspend the account' });
    await expect(dry.getByRole('region', { name: 'Request to be sent' })).toContainText('{"accountEnabled":false}');
    await expect(dry.getByRole('region', { name: 'Request to be sent' })).toContainText('authorization: •••');
    await expect(dry).toContainText('accountEnabled: yes');
    await expect(dry.getByRole('button', { name: 'Run', exact: true })).toBeDisabled();
    await write(page, dry.getByRole('textbox', { name: /^Type bob@corp.example/ }), 'bob@corp.example');
    await expectAccessible(page, { within: '[role=dialog]' });
    await press(page, dry.getByRole('button', { name: 'Run', exact: true }));
    const done = page.getByRole('dialog', { name: 'Suspend the account: bob@corp.example' });
    await expect(done).toContainText('accountEnabled: no');
    await press(page, done.getByRole('button', { name: 'Take it back …' }));
    const back = page.getByRole('dialog', { name: 'Dry run: Take back: Suspend the account' });
    await write(page, back.getByRole('textbox', { name: /^Type/ }), 'bob@corp.example');
    await press(page, back.getByRole('button', { name: 'Run', exact: true }));
    await expect(page.getByRole('dialog')).toContainText('accountEnabled: yes');
    await page.keyboard.press('Escape');
    await console.goTo('Governance log');
    await expect(page.getByRole('row', { name: /Change at a provider.*bob@corp\.example/ })).toHaveCount(2);
  } finally {
    await host.stop();
  }
});
