/**
 * Audit records of a provider that no connector knows, by the names that such records' fields usually have. Asked last of all, and only where
 * somebody said that the file is an audit log: a name is no proof.
 */
import type { Claim, Connector, Refusal } from '../connector.ts';
import { type ActivityDraft, reject } from '../connector.ts';
import { defineConnector } from '../declare.ts';
import { objects } from '../kit/parts.ts';
import { compilePath, isObject, SourceRecord } from '../kit/source-record.ts';
import { ACTORS, ADDRESSES, AGENTS, IDS, OPERATIONS, OUTCOMES, REASONS, SESSIONS, TARGETS, TIMES } from './names.ts';

/** Below what makes a file an audit log by itself. */
const SCORE = 0.2;
/** Longer ones are sentences. */
const LONGEST_OPERATION = 120;
/** What flows have and acts do not: where they went, and how much. */
const OF_TRAFFIC =
  /(?:^|[._ -])(?:dst|dest(?:ination)?)[._ -]?(?:ip|addr\w*|host\w*|port|domain)$|^(?:dst|dip)$|bytes/i;
/** The same in CEF, which has names of its own for it. */
const OF_CEF_TRAFFIC =
  /^(?:destinationDnsDomain|sourcePort|transportProtocol|applicationProtocol|(?:local|remote)(?:Address|Port)|requestMethod)$/;
/** What a device did about a flow is no act of a person. */
const VERDICT =
  /^(?:allow(?:ed)?|accept(?:ed)?|permit(?:ted)?|pass(?:ed)?|block(?:ed)?|den(?:y|ied)|drop(?:ped)?|reset|monitor(?:ed)?|detect(?:ed)?|bypass(?:ed)?)$/i;

const FAILED = /(?:^|[^a-z])(?:fail(?:ed|ure)?|error|denied|rejected|blocked)(?:$|[^a-z])/i;
const ADDRESS = /^(?:\d{1,3}(?:\.\d{1,3}){3}|[0-9a-f]*:[0-9a-f:]+)$/i;

const operations = OPERATIONS.map(compilePath);
const times = TIMES.map(compilePath);
const people = [...ACTORS, ...ADDRESSES].map(compilePath);

const byNames = defineConnector({
  id: 'audit-records',
  title: 'Audit records by the names of their fields',
  vendor: 'Generic',
  app: '',
  grade: 'unverified',
  source: 'https://csrc.nist.gov/pubs/sp/800/92/final',
  shapes: [],
  open: unfolded,
  time: TIMES,
  localeTime: TIMES,
  paths: {
    id: IDS,
    sourceUser: ACTORS,
    operation: OPERATIONS,
    sourceIp: ADDRESSES,
    userAgent: AGENTS,
    target: TARGETS,
    reason: REASONS,
    sessionId: SESSIONS,
  },
  outcome: OUTCOMES,
  operations: {},
  gives: ['actorKind', 'objects'],
  finish,
});

export const auditRecords: Connector = {
  ...byNames,
  isLast: true,
  claim: (record) => claim(unfolded(record), record.isText && !Number.isNaN(record.envelopeTime())),
};

/** Some put the record's own fields below `payload` or `attributes`, and little but a time beside it. */
function unfolded(record: SourceRecord): SourceRecord {
  if (record.has('deviceVendor') && record.has('signatureId')) return ofHeader(record);
  const inner = record.object('payload') ?? record.object('attributes');
  return inner === undefined ? record : new SourceRecord({ ...inner.data, ...record.data });
}

/** CEF and LEEF of an unknown product: what the standards' names mean here. */
function ofHeader(record: SourceRecord): SourceRecord {
  const user = record.text('sourceUserName', 'usrName', 'destinationUserName', 'sourceUserId');
  const name = record.text('name', 'deviceAction', 'signatureId');
  return new SourceRecord({
    ...record.data,
    // A name that tells of somebody is a sentence, not an operation.
    eventAction: user !== '' && name.toLowerCase().includes(user.toLowerCase()) ? record.text('signatureId') : name,
    userName: user,
    sourceIp: record.text('sourceAddress', 'src'),
    eventTime: record.text('deviceReceiptTime', 'startTime', 'endTime', 'devTime'),
    outcome: record.text('eventOutcome'),
    targetUser: record.text('destinationUserName'),
    product: record.text('deviceProduct'),
  });
}

function isTraffic({ data }: SourceRecord): boolean {
  if (data.deviceVendor !== undefined && Object.keys(data).some((key) => OF_CEF_TRAFFIC.test(key))) return true;
  return Object.entries(data).some(
    ([key, value]) =>
      OF_TRAFFIC.test(key) ||
      (isObject(value) && Object.keys(value).some((inner) => OF_TRAFFIC.test(`${key}.${inner}`))),
  );
}

function claim(record: SourceRecord, isDated: boolean): Claim {
  const operation = record.textAt(operations);
  const isOne =
    operation !== '' &&
    operation.length <= LONGEST_OPERATION &&
    !VERDICT.test(operation) &&
    record.textAt(people) !== '' &&
    (isDated || record.textAt(times) !== '') &&
    !isTraffic(record);
  return isOne
    ? { score: SCORE, reason: 'fields named as those of an audit record: a time, an act, and who did it or from where' }
    : { score: 0, reason: '' };
}

function finish(record: SourceRecord, draft: ActivityDraft): Refusal | undefined {
  if (draft.sourceUser === '' && draft.sourceIp === '') return reject('no-connector');
  const product = record.text('product', 'productName', 'product_name', 'vendor', 'provider');
  draft.app = slug(product) || 'unnamed-app';
  if (draft.sourceUser !== '') draft.actorKind = /@/.test(draft.sourceUser) ? 'user' : undefined;
  if (draft.outcome === 'unknown' && FAILED.test(draft.operation)) draft.outcome = 'failure';
  // Where only an address was due a place may stand.
  const place = record.text('context.location');
  if (draft.sourceIp === '' && ADDRESS.test(place)) draft.sourceIp = place;
  if (draft.outcome === 'success') draft.reason = '';
  if (draft.target === draft.sourceUser) draft.target = '';
  draft.objects = objects(
    record
      .text('resource.type', 'resourceType', 'resource_type', 'target.type', 'objectType', 'object_type')
      .toLowerCase() || 'object',
    {
      id: record.text('resource.id', 'resourceId', 'resource_id', 'target.id', 'object.id', 'objectId', 'object_id'),
      name: record.text('resource.name', 'resourceName', 'resource_name', 'object.name', 'objectName', 'object_name'),
    },
  );
  return undefined;
}

function slug(name: string): string {
  return name
    .slice(0, 64)
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
}
