import { randomBytes } from 'node:crypto';
import { beforeEach, expect, it } from 'vitest';
import { METHODS } from '../../contract/methods.ts';
import { importActivities } from '../../store/activities/activities.test-kit.ts';
import { storedNote } from '../../store/privacy/sealed-notes.ts';
import { KEY_BYTES, WorkspaceSeal } from '../../store/privacy/workspace-seal.ts';
import { logGovernance } from '../../store/write/governance.ts';
import { type FreshView, withFreshView } from '../fresh-view.test-kit.ts';
import { listOauth } from '../oauth/queries.ts';
import { POSTURE_RULES } from '../posture/rules.ts';
import { exportGovernance, listGovernance } from './governance.ts';

let fresh: FreshView;
withFreshView((made) => {
  fresh = made;
});

beforeEach(() => {
  const { db } = fresh.workspace;
  logGovernance(db, {
    time: Date.UTC(2025, 2, 4, 9),
    actor: 'anna',
    action: 'tag.create',
    subject: '=HYPERLINK("http://192.0.2.1")',
    detail: { note: 'Größe, "quoted"\nand more' },
  });
  logGovernance(db, {
    time: Date.UTC(2025, 2, 4, 10),
    actor: 'ben',
    action: 'view.create',
    subject: 'Sales',
    detail: {},
  });
});

it('gives the whole log as text, oldest first, with nothing that a spreadsheet would run', () => {
  const { text, rows } = exportGovernance(fresh.view, { format: 'csv', zone: 'Europe/Berlin' });
  expect(rows).toBe(listGovernance(fresh.view, { limit: 5000 }).total);
  expect(text.startsWith('Time,Who,Action,Action code,Subject,Subject name,Detail')).toBe(true);
  expect(text).toContain(`anna,Custom tag made,tag.create,"'=HYPERLINK(""http://192.0.2.1"")"`);
  expect(text).toMatch(/2025-03-04[T ]10:00:00/);
  expect(text.indexOf('anna')).toBeLessThan(text.indexOf('ben'));
});

it('gives only what fits the search, with details as they were written', () => {
  const { text, rows } = exportGovernance(fresh.view, { format: 'json', zone: 'UTC', search: 'custom TAG' });
  expect(rows).toBe(1);
  expect(JSON.parse(text)).toMatchObject([{ detail: { note: 'Größe, "quoted"\nand more' }, subjectName: null }]);
});

it('names OAuth apps and findings that entries speak of by their ids; those known no longer keep them', () => {
  const { workspace, view } = fresh;
  importActivities(workspace, [
    JSON.stringify({
      CreationTime: '2025-03-04T09:00:00',
      Id: '40000000-0000-4000-8000-000000000001',
      Operation: 'Consent to application.',
      Workload: 'AzureActiveDirectory',
      UserId: 'alice@corp.example',
      UserType: 0,
      ObjectId: '7f000001-0000-4000-8000-0000000000aa',
      Target: [{ ID: 'Mail Helper', Type: 1 }],
    }),
  ]);
  const [app] = view.read(() => listOauth(view, METHODS['oauth.list'].input.parse({}))).rows;
  const rule = POSTURE_RULES[0];
  const time = Date.UTC(2025, 2, 4, 11);
  const entries = [
    ['oauth.mark', app?.key ?? ''],
    ['oauth.mark', 'gone'],
    ['posture.accept', rule?.id ?? ''],
  ] as const;
  for (const [action, subject] of entries)
    logGovernance(workspace.db, { time, actor: 'anna', action, subject, detail: {} });
  const names = view.read(() => listGovernance(view, { limit: 3 })).rows.map(({ subjectName }) => subjectName);
  expect(names).toEqual([rule?.title, null, 'Mail Helper']);
  // Who reads a name searches for it.
  const found = (search: string) =>
    view.read(() => listGovernance(view, { limit: 9, search })).rows.map(({ action, subject }) => [action, subject]);
  expect(found('mail HELPER')).toEqual([['oauth.mark', app?.key]]);
  expect(found(rule?.title ?? '')).toEqual([['posture.accept', rule?.id]]);
  const { rows } = view.read(() => exportGovernance(view, { format: 'csv', zone: 'UTC', search: 'mail helper' }));
  expect(rows).toBe(1);
});

it('finds words of a sealed entry while the key opens it, and not without', () => {
  const { workspace, view } = fresh;
  const seal = new WorkspaceSeal(randomBytes(KEY_BYTES));
  const [subject, detail] = storedNote('scope.private', 'Works council', { note: 'agreed' }, seal);
  logGovernance(workspace.db, {
    time: Date.UTC(2025, 2, 4, 12),
    actor: 'anna',
    action: 'scope.private',
    subject,
    detail,
  });
  const found = (search: string) => view.read(() => listGovernance(view, { limit: 9, search })).total;
  expect(found('works council')).toBe(0);
  view.seal = seal;
  expect([found('works council'), found('agreed'), found('nobody')]).toEqual([1, 1, 0]);
});
