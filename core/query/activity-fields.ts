/** The fields of the activity log: what filters, chips and facets may name. */
import { ACTIVITY_CATEGORIES, ACTIVITY_TYPES } from '../model/activity-types.ts';
import { ADDRESS_CLASS_TITLES, ADDRESS_CLASSES } from '../model/address.ts';
import { RANGE_CATEGORY_TITLES } from '../model/enrichment.ts';
import { USER_AGENT_TAG_TITLES } from '../model/user-agent.ts';
import { type FieldSpec, type FieldTable, type FieldValue, fieldTable } from './fields.ts';

const titled = (entries: Readonly<Record<string, string>>): readonly FieldValue[] =>
  Object.entries(entries).map(([value, title]) => ({ value, title }));

const text = (name: string, title: string, aliases: readonly string[] = []): FieldSpec => ({
  name,
  title,
  type: 'text',
  level: 'cell',
  aliases,
});
const flag = (name: string, title: string): FieldSpec => ({ name, title, type: 'boolean', level: 'cell' });
/** Asked for the whole id only: there are as many as activities. */
const id = (name: string, title: string, aliases: readonly string[] = []): FieldSpec => ({
  ...text(name, title, aliases),
  exact: true,
});
const choice = (
  name: string,
  title: string,
  values: readonly FieldValue[],
  aliases: readonly string[] = [],
): FieldSpec => ({ name, title, type: 'enum', level: 'cell', values, aliases });

const SPECS: readonly FieldSpec[] = [
  { name: 'time', title: 'Time', type: 'time', level: 'cell', aliases: ['date'] },
  { name: 'created', title: 'Imported', type: 'time', level: 'cell', aliases: ['imported'] },
  text('user', 'User', ['account']),
  text('userName', 'Display name'),
  text('userId', 'User id'),
  text('user.domain', 'User domain', ['domain']),
  text('department', 'Department'),
  text('group', 'Group of the directory', ['user.group']),
  text('orgUnit', 'Organisational unit', ['user.orgUnit', 'ou']),
  text('manager', 'Manager'),
  text('anyone', 'User in any role', ['involved']),
  choice('actor', 'Kind of actor', [
    { value: 'user', title: 'User' },
    { value: 'admin', title: 'Administrator' },
    { value: 'app', title: 'App' },
    { value: 'system', title: 'System' },
    { value: 'anonymous', title: 'Anonymous' },
  ]),
  text('app', 'App', ['service']),
  text('instance', 'Instance', ['tenant', 'organization']),
  text('connector', 'Source (kind of log)', ['log']),
  text('stream', 'Source (stream)'),
  text('operation', 'Action in the app', ['action']),
  choice('type', 'Activity type', titled(mapTitles())),
  choice('category', 'Category', titled(ACTIVITY_CATEGORIES)),
  flag('admin', 'Administrative activity'),
  choice('outcome', 'Outcome', [
    { value: 'success', title: 'Success' },
    { value: 'failure', title: 'Failure' },
    { value: 'unknown', title: 'Unknown' },
  ]),
  text('reason', 'Reason of failure'),
  { name: 'ip', title: 'IP address', type: 'ip', level: 'cell', aliases: ['address', 'source'] },
  choice('ip.category', 'IP category', titled(RANGE_CATEGORY_TITLES)),
  text('ip.tag', 'IP tag', ['ip.tags']),
  text('ip.range', 'IP range', ['range']),
  choice(
    'ip.kind',
    'Kind of network',
    ADDRESS_CLASSES.map((value) => ({ value, title: ADDRESS_CLASS_TITLES[value] })),
  ),
  { name: 'ip.asn', title: 'AS number', type: 'number', level: 'cell', aliases: ['asn'] },
  text('country', 'Country', ['location.country']),
  text('region', 'Region'),
  text('city', 'City', ['location.city']),
  text('location', 'Location'),
  text('isp', 'Internet provider', ['location.organization', 'registeredIsp']),
  text('provider.country', "Country in the provider's words"),
  text('provider.city', "City in the provider's words"),
  text('provider.isp', "Internet provider in the provider's words"),
  text('userAgent', 'User agent', ['agent']),
  choice('userAgent.tag', 'User agent tag', titled(USER_AGENT_TAG_TITLES)),
  text('client', 'Client', ['userAgent.name']),
  choice('deviceType', 'Device type', [
    { value: 'desktop', title: 'Desktop' },
    { value: 'mobile', title: 'Mobile' },
    { value: 'tablet', title: 'Tablet' },
    { value: 'other', title: 'Other' },
  ]),
  text('device', 'Device'),
  text('os', 'Operating system'),
  text('browser', 'Browser'),
  flag('managed', 'Managed device'),
  flag('compliant', 'Compliant device'),
  flag('hybridJoined', 'Hybrid joined device'),
  flag('certificate', 'Valid client certificate'),
  text('object', 'Object', ['item', 'file']),
  text('objectType', 'Kind of object'),
  text('owner', 'Owner of the object'),
  choice('sharing', 'Sharing', [
    { value: 'private', title: 'Private' },
    { value: 'internal', title: 'Internal' },
    { value: 'external', title: 'External' },
    { value: 'public', title: 'Public' },
  ]),
  text('target', 'Acted upon'),
  text('clientApp', 'Client app'),
  choice(
    'applied',
    'Applied action',
    [
      { value: 'block', title: 'Blocked' },
      { value: 'encrypt', title: 'Encrypted' },
      { value: 'verify', title: 'More proof asked for' },
      { value: 'proxy', title: 'Sent through session control' },
      { value: 'verified', title: 'More proof given' },
    ],
    ['appliedAction', 'takenAction'],
  ),
  flag('mfa', 'Several factors asked for'),
  flag('legacyAuth', 'Legacy authentication'),
  flag('impersonated', 'Impersonated activity'),
  id('session', 'Session id'),
  id('token', 'Token id'),
  id('correlation', 'Request or correlation id', ['request']),
  id('objectId', 'Object id'),
  id('id', 'Activity id'),
  { ...text('raw', 'Raw record', ['record']), within: true },
];

function mapTitles(): Record<string, string> {
  return Object.fromEntries(Object.entries(ACTIVITY_TYPES).map(([name, { title }]) => [name, title]));
}

export const ACTIVITY_FILTER_FIELDS: FieldTable = fieldTable(SPECS, [
  'user',
  'userName',
  'operation',
  'object',
  'target',
  'app',
  'ip',
]);

export interface SuggestedQuery {
  readonly title: string;
  readonly filter: string;
}

/** Questions that most investigations begin with. */
export const SUGGESTED_QUERIES: readonly SuggestedQuery[] = [
  { title: 'Administrative activities', filter: 'admin:yes' },
  { title: 'Download activities', filter: 'type:file.download or type:file.sync or type:data.export' },
  { title: 'Failed log-on', filter: 'type:login.failed' },
  { title: 'File and folder activities', filter: 'category:file' },
  { title: 'Impersonation activities', filter: 'impersonated:yes or type:impersonate' },
  { title: 'Password changes and resets', filter: 'type:password.change or type:password.reset' },
  { title: 'Sharing activities', filter: 'type:file.share or type:file.share.external or type:file.share.public' },
  { title: 'Successful log-on', filter: 'type:login and outcome:success' },
  {
    title: 'Mail rules and forwarding',
    filter: 'type:mail.rule.create or type:mail.rule.update or type:mail.forward.set',
  },
  { title: 'Consent and app credentials', filter: 'type:app.consent or type:app.credential.add' },
  { title: 'Privileges granted', filter: 'type:admin.role.grant' },
];
