import type { Locator } from '@playwright/test';
import { expect, test } from '../pages/fixtures.ts';

/** Texts of what its own box cuts. */
const cutOf = (texts: Locator): Promise<readonly string[]> =>
  texts.evaluateAll((all) =>
    all
      .filter((one) => one.scrollWidth > one.clientWidth + 1 || one.scrollHeight > one.clientHeight + 1)
      .map(({ textContent }) => textContent ?? ''),
  );

test('files are told apart where their names are cut, and a window by its title', async ({ sample }) => {
  const { page } = sample;
  await sample.goTo('Tenant snapshots');
  await expect(page).toHaveTitle('Tenant snapshots – Sample organisation – Undercast');
  const names = page.getByRole('table', { name: 'Snapshots' }).locator('.uc-bothends');
  await expect(names.filter({ hasText: 'inbox-rules.json' })).toBeVisible();
  // The beginning gives way; what is left is whole.
  expect(await cutOf(names)).toEqual([]);
  expect(await cutOf(names.locator('span'))).not.toEqual([]);
  expect(await names.first().innerText()).not.toContain('\n');
  await sample.goTo('Governance log');
  await expect(page).toHaveTitle(/^Governance log – /);
  expect(await cutOf(page.getByRole('grid').locator('.uc-bothends'))).toEqual([]);
});

test('owners of files, and what narrows lists down, are whole in a window of 1280 pixels', async ({ sample }) => {
  const { page } = sample;
  await sample.goTo('Files');
  const owners = page.getByRole('grid', { name: 'Files' }).getByText('@example.com');
  await expect(owners.first()).toBeVisible();
  expect(await cutOf(owners)).toEqual([]);
  await sample.goTo('Activity log');
  const facets = page.getByRole('navigation', { name: 'Narrow down' });
  await expect(facets.getByRole('button', { name: /^Code pushed or merged/ })).toBeVisible();
  expect(await cutOf(facets.locator('.uc-ellipsis'))).toEqual([]);
  await sample.goTo('App catalog');
  const categories = page.getByRole('navigation', { name: 'Browse by category' });
  await expect(categories.getByRole('button', { name: /^Accounting and finance/ })).toBeVisible();
  expect(await cutOf(categories.locator('.uc-ellipsis'))).toEqual([]);
});
