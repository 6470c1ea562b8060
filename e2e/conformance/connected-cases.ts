/** Activities, accounts, files, OAuth apps and posture over every adapter. */
import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Stage } from './cases.ts';

const AUDIT_LOG = JSON.stringify(
  ['FileDownloaded', 'FileDownloaded', 'UserLoggedIn'].map((Operation, at) => ({
    CreationTime: `2025-03-04T09:00:0${at}`,
    Id: `10000000-0000-4000-8000-00000000000${at}`,
    Operation,
    Workload: 'OneDrive',
    UserId: 'alice@example.com',
  })),
);

export const CONNECTED_CASES = {
  'activities.list': async ({ call, run, adapter, log }: Stage) => {
    const file = join(dirname(log), 'audit.json');
    writeFileSync(file, AUDIT_LOG);
    await run('imports.start', { tokens: [await adapter.giveFile(file)], connector: 'auto' });
    const { rows, records, events } = await call('activities.list', { filter: 'type:file.download' });
    return { rows: rows.map(({ user, app, outcome }) => [user, app, outcome]), records, events };
  },
  'activities.get': async ({ call }: Stage) => {
    const [first] = (await call('activities.list', { limit: 1 })).rows;
    const { activity, raw, source, sameEvent } = await call('activities.get', { ref: first?.ref ?? '' });
    return { activity, raw, line: source.line, sameEvent };
  },
  'activities.facets': ({ call }: Stage) =>
    call('activities.facets', { fields: ['app', 'outcome', 'category', 'user'] }),
  'activities.histogram': ({ call }: Stage) => call('activities.histogram', { buckets: 10 }),
  'activities.export': async ({ call }: Stage) => {
    const { text, rows, records } = await call('activities.export', {
      format: 'csv',
      zone: 'UTC',
      filter: 'type:login',
    });
    return { head: text.split('\n')[0], rows, records };
  },
  'activities.listPrivate': async ({ call }: Stage) => {
    const { rows, records } = await call('activities.listPrivate', { reason: 'a case of these tests' });
    return [rows.map(({ isPrivate }) => isPrivate), records];
  },
  'activities.getPrivate': async ({ call }: Stage) => {
    const [first] = (await call('activities.list', { limit: 1 })).rows;
    return (await call('activities.getPrivate', { ref: first?.ref ?? '', reason: 'a case of these tests' })).activity;
  },
  'activities.exportPrivate': async ({ call }: Stage) => {
    const { rows, records } = await call('activities.exportPrivate', {
      format: 'json',
      zone: 'UTC',
      reason: 'a case of these tests',
    });
    return [rows, records];
  },
  'connectors.list': async ({ call }: Stage) =>
    (await call('connectors.list', {})).map(
      ({ connector, app, instance, activities, accounts, abilities, ingestions }) => [
        connector,
        app,
        instance,
        activities,
        accounts,
        abilities,
        ingestions.map(({ read, rejected, duplicates }) => [read, rejected, duplicates]),
      ],
    ),
  'connectors.available': async ({ call }: Stage) =>
    (await call('connectors.available', {})).map(({ id, grade }) => [id, grade]),
  'activities.describe': async ({ call }: Stage) => {
    const { fields, queries, records, extent } = await call('activities.describe', {});
    return { fields: fields.length, queries: queries.length, records, extent };
  },
  'scope.preview': ({ call }: Stage) =>
    call('scope.preview', { kind: 'exclude', groups: ['External users'], apps: ['onedrive-for-business'] }),
  'scope.saveRule': ({ call }: Stage) =>
    call('scope.saveRule', { kind: 'include', name: 'Pilot', groups: ['Pilot'], apps: ['onedrive-for-business'] }),
  'scope.setPrivateGroups': ({ call }: Stage) => call('scope.setPrivateGroups', { groups: ['Works council'] }),
  'scope.get': async ({ call }: Stage) => {
    const { rules, privateGroups, groups, apps } = await call('scope.get', {});
    const named = rules.map(({ added: _, ...rule }) => rule);
    return [
      named,
      privateGroups.map(({ name }) => name),
      groups,
      apps.some(({ id }) => id === 'onedrive-for-business'),
    ];
  },
  'scope.removeRule': async ({ call }: Stage) => {
    await call('scope.setPrivateGroups', { groups: [] });
    return call('scope.removeRule', { id: 1 });
  },
  'accounts.list': async ({ call }: Stage) => {
    const { rows, total, ownDomains } = await call('accounts.list', { filter: 'app:*onedrive*', search: 'alice' });
    return { rows: rows.map(({ key, activities, downloads }) => [key, activities, downloads]), total, ownDomains };
  },
  'accounts.get': async ({ call }: Stage) => {
    const { row, accounts, filter } = await call('accounts.get', { key: 'Alice@example.com' });
    return { key: row.key, accounts: accounts.map(({ id }) => id), filter };
  },
  'accounts.getReach': async ({ call }: Stage) => {
    const { files, grants, findings, sessionsTotal } = await call('accounts.getReach', { key: 'alice@example.com' });
    return { owned: files.owned, grants: grants.length, findings: findings.length, sessionsTotal };
  },
  'accounts.getRisk': async ({ call }: Stage) => {
    const { settings, factors } = await call('accounts.getRisk', {});
    return { settings, factors: factors.length };
  },
  'accounts.setRisk': async ({ call }: Stage) => {
    const { defaults } = await call('accounts.getRisk', {});
    return call('accounts.setRisk', { settings: { ...defaults, levels: { medium: 30, high: 60 } } });
  },
  'connected.export': ({ call }: Stage) =>
    call('connected.export', { table: 'accounts', columns: ['email', 'activities'], format: 'csv', zone: 'UTC' }),
  'files.list': async ({ call }: Stage) => {
    const { rows, total } = await call('files.list', { filter: 'level:public' });
    return { rows: rows.length, total };
  },
  'files.get': async ({ call }: Stage) => {
    const [first] = (await call('files.list', {})).rows;
    return first === undefined ? null : (await call('files.get', { key: first.key })).filter;
  },
  'oauth.list': async ({ call }: Stage) => (await call('oauth.list', { filter: 'level:high' })).total,
  'oauth.get': async ({ call }: Stage) => {
    const [first] = (await call('oauth.list', {})).rows;
    return first === undefined ? null : (await call('oauth.get', { key: first.key })).permissions;
  },
  'oauth.mark': ({ call }: Stage) => call('oauth.mark', { key: 'x|y', state: 'banned', note: 'not ours' }),
  'posture.list': async ({ call }: Stage) => {
    const { rows, total } = await call('posture.list', { filter: 'state:notSeen and severity:high' });
    return { ids: rows.map(({ id }) => id), total };
  },
  'posture.get': ({ call }: Stage) => call('posture.get', { id: 'legacy-authentication' }),
  'posture.listSecureScores': ({ call }: Stage) => call('posture.listSecureScores', {}),
  'posture.accept': ({ call }: Stage) =>
    call('posture.accept', { id: 'legacy-authentication', reason: 'a printer, until May' }),
  'accounts.join': ({ call }: Stage) => call('accounts.join', { account: 'onedrive-for-business|alice@example.com' }),
};
