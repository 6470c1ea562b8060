import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { ZipFile } from 'yazl';
import { expectSoundDialog } from '../pages/dialog.ts';
import { expect, test } from '../pages/fixtures.ts';
import { ImportPage } from '../pages/import-page.ts';
import { squidLines, squidWithRejects } from '../pages/sample-logs.ts';

test('a dropped log is previewed, imported and accounted for line by line', async ({ fresh }) => {
  const imports = new ImportPage(fresh.page);
  await fresh.drop([{ name: 'access.log', text: squidWithRejects(300, 5) }]);

  await expect(imports.dialog).toBeVisible();
  await expect(imports.dialog.getByText('Squid native').first()).toBeVisible();
  await expectSoundDialog(fresh.page, 'Import logs');
  await expect(imports.dialog.getByText('files.example.com').first()).toBeVisible();
  await imports.dialog.getByRole('tab', { name: /Lines not read/ }).click();
  await expect(imports.dialog.getByText('this is no log line, number 0')).toBeVisible();

  await imports.start();
  const card = await imports.open('access.log');
  await expect(card.getByText('Done')).toBeVisible();
  await expect(imports.figure(card, 'read')).toHaveText('305');
  await expect(imports.figure(card, 'parsed')).toHaveText('300');
  await expect(imports.figure(card, 'rejected')).toHaveText('5');
  await expect(imports.figure(card, 'stored')).toHaveText('300');

  await card.getByRole('tab', { name: /Lines not stored/ }).click();
  const rejects = card.getByRole('grid', { name: 'Lines not stored' });
  await expect(rejects).toHaveAttribute('aria-rowcount', '6');
  await expect(rejects.getByText('this is no log line, number 4')).toBeVisible();
});

test('an import of which most lines could not be read does not look well done', async ({ fresh }) => {
  const imports = new ImportPage(fresh.page);
  await fresh.drop([{ name: 'access.log', text: squidWithRejects(40, 60) }]);
  await imports.start();
  const card = imports.card('access.log');
  await expect(card.getByText('Mostly rejected')).toBeVisible();
  await expect(card).toContainText('60 rejected');
});

test('an import that failed says why and what to do, in its row and in what opens below it', async ({ fresh }) => {
  const imports = new ImportPage(fresh.page);
  await fresh.drop([{ name: 'letter.txt', text: 'dear all, this is no log\n'.repeat(30) }]);
  await imports.start();
  const card = imports.card('letter.txt');
  await expect(card).toContainText('Failed');
  await expect(card).toContainText('Nothing was imported');
  // Told once, also after the page was opened anew.
  await expect(fresh.page.locator('#page').getByText('Nothing was imported')).toHaveCount(1);
  await fresh.page.reload();
  await expect(card).toContainText('Nothing was imported');
  await expect(card.getByRole('button', { name: 'Re-read' })).toBeDisabled();
  await imports.open('letter.txt');
  await expect(card.getByRole('alert')).toContainText('Nothing was imported');
  await expect(card.getByRole('region', { name: 'Files of this import' }).getByText('letter.txt')).toBeVisible();
});

test('the first import asks for the organisation, later ones do not', async ({ fresh }) => {
  const imports = new ImportPage(fresh.page);
  await fresh.drop([{ name: 'one.log', text: squidLines(50) }]);
  await imports.dialog.getByRole('button', { name: 'Next: your organisation' }).click();
  await imports.dialog.getByLabel('Organisation', { exact: true }).fill('Example organisation');
  await imports.dialog.getByRole('button', { name: 'Start import' }).click();
  await expect(imports.card('one.log').getByText('Done')).toBeVisible();

  await fresh.drop([{ name: 'two.log', text: squidLines(80) }]);
  await expect(imports.dialog.getByRole('button', { name: 'Start import' })).toBeVisible();
  await expect(imports.dialog.getByRole('button', { name: /Next/ })).toBeHidden();
  await imports.dialog.getByRole('button', { name: 'Cancel' }).click();

  await fresh.goTo('Settings');
  await expect(fresh.page.getByLabel('Organisation', { exact: true })).toHaveValue('Example organisation');
});

test('a removed import is gone from the list and from the figures', async ({ fresh }) => {
  const imports = new ImportPage(fresh.page);
  await fresh.drop([{ name: 'access.log', text: squidLines(120) }]);
  await imports.start();
  const card = imports.card('access.log');
  await expect(card.getByText('Done')).toBeVisible();
  await expect(fresh.statusLine()).toContainText('Data up to 2026-01-12');

  await card.getByRole('button', { name: 'Remove' }).click();
  await fresh.page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
  await expect(fresh.page.getByText('Nothing has been imported yet')).toBeVisible();
  await expect(fresh.statusLine()).toContainText('No data yet');
});

test('reading an import again with another stream moves its figures there', async ({ fresh }) => {
  const imports = new ImportPage(fresh.page);
  await fresh.drop([{ name: 'access.log', text: squidLines(60) }]);
  await imports.start();
  await imports.card('access.log').getByRole('button', { name: 'Re-read' }).click();
  const dialog = fresh.page.getByRole('dialog', { name: 'Read this import again' });
  await dialog.getByLabel('Stream').fill('Branch office');
  await dialog.getByRole('button', { name: 'Read again' }).click();
  await expect(imports.card('access.log')).toContainText('Branch office');
  await fresh.goTo('Streams');
  await expect(fresh.page.getByRole('region', { name: 'Branch office' })).toContainText('60');
});

test('a finished import is still known after a reload', async ({ fresh }) => {
  const imports = new ImportPage(fresh.page);
  await fresh.drop([{ name: 'access.log', text: squidLines(40) }]);
  await imports.start();
  await expect(imports.card('access.log').getByText('Done')).toBeVisible();
  await fresh.page.reload();
  await fresh.page.getByRole('button', { name: /^Jobs/ }).click();
  await fresh.page.getByRole('link', { name: 'Show the ledger' }).click();
  await expect(imports.card('access.log').getByRole('tab', { name: 'Ledger' })).toBeVisible();
});

test('figures of a first import that runs are marked as provisional until it is done', async ({ fresh }) => {
  test.slow();
  const { page } = fresh;
  // So many files that the import takes its time, whatever the machine: a slow one takes minutes.
  await page.setInputFiles('#uc-file-input', {
    name: 'many.zip',
    mimeType: 'application/zip',
    buffer: await zipOf(2500),
  });
  await new ImportPage(page).start();
  await fresh.goTo('Dashboard');
  const note = page.getByRole('region', { name: 'Provisional figures' });
  await expect(note).toContainText('these figures grow with it');
  await expect(note).toBeHidden({ timeout: 200_000 });
  await expect(fresh.statusLine()).toContainText('Data up to 2026-01-14');
});

/** An archive of that many logs of one line. */
async function zipOf(files: number): Promise<Buffer> {
  const zip = new ZipFile();
  for (const [at, line] of squidLines(files).trimEnd().split('\n').entries()) {
    zip.addBuffer(Buffer.from(`${line}\n`), `${at}.log`, { compress: false });
  }
  zip.end();
  return buffer(zip.outputStream);
}

test('dropped state of a tenant is kept as snapshots; beside a log it is a choice', async ({ fresh }) => {
  const { page } = fresh;
  const { dialog: logs } = new ImportPage(page);
  const rules = { name: 'rules.csv', text: 'RuleName,ForwardTo,Enabled\nsend on,x@evil.example,True\n' };
  await fresh.drop([rules]);
  const snapshots = page.getByRole('dialog', { name: 'Import snapshots' });
  await expect(snapshots).toContainText('rules.csv');
  await snapshots.getByRole('button', { name: 'These are logs' }).click();
  await expect(logs.getByRole('combobox', { name: 'Read all files as' })).toBeVisible();
  await logs.getByRole('button', { name: 'Cancel' }).click();

  await fresh.drop([rules, { name: 'access.log', text: squidLines(20) }]);
  await expect(logs).toContainText('1 file of 2 holds the state of a tenant');
  await logs.getByRole('button', { name: 'Keep as snapshots …' }).click();
  await snapshots.getByRole('button', { name: 'Import', exact: true }).click();
  const files = logs.getByRole('list', { name: 'Files' });
  await expect(files).toContainText('access.log');
  await expect(files).not.toContainText('rules.csv');
  await logs.getByRole('button', { name: 'Cancel' }).click();
  await expect(page.getByRole('row', { name: /Inbox rules/ })).toBeVisible();
});

test('a tenant’s file with damaged lines is kept without them, and they are told of', async ({ fresh }) => {
  const { page } = fresh;
  const user = (id: string) => JSON.stringify({ id, userPrincipalName: `${id}@example.com`, accountEnabled: true });
  await fresh.drop([{ name: 'users.json', text: `${user('a')}\n{"id":"b","userPri\n${user('c')}\nnull\n` }]);
  const dialog = page.getByRole('dialog', { name: 'Import snapshots' });
  await dialog.getByRole('button', { name: 'Import', exact: true }).click();
  await expect(dialog).toContainText('Some lines were left out of 1 file');
  await expect(dialog).toContainText('2 lines, from line 2 on, are no JSON objects');
  await dialog.getByRole('button', { name: 'Close' }).last().click();
  await expect(page.getByRole('row', { name: /Users/ })).toContainText('2');
});

test('of a file that cannot be read the preview says why and nothing else', async ({ fresh }) => {
  const imports = new ImportPage(fresh.page);
  await fresh.drop([
    { name: 'access.log', text: squidLines(40) },
    { name: 'cut.zip', text: `PK\u0003\u0004${'x'.repeat(200)}` },
    { name: 'empty.log', text: '' },
    { name: 'blank.log', text: '\n\n' },
  ]);
  const cut = imports.dialog.getByRole('list', { name: 'Files' }).getByRole('button', { name: /cut\.zip/ });
  await expect(cut).toHaveText('cut.zipCannot be read');
  // As the ledger has it: nothing is wrong with a file of no lines.
  await expect(imports.dialog).toContainText('1 file cannot be read and will be left out. 2 files have no lines.');
  await cut.click();
  await expect(imports.dialog.getByRole('alert')).toContainText('cut.zip');
  await expect(imports.dialog.getByText('Sampled')).toHaveCount(0);
  await expect(imports.dialog.getByText('Every sampled line could be read.')).toHaveCount(0);
});

// Not by `fresh`: the browser notes every file that is gone as a fault of the page.
test('a file that goes away between choosing and reading is left out and named; the rest of its folder imports', async ({
  page,
  freshHost,
}) => {
  await page.goto(freshHost.url);
  await page.getByRole('button', { name: 'New workspace' }).waitFor();
  const imports = new ImportPage(page);
  const folder = await mkdtemp(join(tmpdir(), 'undercast-vanish-'));
  try {
    const names = ['a.log', 'b.log'];
    for (const name of names) await writeFile(join(folder, name), squidLines(40));
    const gone = Promise.withResolvers<string>();
    // Folders are read in no certain order: whichever is sent first, the other one goes away meanwhile.
    await page.route(/upload\?name=/, async (route) => {
      const other = names.find((name) => !route.request().url().endsWith(name)) ?? '';
      await rm(join(folder, other), { force: true });
      gone.resolve(other);
      await route.continue();
    });
    await page.locator('#uc-folder-input').setInputFiles(folder);
    const left = await gone.promise;
    await expect(page.getByText(`${left}” is left out`)).toBeVisible();
    await expect(imports.dialog.getByText(left)).toHaveCount(0);
    await expect(imports.dialog.getByText(left === 'a.log' ? 'b.log' : 'a.log').first()).toBeVisible();
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});

test('a file that takes a while to come goes into the workspace that is open by then, and is seen to come', async ({
  fresh,
}) => {
  const { page } = fresh;
  const imports = new ImportPage(page);
  const held = Promise.withResolvers<void>();
  await page.route(/upload\?name=/, async (route) => {
    await held.promise;
    await route.continue();
  });
  await page
    .locator('#uc-file-input')
    .setInputFiles({ name: 'large.log', mimeType: 'text/plain', buffer: Buffer.from(squidLines(40)) });
  await fresh.createWorkspace('Opened meanwhile');
  await page.getByRole('button', { name: 'Jobs: 1 running' }).click();
  await expect(page.getByRole('dialog').getByText('large.log')).toBeVisible();
  await page.keyboard.press('Escape');
  held.resolve();
  await expect(imports.dialog.getByRole('list', { name: 'Files' })).toContainText('large.log');
  await expect(page.getByText('Imported logs')).toHaveCount(0);
  await imports.dialog.getByRole('button', { name: 'Cancel' }).click();
  await expect(fresh.workspaceName('Opened meanwhile')).toBeVisible();
});

test('a drop in which no file is says so', async ({ fresh }) => {
  const { page } = fresh;
  await page.locator('#uc-folder-input').dispatchEvent('change');
  await expect(page.getByText('There is no file in it.')).toBeVisible();
});
