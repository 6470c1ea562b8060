/** The commands over a workspace, on a log whose sums are worked out here. */
import { cpSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from 'vitest';
import { callCli, runCli, squidLog, temporaryFolder } from './run-cli.test-kit.ts';

type Row = Readonly<Record<string, unknown>>;
interface LedgerJson extends Row {
  readonly files: readonly Row[];
  readonly reasons: Readonly<Record<string, number>>;
}

const LINES = 300;
const folder = temporaryFolder();
const workspace = path.join(folder, 'case.undercast');
const log = path.join(folder, 'proxy.log');
const place = ['--workspace', workspace];
const rows = async (...words: readonly string[]): Promise<readonly Row[]> =>
  JSON.parse((await callCli([...words, ...place, '--json'])).out) as readonly Row[];
const lines = (text: string): readonly string[] => text.split('\n').filter((line) => line !== '');

/** What squidLog(LINES) holds, counted apart from the engine. */
function expected(host: string): {
  readonly transactions: number;
  readonly blocked: number;
  readonly received: number;
} {
  const own = lines(squidLog(LINES)).filter((line) => line.includes(`${host}:443`));
  return {
    transactions: own.length,
    blocked: own.filter((line) => line.includes('TCP_DENIED')).length,
    received: own.reduce((sum, line) => sum + Number(line.split(/\s+/)[4]), 0),
  };
}

describe('a workspace', () => {
  let ledger: LedgerJson;

  beforeAll(async () => {
    writeFileSync(log, `${squidLog(LINES)}no log line\n\n`);
    const { status, out, err } = await runCli(['import', log, ...place, '--stream', 'Edge proxy', '--json']);
    expect([status, err]).toEqual([0, '']);
    ledger = JSON.parse(out) as LedgerJson;
  });

  it('is made by import, which accounts for every line', () => {
    expect(existsSync(path.join(workspace, 'workspace.undercast'))).toBe(true);
    expect(ledger).toMatchObject({ read: LINES + 2, parsed: LINES, rejected: 1, skipped: 0, blank: 1 });
    expect(ledger).toMatchObject({ duplicates: 0, stored: LINES, reasons: { shape: 1 } });
    expect(ledger.from).toMatch(/^2026-03-02T08:00:00/);
    expect(ledger.files).toHaveLength(1);
    expect(ledger.files[0]).toMatchObject({ path: log, format: 'squid-native', stored: LINES, alreadyImported: false });
    expect(String(ledger.files[0]?.sha256)).toMatch(/^[0-9a-f]{64}$/);
  });

  it('lists apps with the shape that programs read; unknown is null, never 0', async () => {
    const apps = await rows('apps');
    const dropbox = apps.find((app) => app.name === 'Dropbox');
    const { transactions, blocked, received } = expected('www.dropbox.com');
    expect(Object.keys(dropbox ?? {})).toEqual([
      ...['id', 'name', 'category', 'score', 'coverage', 'tag', 'transactions', 'blocked'],
      ...['bytesSent', 'bytesReceived', 'bytesTotal', 'users', 'sources', 'hosts', 'firstSeen', 'lastSeen'],
    ]);
    expect(dropbox).toMatchObject({ category: 'cloud-storage', tag: null, transactions, blocked });
    expect(dropbox).toMatchObject({ bytesSent: null, bytesReceived: received, users: 2, sources: 4, hosts: 1 });
    expect(dropbox?.firstSeen).toBe('2026-03-02T08:00:00Z');
    expect(dropbox?.lastSeen).toBe('2026-03-02T08:04:55Z');
  });

  it('lists users, sources and unmatched hosts', async () => {
    const users = await rows('users', '--sort', 'user');
    expect(users.map((row) => row.user)).toEqual(expect.arrayContaining(['alice@example.com', 'bob@example.com']));
    expect(users.find((row) => row.user === 'alice@example.com')).toMatchObject({ transactions: 100, bytesSent: null });
    const sources = await rows('sources', '--sort', 'source:asc');
    expect(sources.map((row) => row.source)).toEqual(['10.1.0.1', '10.1.0.2', '10.1.0.3', '10.1.0.4']);
    const hosts = await rows('unmatched');
    const own = expected('app.example.com');
    expect(hosts.map((row) => row.host)).toEqual(expect.arrayContaining(['app.example.com', 'files.example.net']));
    expect(hosts.find((row) => row.host === 'app.example.com')).toMatchObject({ transactions: own.transactions });
  });

  it('narrows by filter, time, stream and limit', async () => {
    expect(await rows('apps', '--filter', 'category:"Cloud storage"')).toHaveLength(1);
    expect(await rows('apps', '--filter', 'bytesSent:known')).toHaveLength(0);
    expect(await rows('apps', '--limit', '1')).toHaveLength(1);
    expect(await rows('users', '--filter', 'user:*@example.com and transactions>=100')).toHaveLength(2);
    expect(await rows('sources', '--filter', 'source:10.1.0.0/31')).toHaveLength(1);
    expect(await rows('apps', '--stream', 'Edge proxy')).not.toHaveLength(0);
    expect(await rows('apps', '--from', '2026-03-03')).toHaveLength(0);
    expect(await rows('apps', '--to', '2026-03-01')).toHaveLength(0);
    expect(await rows('apps', '--from', '-1d', '--to', '2026-03-02')).not.toHaveLength(0);
  });

  it('prints tables for people', async () => {
    const { status, out, err } = await runCli(['apps', ...place]);
    expect(status).toBe(0);
    expect(out).toMatch(/^APP +CATEGORY +SCORE +TAG +USERS +TRANSACTIONS +UPLOAD +TRAFFIC +LAST SEEN \(UTC\)\n/);
    expect(out).toMatch(/^Dropbox +Cloud storage .* – /m);
    expect(err).toMatch(/^\d+ discovered apps\.\n$/);
  });

  it('opens the lines behind a figure', async () => {
    const words = ['evidence', ...place, '--host', 'app.example.com', '--user', 'alice@example.com', '--ndjson'];
    const { status, out } = await callCli([...words, '--limit', '1000']);
    const found = lines(out).map((line) => JSON.parse(line) as Row);
    const wanted = lines(squidLog(LINES)).flatMap((raw, index) =>
      raw.includes('app.example.com:443 alice@') ? [{ line: index + 1, raw }] : [],
    );
    expect(status).toBe(0);
    expect(found.map(({ line, raw }) => ({ line, raw }))).toEqual(wanted);
    expect(found[0]).toMatchObject({ file: log, record: { destinationHost: 'app.example.com' } });
    const text = await callCli(['evidence', ...place, '--source', '10.1.0.1', '--limit', '2']);
    expect(text.out.startsWith(`${log}:1\t${lines(squidLog(1))[0]}\n`)).toBe(true);
    expect(lines(text.out)).toHaveLength(2);
    expect(text.err).toContain('there are more');
  });

  it('does not count a file twice: the same, its .gz twin, or grown by a tail', async () => {
    const twin = path.join(folder, 'proxy.log.gz');
    const grown = path.join(folder, 'proxy-grown.log');
    writeFileSync(twin, gzipSync(readFileSync(log)));
    writeFileSync(grown, `${readFileSync(log, 'utf8')}${squidLog(50, LINES)}`);
    const again = async (file: string): Promise<LedgerJson> =>
      JSON.parse((await callCli(['import', file, ...place, '--stream', 'Edge proxy', '--json'])).out) as LedgerJson;
    expect(await again(log)).toMatchObject({ parsed: LINES, duplicates: LINES, stored: 0 });
    expect(await again(twin)).toMatchObject({ parsed: LINES, duplicates: LINES, stored: 0 });
    expect(await again(grown)).toMatchObject({ parsed: LINES + 50, duplicates: LINES, stored: 50 });
    const apps = await rows('apps');
    expect(apps.reduce((sum, app) => sum + Number(app.transactions), 0)).toBeLessThanOrEqual(LINES + 50);
  });

  it('removes and re-reads imports', async () => {
    const before = await rows('apps');
    const extra = path.join(folder, 'extra.log');
    writeFileSync(extra, squidLog(40, 5_000));
    await callCli(['import', extra, ...place, '--stream', 'Extra']);
    expect(await rows('apps')).not.toEqual(before);
    const imports = await rows('imports', 'list');
    const last = imports.find((row) => row.stream === 'Extra');
    const id = String(last?.id);
    expect(last).toMatchObject({ state: 'done', ledger: { stored: 40 } });
    const reread = await callCli(['imports', 'reread', id, ...place, '--stream', 'Extra proxy', '--json']);
    expect(JSON.parse(reread.out)).toMatchObject({ parsed: 40, stored: 40 });
    const renamed = (await rows('imports', 'list')).find((row) => row.stream === 'Extra proxy');
    expect((await callCli(['imports', 'remove', String(renamed?.id), ...place])).status).toBe(0);
    expect(await rows('apps')).toEqual(before);
    const rejects = await rows('imports', 'rejects', '1');
    expect(rejects).toEqual([{ file: log, line: LINES + 1, verdict: 'rejected', reason: 'shape', raw: 'no log line' }]);
  });

  it('tags apps by id or name, all or none', async () => {
    const tagged = async (): Promise<unknown> => (await rows('apps')).find((app) => app.name === 'Dropbox')?.tag;
    expect((await callCli(['tag', 'Dropbox', ...place, '--unsanction'])).out).toContain('no tag → unsanctioned');
    expect((await callCli(['tag', 'Dropbox', ...place, '--add', 'Pilot', 'HR only'])).out).toContain('2 tags');
    expect((await callCli(['tag', 'Dropbox', ...place, '--remove', 'pilot', '--json'])).out).toContain('"changed":1');
    expect(await tagged()).toBe('unsanctioned');
    expect(await rows('apps', '--filter', 'tag:unsanctioned')).toHaveLength(1);
    const failed = await callCli(['tag', 'dropbox', 'no such app', ...place, '--sanction']);
    expect([failed.status, lines(failed.err).length]).toEqual([1, 1]);
    expect(await tagged()).toBe('unsanctioned');
    await callCli(['tag', 'dropbox', ...place, '--clear']);
    expect(await tagged()).toBe(null);
  });

  it('decides on apps beyond tags, and on all that a filter finds', async () => {
    const shown = async () => JSON.parse((await callCli(['catalog', 'show', 'dropbox', ...place, '--json'])).out);
    const before = await shown();
    await callCli([
      'tag',
      'dropbox',
      ...place,
      '--score',
      '3',
      '--note',
      'asked for it',
      '--category',
      'collaboration',
    ]);
    expect(await shown()).toMatchObject({ score: 3, note: 'asked for it', category: 'collaboration' });
    await callCli(['tag', 'dropbox', ...place, '--score', 'catalog', '--note', '', '--category', 'catalog']);
    expect(await shown()).toEqual(before);
    const all = await callCli(['tag', '--filter', 'category:forums', ...place, '--monitor', '--json']);
    expect(JSON.parse(all.out).previous.length).toBeGreaterThan(50);
    await callCli(['tag', '--filter', 'tag:monitored', ...place, '--clear']);
    const none = await callCli(['tag', '--filter', 'tag:monitored', ...place, '--clear']);
    expect([none.status, none.err]).toEqual([2, expect.stringContaining('finds no app')]);
    expect((await callCli(['tag', 'dropbox', '--filter', 'tag:none', ...place, '--clear'])).status).toBe(2);
  });

  it('exports what the table shows', async () => {
    const out = path.join(folder, 'apps.csv');
    const made = await callCli([
      'export',
      'apps',
      ...place,
      '--to',
      'csv',
      '--out',
      out,
      '--columns',
      'name,bytesSent,users',
    ]);
    expect([made.status, made.out]).toEqual([0, '']);
    const text = readFileSync(out, 'utf8');
    expect(text.split('\r\n')[0]).toBe('App,Upload (bytes),Users');
    expect(text).toContain('Dropbox,,2\r\n');
    const json = await callCli(['export', 'apps', ...place, '--to', 'json']);
    expect((JSON.parse(json.out) as readonly Row[]).map((row) => row.name)).toContain('Dropbox');
  });

  it('tells of itself, checks itself and is backed up', async () => {
    const info = JSON.parse((await callCli(['workspace', 'info', ...place, '--json'])).out) as Row;
    expect(info).toMatchObject({ name: 'case', path: workspace, sample: false });
    const check = await callCli(['workspace', 'check', ...place, '--json']);
    expect([check.status, JSON.parse(check.out)]).toMatchObject([0, { ok: true, problems: [] }]);
    const archive = path.join(folder, 'case.undercastz');
    const backup = await callCli(['workspace', 'backup', ...place, '--out', archive, '--json']);
    expect(backup.status).toBe(0);
    expect(JSON.parse(backup.out)).toMatchObject({ path: archive, bytes: readFileSync(archive).length });
    expect((await callCli(['workspace', 'backup', ...place, '--out', archive])).status).toBe(1);
  });

  it('says of a damaged workspace what and where, in whole sentences', async () => {
    const damaged = path.join(folder, 'damaged.undercast');
    cpSync(workspace, damaged, { recursive: true });
    const evidence = path.join(damaged, 'evidence');
    for (const file of readdirSync(evidence)) {
      const bytes = readFileSync(path.join(evidence, file));
      writeFileSync(path.join(evidence, file), bytes.fill(0, Math.floor(bytes.length / 2)));
    }
    const check = await callCli(['workspace', 'check', '--workspace', damaged]);
    expect(check.status).not.toBe(0);
    expect(check.err).toMatch(/is damaged: evidence of import 1, lines .*[^.]\. Restore a backup\./);
    const lines = await callCli(['evidence', '--workspace', damaged]);
    expect(lines.status).toBe(1);
    expect(lines.err).toMatch(/Lines 1 to \d+ of .* are damaged on disk/);
    expect(lines.err).toMatch(/\d+ lines of the evidence cannot be read; .* Restore a backup/);
  });

  it('answers catalog questions', async () => {
    const found = await rows('catalog', 'lookup', 'www.dropbox.com', 'app.example.com');
    expect(found[0]).toMatchObject({ host: 'www.dropbox.com', app: { id: 'dropbox', category: 'cloud-storage' } });
    expect(found[1]).toMatchObject({ host: 'app.example.com', app: null, matched: '' });
    const stats = JSON.parse((await callCli(['catalog', 'stats', '--json'])).out) as Row;
    for (const key of ['apps', 'domains', 'categories', 'factors', 'headApps', 'knownValues', 'medianKnown']) {
      expect(Number(stats[key])).toBeGreaterThan(0);
    }
    const show = await callCli(['catalog', 'show', 'DROPBOX']);
    expect(show.out).toMatch(/^Dropbox\nId +dropbox\n/);
    const exported = lines((await callCli(['catalog', 'export'])).out);
    expect(exported).toHaveLength(Number(stats.apps));
  });

  it('ends with the status that a fault earns and one line, and changes nothing', async () => {
    const before = await rows('imports', 'list');
    for (const [words, status, message] of [
      [['apps', '--filter', 'nonsense:1'], 2, '--filter, character 1: There is no field named "nonsense".'],
      [['apps', '--filter', 'x'.repeat(20_001)], 2, 'Filter is too long: 20000 characters at most'],
      [['apps', '--from', 'yesterday'], 2, '--from yesterday is no time'],
      [['apps', '--from', '2026-03-05', '--to', '2026-03-01'], 2, 'time range is empty'],
      [['apps', '--stream', 'Nothing'], 1, 'no stream "Nothing"'],
      [['evidence', '--app', 'no-such-app'], 1, 'no app'],
      [['evidence', '--user', 'nobody@example.com'], 1, 'nobody@example.com'],
      [['imports', 'remove', '99'], 1, '99'],
      [['import', '/no/such/file'], 1, 'no file or folder'],
      [['import', '-', '--format', 'nonsense'], 2, 'no format "nonsense"'],
      [['import', '-', '--zone', 'Mars/Base'], 2, 'Mars/Base'],
    ] as const) {
      const result = await callCli([...words, ...place]);
      expect(result.err).toContain(message);
      expect([result.status, result.out, lines(result.err).length]).toEqual([status, '', 1]);
    }
    expect(await rows('imports', 'list')).toEqual(before);
  });
});
