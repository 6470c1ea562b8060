/** Audit logs of connected apps beside traffic: which files are which, each record once, and what removing an import gives back. */
import path from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createWorkspace, importFiles, squidLog, startEngine, type TestEngine, TestFolder } from '../host.test-kit.ts';

let test: TestEngine;
const folder = new TestFolder();

beforeAll(async () => {
  test = await startEngine();
});
afterAll(async () => {
  await test.stop();
  folder.remove();
});

function audit(from: number, to: number): string {
  const records = Array.from({ length: to - from }, (_, at) => ({
    CreationTime: new Date(Date.UTC(2025, 2, 4, 9, 0, from + at)).toISOString().slice(0, 19),
    Id: `10000000-0000-4000-8000-${String(from + at).padStart(12, '0')}`,
    Operation: 'FileDownloaded',
    Workload: 'OneDrive',
    UserId: `user${(from + at) % 3}@example.com`,
    ClientIP: '192.0.2.10',
  }));
  return JSON.stringify(records, null, 1);
}

const shared = (over: object): object => expect.objectContaining(over);

describe('audit logs', () => {
  it('go to the activities, and traffic beside them to the cube', async () => {
    await createWorkspace(test, folder.fresh('mixed.undercast'));
    folder.write('mixed/audit.json', audit(0, 50));
    folder.write('mixed/access.log', squidLog(0, 100));
    const { ledger } = await importFiles(test, [folder.path('mixed')]);
    expect(ledger).toEqual(shared({ read: 150, parsed: 150, stored: 150, rejected: 0 }));
    const imports = await test.client.call('imports.list', {});
    expect(imports.map(({ stream, ledger: one }) => [stream, one?.stored])).toEqual([
      ['Connected apps', 50],
      ['Imported logs', 100],
    ]);
    expect((await test.client.run('workspace.checkIntegrity', {})).problems).toEqual([]);
  });

  it('decide over the file which is the day and which the month, and say so', async () => {
    await createWorkspace(test, folder.fresh('days.undercast'));
    const header = 'Activity,ActivityDateTime,DetectedDateTime,Id,IPAddress,RiskEventType,RiskLevel,UserPrincipalName';
    const csv = (times: readonly string[], id: string): string =>
      [
        header,
        ...times.map((time, at) => `signin,${time},${time},${id}${at},192.0.2.9,unlikelyTravel,low,bob@example.com`),
      ].join('\r\n');
    const british = folder.write(
      'british.csv',
      csv(['03/04/2025 10:00:00', '05/04/2025 10:00:00', '28/04/2025 10:00:00'], 'b'),
    );
    const american = folder.write('american.csv', csv(['03/04/2025 11:00:00', '03/31/2025 11:00:00'], 'a'));
    const untold = folder.write('untold.csv', csv(['02/03/2025 12:00:00'], 'u'));
    const { ledger } = await importFiles(test, [british, american, untold], { connector: 'auto' });
    expect(ledger.files.map(({ stored, reasons }) => ({ stored, reasons }))).toEqual([
      { stored: 3, reasons: { 'day-first': 2 } },
      { stored: 2, reasons: { 'month-first': 1 } },
      { stored: 0, reasons: { 'time-order': 1 } },
    ]);
    const { rows } = await test.client.call('activities.list', { limit: 1000 });
    expect(rows.map(({ time }) => new Date(time).toISOString().slice(0, 10)).sort()).toEqual([
      '2025-03-04',
      '2025-03-31',
      '2025-04-03',
      '2025-04-05',
      '2025-04-28',
    ]);
    const shown = await test.client.call('activities.get', {
      ref: rows.find(({ time }) => time === Date.UTC(2025, 3, 3, 10))?.ref ?? '',
    });
    expect(shown.activity).toEqual(shared({ time: '2025-04-03T10:00:00.000Z', connector: 'entra-risk' }));
  });

  it('reject a record of ten megabytes for its length, and read those around it', async () => {
    await createWorkspace(test, folder.fresh('long.undercast'));
    const [first, second] = JSON.parse(audit(0, 2)) as Record<string, unknown>[];
    const long = { ...first, Id: 'long', ObjectId: 'x'.repeat(10_000_000) };
    const lines = [first, long, second].map((one) => JSON.stringify(one)).join('\n');
    const { ledger } = await importFiles(test, [folder.write('long.json', lines)], { connector: 'auto' });
    expect(ledger).toEqual(shared({ read: 3, stored: 2, rejected: 1, reasons: { 'line-too-long': 1 } }));
  });

  it('count a record once, however often it comes, and give it to the next when its import goes', async () => {
    await createWorkspace(test, folder.fresh('once.undercast'));
    const first = folder.write('a.json', audit(0, 40));
    const second = folder.write('b.json', audit(30, 60));
    const one = await importFiles(test, [first, second], { connector: 'auto' });
    expect(one.ledger.files.map(({ stored, duplicates }) => [stored, duplicates])).toEqual([
      [40, 0],
      [20, 10],
    ]);
    const again = await importFiles(test, [folder.write('c.json', audit(0, 40))], { connector: 'm365-ual' });
    expect(again.ledger).toEqual(shared({ parsed: 40, duplicates: 40, stored: 0 }));
    expect(again.ledger.files[0]?.alreadyImported).toBe(true);
    await test.client.run('imports.remove', { id: one.importId });
    const [left] = await test.client.call('imports.list', {});
    expect(left?.ledger).toEqual(shared({ parsed: 40, duplicates: 0, stored: 40 }));
  });

  it('of people out of scope are not stored, nor is anything of their records, and the ledger says how many they were', async () => {
    await createWorkspace(test, folder.fresh('scope.undercast'));
    const { client } = test;
    const people = 'userPrincipalName,groups\nuser0@example.com,Pilot\nuser1@example.com,Pilot;Board\n';
    await client.call('directory.import', { token: test.grant(folder.write('people.csv', people)) });
    const early = await importFiles(test, [folder.write('early.json', audit(0, 30))], { connector: 'auto' });
    const rule = { kind: 'include' as const, groups: ['pilot'], apps: null };
    expect(await client.call('scope.preview', rule)).toEqual({
      people: 2,
      users: 2,
      covered: 20,
      stored: 30,
      leftOut: 10,
    });
    const { id } = await client.call('scope.saveRule', { ...rule, name: 'Pilot' });
    await client.call('scope.saveRule', {
      kind: 'exclude',
      name: 'Board',
      groups: ['Board'],
      apps: ['onedrive-for-business', 'box'],
    });
    const late = await importFiles(test, [folder.write('late.json', audit(30, 60))], { connector: 'auto' });
    const facts = { read: 30, parsed: 10, skipped: 20, stored: 10, reasons: { 'out-of-scope': 20 } };
    expect(late.ledger).toEqual(shared({ ...facts, rejected: 0, blank: 0 }));
    expect(await client.call('imports.listRejects', { id: late.importId })).toEqual([]);
    const users = async () => (await client.call('activities.facets', { fields: ['user'] })).user?.values;
    expect(await users()).toEqual([
      shared({ value: 'user0@example.com', count: 20 }),
      shared({ value: 'user1@example.com', count: 10 }),
      shared({ value: 'user2@example.com', count: 10 }),
    ]);
    expect((await client.call('activities.list', { filter: 'raw:user1' })).records).toBe(10);

    // Rules hold for what is read from now on: also for what is read again.
    const again = await client.run('imports.reread', { id: early.importId });
    expect(again.ledger).toEqual(shared({ parsed: 10, skipped: 20 }));
    await client.call('scope.removeRule', { id });
    const { rules } = await client.call('scope.get', {});
    expect(rules).toMatchObject([{ name: 'Board', kind: 'exclude', apps: ['onedrive-for-business', 'box'] }]);
    const log = (await client.call('governance.list', {})).rows.map(({ action, subject }) => `${action} ${subject}`);
    expect(log).toEqual(expect.arrayContaining(['scope.add Pilot', 'scope.add Board', 'scope.remove Pilot']));
    const nobody = { kind: 'include' as const, name: 'Nobody', groups: ['Nobody'], apps: null };
    await client.call('scope.saveRule', nobody);
    const none = importFiles(test, [folder.write('none.json', audit(60, 70))], { connector: 'auto' });
    await expect(none).rejects.toThrow('is of a user in scope');
    expect((await client.run('workspace.checkIntegrity', {})).problems).toEqual([]);
  });

  it('of private groups are in no answer but to whoever says why, which is written down', async () => {
    await createWorkspace(test, folder.fresh('private.undercast'));
    const { client } = test;
    const people = 'userPrincipalName,groups\nuser2@example.com,Works council\n';
    await client.call('directory.import', { token: test.grant(folder.write('council.csv', people)) });
    const early = await importFiles(test, [folder.write('before.json', audit(0, 30))], { connector: 'auto' });
    await client.call('scope.setPrivateGroups', { groups: ['Works council'] });
    const late = await importFiles(test, [folder.write('after.json', audit(30, 60))], { connector: 'auto' });
    expect(late.ledger).toEqual(shared({ parsed: 30, stored: 30, skipped: 0 }));
    const counts = async () => {
      const { rows, records, events } = await client.call('activities.list', { limit: 1000 });
      const { user, app } = await client.call('activities.facets', { fields: ['user', 'app'] });
      const exported = await client.call('activities.export', { format: 'csv', zone: 'UTC' });
      const { success, failure, unknown } = await client.call('activities.histogram', { buckets: 1 });
      return {
        list: [rows.length, records, events],
        user: user?.values.find(({ value }) => value === 'user2@example.com')?.count ?? 0,
        app: app?.values[0]?.count,
        export: [exported.rows, exported.records],
        histogram: [...success, ...failure, ...unknown].reduce((sum, count) => sum + count, 0),
        described: (await client.call('activities.describe', {})).records,
        account: (await client.call('accounts.list', { search: 'user2' })).rows.map(({ activities }) => activities),
        app2: (await client.call('connectors.list', {})).map(({ activities }) => activities),
        found: (await client.call('activities.list', { filter: 'raw:user2' })).records,
      };
    };
    const none = { list: [50, 50, 50], user: 10, app: 50, export: [50, 50], histogram: 50, described: 50 };
    expect(await counts()).toEqual({ ...none, account: [10], app2: [50], found: 10 });

    const reason = 'Incident 4711';
    const all = await client.call('activities.listPrivate', { limit: 1000, reason });
    expect([all.records, all.rows.filter(({ isPrivate }) => isPrivate).length]).toEqual([60, 10]);
    const ref = all.rows.find(({ isPrivate }) => isPrivate)?.ref ?? '';
    await expect(client.call('activities.get', { ref })).rejects.toThrow('is private');
    expect((await client.call('activities.getPrivate', { ref, reason })).row.isPrivate).toBe(true);
    const whole = await client.call('activities.exportPrivate', { format: 'json', zone: 'UTC', reason });
    expect(whole.rows).toBe(60);
    // An answer that holds none is nobody's business.
    await client.call('activities.listPrivate', { filter: 'user:user0@example.com', reason });
    const log = (await client.call('governance.list', { search: 'privacy.' })).rows.filter(
      ({ detail }) => detail.reason,
    );
    expect(log.map(({ action, detail }) => [action, detail.activities, detail.reason])).toEqual([
      ['privacy.exportActivities', 10, reason],
      ['privacy.viewActivity', 1, reason],
      ['privacy.viewActivities', 10, reason],
    ]);

    // What is read again goes by the groups of now.
    await client.run('imports.reread', { id: early.importId });
    expect(await counts()).toMatchObject({ list: [40, 40, 40], user: 0, account: [], app2: [40] });
    expect((await client.run('workspace.checkIntegrity', {})).problems).toEqual([]);
  });

  it('are read again from their records, in place, with lines that were refused still accounted for', async () => {
    await createWorkspace(test, folder.fresh('again.undercast'));
    const lines = (JSON.parse(audit(0, 60)) as object[]).map((one) => JSON.stringify(one));
    lines.splice(2, 0, 'no record', '', '{"Operation":"x"}');
    const first = await importFiles(
      test,
      [folder.write('a.json', `${lines.join('\n')}\n`), folder.write('b.json', audit(50, 70))],
      {
        connector: 'auto',
      },
    );
    await importFiles(test, [folder.write('late.json', audit(0, 10))], { connector: 'auto' });
    const list = async () =>
      (await test.client.call('activities.list', { limit: 200 })).rows.map(({ ref: _, ...row }) => row);
    const ledgers = async () =>
      Promise.all(
        (await test.client.call('imports.list', {})).map(async ({ id }) =>
          (await test.client.call('imports.get', { id })).ledger?.files.map(({ path: _, ...file }) => file),
        ),
      );
    const before = [await list(), await ledgers()];
    expect(first.ledger.files[0]).toMatchObject({ read: 63, parsed: 60, blank: 1 });
    const { importId, ledger } = await test.client.run('imports.reread', { id: first.importId });
    expect(importId).not.toBe(first.importId);
    expect(ledger).toMatchObject({ read: first.ledger.read, stored: 70, duplicates: 10 });
    expect([await list(), await ledgers()]).toEqual(before);
    expect((await test.client.run('workspace.checkIntegrity', {})).problems).toEqual([]);
    const moved = await test.client.run('imports.reread', { id: importId, stream: 'Elsewhere' });
    expect((await test.client.call('imports.get', { id: moved.importId })).stream).toBe('Elsewhere');
    const again = (change: object) => test.client.run('imports.reread', { id: moved.importId, ...change });
    await expect(again({ format: 'squid-native' })).rejects.toMatchObject({ code: 'input.invalid' });
    const bare = await importFiles(test, [folder.write('c.json', audit(80, 85))], {
      connector: 'auto',
      keepEvidence: false,
    });
    const fault = { code: 'import.evidenceOff' };
    await expect(test.client.run('imports.reread', { id: bare.importId })).rejects.toMatchObject(fault);
  });

  it('say where an exporter probably stopped', async () => {
    await createWorkspace(test, folder.fresh('capped.undercast'));
    const { ledger } = await importFiles(test, [folder.write('capped.json', audit(0, 5000))]);
    expect(ledger.files[0]?.reasons).toEqual({ 'probably-truncated': 1 });
  });

  it('are checked to the last column and record', async () => {
    const place = folder.fresh('damaged.undercast');
    await createWorkspace(test, place);
    await importFiles(test, [folder.write('whole.json', audit(0, 50))]);
    const check = () => test.client.run('workspace.checkIntegrity', {});
    expect(await check()).toMatchObject({ ok: true, activityBlocks: 1 });
    await test.client.call('workspace.close', {});
    const db = new Database(path.join(place, 'workspace.db'));
    db.prepare('UPDATE activity_column SET data = substr(data, 1, length(data) - 3) WHERE col = 1').run();
    db.prepare('UPDATE activity_raw SET data = substr(data, 1, length(data) - 1)').run();
    db.prepare('DELETE FROM activity_word WHERE kind = 9').run();
    db.close();
    await test.client.call('workspace.open', { token: test.grant(place) });
    expect((await check()).problems).toEqual([
      expect.stringMatching(/^activities of import 1, block 1: .*user/),
      'activities of import 1, block 1: ip names no word',
      'activities of import 1, block 1: records from 1 on are damaged',
    ]);
  });

  it('stand without their records where these are not to be kept', async () => {
    await createWorkspace(test, folder.fresh('bare.undercast'));
    await importFiles(test, [folder.write('bare.json', audit(0, 9))], { keepEvidence: false });
    const { rows } = await test.client.call('activities.list', { filter: 'user:user1@example.com' });
    expect(rows).toHaveLength(3);
    expect(await test.client.call('activities.get', { ref: rows[0]?.ref ?? '' })).toMatchObject({
      raw: '',
      activity: {},
    });
    expect((await test.client.run('workspace.checkIntegrity', {})).problems).toEqual([]);
  });

  it('follow their stream: an anonymised one takes them sealed, a clear one never becomes one', async () => {
    await createWorkspace(test, folder.fresh('secret.undercast'));
    const file = folder.write('people.json', audit(0, 5));
    await test.client.call('privacy.createKey', { passphrase: 'correct horse' });
    await importFiles(test, [file], { stream: 'Clear' });
    await expect(importFiles(test, [file], { stream: 'Clear', anonymise: true })).rejects.toThrow(/holds clear names/);
    await importFiles(test, [folder.write('secret.log', squidLog(0, 10))], { anonymise: true, stream: 'Sealed' });
    // The same records again, but nobody can tell without the key: they count for themselves.
    expect((await importFiles(test, [file], { stream: 'Sealed' })).ledger).toEqual(
      shared({ stored: 5, duplicates: 0 }),
    );
    const { rows } = await test.client.call('activities.list', {});
    expect(rows.filter(({ user }) => user?.startsWith('User_'))).toHaveLength(5);
  });

  it('are no traffic where a shipper rewrote them', async () => {
    await createWorkspace(test, folder.fresh('shipped.undercast'));
    const shipped = { '@timestamp': '2025-03-04T09:00:00Z', 'event.dataset': 'o365.audit', 'client.ip': '192.0.2.1' };
    const flat = { ...shipped, 'user.id': 'ana', 'url.original': 'https://example.sharepoint.com/a' };
    const file = folder.write('x-expected.json', JSON.stringify([flat, flat]));
    await expect(importFiles(test, [file])).rejects.toThrow(/Import the provider's own export/);
  });

  it('that nobody reads come with the next step', async () => {
    await createWorkspace(test, folder.fresh('unknown.undercast'));
    const file = folder.write('odd.json', '[{"who":"ana","what":"did"},{"who":"bo","what":"did"}]');
    await expect(importFiles(test, [file])).rejects.toThrow(/name its connector/);
  });

  it('are refused where no connector reads them, and leave nothing', async () => {
    await createWorkspace(test, folder.fresh('none.undercast'));
    const file = folder.write('x.json', '[{"a":1}]');
    await expect(importFiles(test, [file], { connector: 'auto' })).rejects.toThrow(/read by no connector/);
    await expect(importFiles(test, [file], { connector: 'nobody' })).rejects.toThrow(/no connector "nobody"/);
    const imports = await test.client.call('imports.list', {});
    expect(imports.map(({ state }) => state)).toEqual(['failed']);
  });
});
