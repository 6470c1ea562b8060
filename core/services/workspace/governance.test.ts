import { beforeEach, expect, it } from 'vitest';
import { logGovernance } from '../../store/write/governance.ts';
import { type FreshView, withFreshView } from '../fresh-view.test-kit.ts';
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
  const [entry] = JSON.parse(text) as { readonly detail: string; readonly subjectName: string | null }[];
  expect(JSON.parse(entry?.detail ?? '')).toEqual({ note: 'Größe, "quoted"\nand more' });
  expect(entry?.subjectName).toBeNull();
});
