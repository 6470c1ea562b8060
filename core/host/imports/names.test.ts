/** Lines without user or host are named by other logs: at their time only, on a basis that is shown, and not for ever. */
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createWorkspace, importFiles, startEngine, type TestEngine, TestFolder } from '../host.test-kit.ts';

const folder = new TestFolder();
let test: TestEngine;
beforeAll(async () => {
  test = await startEngine();
  await createWorkspace(test, folder.path('names.undercast'));
});
afterAll(async () => {
  await test.stop();
  folder.remove();
});

const AT = Date.UTC(2026, 2, 2, 8) / 1000;
const flow = (second: number, source: string, address: string): string =>
  `${AT + second}.000 10 ${source} TCP_TUNNEL/200 500 CONNECT ${address}:443 - HIER_DIRECT/${address} -\n`;

const flows = folder.write(
  'flows.log',
  [
    flow(10, '10.1.0.5', '192.0.2.7'),
    flow(20, '10.1.0.6', '192.0.2.7'),
    flow(30, '10.1.0.5', '192.0.2.8'),
    // Long after the answer and the session have ended.
    flow(90_000, '10.1.0.5', '192.0.2.7'),
  ].join(''),
);
const answer = (client: string, host: string, address: string): string =>
  `${JSON.stringify({ ts: AT, 'id.orig_h': client, query: host, rcode: 0, answers: [address], TTLs: [60] })}\n`;
const dns = folder.write(
  'dns.log',
  answer('10.1.0.5', 'www.dropbox.com', '192.0.2.7') +
    // Two hosts of one address at once for one client: nobody can tell which.
    answer('10.1.0.5', 'a.example.net', '192.0.2.8') +
    answer('10.1.0.5', 'b.example.net', '192.0.2.8'),
);
const radius = folder.write(
  'detail',
  `Mon Mar  2 08:00:00 2026\n\tAcct-Status-Type = Start\n\tUser-Name = "ana"\n\tFramed-IP-Address = 10.1.0.5\n\tTimestamp = ${AT}\n\n`,
);

async function rows(table: 'users' | 'unmatched' | 'apps' | 'devices'): Promise<Map<unknown, unknown>> {
  const { columns } = await test.client.call('discovery.listRows', { table });
  const keys = columns.key ?? columns.id ?? [];
  return new Map(keys.map((key, row) => [key, columns.transactions?.[row]]));
}

function importNames(files: readonly string[]) {
  return test.client.run('names.import', { tokens: files.map((file) => test.grant(file)) });
}

it('come after the traffic: figures stay until it is read again, then show who and what it was', async () => {
  const { client } = test;
  await importFiles(test, [flows], { stream: 'flows' });
  expect(await rows('unmatched')).toEqual(
    new Map([
      ['192.0.2.7', 3],
      ['192.0.2.8', 1],
    ]),
  );
  const [{ id } = { id: 0 }] = await client.call('imports.list', {});
  const first = await importNames([dns, radius]);
  expect(first).toMatchObject({ id: 1, outdated: [id], ledger: { parsed: 4, rejected: 0 } });
  expect(await rows('users')).not.toContain('ana');
  // Files are counted where evidence is listed, and told by pages.
  const { evidence } = await client.call('names.list', {});
  expect(evidence.map(({ files }) => [files.count, files.first, files.formats.length])).toEqual([[2, dns, 2]]);
  expect(evidence[0]?.ledger).not.toHaveProperty('files');
  const page = await client.call('names.listFiles', { id: 1, page: { offset: 1, limit: 1 } });
  expect([page.total, page.files.map(({ path }) => path)]).toEqual([2, [radius]]);

  expect(await client.run('names.reread', {})).toEqual({ imports: 1 });
  expect((await rows('apps')).get('dropbox')).toBe(1);
  expect((await rows('users')).get('ana')).toBe(2);
  // The other client never asked, the other address is ambiguous, and the last line is too late.
  expect(await rows('unmatched')).toEqual(
    new Map([
      ['192.0.2.7', 2],
      ['192.0.2.8', 1],
    ]),
  );
  expect((await client.call('names.list', {})).outdated).toEqual([]);

  const users = await client.call('discovery.listRows', { table: 'users' });
  expect(users.columns.namedBy).toEqual(['VPN or RADIUS session']);
  const { rows: lines } = await client.call('discovery.listEvidence', { subject: { app: 'dropbox' } });
  expect(lines).toHaveLength(1);
  expect(lines[0]?.record).toMatchObject({
    destinationHost: 'www.dropbox.com',
    destinationIp: '192.0.2.7',
    sourceUser: 'ana',
    namedBy: 'host by DNS answer (name evidence 1); user by VPN or RADIUS session (name evidence 1)',
  });
  expect(await client.call('names.lookUp', { address: '10.1.0.5', at: (AT + 60) * 1000 })).toMatchObject({
    user: { value: 'ana', basis: 'VPN or RADIUS session', evidence: 1 },
    host: null,
  });
});

it('come before the traffic: it is named at once, the same way', async () => {
  const later = folder.write('later.log', flow(40, '10.1.0.5', '192.0.2.7') + flow(41, '10.1.0.9', '192.0.2.7'));
  await importFiles(test, [later], { stream: 'later' });
  expect((await rows('apps')).get('dropbox')).toBe(2);
  expect((await test.client.call('names.list', {})).outdated).toEqual([]);
});

it('are not counted twice, refused when they name nothing, and taken back with what they named', async () => {
  const { client } = test;
  expect(await importNames([dns])).toMatchObject({ id: null, ledger: { parsed: 3, duplicates: 3, stored: 0 } });
  await expect(importNames([flows])).rejects.toThrow('None of the 4 lines');
  expect(await client.run('names.remove', { id: 1 })).toEqual({ imports: 2 });
  expect((await rows('apps')).get('dropbox')).toBeUndefined();
  expect((await client.call('names.list', {})).evidence).toEqual([]);
  const { rows: log } = await client.call('governance.list', {});
  expect(log.map((row) => row.action).filter((action) => action.startsWith('names.'))).toEqual([
    'names.remove',
    'names.add',
  ]);
});

it('join addresses however they are spelled', async () => {
  const long = '2001:0DB8:0000:0000:0000:0000:0000:0077';
  const lease = answer('2001:db8::5', 'files.example.com', long);
  await importNames([folder.write('six.log', lease)]);
  for (const address of ['2001:db8::77', long, '2001:db8:0::77'])
    expect(
      await test.client.call('names.lookUp', { address, at: (AT + 10) * 1000, client: '2001:DB8:0::5' }),
    ).toMatchObject({
      host: { value: 'files.example.com' },
    });
  await expect(test.client.call('names.lookUp', { address: 'files', at: 0 })).rejects.toThrow('"files" is no address');
});

it('of many lines a record count those behind the first as what they are', async () => {
  const message = [
    'An account was successfully logged on.',
    '',
    'New Logon:',
    '\tAccount Name:\t\terin',
    '\tAccount Domain:\t\tCORP',
    '',
    'Network Information:',
    '\tWorkstation Name:\tWS-ERIN',
    '\tSource Network Address:\t10.1.0.77',
  ].join('\r\n');
  const logons = folder.write(
    'logons.csv',
    `"Message","Id","ProviderName","TimeCreated"\r\n"${message}","4624","Microsoft-Windows-Security-Auditing","3/2/2026 8:10:00 AM"\r\n`,
  );
  const { ledger } = await importNames([logons]);
  expect(ledger).toMatchObject({ parsed: 1, rejected: 0 });
  expect(ledger.files[0]?.reasons).toMatchObject({ continued: 9 });
});
