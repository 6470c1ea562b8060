import { BOTH_SCHEMES, expectAccessible } from '../pages/accessible.ts';
import type { ConsolePage } from '../pages/console-page.ts';
import { expectSoundDialog } from '../pages/dialog.ts';
import { expect, test } from '../pages/fixtures.ts';

const record = (at: number, Operation: string, UserId: string, more: object = {}): object => ({
  CreationTime: `2026-03-04T09:${String(at).padStart(2, '0')}:00`,
  Id: `60000000-0000-4000-8000-${String(at).padStart(12, '0')}`,
  Operation,
  Workload: 'AzureActiveDirectory',
  UserId,
  UserType: 0,
  ClientIP: '192.0.2.7',
  ...more,
});
const SITE = 'https://corp-my.sharepoint.example/personal/alice_corp_example/Documents/';
const LOG = JSON.stringify([
  record(1, 'UserLoggedIn', 'alice@corp.example'),
  record(2, 'FileDownloaded', 'alice@corp.example', {
    Workload: 'OneDrive',
    ItemType: 'File',
    ObjectId: `${SITE}plan.docx`,
    SourceFileName: 'plan.docx',
  }),
  record(3, 'AnonymousLinkCreated', 'alice@corp.example', {
    Workload: 'OneDrive',
    ItemType: 'File',
    ObjectId: `${SITE}plan.docx`,
    SourceFileName: 'plan.docx',
  }),
  record(4, 'Consent to application.', 'bob@corp.example', {
    Target: [{ ID: 'Mіcrosoft Mail <b>Helper</b>', Type: 1 }],
    ModifiedProperties: [
      { Name: 'ConsentAction.Permissions', NewValue: '[] => [[Scope: Mail.ReadWrite User.Read, CreatedDateTime ]]' },
    ],
  }),
  record(5, 'Add member to role.', 'admin@corp.example', { Target: [{ ID: 'bob@corp.example', Type: 5 }] }),
  record(6, 'UserLoggedIn', 'dan_partner.example#EXT#@corp.example'),
]);

test.use({ logs: { 'audit.json': LOG } });

/** Opens the page and the panel of one of its rows, which says so. */
async function visit(console: ConsolePage, title: string, row: string, kind: string, says: RegExp): Promise<void> {
  const { page } = console;
  await console.goTo(title);
  const line = page.getByRole('grid', { name: title }).getByRole('row').filter({ hasText: row });
  await line.click();
  const panel = page.getByRole('complementary', { name: kind });
  await expect(panel).toContainText(says);
}

test('an account follows from an audit log, with what it did and what can be done', async ({ filled }) => {
  const { page } = filled;
  await visit(filled, 'Accounts', 'bob@corp.example', 'Account', /Role or privilege granted/);
  const account = page.getByRole('complementary', { name: 'Account' });
  await account.getByRole('tab', { name: 'Respond' }).click();
  await account.getByRole('button', { name: /Suspend the account/ }).click();
  await expect(account.getByRole('region', { name: 'Command' })).toHaveText(
    "Update-MgUser -UserId 'bob@corp.example' -AccountEnabled:$false",
  );
  await expect(account.getByRole('region', { name: 'Way back' })).toContainText('-AccountEnabled:$true');
  await account.getByRole('button', { name: 'Mark as done' }).click();
  await expect(account.getByRole('button', { name: 'Noted as done' })).toBeVisible();
  // What no record says is asked for; until it is given there is no command.
  await account.getByRole('button', { name: /Remove an administrator/ }).click();
  await expect(account.getByText('Not known yet: role. Without it there is no command.')).toBeVisible();
  await account.getByRole('textbox', { name: 'Role' }).fill("Helper's role");
  await expect(account.getByText("-DirectoryRoleId 'Helper''s role'").first()).toBeVisible();
  await expectAccessible(page, { schemes: BOTH_SCHEMES });

  await account.getByRole('tab', { name: 'Activities' }).click();
  await expect(account.getByRole('list', { name: 'Newest activities' })).toContainText('Consent granted to an app');
  await account.getByText('By activity', { exact: true }).click();
  await expect(account.getByRole('group', { name: 'Activities by day, by activity' })).toBeVisible();
  await expectAccessible(page, { within: '.uc-panel', schemes: BOTH_SCHEMES });
  await filled.goTo('Governance log');
  await expect(page.getByRole('row', { name: /Command of a provider marked as done.*suspend/ })).toBeVisible();
});

test('an account’s page tells what it can reach, and leads there', async ({ filled }) => {
  const { page } = filled;
  await visit(filled, 'Accounts', 'alice', 'Account', /Files shared with anyone/);
  const panel = page.getByRole('complementary', { name: 'Account' });
  await panel.getByRole('tab', { name: 'Reach' }).click();
  await expect(panel).toContainText('Its files that others outside can reach (1)');
  await expect(panel).toContainText('Files are shared with anyone who has the link');
  await expectAccessible(page, { within: '.uc-panel', schemes: BOTH_SCHEMES });
  await panel.getByRole('button', { name: 'plan.docx' }).click();
  await expect(page.getByRole('complementary', { name: 'File' })).toContainText('plan.docx');
});

test('so do files, OAuth apps and posture', async ({ filled }) => {
  const { page } = filled;
  await visit(filled, 'Files', 'plan.docx', 'File', /then public/);
  await expectAccessible(page);
  await visit(filled, 'OAuth apps', 'Mail', 'OAuth app', /mixes Latin letters/);
  await page.getByRole('button', { name: 'Banned' }).click();
  await expect(page.getByRole('grid', { name: 'OAuth apps' })).toContainText('Banned');
  await page.getByRole('complementary', { name: 'OAuth app' }).getByRole('tab', { name: 'Respond' }).click();
  await expect(page.getByText('Revoke consent')).toBeVisible();
  await visit(filled, 'Posture', 'Users consent to apps by themselves', 'Finding', /consent is not limited/);
});

test('snapshots of the tenant are compared, and say more of its accounts', async ({ filled }) => {
  const { page } = filled;
  const snapshot = async (name: string, taken: string, rows: readonly object[], isFirst = false): Promise<void> => {
    await filled.goTo('Tenant snapshots');
    await page.getByRole('button', { name: 'Import snapshots …' }).first().click();
    const dialog = page.getByRole('dialog', { name: 'Import snapshots' });
    const text = JSON.stringify({ value: rows });
    const files = [{ name, mimeType: 'application/json', buffer: Buffer.from(text) }];
    await page.locator('input[type=file][accept*=".ndjson"]').setInputFiles(files);
    await expect(dialog).toContainText(name);
    if (isFirst) await expectSoundDialog(page, 'Import snapshots');
    await dialog.getByLabel('As of').fill(taken);
    await dialog.getByRole('button', { name: 'Import', exact: true }).click();
    await expect(dialog).toBeHidden();
  };
  const user = (name: string, more: object): object => ({
    id: name,
    userPrincipalName: `${name}@corp.example`,
    ...more,
  });
  await snapshot('users-before.json', '2026-03-01', [user('bob', { accountEnabled: true, department: 'Sales' })], true);
  await snapshot('users.json', '2026-03-05', [
    user('bob', { accountEnabled: true, department: 'Finance' }),
    user('carol', { accountEnabled: true, department: 'Legal' }),
  ]);
  await page
    .getByRole('button', { name: /^Compare Users/ })
    .first()
    .click();
  const changes = page.getByRole('complementary', { name: 'Snapshot' });
  await expect(changes).toContainText('Added (1)carol');
  await expect(changes).toContainText('Sales → Finance');
  await expectAccessible(page);
  await visit(filled, 'Accounts', 'carol@corp.example', 'Account', /Legal/);
  await page.getByRole('tab', { name: 'Tenant' }).click();
  await page.getByRole('complementary', { name: 'Account' }).getByRole('button', { name: 'Users' }).first().click();
  await expect(page.getByRole('complementary', { name: 'Snapshot' })).toContainText('users.json');
});

test('a finding is accepted for a reason, and open again', async ({ filled }) => {
  const { page } = filled;
  await visit(filled, 'Posture', 'anyone', 'Finding', /Open\./);
  const panel = page.getByRole('complementary', { name: 'Finding' });
  await panel.getByLabel('Why it is accepted').fill('the press kit');
  await panel.getByRole('button', { name: 'Accept' }).click();
  await expect(panel).toContainText('the press kit');
  const line = page.getByRole('grid', { name: 'Posture' }).getByRole('row').filter({ hasText: 'anyone' });
  await expect(line).toContainText('Accepted');
  await expectAccessible(page, { schemes: BOTH_SCHEMES });
  await panel.getByRole('button', { name: 'Open again' }).click();
  await expect(line).toContainText('Open');
});

test('what counts for an account’s risk is the analyst’s to say, and can be taken back', async ({ filled }) => {
  const { page } = filled;
  await filled.goTo('Accounts');
  const alice = page.getByRole('grid', { name: 'Accounts' }).getByRole('row').filter({ hasText: 'alice' });
  await expect(alice).toContainText('10 low');
  await page.getByRole('button', { name: 'Risk weights' }).click();
  await page.getByLabel('Points of “Files shared with anyone”').fill('55');
  await expect(page.getByRole('button', { name: 'Save', exact: true })).toBeInViewport({ ratio: 1 });
  await expectAccessible(page, { within: '[role=dialog]', schemes: BOTH_SCHEMES });
  await page.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(alice).toContainText('55 high');
  await alice.click();
  await expect(page.getByRole('complementary', { name: 'Account' })).toContainText('Files shared with anyone+55');
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(alice).toContainText('10 low');
});

test('an OAuth app is banned with a note that stays with it', async ({ filled }) => {
  const { page } = filled;
  await visit(filled, 'OAuth apps', 'Helper', 'OAuth app', /A mark is kept here/);
  const panel = page.getByRole('complementary', { name: 'OAuth app' });
  await panel.getByRole('button', { name: 'Banned' }).click();
  await panel.getByLabel('Why it has this mark').fill('not ours');
  await panel.getByRole('button', { name: 'Save note' }).click();
  await expect(panel.getByRole('button', { name: 'Save note' })).toBeDisabled();
  await page.getByRole('grid', { name: 'OAuth apps' }).getByRole('row').filter({ hasText: 'Banned' }).click();
  await expect(panel.getByLabel('Why it has this mark')).toHaveValue('not ours');
  await expectAccessible(page, { schemes: BOTH_SCHEMES });
});

test('a connected app says which abilities of a broker its data and the commands cover', async ({ filled }) => {
  const { page } = filled;
  await filled.goTo('Connectors');
  await page.getByRole('row').filter({ hasText: 'Microsoft Entra ID' }).first().click();
  const panel = page.getByRole('complementary', { name: 'Connected app' });
  await expect(panel).toContainText('Coverage of a cloud access broker’s abilities');
  await expect(panel.getByRole('listitem').filter({ hasText: 'User governance' })).toContainText(/\d/);
  await expectAccessible(page, { within: '.uc-panel', schemes: BOTH_SCHEMES });
  await panel.getByRole('button', { name: /^View app permissions: 1 app$/ }).click();
  await expect(page.getByRole('grid', { name: 'OAuth apps' })).toContainText('Helper');
});
