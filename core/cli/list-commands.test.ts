/** Streams, views, ranges, directory, exclusions and beacons as a shell asks for them, over a proxy's log and an endpoint export. */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { mmdbOf } from '../services/geo/mmdb.test-kit.ts';
import { callCli, squidLog, temporaryFolder } from './run-cli.test-kit.ts';

type Row = Readonly<Record<string, unknown>>;

const folder = temporaryFolder();
const place = ['--workspace', path.join(folder, 'case.undercast')];
const file = (name: string, text: string): string => {
  writeFileSync(path.join(folder, name), text);
  return path.join(folder, name);
};
const rows = async (...words: readonly string[]): Promise<readonly Row[]> =>
  JSON.parse((await callCli([...words, ...place, '--json'])).out) as readonly Row[];
const run = async (...words: readonly string[]): Promise<string> => {
  const { status, out, err } = await callCli([...words, ...place]);
  expect([words.join(' '), status, err.replace(/^[^u].*\n/gm, '')]).toEqual([words.join(' '), 0, '']);
  return out;
};

/** Rows of a query that counts by the hour: each stands for `count_` connections. */
const ENDPOINT = `Timestamp,DeviceName,InitiatingProcessAccountUpn,LocalIP,RemoteUrl,RemoteIP,ActionType,count_
2026-03-02T08:00:00Z,lap-1.example.com,alice@example.com,10.1.0.9,www.dropbox.com,192.0.2.7,ConnectionSuccess,40
2026-03-02T09:00:00Z,lap-2.example.com,bob@example.com,198.51.100.9,www.dropbox.com,192.0.2.7,ConnectionSuccess,2
`;

beforeAll(async () => {
  await run('import', file('proxy.log', squidLog(120)), '--stream', 'Proxy');
  await run('import', file('endpoint.csv', ENDPOINT), '--stream', 'Endpoints');
});

it('an endpoint stream has devices, counts its rows, and is not in the global view', async () => {
  expect((await rows('streams', 'list')).map((row) => [row.name, row.kind, row.inGlobal, row.transactions])).toEqual([
    ['Endpoints', 'endpoint', false, 42],
    ['Proxy', 'snapshot', true, 120],
  ]);
  expect(await rows('devices')).toEqual([]);
  await run('ranges', 'add', 'Office', '10.1.0.0/16', '--category', 'corporate', '--tags', 'office');
  const devices = await rows('devices', '--stream', 'Endpoints', '--filter', 'network:off');
  expect(devices.map((row) => [row.device, row.transactions])).toEqual([['lap-2.example.com', 2]]);
});

it('a view narrows every table; what is excluded leaves past imports when they are read again', async () => {
  await run('directory', 'import', file('people.csv', 'upn;groups\nalice@example.com;Staff\nbob@example.com;Guests\n'));
  await run('views', 'add', 'Staff', '--groups', 'Staff', '--tags', 'office', '--streams', 'Proxy,Endpoints');
  expect((await rows('users', '--view', 'Staff')).map((row) => [row.user, row.transactions])).toEqual([
    ['alice@example.com', 80],
  ]);
  await run('exclude', 'add', 'group', 'Staff', '--comment', 'works council');
  // Misspelt, it would leave nobody out without a word.
  expect(JSON.parse(await run('exclude', 'add', 'group', 'STAFF', 'Stuff', '--json'))).toMatchObject({
    emptyGroups: ['Stuff'],
  });
  expect(await run('exclude', 'apply')).toContain('2 imports read again');
  expect((await rows('users')).map((row) => row.user)).toEqual(['bob@example.com']);
  expect((await rows('streams', 'list')).map((row) => row.transactions)).toEqual([2, 80]);
});

it('a list and a file of the user’s own say what addresses are; removed, the shipped data say it', async () => {
  expect(await run('geo', 'import', file('exits.txt', '198.51.100.0/24\n'), '--as', 'tor')).toBe(
    'exits: 1 entry of kind tor.\n',
  );
  writeFileSync(
    path.join(folder, 'own.mmdb'),
    mmdbOf('Own-City', [['198.51.100.0/24', { country: 'NL', city: 'Delft' }]]),
  );
  await run('geo', 'import', path.join(folder, 'own.mmdb'));
  expect((await rows('geo', 'lookup', '198.51.100.9')).map((row) => [row.location, row.classes])).toEqual([
    ['Delft, NL', [{ class: 'tor', basis: 'exits' }]],
  ]);
  const found = await rows('sources', '--stream', 'Endpoints', '--filter', 'source.country:NL and source.kind:tor');
  expect(found.map((row) => [row.source, row.country, row.kinds])).toEqual([['198.51.100.9', 'NL', 'tor']]);
  // Tables and files for readers name the country; a filter takes the code or the name.
  const named = [
    '--stream',
    'Endpoints',
    '--filter',
    'source.country:netherlands and source.kind:tor',
    '--columns',
    'key,country',
  ];
  expect(await run('export', 'sources', '--to', 'csv', ...named)).toMatch(
    /^.?Source address,Country\r?\n198\.51\.100\.9,Netherlands\r?\n$/u,
  );
  expect(await run('geo', 'sources')).toMatch(/list:1 +exits +tor +1 .*\nfile:1 +own\.mmdb +Own-City/);
  await run('geo', 'remove', 'list:1', 'file:1');
  expect((await rows('geo', 'lookup', '198.51.100.9')).map((row) => [row.location, row.classes])).toEqual([[null, []]]);
});

it('what does not exist is named, with what there is', async () => {
  const { status, err } = await callCli(['users', ...place, '--view', 'Nobody']);
  expect([status, err]).toEqual([
    1,
    expect.stringContaining('There is no view "Nobody" in this workspace. It has "Staff"'),
  ]);
});

it('a list that holds nobody says what is wrong with it: empty, without rows, or without the columns that count', async () => {
  const refused = async (list: string, text: string): Promise<string> => {
    const { status, err } = await callCli([list, 'import', file('list.csv', text), ...place]);
    expect(status).toBe(1);
    return err.split('list.csv: ')[1]?.trim() ?? err;
  };
  for (const list of ['directory', 'ranges']) {
    for (const text of ['', '\n \r\n']) expect(await refused(list, text)).toBe('it is empty.');
    expect(await refused(list, '\n\ncolour,size\nred,1\n')).toMatch(/^line 3 has no columns? /);
  }
  expect(await refused('directory', 'userPrincipalName,mail\n')).toBe(
    'no rows follow the line that names its columns.',
  );
});
