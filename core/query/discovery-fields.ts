/** The fields of the discovery tables: what a cube cell is, what the catalog says of its app, what a row sums up to. */
import { countryWords } from '../kit/country-name.ts';
import { ADDRESS_CLASS_TITLES, ADDRESS_CLASSES } from '../model/address.ts';
import { CATEGORIES, TAGS } from '../model/app.ts';
import { RANGE_CATEGORY_TITLES } from '../model/enrichment.ts';
import { type FieldSpec, type FieldTable, type FieldValue, fieldTable } from './fields.ts';
import type { FieldContent } from './values.ts';

/** `all`: outside the tables (dashboard, evidence, one entity's usage). Row fields are known there but have no rows to ask. */
export type DiscoveryTable = 'apps' | 'users' | 'sources' | 'devices' | 'unmatched' | 'all' | 'catalog';

/** The part of a catalog factor's definition that filters need. */
export interface FactorField {
  readonly id: string;
  readonly title: string;
  readonly valueKind: 'flag' | 'choice' | 'integer' | 'year' | 'date' | 'text' | 'url' | 'country' | 'list';
  readonly values?: readonly string[];
  readonly naAllowed: boolean;
}

const same = (values: readonly string[]): readonly FieldValue[] =>
  values.map((value) => ({ value, title: value.charAt(0).toUpperCase() + value.slice(1) }));

const TAG_VALUES: readonly FieldValue[] = [...same(TAGS), { value: 'none', title: 'None' }];

/** Properties of the app a cell belongs to; unknown where its destination matches no app. */
const APP_FIELDS: readonly FieldSpec[] = [
  { name: 'app', title: 'App', type: 'text', level: 'cell' },
  { name: 'appId', title: 'App id', type: 'text', level: 'cell' },
  {
    name: 'category',
    title: 'Category',
    type: 'enum',
    level: 'cell',
    values: CATEGORIES.map(({ id, name }) => ({ value: id, title: name })),
  },
  { name: 'vendor', title: 'Vendor', type: 'text', level: 'cell' },
  {
    name: 'headquarters',
    title: 'Headquarters (country or its code)',
    type: 'text',
    level: 'cell',
    aliases: ['country', 'hq'],
  },
  { name: 'score', title: 'Risk score', type: 'number', level: 'cell', aliases: ['risk'], unit: '0 worst to 10 best' },
  { name: 'scoreLow', title: 'Lowest possible score', type: 'number', level: 'cell' },
  { name: 'coverage', title: 'Share of the score that is known', type: 'number', level: 'cell', unit: '0..1' },
  {
    name: 'band',
    title: 'Risk band',
    type: 'enum',
    level: 'cell',
    values: same(['high', 'medium', 'low', 'unscored']),
  },
  { name: 'tag', title: 'Tag', type: 'enum', level: 'cell', values: TAG_VALUES },
  {
    name: 'kind',
    title: 'App kind',
    type: 'enum',
    level: 'cell',
    values: [
      { value: 'saas', title: 'SaaS' },
      ...same(['consumer', 'infrastructure', 'tracker']),
      { value: 'mailSender', title: 'Mail sender' },
    ],
  },
  { name: 'custom', title: 'Custom app', type: 'boolean', level: 'cell' },
  { name: 'customTag', title: 'Custom tag', type: 'text', level: 'cell' },
];

const CELL_FIELDS: readonly FieldSpec[] = [
  { name: 'matched', title: 'Matches an app', type: 'boolean', level: 'cell' },
  { name: 'host', title: 'Host', type: 'text', level: 'cell', aliases: ['destination'] },
  { name: 'domain', title: 'Registrable domain', type: 'text', level: 'cell' },
  {
    name: 'destinationKind',
    title: 'Destination kind',
    type: 'enum',
    level: 'cell',
    values: same(['name', 'address']),
  },
  { name: 'user', title: 'User', type: 'text', level: 'cell' },
  { name: 'source', title: 'Source address', type: 'ip', level: 'cell', aliases: ['ip', 'sourceIp'] },
  { name: 'device', title: 'Device', type: 'text', level: 'cell' },
  { name: 'department', title: 'Department', type: 'text', level: 'cell' },
  { name: 'orgUnit', title: 'Organisational unit', type: 'text', level: 'cell', aliases: ['ou'] },
  { name: 'group', title: 'Group of the directory', type: 'text', level: 'cell' },
  { name: 'manager', title: 'Manager', type: 'text', level: 'cell' },
  {
    name: 'network',
    title: 'Network of the source',
    type: 'enum',
    level: 'cell',
    values: [
      { value: 'on', title: 'On the network' },
      { value: 'off', title: 'Off the network' },
    ],
  },
  { name: 'source.range', title: 'IP range', type: 'text', level: 'cell', aliases: ['range'] },
  {
    name: 'source.category',
    title: 'Category of the IP range',
    type: 'enum',
    level: 'cell',
    values: Object.entries(RANGE_CATEGORY_TITLES).map(([value, title]) => ({ value, title })),
  },
  { name: 'source.tag', title: 'Tag of the IP range', type: 'text', level: 'cell' },
  { name: 'source.location', title: 'Location of the source', type: 'text', level: 'cell' },
  { name: 'source.isp', title: 'Provider of the source', type: 'text', level: 'cell', aliases: ['isp'] },
  { name: 'source.country', title: 'Country of the source, or its code', type: 'text', level: 'cell' },
  { name: 'source.asn', title: 'Network of the source (AS number)', type: 'number', level: 'cell', aliases: ['asn'] },
  {
    name: 'source.kind',
    title: 'Kind of network of the source',
    type: 'enum',
    level: 'cell',
    values: ADDRESS_CLASSES.map((value) => ({ value, title: ADDRESS_CLASS_TITLES[value] })),
  },
  { name: 'stream', title: 'Stream', type: 'text', level: 'cell' },
  { name: 'action', title: 'Action', type: 'enum', level: 'cell', values: same(['allowed', 'blocked']) },
];

const ROW_FIELDS: readonly FieldSpec[] = [
  { name: 'users', title: 'Users', type: 'number', level: 'row' },
  { name: 'sources', title: 'Source addresses', type: 'number', level: 'row', aliases: ['ips'] },
  { name: 'hosts', title: 'Hosts', type: 'number', level: 'row' },
  { name: 'devices', title: 'Devices', type: 'number', level: 'row' },
  { name: 'apps', title: 'Apps', type: 'number', level: 'row' },
  { name: 'transactions', title: 'Transactions', type: 'number', level: 'row' },
  { name: 'blocked', title: 'Blocked transactions', type: 'number', level: 'row' },
  { name: 'bytesSent', title: 'Upload', type: 'bytes', level: 'row', aliases: ['upload', 'sent'], unit: 'bytes' },
  {
    name: 'bytesReceived',
    title: 'Download',
    type: 'bytes',
    level: 'row',
    aliases: ['download', 'received'],
    unit: 'bytes',
  },
  { name: 'bytesTotal', title: 'Traffic', type: 'bytes', level: 'row', aliases: ['traffic', 'bytes'], unit: 'bytes' },
  { name: 'firstSeen', title: 'First seen', type: 'time', level: 'row' },
  { name: 'lastSeen', title: 'Last seen', type: 'time', level: 'row' },
];

/** Measures that a table's rows do not have (a user is not a number of users). */
const ABSENT: Readonly<Record<DiscoveryTable, readonly string[]>> = {
  apps: ['apps'],
  users: ['users'],
  sources: ['sources'],
  devices: ['devices'],
  unmatched: ['apps', 'hosts'],
  all: [],
  catalog: [],
};

const SEARCHED: Readonly<Record<DiscoveryTable, readonly string[]>> = {
  apps: ['app', 'vendor', 'host'],
  users: ['user'],
  sources: ['source'],
  devices: ['device'],
  unmatched: ['host'],
  all: ['app', 'host', 'user', 'source'],
  catalog: ['app', 'vendor', 'domain'],
};

const ROW_KEYS: Readonly<Record<DiscoveryTable, readonly string[]>> = {
  apps: APP_FIELDS.map((field) => field.name),
  users: ['user'],
  sources: ['source'],
  devices: ['device'],
  unmatched: ['host'],
  all: [],
  catalog: [],
};

/** What only apps that nobody has met yet may be asked: a discovered app is asked for its traffic. */
const CATALOG_FIELDS: readonly FieldSpec[] = [
  { name: 'domain', title: 'Domain', type: 'text', level: 'row' },
  { name: 'discovered', title: 'Discovered', type: 'boolean', level: 'row' },
  { name: 'overridden', title: 'Score set by hand', type: 'boolean', level: 'row' },
  { name: 'corrected', title: 'Corrected here', type: 'boolean', level: 'row' },
];

/** The fields of one discovery table; `factors` are the catalog's, each becoming `factor.<id>`. */
export function discoveryFields(table: DiscoveryTable, factors: readonly FactorField[] = []): FieldTable {
  // In the catalog `name` can only be an app's; the filter of the other tables is that of users and hosts too.
  const named = table === 'catalog';
  const ofApp = [
    ...APP_FIELDS.map((field) => (named && field.name === 'app' ? { ...field, aliases: ['name'] } : field)),
    ...factors.map(factorSpec),
  ];
  if (table === 'catalog') {
    return fieldTable(
      [...ofApp.map((field) => ({ ...field, level: 'row' as const })), ...CATALOG_FIELDS],
      SEARCHED.catalog,
    );
  }
  const keys = new Set([...ROW_KEYS[table], ...(table === 'apps' ? factors.map(({ id }) => `factor.${id}`) : [])]);
  const cells = [...ofApp, ...CELL_FIELDS].map((field) => (keys.has(field.name) ? { ...field, alsoRow: true } : field));
  const rows = ROW_FIELDS.filter((field) => !ABSENT[table].includes(field.name));
  return fieldTable([...cells, ...rows], SEARCHED[table]);
}

const NOT_APPLICABLE: FieldValue = { value: 'notApplicable', title: 'Not applicable' };

function factorSpec(factor: FactorField): FieldSpec {
  const base = { name: `factor.${factor.id}`, title: factor.title, level: 'cell' } as const;
  const extra = factor.naAllowed ? [NOT_APPLICABLE] : [];
  switch (factor.valueKind) {
    case 'flag':
      return { ...base, type: 'enum', values: [...same(['yes', 'no']), ...extra] };
    case 'choice':
    case 'list':
      if (factor.values === undefined) return { ...base, type: 'text' };
      return {
        ...base,
        type: 'enum',
        values: [...factor.values.map((value) => ({ value, title: value })), ...extra],
      };
    case 'integer':
    case 'year':
      return { ...base, type: 'number' };
    case 'date':
      return { ...base, type: 'time' };
    case 'text':
    case 'url':
    case 'country':
      return { ...base, type: 'text' };
    default:
      return factor.valueKind satisfies never;
  }
}

/** A factor's value as filters compare it: flags as `yes`/`no`, dates as instants; undefined stays unknown. */
export function factorContent(
  kind: FactorField['valueKind'],
  value: boolean | string | number | readonly string[] | null | undefined,
): FieldContent {
  if (value === null || value === undefined) return null;
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (kind === 'country' && typeof value === 'string') return countryWords(value);
  if (kind === 'date' && typeof value === 'string') {
    const instant = Date.parse(value);
    return Number.isNaN(instant) ? value : instant;
  }
  return value;
}
