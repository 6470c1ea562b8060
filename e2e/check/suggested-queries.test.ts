import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { FACTORS } from '../../core/catalog/index.ts';
import { openCatalog } from '../../core/host/open-catalog.ts';
import { listApps } from '../../core/services/catalog/browse.ts';
import { checkFilter } from '../../core/services/filter-fields.ts';
import { WorkspaceView } from '../../core/services/workspace-view.ts';
import { openReader } from '../../core/store/open.ts';
import { createTestWorkspace } from '../../core/store/store.test-kit.ts';
import { tagApps } from '../../core/store/write/app-state.ts';
import { SUGGESTED_QUERIES } from '../../renderer/features/catalog/suggested-queries.ts';
import { SUGGESTED_QUERIES as OF_APPS_IN_USE } from '../../renderer/features/discovery/apps/suggested-queries.ts';

// What the console suggests asking the catalog gets a sensible answer from the shipped one.

const workspace = createTestWorkspace();
afterAll(() => workspace.close());
tagApps(workspace.db, [{ id: 'dropbox', tag: 'sanctioned' }]);
const factorFields = FACTORS.filter((def) => !def.appField).map(({ id, title, valueKind, values, naAllowed }) => ({
  id,
  title,
  valueKind,
  naAllowed,
  ...(values === undefined ? {} : { values }),
}));
const source = { apps: openCatalog(join(import.meta.dirname, '../../resources')), factorFields };
const view = new WorkspaceView(openReader(workspace.folder), workspace.folder, source, () => '2026-11-26');

/** An app that belongs to the answer, whoever keeps the catalog. */
const EXAMPLE: Readonly<Record<string, string>> = {
  crm: 'salesforce',
  decided: 'dropbox',
  disposable: 'mailinator',
  'short-links': 'bitly',
  fedramp: 'google-drive',
  remote: 'anydesk',
  breached: 'okta',
};

it.each(SUGGESTED_QUERIES)('$title', ({ id, filter }) => {
  const { total, columns } = listApps(view, { filter, page: { offset: 0, limit: 40_000 } });
  expect(total).toBeGreaterThan(0);
  // A question that most of the catalog answers says nothing.
  if (id !== 'mfa-open') expect(total).toBeLessThan(view.apps.count / 3);
  const example = EXAMPLE[id];
  if (example !== undefined) expect(columns.id).toContain(example);
});

it.each(OF_APPS_IN_USE)('in use, understood: $title', ({ filter }) => {
  expect(checkFilter(view, { filter, table: 'apps' })).toMatchObject({ ok: true, error: null });
});

/** Those of the apps in use that ask for nothing but what the catalog knows. */
const OF_FACTORS = OF_APPS_IN_USE.filter(({ filter }) => filter.includes('factor.'));

it.each(OF_FACTORS)('in use: $title', ({ filter }) => {
  const { total } = listApps(view, { filter, page: { offset: 0, limit: 1 } });
  expect(total).toBeGreaterThan(0);
});
