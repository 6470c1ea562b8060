import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '../pages/fixtures.ts';
import { ImportPage } from '../pages/import-page.ts';
import { squidLines } from '../pages/sample-logs.ts';

test('a backup is downloaded, and restored into another workspace with the same figures', async ({ fresh }, info) => {
  const { page } = fresh;
  const imports = new ImportPage(page);
  await fresh.drop([{ name: 'access.log', text: squidLines(90) }]);
  await imports.start();
  await expect(imports.card('access.log').getByText('Done')).toBeVisible();
  await fresh.goTo('Settings');
  const downloading = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Back up' }).click();
  const archive = info.outputPath('case.undercastz');
  await (await downloading).saveAs(archive);

  await page.setInputFiles('#uc-file-input', archive);
  const dialog = page.getByRole('dialog', { name: 'Restore a backup' });
  await dialog.getByLabel('Name').fill('Second life');
  await dialog.getByRole('button', { name: 'Restore' }).click();
  await expect(fresh.statusLine()).toContainText('Data up to 2026-01-12');
  await fresh.goTo('Imports');
  await expect(imports.card('access.log')).toContainText('90 of 90 lines stored');
});

test('the integrity check tells what it looked at', async ({ sample }) => {
  await sample.goTo('Settings');
  await sample.page.getByRole('button', { name: 'Check integrity' }).click();
  await expect(sample.page.getByText('Everything is in order')).toBeVisible({ timeout: 30_000 });
  await expect(sample.page.getByText(/\d+ segments? of figures and \d+ frames? of raw lines/)).toBeVisible();
});

test('a workspace that went bad says so and offers ways out', async ({ fresh, freshHost }) => {
  const { page } = fresh;
  await fresh.createWorkspace('Goes bad');
  await fresh.closeWorkspace('Goes bad');
  const database = join(freshHost.workspaceHome, 'Goes bad.undercast', 'workspace.db');
  await writeFile(database, 'this is no database at all, only words that stand where one was'.repeat(200));
  await page.getByRole('button', { name: /^Goes bad/ }).click();
  const problem = page.getByRole('alert').filter({ hasText: 'could not be opened' });
  await expect(problem).toBeVisible();
  await expect(problem.getByRole('button').first()).toBeVisible();
  await problem.getByRole('button', { name: 'Dismiss' }).click();
  await expect(problem).toBeHidden();
});

test('a workspace that is gone can be taken off the list', async ({ fresh, freshHost }) => {
  const { page } = fresh;
  await fresh.createWorkspace('Soon gone');
  await fresh.closeWorkspace('Soon gone');
  const folder = join(freshHost.workspaceHome, 'Soon gone.undercast');
  await rename(folder, `${folder}.away`);
  await page.getByRole('button', { name: /^Soon gone/ }).click();
  await page.getByRole('alert').getByRole('button', { name: 'Take off the list' }).click();
  await expect(page.getByText('None yet. What you open is listed here.')).toBeVisible();
});

test('chosen folders are walked into', async ({ fresh }, info) => {
  const folder = info.outputPath('logs');
  await mkdir(join(folder, 'inner'), { recursive: true });
  await writeFile(join(folder, 'one.log'), squidLines(20));
  await writeFile(join(folder, 'inner', 'two.log'), squidLines(70));
  const imports = new ImportPage(fresh.page);
  await fresh.page.setInputFiles('#uc-folder-input', folder);
  await expect(imports.dialog.getByRole('list', { name: 'Files' }).getByRole('listitem')).toHaveCount(2);
  await imports.start();
  const list = fresh.page.getByRole('list', { name: 'Imports' });
  await expect(list).toContainText('and 1 more file');
  // The shorter file is a beginning of the longer one: its lines are counted once.
  await expect(list).toContainText('70 of 90 lines stored');
});
