/** What is derived of addresses, user agents and users means the same in filters, facets and rows, and follows its data at once. */
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ActivityReader, CONNECTORS, toActivity } from '../../connectors/index.ts';
import { readDirectory } from '../../enrich/index.ts';
import { type IpFacts, NOTHING_KNOWN, packRanges, readAddressList } from '../../geo/index.ts';
import type { Activity } from '../../model/activity.ts';
import { ACTIVITY_FILTER_FIELDS, evaluate, type FilterRecord, parseFilter } from '../../query/index.ts';
import { importActivities } from '../../store/activities/activities.test-kit.ts';
import { openReader, type ReadConnection } from '../../store/open.ts';
import { createTestWorkspace, type TestWorkspace } from '../../store/store.test-kit.ts';
import { putAddressList, removeAddressSources } from '../../store/write/address-sources.ts';
import { putRanges, replaceDirectory } from '../../store/write/enrichment.ts';
import { parseUserAgent } from '../../useragent/index.ts';
import { TEST_CATALOG } from '../discovery/discovery.test-kit.ts';
import { WorkspaceView } from '../workspace-view.ts';
import { exportActivities } from './export.ts';
import { listActivities } from './list.ts';
import { countFacets } from './summaries.ts';

/** What the address data of this test say, by the address's third number. */
const DATA: Readonly<Record<string, Partial<IpFacts>>> = {
  '20': { country: 'DE', city: 'Essen', region: 'NRW', asn: 64_500, isp: 'Example Telecom', basis: 'city' },
  '21': { country: 'FR', basis: 'registry', classes: [{ class: 'hosting', basis: 'table' }] },
  '22': {
    country: 'NL',
    city: 'Delft',
    asn: 64_501,
    isp: 'Exits',
    basis: 'city',
    classes: [{ class: 'tor', basis: 'table' }],
  },
  '23': { isp: 'Maybe VPN', asn: 64_502, classes: [{ class: 'vpn', basis: 'name' }] },
};
const geo = {
  lookUp: (ip: string): IpFacts => ({ ...NOTHING_KNOWN, ...DATA[ip.split('.')[2] ?? ''] }),
};
const IPS = ['192.88.20.1', '192.88.21.1', '192.88.22.1', '192.88.23.1', '192.88.24.1', '10.0.0.1', '192.88.30.1'];
const AGENTS = [
  'Mozilla/5.0 (Windows NT 6.1; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/124.0.0.0 Safari/537.36',
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36',
  'Mozilla/5.0 (compatible; MSIE 9.0; Windows NT 6.1)',
  'python-requests/2.31.0',
  'BAV2ROPC',
  'Outlook-iOS/2.0',
];
const USERS = ['ana@corp.example', 'BO@Corp.example', 'dee@other.example', 'CORP\\ana'];

/** A sign-in as Entra ID has it, with and without most fields. */
function record(at: number): object {
  const of = <T>(list: readonly T[], step: number): T | undefined => list[Math.floor(at / step) % (list.length + 1)];
  const country = of(['DE', 'United States', 'Nowhere'], 2);
  return {
    id: `20000000-0000-4000-8000-${String(at).padStart(12, '0')}`,
    createdDateTime: new Date(Date.UTC(2019 + (at % 8), 5, 1)).toISOString(),
    userPrincipalName: of(USERS, 1) ?? '',
    appId: 'x',
    conditionalAccessStatus: 'success',
    ipAddress: of(IPS, 3) ?? '',
    userAgent: of(AGENTS, 5) ?? '',
    deviceDetail: {
      operatingSystem: of(['Windows 10'], 7) ?? '',
      browser: of(['Edge 90'], 11) ?? '',
      trustType: of(['Hybrid Azure AD joined'], 9),
    },
    location: country === undefined ? {} : { countryOrRegion: country, city: of(['Sometown'], 4) ?? '' },
    status: { errorCode: 0 },
    authenticationDetails: [{ authenticationMethod: of(['X.509 Certificate', 'Password'], 13) ?? '' }],
    appliedConditionalAccessPolicies: [
      { result: 'success', enforcedGrantControls: of([['Block'], ['Mfa']], 17) ?? [] },
    ],
  };
}

const LINES = Array.from({ length: 400 }, (_, at) => JSON.stringify(record(at)));
/** Where a block says one thing only, its words alone decide more. */
const alike = (line: string): string =>
  [/"createdDateTime":"\d{4}/, /"operatingSystem":"\w*/, /"browser":"\w*/, /"location":\{"?/]
    .map((pattern) => pattern.exec(line)?.[0])
    .join();

let workspace: TestWorkspace;
let db: ReadConnection;
let view: WorkspaceView;
const activities: Activity[] = [];

beforeAll(() => {
  workspace = createTestWorkspace();
  db = openReader(workspace.folder);
  view = new WorkspaceView(
    db,
    workspace.folder,
    TEST_CATALOG,
    () => '2026-01-01',
    () => geo,
  );
  const reader = new ActivityReader(CONNECTORS, { fileName: '' }, Date.UTC(2026, 0, 1));
  for (const line of LINES) activities.push(...reader.readLine(line).events.map((event) => toActivity(event, 1)));
  importActivities(workspace, LINES.slice(0, 200), { slices: 2 });
  for (const lines of Map.groupBy(LINES.slice(200), alike).values()) importActivities(workspace, lines);
  const range = { category: 'corporate', tags: ['Site'], isp: null } as const;
  putRanges(
    workspace.db,
    [
      { ...range, name: 'Branch', cidrs: ['192.88.24.0/24'], location: null },
      { ...range, name: 'Moved', cidrs: ['192.88.30.0/24'], location: 'Branch 7' },
    ],
    false,
    null,
  );
  const csv =
    'upn,account,department,groups,distinguishedName\nana@corp.example,ana,Sales,Staff;Lead,"CN=Ana,OU=Sales\\, North,OU=Head office,DC=corp,DC=example"\nbo@corp.example,bo,IT,Staff,\n';
  replaceDirectory(workspace.db, readDirectory(csv).people, 'people.csv', 5, null);
  view.refresh();
});
afterAll(() => {
  db.close();
  workspace.close();
});

const NAMES: Readonly<Record<string, string>> = { DE: 'Germany', FR: 'France', NL: 'Netherlands', US: 'United States' };
const TAGS: Readonly<Record<string, string>> = { hosting: 'Hosting', tor: 'Tor', vpn: 'VPN', threat: 'Threat list' };
const none = <T>(list: readonly T[]): readonly T[] | null => (list.length === 0 ? null : list);

/** The rules, row by row, as one would write them down. */
function contentOf(one: Activity): FilterRecord {
  const ip = one.sourceIp ?? '';
  const data = { ...NOTHING_KNOWN, ...DATA[ip.split('.')[2] ?? ''] };
  const isBranch = ip.startsWith('192.88.24.');
  const isMoved = ip.startsWith('192.88.30.');
  const isPrivate = ip.startsWith('10.');
  const kinds = data.classes.map(({ class: kind }) => kind as string);
  const said = one.place ?? {};
  const code = said.country === 'United States' ? 'US' : said.country;
  const isWeak = data.basis === null || data.basis === 'registry';
  const country = isMoved ? null : isWeak ? (code ?? data.country) : data.country;
  const agent = one.userAgent === undefined ? null : parseUserAgent(one.userAgent, Date.parse(one.time ?? ''));
  const os =
    agent?.os == null ? null : [agent.os, ...(agent.osVersion === null ? [] : [`${agent.os} ${agent.osVersion}`])];
  const user = one.sourceUser?.toLowerCase();
  const isAna = user === 'ana@corp.example' || user === 'corp\\ana';
  return {
    user: one.sourceUser ?? null,
    target: one.target ?? null,
    userName: one.userName ?? null,
    anyone: none([one.sourceUser, one.target, one.userName].filter((name) => name !== undefined)),
    'user.domain': user === undefined ? null : user.includes('@') ? user.split('@')[1] : 'corp',
    department: isAna ? 'Sales' : user === 'bo@corp.example' ? 'IT' : null,
    orgUnit: isAna ? '/Head office/Sales, North' : null,
    stream: 'Connected apps',
    created: 1,
    certificate: one.device?.certificate ?? null,
    applied: one.appliedAction ?? null,
    group: isAna ? ['Staff', 'Lead'] : user === 'bo@corp.example' ? ['Staff'] : null,
    country: country === null ? null : [country, NAMES[country] ?? country],
    city: isMoved ? null : isWeak ? (said.city ?? data.city) : data.city,
    isp: data.isp,
    'ip.asn': data.asn,
    'ip.kind': none(kinds),
    'ip.category': isBranch || isMoved ? 'corporate' : isPrivate ? 'other' : kinds.includes('tor') ? 'risky' : null,
    'ip.tag': none([
      ...(isBranch || isMoved ? ['Site'] : isPrivate ? ['Internal network'] : []),
      ...kinds.map((kind) => TAGS[kind] ?? ''),
    ]),
    'provider.country': code === undefined ? null : [code, NAMES[code] ?? code],
    deviceType: agent?.device ?? null,
    'userAgent.tag': none(agent?.tags ?? []),
    os: one.device?.os ?? os,
    hybridJoined: one.device?.hybridJoined ?? null,
  };
}

const LEAVES = [
  'country:DE',
  'country:"United States"',
  'country:unknown',
  'country!=FR',
  'city:Essen',
  'city:*town*',
  'isp:*Telecom*',
  'ip.asn:64500',
  'ip.asn>64500',
  'ip.kind:(hosting, vpn)',
  'ip.category:corporate',
  'ip.category!=risky',
  'ip.tag:Site',
  'ip.tag:tor',
  'provider.country:Nowhere',
  'userAgent.tag:outdatedBrowser',
  'userAgent.tag:outdatedOs',
  'userAgent.tag:(robot, legacyAuthentication)',
  'userAgent.tag:unknown',
  'stream:"connected apps"',
  'stream!=Other',
  'created<2020-01-01',
  'created>2020-01-01',
  'certificate:yes',
  'certificate!=yes',
  'takenAction:block',
  'applied:(block, verified)',
  'applied!=block',
  'deviceType:mobile',
  'deviceType!=desktop',
  'os:"Windows 7"',
  'os:Windows*',
  'hybridJoined:yes',
  'hybridJoined:unknown',
  'user.domain:corp.example',
  'department:Sales',
  'department!=Sales',
  'user.orgUnit:"/Head office/*"',
  'ou!="/Head office/Sales, North"',
  'group:lead',
  'anyone:*ana*',
  'anyone!=dee@other.example',
  'anyone:unknown',
];

const records = (filter: string): number =>
  listActivities(view, { filter, order: 'newest', offset: 0, limit: 1 }, () => false).records;

describe('derived fields', () => {
  it.each(LEAVES)('%s means what it says', (text) => {
    const tree = parseFilter(text, ACTIVITY_FILTER_FIELDS);
    const fits = activities.filter((one) => evaluate(tree, contentOf(one), ACTIVITY_FILTER_FIELDS) === true);
    expect(records(text)).toBe(fits.length);
  });

  it('are joined as all conditions are', () => {
    const leaf = fc.constantFrom(...LEAVES).map((text) => `(${text})`);
    const any = fc.letrec<{ text: string }>((tie) => ({
      text: fc.oneof(
        { maxDepth: 3 },
        leaf,
        fc.tuple(tie('text'), fc.constantFrom('and', 'or'), tie('text')).map(([a, word, b]) => `(${a} ${word} ${b})`),
        tie('text').map((text) => `(not ${text})`),
      ),
    })).text;
    const contents = activities.map(contentOf);
    fc.assert(
      fc.property(any, (text) => {
        const tree = parseFilter(text, ACTIVITY_FILTER_FIELDS);
        const fits = contents.filter((one) => evaluate(tree, one, ACTIVITY_FILTER_FIELDS) === true);
        expect(records(text)).toBe(fits.length);
      }),
      { numRuns: 150 },
    );
  });

  it('are counted with what a filter on them finds', () => {
    const fields = [
      'country',
      'city',
      'ip.kind',
      'ip.category',
      'ip.tag',
      'userAgent.tag',
      'deviceType',
      'department',
      'group',
      'os',
    ];
    const facets = countFacets(view, { fields, limit: 100 }, () => false);
    for (const name of fields) {
      const facet = facets[name];
      expect(facet?.without).toBe(records(`${name}:unknown`));
      for (const { value, count } of facet?.values ?? []) expect(records(`${name}:"${value}"`)).toBe(count);
    }
    expect(facets.country?.values.find(({ value }) => value === 'DE')?.title).toBe('Germany');
  });

  it('stand in rows as filters find them', () => {
    const { rows } = listActivities(view, { order: 'newest', offset: 0, limit: 1000 }, () => false);
    const tally = (of: (row: (typeof rows)[number]) => boolean): number => rows.filter(of).length;
    expect(tally((row) => row.located?.country === 'DE')).toBe(records('country:DE'));
    expect(tally((row) => row.located?.basis === 'provider')).toBeGreaterThan(0);
    expect(tally((row) => row.located?.city === 'Sometown')).toBe(records('city:Sometown'));
    expect(tally((row) => row.located?.location === 'Branch 7')).toBe(records('location:"Branch 7"'));
    expect(tally((row) => row.agentTags.includes('outdatedBrowser'))).toBe(records('userAgent.tag:outdatedBrowser'));
    expect(tally((row) => row.deviceType === 'mobile')).toBe(records('deviceType:mobile'));
  });

  it('name countries where a file is for readers, and keep their codes where it is for programs', () => {
    const written = (format: 'tsv' | 'json', filter: string): string =>
      exportActivities(view, { filter, format, zone: 'UTC' }, () => false).text;
    const [head = '', first = ''] = written('tsv', 'country:DE').split(/\r?\n/);
    expect(first.split('\t')[head.split('\t').indexOf('Country by address')]).toBe('Germany');
    expect(JSON.parse(written('json', 'country:DE'))).toContainEqual(expect.objectContaining({ locatedCountry: 'DE' }));
  });

  it('follow another list and other ranges with the next question', () => {
    expect(records('ip.category:risky and country:DE')).toBe(0);
    const { ranges, entries } = readAddressList('192.88.20.0/24');
    const id = putAddressList(workspace.db, { name: 'Feed', class: 'threat', entries, ranges: packRanges(ranges) }, 5);
    view.refresh();
    expect(records('ip.category:risky and city:Essen')).toBe(records('city:Essen'));
    removeAddressSources(workspace.db, { lists: [id], files: [] });
    view.refresh();
    expect(records('ip.category:risky and city:Essen')).toBe(0);
  });
});
