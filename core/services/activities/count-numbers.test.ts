/** An event that several connectors saw is counted once, with whatever any of its records says. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { ActivityReader, CONNECTORS, toActivity } from '../../connectors/index.ts';
import type { Activity } from '../../model/activity.ts';
import { importActivities } from '../../store/activities/activities.test-kit.ts';
import { openReader } from '../../store/open.ts';
import { createTestWorkspace } from '../../store/store.test-kit.ts';
import { TEST_CATALOG } from '../discovery/discovery.test-kit.ts';
import { WorkspaceView } from '../workspace-view.ts';
import { countFacets } from './summaries.ts';

const FIELDS = {
  ip: ({ sourceIp }: Activity) => sourceIp,
  'provider.country': ({ place }: Activity) => place?.country,
  clientApp: ({ clientApp }: Activity) => clientApp,
} as const;

const maybe = <T>(value: T): fc.Arbitrary<T | undefined> => fc.constantFrom(undefined, value);
const entra = fc.record({ ipAddress: maybe('192.0.2.1'), country: maybe('DE'), appDisplayName: maybe('Mail') });
const unified = fc.record({ ClientIP: maybe('192.0.2.2'), ApplicationId: maybe('client') });
const event = fc.record({
  entra: fc.option(entra, { nil: undefined }),
  unified: fc.option(unified, { nil: undefined }),
});

function idOf(at: number): string {
  return `7bc37f1b-66b8-4f05-9e04-${String(at).padStart(12, '0')}`;
}

function entraLine({ country, ...rest }: { country: string | undefined }, at: number): string {
  return JSON.stringify({
    id: idOf(at),
    createdDateTime: '2025-03-05T09:59:58Z',
    userPrincipalName: 'carol@example.com',
    appId: 'x',
    conditionalAccessStatus: 'success',
    status: { errorCode: 0 },
    location: { countryOrRegion: country },
    ...rest,
  });
}

function unifiedLine(rest: object, at: number): string {
  return JSON.stringify({
    CreationTime: '2025-03-05T10:00:00',
    Operation: 'UserLoggedIn',
    Workload: 'AzureActiveDirectory',
    Id: `a0000000-0000-4000-8000-${String(at).padStart(12, '0')}`,
    UserId: 'carol@example.com',
    IntraSystemId: idOf(at),
    ...rest,
  });
}

/** By value the events that have it, '' for none: the first record that says something, as the files were imported. */
function naively(imports: readonly (readonly string[])[], value: (activity: Activity) => string | undefined) {
  const values = new Map<string, string>();
  const reader = new ActivityReader(CONNECTORS, { fileName: '' }, Date.UTC(2026, 0, 1));
  for (const line of imports.flat()) {
    for (const one of reader.readLine(line).events) {
      const activity = toActivity(one, 1);
      const key = activity.sameEvent ?? activity.id ?? '';
      values.set(key, values.get(key) || (value(activity) ?? ''));
    }
  }
  const counts: Record<string, number> = {};
  for (const one of values.values()) counts[one] = (counts[one] ?? 0) + 1;
  return counts;
}

it('counts as reading every record does', () => {
  fc.assert(
    fc.property(fc.array(event, { maxLength: 12 }), fc.boolean(), (events, isEntraFirst) => {
      const lines = [
        events.flatMap(({ entra: one }, at) => (one === undefined ? [] : entraLine(one, at))),
        events.flatMap(({ unified: one }, at) => (one === undefined ? [] : unifiedLine(one, at))),
      ].filter((list) => list.length > 0);
      if (!isEntraFirst) lines.reverse();
      const workspace = createTestWorkspace();
      for (const list of lines) importActivities(workspace, list);
      const reader = openReader(workspace.folder);
      const view = new WorkspaceView(reader, workspace.folder, TEST_CATALOG, () => '2026-01-01');
      const facets = view.read(() => countFacets(view, { fields: Object.keys(FIELDS), limit: 20 }, () => false));
      for (const [name, value] of Object.entries(FIELDS)) {
        const { values = [], without = 0 } = facets[name] ?? {};
        const counted = Object.fromEntries(values.map(({ value: one, count }) => [one, count]));
        expect({ ...counted, ...(without > 0 ? { '': without } : {}) }, name).toEqual(naively(lines, value));
      }
      reader.close();
      workspace.close();
    }),
    { numRuns: 25 },
  );
});
