/** One person under several names is joined by looking for a part of one; what can be done reads as it is to be typed. */
import { expectAccessible } from '../pages/accessible.ts';
import { expect, test } from '../pages/fixtures.ts';

const LONG = `${'a-very-long-name-'.repeat(12)}end@corp.example`;
const LOG = JSON.stringify([
  ...['ann.lee@corp.example', 'lee-a@corp.example', 'bob@corp.example', LONG].map((UserId, at) => ({
    CreationTime: `2026-03-04T09:0${at}:00`,
    Id: `61000000-0000-4000-8000-00000000000${at}`,
    Operation: 'UserLoggedIn',
    Workload: 'AzureActiveDirectory',
    UserId,
    UserType: 0,
    ClientIP: '192.0.2.7',
  })),
  // Ann reads her mail twice, Bob as her delegate once.
  ...['ann.lee@corp.example', 'ann.lee@corp.example', 'bob@corp.example'].map((UserId, at) => ({
    CreationTime: `2026-03-04T10:0${at}:00`,
    Id: `62000000-0000-4000-8000-00000000000${at}`,
    Operation: 'MailItemsAccessed',
    Workload: 'Exchange',
    UserId,
    UserType: 0,
    LogonType: at === 2 ? 2 : 0,
    MailboxOwnerUPN: 'ann.lee@corp.example',
    ClientIPAddress: '192.0.2.7',
  })),
]);

test.use({ logs: { 'audit.json': LOG } });
test.beforeEach(({ filled }) => filled.goTo('Accounts'));

test('accounts are joined by a part of a name, with the keyboard, and parted again', async ({ filled }) => {
  const { page } = filled;
  const rows = page.getByRole('grid', { name: 'Accounts' }).getByRole('row');
  await expect(rows).toHaveCount(1 + 4);
  await rows.filter({ hasText: 'ann.lee@corp.example' }).click();
  const account = page.getByRole('complementary', { name: 'Account' });
  await expect(account.getByRole('tab').first()).toBeVisible();
  const tops = await account.getByRole('tab').evaluateAll((tabs) => tabs.map((tab) => tab.getBoundingClientRect().top));
  expect(new Set(tops).size).toBe(1);
  await account.getByRole('tab', { name: /^Accounts/ }).click();
  const picker = account.getByRole('combobox', { name: 'Add an account of the same person' });
  const join = account.getByRole('button', { name: 'Join', exact: true });
  await expect(join).toBeDisabled();
  await picker.fill('nobody of this name');
  await expect(page.getByText('No other account is called so.')).toBeVisible();
  await picker.fill('lee');
  // The account itself is not offered, nor is who fits nothing of it.
  await expect(page.getByRole('option')).toHaveText([/^lee-a@corp\.example · /]);
  await expectAccessible(page, { within: '.uc-panel' });
  await picker.press('ArrowDown');
  await picker.press('Enter');
  await expect(picker).toHaveValue(/^lee-a@corp\.example/);
  await page.keyboard.press('Tab');
  await expect(join).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByText('lee-a@corp.example was joined with ann.lee@corp.example.')).toBeVisible();
  await expect(rows).toHaveCount(1 + 3);
  await expect(account.getByText(/joined as you said/)).toHaveCount(1);
  await account.getByRole('button', { name: 'Undo what you said' }).click();
  await expect(rows).toHaveCount(1 + 4);
});

test('a long command breaks between words and leaves nothing out', async ({ filled }) => {
  const { page } = filled;
  await page.getByRole('grid', { name: 'Accounts' }).getByRole('row').filter({ hasText: 'a-very-long-name' }).click();
  const account = page.getByRole('complementary', { name: 'Account' });
  await account.getByRole('tab', { name: 'Respond' }).click();
  await account.getByRole('button', { name: /Suspend the account/ }).click();
  const command = account.getByRole('region', { name: 'Command' }).first();
  await expect(command).toHaveText(`Update-MgUser -UserId '${LONG}' -AccountEnabled:$false`);
  const drawn = await command.evaluate((region) => {
    const block = region.querySelector('pre') ?? region;
    const words = [...region.querySelectorAll('.uc-respond__word')].map((word) => ({
      text: word.textContent,
      wide: word.getBoundingClientRect().right - block.getBoundingClientRect().right,
      lines: new Set([...word.getClientRects()].map(({ top }) => Math.round(top))).size,
    }));
    return { over: block.scrollWidth - block.clientWidth, words };
  });
  expect(drawn.over).toBeLessThanOrEqual(0);
  for (const { wide, lines } of drawn.words) {
    expect(wide).toBeLessThanOrEqual(0);
    // A word is one box: an option is never parted behind its hyphen.
    expect(lines).toBe(1);
  }
  expect(drawn.words.map(({ text }) => text)).toContain('-AccountEnabled:$false');
});

test('who read mail is told of both: the reader and the mailbox, each figure with its activities', async ({
  filled,
}) => {
  const { page } = filled;
  const rows = page.getByRole('grid', { name: 'Accounts' }).getByRole('row');
  const mailboxes = page.getByRole('complementary', { name: 'Account' }).getByRole('region', { name: 'Mailboxes' });
  await rows.filter({ hasText: 'lee-a@corp.example' }).click();
  await expect(page.getByRole('complementary', { name: 'Account: lee-a' })).toBeVisible();
  await expect(mailboxes).toBeHidden();
  await rows.filter({ hasText: 'bob@corp.example' }).click();
  await expect(mailboxes.getByRole('definition')).toHaveText(['1', '1', '0']);
  await rows.filter({ hasText: 'ann.lee@corp.example' }).click();
  await expect(mailboxes.getByRole('definition')).toHaveText(['2', '0', '1']);
  await mailboxes.getByRole('button', { name: '1', exact: true }).click();
  const log = page.getByRole('grid', { name: 'Activity log' }).getByRole('row');
  await expect(log).toHaveCount(1 + 1);
  await expect(log.last()).toContainText('bob@corp.example');
});
