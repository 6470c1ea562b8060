import type { EngineClient } from '../../core/contract/client.ts';
import type { MethodInput, MethodName, MethodOutput, MethodReply } from '../../core/contract/methods.ts';
import type { RunningAdapter } from './adapter.ts';
import { CATALOG_CASES, HOST } from './catalog-cases.ts';
import { codeOf } from './code-of.ts';
import { COLLECTOR_CASES } from './collector-cases.ts';
import { CONNECTED_CASES } from './connected-cases.ts';
import { CONNECTION_CASES } from './connection-cases.ts';
import { PRIVACY_CASES } from './privacy-cases.ts';
import { SNAPSHOT_CASES } from './snapshot-cases.ts';

/** What the cases of one run share. They run in the order of the table: each finds what those before it left. */
export interface Stage {
  readonly client: EngineClient;
  readonly adapter: RunningAdapter;
  /** Log files of 400 lines each, one of them unreadable. */
  readonly log: string;
  readonly secondLog: string;
  /** CSV files of IP ranges and of people. */
  readonly ranges: string;
  readonly people: string;
  /** A list of addresses. */
  readonly addresses: string;
  /** Calls and checks the answer against the contract. */
  call<M extends MethodName>(method: M, input: MethodInput<M>): Promise<MethodReply<M>>;
  /** Runs a job to its end and checks its result against the contract. */
  run<M extends MethodName>(method: M, input: MethodInput<M>): Promise<MethodOutput<M>>;
  readonly kept: Map<'workspace' | 'import' | 'app' | 'job' | 'archive' | 'category' | 'source' | 'connection', string>;
}

/** Does what the method is for; what it returns must be the same over every adapter. */
type Case = (stage: Stage) => Promise<unknown>;

const OWN_LINES =
  'when;client;site\n2025-01-01 10:00:00;10.0.0.1;a.example.com\n2025-01-01 10:00:01;10.0.0.2;b.example.com\n';

const OWN_RECORDS = '{"when":"2026-01-01T10:00:00Z","user":"alice@example.com","action":"file.get","ip":"192.0.2.1"}\n';

/** One case per method. A method without one does not compile. */
export const CASES: { readonly [M in MethodName]: Case } = {
  'engine.getInfo': async ({ call }) => (await call('engine.getInfo', {})).version,
  'formats.list': async ({ call }) => (await call('formats.list', {})).map(({ id }) => id),
  'workspace.create': async ({ call, adapter, kept }) => {
    const token = await adapter.placeWorkspace('Case 1');
    kept.set('workspace', token);
    const { name, readOnly, imports } = await call('workspace.create', { token, name: 'Case 1' });
    return { name, readOnly, imports };
  },
  'workspace.get': async ({ call }) => (await call('workspace.get', {}))?.name,
  'workspace.setProfile': async ({ call }) => {
    const input = {
      organisation: 'Example',
      managedDomains: ['corp.example'],
      internalRanges: ['10.0.0.0/8'],
      logZone: 'UTC',
    };
    return (await call('workspace.setProfile', input)).profile;
  },
  'workspace.setDisplayZone': async ({ call }) =>
    (await call('workspace.setDisplayZone', { zone: 'Europe/Berlin' })).displayZone,
  'imports.preview': async ({ call, adapter, log }) => {
    const { files, fileCount } = await call('imports.preview', { tokens: [await adapter.giveFile(log)] });
    return { fileCount, best: files[0]?.candidates[0]?.format, sampled: files[0]?.sampled };
  },
  'imports.start': async ({ run, adapter, log, secondLog, kept }) => {
    const tokens = [await adapter.giveFile(log), await adapter.giveFile(secondLog)];
    const { importId, ledger } = await run('imports.start', { tokens, stream: 'Proxy' });
    kept.set('import', String(importId));
    const { read, parsed, rejected, skipped, blank, stored, reasons } = ledger;
    return { read, parsed, rejected, skipped, blank, stored, reasons };
  },
  'imports.list': async ({ call }) => (await call('imports.list', {})).map(({ stream, state }) => [stream, state]),
  'imports.get': async ({ call, kept }) => {
    const { format, firstEvent, lastEvent } = await call('imports.get', { id: Number(kept.get('import')) });
    return { format, firstEvent, lastEvent };
  },
  'imports.listFiles': async ({ call, kept }) => {
    const { total, files } = await call('imports.listFiles', {
      id: Number(kept.get('import')),
      page: { offset: 1, limit: 5 },
    });
    return { total, stored: files.map(({ ledger }) => ledger?.stored) };
  },
  'imports.listRejects': async ({ call, kept }) =>
    (await call('imports.listRejects', { id: Number(kept.get('import')) })).map(({ line, raw }) => [line, raw]),
  ...CONNECTED_CASES,
  ...SNAPSHOT_CASES,
  'formats.describe': async ({ call }) => {
    const { definition, counts } = await call('formats.describe', { text: OWN_LINES });
    return { definition, counts };
  },
  'formats.save': async ({ call }) => {
    const { definition } = await call('formats.describe', { text: OWN_LINES });
    return call('formats.save', { definition });
  },
  'formats.get': async ({ call }) => call('formats.get', { id: 'custom-my-log' }),
  'formats.reread': async ({ run }) => run('formats.reread', { id: 'custom-my-log' }),
  'formats.remove': async ({ call }) => call('formats.remove', { id: 'custom-my-log' }),
  'connectors.describe': async ({ call }) => {
    const { definition, counts, paths } = await call('connectors.describe', { text: OWN_RECORDS });
    return { definition, counts, paths };
  },
  'connectors.save': async ({ call }) => {
    const { definition } = await call('connectors.describe', { text: OWN_RECORDS });
    return call('connectors.save', { definition });
  },
  'connectors.getOwn': async ({ call }) => call('connectors.getOwn', { id: 'custom-audit' }),
  'connectors.remove': async ({ call }) => call('connectors.remove', { id: 'custom-audit' }),
  'control.commandsFor': async ({ call }) =>
    call('control.commandsFor', { action: 'suspend', app: 'okta', values: { user: "o'brien@example.com" } }),
  'control.record': async ({ call }) => call('control.record', { action: 'suspend', tool: 'GAM', command: 'gam' }),
  'names.import': async ({ run, adapter, log }) => {
    const failure = await run('names.import', { tokens: [await adapter.giveFile(log)] }).catch(
      (cause: unknown) => cause,
    );
    return failure instanceof Error && failure.message.includes('names an address');
  },
  'names.list': async ({ call }) => call('names.list', {}),
  'names.listFiles': async ({ call }) => codeOf(call('names.listFiles', { id: 99 })),
  'names.lookUp': async ({ call }) => call('names.lookUp', { address: '10.0.0.1', at: 0 }),
  'names.reread': async ({ run }) => run('names.reread', {}),
  'names.remove': async ({ run }) => {
    const failure = await run('names.remove', { id: 99 }).catch((cause: unknown) => cause);
    return failure instanceof Error && failure.message.includes('no name evidence 99');
  },
  'streams.list': async ({ call }) =>
    (await call('streams.list', {})).map(({ name, kind, inGlobal, transactions }) => [
      name,
      kind,
      inGlobal,
      transactions,
    ]),
  'streams.update': async ({ call }) => call('streams.update', { id: 1, comment: 'The head office’s proxy' }),
  'views.save': async ({ call }) => call('views.save', { name: 'Head office', streams: [1], ranges: ['10.0.0.0/28'] }),
  'views.list': async ({ call }) => call('views.list', {}),
  'views.remove': async ({ call }) => call('views.remove', { id: 1 }),
  'jobs.list': async ({ call, kept }) => {
    const jobs = await call('jobs.list', {});
    kept.set('job', jobs[0]?.id ?? '');
    return jobs.map(({ method, state }) => [method, state]);
  },
  'jobs.get': async ({ call, kept }) => (await call('jobs.get', { id: kept.get('job') ?? '' })).state,
  'jobs.cancel': async ({ call, kept }) => (await call('jobs.cancel', { id: kept.get('job') ?? '' })).state,
  ...CATALOG_CASES,
  'discovery.getDashboard': async ({ call }) => {
    const { kpis, topApps, topUsers, extent } = await call('discovery.getDashboard', { top: 5 });
    return { kpis, extent, apps: topApps.map(({ name, tag, score }) => [name, tag, score]), topUsers };
  },
  'discovery.listRows': async ({ call }) => {
    const { total, columns } = await call('discovery.listRows', { table: 'users', page: { limit: 3 } });
    return { total, columns };
  },
  'discovery.exportRows': async ({ call }) =>
    call('discovery.exportRows', { table: 'unmatched', format: 'csv', zone: 'Europe/Berlin' }),
  'discovery.getUsage': async ({ call }) => {
    const { queryMs: _, ...usage } = await call('discovery.getUsage', { kind: 'user', key: 'user3' });
    return usage;
  },
  'discovery.listEvidence': async ({ call }) => {
    const { rows } = await call('discovery.listEvidence', { subject: { host: HOST }, limit: 3 });
    return rows.map(({ line, raw, record }) => ({ line, raw, record }));
  },
  'discovery.listCategories': ({ call }) => call('discovery.listCategories', {}),
  'discovery.listRegularity': async ({ call }) => {
    const { queryMs: _, ...answer } = await call('discovery.listRegularity', { source: '10.0.0.1' });
    return answer;
  },
  'discovery.checkFilter': async ({ call }) => [
    await call('discovery.checkFilter', { table: 'users', filter: '' }),
    (await call('discovery.checkFilter', { table: 'users', filter: '((' })).ok,
  ],
  'discovery.listFilterFields': async ({ call }) => [
    await call('discovery.listFilterFields', { table: 'apps' }),
    await call('discovery.listFilterFields', { table: 'activities' }),
  ],
  'ranges.save': async ({ call }) =>
    call('ranges.save', { name: 'Branch', cidrs: ['10.0.0.0/29'], category: 'corporate', tags: ['branch'] }),
  'ranges.import': async ({ call, adapter, ranges }) =>
    call('ranges.import', { token: await adapter.giveFile(ranges) }),
  'ranges.list': async ({ call }) => call('ranges.list', {}),
  'ranges.export': async ({ call }) => call('ranges.export', {}),
  'ranges.remove': async ({ call }) => call('ranges.remove', { ids: [1] }),
  'probe.getState': async ({ call }) => {
    const { allowed, offline } = await call('probe.getState', {});
    return { allowed, offline };
  },
  // Off unless allowed: no conformance run connects anywhere.
  'probe.run': async ({ run }) => codeOf(run('probe.run', { apps: ['dropbox'] })),
  'probe.allow': async ({ call }) => call('probe.allow', { allowed: false }),
  'probe.forget': async ({ call }) => call('probe.forget', { apps: ['dropbox'] }),
  'geo.importList': async ({ call, adapter, addresses }) =>
    call('geo.importList', { token: await adapter.giveFile(addresses), class: 'tor', name: 'Exits' }),
  'geo.importFile': async ({ call, adapter, addresses }) =>
    codeOf(call('geo.importFile', { token: await adapter.giveFile(addresses) })),
  'geo.listSources': async ({ call }) =>
    (await call('geo.listSources', {})).lists.map(({ imported: _, ...row }) => row),
  'geo.removeSources': async ({ call }) => call('geo.removeSources', { lists: [1] }),
  'geo.lookUp': async ({ call }) =>
    (await call('geo.lookUp', { addresses: ['8.8.8.8', '10.0.0.1', 'no address'] })).map(({ country, asn, ranges }) => [
      country,
      asn,
      ranges,
    ]),
  'directory.import': async ({ call, adapter, people }) =>
    call('directory.import', { token: await adapter.giveFile(people) }),
  'directory.setMerge': async ({ call }) => call('directory.setMerge', { merge: true }),
  'directory.get': async ({ call }) => ({ ...(await call('directory.get', {})), imported: null }),
  'directory.clear': async ({ call }) => call('directory.clear', {}),
  'exclusions.add': async ({ call }) => call('exclusions.add', { kind: 'user', values: ['user6'], comment: 'a robot' }),
  'exclusions.list': async ({ call }) => (await call('exclusions.list', {})).map(({ added: _, ...row }) => row),
  'imports.rereadAll': async ({ run, call, kept }) => {
    const answer = await run('imports.rereadAll', {});
    const only = (await call('imports.list', {})).find((row) => row.keepEvidence);
    kept.set('import', String(only?.id));
    return [answer, only?.ledger?.reasons];
  },
  'exclusions.remove': async ({ call }) => call('exclusions.remove', { ids: [1] }),
  ...PRIVACY_CASES,
  'imports.reread': async ({ run, kept }) => {
    const id = Number(kept.get('import'));
    const { importId, ledger } = await run('imports.reread', { id, zone: 'Asia/Tokyo', stream: 'Branch' });
    kept.set('import', String(importId));
    return { parsed: ledger.parsed, stored: ledger.stored };
  },
  ...COLLECTOR_CASES,
  ...CONNECTION_CASES,
  'workspace.checkIntegrity': async ({ run }) => {
    const { ok, problems } = await run('workspace.checkIntegrity', {});
    return { ok, problems };
  },
  'workspace.compactEvidence': async ({ run }) => run('workspace.compactEvidence', {}),
  'workspace.backup': async ({ run, adapter, kept }) => {
    const token = await adapter.giveTarget('case.undercastz');
    kept.set('archive', token);
    const { bytes } = await run('workspace.backup', { token });
    return bytes > 0;
  },
  'imports.remove': async ({ run, call, kept }) => {
    await run('imports.remove', { id: Number(kept.get('import')) });
    return (await call('imports.list', {})).length;
  },
  'streams.remove': async ({ run, call, adapter, log }) => {
    await run('imports.start', { tokens: [await adapter.giveFile(log)], stream: 'Gone' });
    const gone = (await call('streams.list', {})).find(({ name }) => name === 'Gone');
    await run('streams.remove', { id: gone?.id ?? 0 });
    return [gone?.imports, (await call('streams.list', {})).length];
  },
  'catalog.deleteCustomApp': async ({ call, kept }) => call('catalog.deleteCustomApp', { id: kept.get('app') ?? '' }),
  'governance.export': async ({ call }) => {
    const { text, rows } = await call('governance.export', { format: 'csv', zone: 'UTC', search: 'workspace made' });
    return [rows, text.split('\n')[0]];
  },
  'governance.list': async ({ call }) => (await call('governance.list', {})).rows.map(({ action }) => action),
  'workspace.close': async ({ call }) => [await call('workspace.close', {}), await call('workspace.get', {})],
  'workspace.open': async ({ call, kept }) => {
    const { name, readOnly } = await call('workspace.open', { token: kept.get('workspace') ?? '', readOnly: true });
    return { name, readOnly };
  },
  'workspace.restore': async ({ run, adapter, kept }) => {
    const target = await adapter.placeWorkspace('Restored');
    const { imports, streams } = await run('workspace.restore', { archive: kept.get('archive') ?? '', target });
    return { imports, streams };
  },
  'workspace.createSample': async ({ run, adapter }) => {
    const token = await adapter.placeWorkspace('Sample');
    const { sample, extent } = await run('workspace.createSample', { token, lines: 1000, seed: 3 });
    return { sample, extent };
  },
};
