/**
 * Audit records of a provider that no connector knows, by the names that such records' fields usually have. Asked last of all, and only where
 * somebody said that the file is an audit log: a name is no proof.
 */
import type { Claim, Connector, Refusal } from '../connector.ts';
import { type ActivityDraft, reject } from '../connector.ts';
import { defineConnector } from '../declare.ts';
import { readOutcome } from '../kit/outcome.ts';
import { objects } from '../kit/parts.ts';
import { compilePath, isObject, type JsonObject, SourceRecord } from '../kit/source-record.ts';
import { typeByVerb } from '../kit/verbs.ts';
import { findByWords, KIND_OF_ACTOR, LEVEL } from './by-words.ts';
import {
  ACTOR_IDS,
  ACTORS,
  ACTORS_CALLED,
  ADDRESSES,
  AGENTS,
  CORRELATIONS,
  IDS,
  OPERATIONS,
  OUTCOMES,
  REASONS,
  SESSIONS,
  TARGETS,
  TIMES,
} from './names.ts';

/** Below what makes a file an audit log by itself. */
const SCORE = 0.2;
/** A layout is one product's alone, and that of its audit log. */
const LAID_OUT: Claim = { score: 0.3, reason: "the layout of a product's audit log" };
/** Longer ones are sentences. */
const LONGEST_OPERATION = 120;
/** What flows have and acts do not: where they went, and how much. */
const OF_TRAFFIC =
  /(?:^|[._ -])(?:dst|dest(?:ination)?)[._ -]?(?:ip|addr\w*|host\w*|port|domain)$|(?:^|[._ -])(?:dst|dip|dport)$|^http_response\.code$|(?<!size[._ -]?(?:in[._ -]?)?|by)bytes/i;
/** The same in CEF, which has names of its own for it. */
const OF_CEF_TRAFFIC =
  /^(?:destinationDnsDomain|destinationAddress|dst|dstPort|sourcePort|destinationPort|bytesIn|bytesOut|transportProtocol|applicationProtocol|(?:local|remote)(?:Address|Port)|requestMethod)$/;
/** What a device says of a site that somebody visited. */
const OF_SITE = /\bblock(?:ed)?\b.*\bcategor(?:y|ies)\b|\bcategor(?:y|ies)\b.*\bblock(?:ed)?\b/i;
const BLOCKED = /\b(?:blocked|allowed|violation|warned|categor(?:y|ies)|website)\b/i;
/** What a device did about a flow is no act of a person. */
const VERDICT =
  /^(?:allow(?:ed)?|accept(?:ed)?|permit(?:ted)?|pass(?:ed)?|block(?:ed)?|den(?:y|ied)|drop(?:ped)?|reset|monitor(?:ed)?|detect(?:ed)?|bypass(?:ed)?)$/i;

const NO_CLAIM: Claim = { score: 0, reason: '' };
const CLAIM: Claim = {
  score: SCORE,
  reason: 'fields named as those of an audit record: a time, an act, and who did it or from where',
};

const FAILED =
  /(?:^|[^a-z])(?:fail(?:ed|ure)?|error|denied|rejected|blocked)(?:$|[^a-z])|\binvalid (?:user ?name|password|credentials?|login)\b|[a-z]Failed$/i;
/** `sso_login_success`, `LOGIN_SUCCEEDED`, `Login_Allowed`. */
const SUCCESS_LAST =
  /(?:^|[^a-z])(?:success(?:ful(?:ly)?)?|succeeded|allowed|passed)$|[a-z](?:Success(?:ful)?|Succeeded)$/i;
const ADDRESS = /^(?:\d{1,3}(?:\.\d{1,3}){3}|[0-9a-f]*:[0-9a-f:]+)$/i;

/** Where what was found by words alone is put: asked for last. */
const BY_WORDS = {
  time: 'byWords.time',
  operation: 'byWords.operation',
  sourceUser: 'byWords.sourceUser',
  sourceIp: 'byWords.sourceIp',
  userAgent: 'byWords.userAgent',
  outcome: 'byWords.outcome',
};
const operations = OPERATIONS.map(compilePath);
const times = TIMES.map(compilePath);
const people = [...ACTORS, ...ACTOR_IDS, ...ADDRESSES].map(compilePath);

const DAY_AND_TIME = [
  ['Date', 'Time'],
  ['date', 'time'],
  ['Datum', 'Uhrzeit'],
] as const;
const ONLY_DAY = /^\d{1,4}[./-]\d{1,2}[./-]\d{1,4}$/;
const ONLY_CLOCK = /^\d{1,2}:\d\d(?::\d\d)?(?: ?[AP]M)?$/i;
const DAY_JOINED = 'byWordsDay';

const byNames = defineConnector({
  id: 'audit-records',
  title: 'Audit records by the names of their fields',
  vendor: 'Generic',
  app: '',
  grade: 'unverified',
  source: 'https://csrc.nist.gov/pubs/sp/800/92/final',
  shapes: [],
  open: unfolded,
  time: [DAY_JOINED, ...TIMES, BY_WORDS.time],
  localeTime: [DAY_JOINED, ...TIMES],
  paths: {
    id: IDS,
    sourceUser: [...ACTORS, ...ACTORS_CALLED, BY_WORDS.sourceUser, ...ACTOR_IDS],
    operation: [...OPERATIONS, BY_WORDS.operation],
    sourceIp: [...ADDRESSES, BY_WORDS.sourceIp],
    userAgent: [...AGENTS, BY_WORDS.userAgent],
    target: TARGETS,
    reason: REASONS,
    sessionId: SESSIONS,
    correlationId: CORRELATIONS,
  },
  outcome: OUTCOMES,
  operations: {},
  gives: ['actorKind', 'objects'],
  finish,
});

export const auditRecords: Connector = {
  ...byNames,
  isLast: true,
  claim,
};

/** Where some say what did it, and who elsewhere. */
const KINDS = ['actor', 'user', 'performedBy', 'performed_by', 'initiator'];

/** Some put the record's own fields below `payload` or `attributes`, and little but a time beside it. */
function unfolded(record: SourceRecord): SourceRecord {
  const plain = spread(record);
  if (plain.has('eventAction') && isOfHeader(record)) return plain;
  const byWords = findByWords(record.data);
  const { data } = plain;
  const day = dayAndTime(plain);
  // What only says that it is an event is no act: `"event_type": "audit"`.
  const named = plain.textAt(operations);
  const kind = KINDS.find((name) => KIND_OF_ACTOR.test(plain.text(name)));
  const all = {
    ...data,
    ...day,
    ...addressBehindName(plain),
    ...(kind === undefined ? {} : { [kind]: undefined }),
    byWords,
  };
  return new SourceRecord(LEVEL.test(named) ? { ...all, eventAction: byWords.operation || named } : all);
}

function isOfHeader(record: SourceRecord): boolean {
  return record.has('deviceVendor') && record.has('signatureId');
}

/** A report may have the day in one column and the time of day in another. */
function dayAndTime(record: SourceRecord): JsonObject {
  for (const [day, time] of DAY_AND_TIME) {
    const [date, clock] = [record.text(day), record.text(time)];
    if (ONLY_DAY.test(date) && ONLY_CLOCK.test(clock)) return { [DAY_JOINED]: `${date} ${clock}` };
  }
  return {};
}

/** Without what only words tell. */
function spread(record: SourceRecord): SourceRecord {
  if (isOfHeader(record)) return ofHeader(record);
  const inner = record.object('payload') ?? record.object('attributes');
  if (inner === undefined) return record;
  const { id, ...others } = inner.data;
  // Without a time beside it the id is that of the thing, and two acts upon one thing are two.
  const own = inner.textAt(times) === '' ? {} : { id };
  return new SourceRecord({ ...others, ...own, ...record.data });
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
    userAgent: record.text('requestClientApplication'),
  });
}

function isTraffic({ data }: SourceRecord): boolean {
  // A console names the machine that it is about as the destination.
  if (data.deviceVendor !== undefined) {
    if (Object.keys(data).some((key) => OF_CEF_TRAFFIC.test(key))) return true;
    const { destinationHostName: _, ...others } = data;
    return hasTraffic(others) || (data.destinationHostName !== undefined && BLOCKED.test(String(data.name)));
  }
  return hasTraffic(data);
}

function hasTraffic(data: JsonObject): boolean {
  return Object.entries(data).some(([key, value]) =>
    isObject(value)
      ? OF_TRAFFIC.test(key) ||
        Object.entries(value).some(([inner, held]) => isSaid(held) && OF_TRAFFIC.test(`${key}.${inner}`))
      : isSaid(value) && OF_TRAFFIC.test(key),
  );
}

/** A schema's fields may all be there, of which most are of no use to an act. */
function isSaid(value: unknown): boolean {
  return value !== null && value !== undefined && value !== '' && !(Array.isArray(value) && value.length === 0);
}

function claim(record: SourceRecord): Claim {
  const plain = spread(record);
  if (isTraffic(plain)) return NO_CLAIM;
  const isDated = !Number.isNaN(record.envelopeTime());
  const usual = plain.textAt(operations);
  if (usual !== '' && !isOperation(usual)) return NO_CLAIM;
  const isUsual =
    usual !== '' && plain.textAt(people) !== '' && ((isDated && record.isText) || plain.textAt(times) !== '');
  // Most records of audit logs have the usual names, and need not be looked through.
  if (!isUsual && !isTold(unfolded(record), isDated)) return NO_CLAIM;
  return record.isText && record.has('layoutOf') ? LAID_OUT : CLAIM;
}

function isOperation(name: string): boolean {
  return name.length <= LONGEST_OPERATION && !VERDICT.test(name);
}

/** The words of its paths tell of an act, by names that are not the usual ones. @param isDated what is around it gives a time */
function isTold(record: SourceRecord, isDated: boolean): boolean {
  if (record.flag('byWords.isAct') !== true || !isOperation(record.text(BY_WORDS.operation))) return false;
  if (OF_SITE.test(record.text('name', 'message', 'description'))) return false;
  const isByAnybody = record.textAt(people) !== '' || record.text(BY_WORDS.sourceUser, BY_WORDS.sourceIp) !== '';
  return isByAnybody && (isDated || record.textAt(times) !== '' || record.text(BY_WORDS.time) !== '');
}

function finish(record: SourceRecord, draft: ActivityDraft): Refusal | undefined {
  if (draft.sourceUser === '' && draft.sourceIp === '') return reject('no-connector');
  // Counters of people begin at one.
  if (/^(?:0|-1)$/.test(draft.sourceUser)) draft.sourceUser = '';
  const product = record.text('product', 'productName', 'product_name', 'vendor', 'provider');
  draft.app = slug(product) || 'unnamed-app';
  if (draft.sourceUser !== '') draft.actorKind = /@/.test(draft.sourceUser) ? 'user' : undefined;
  if (draft.outcome === 'unknown') draft.outcome = readOutcome(record.text(BY_WORDS.outcome));
  if (draft.outcome === 'unknown')
    draft.outcome = FAILED.test(draft.operation)
      ? 'failure'
      : SUCCESS_LAST.test(draft.operation)
        ? 'success'
        : 'unknown';
  readSentence(record.text('byWords.sentence'), draft);
  typeByThing(record, draft);
  if (draft.activityType === 'other' && typeByVerb(draft.operation) === 'other') typeByRequest(record, draft);
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
      name: record.text(
        ...['resource.name', 'resourceName', 'resource_name', 'object.name', 'objectName', 'object_name'],
        'byWords.object',
      ),
    },
  );
  return undefined;
}

/** `ann/192.0.2.1`, who and from where in one field. */
const NAME_AND_ADDRESS = /^([^\s/]{1,128})\/((?:\d{1,3}\.){3}\d{1,3}|[0-9a-f]{0,4}(?::[0-9a-f]{0,4}){2,7})$/i;

function addressBehindName(record: SourceRecord): JsonObject {
  const [, userName, sourceIp] = NAME_AND_ADDRESS.exec(record.text('initiator')) ?? [];
  return userName === undefined ? {} : { userName, sourceIp };
}

/** Of what a bare `created` or `DELETE` is, a field beside it says. */
const THINGS = [
  ...['resource', 'target', 'object', 'entity', 'item'].flatMap((of) => [`${of}.type`, `${of}Type`, `${of}_type`]),
  ...['domain', 'category', 'Category', 'section', 'module', 'component', 'Module', 'Section'],
].map(compilePath);
const GENERAL = /^(?:other|resource\.(?:create|update|delete|view))$/;

function typeByThing(record: SourceRecord, draft: ActivityDraft): void {
  if (draft.operation.includes(' ') || !GENERAL.test(typeByVerb(draft.operation))) return;
  const thing = record.textAt(THINGS);
  if (thing === '' || thing.length > 60) return;
  const type = typeByVerb(`${draft.operation} ${thing}`);
  if (!GENERAL.test(type)) draft.activityType = type;
}

/** Beside words that tell nothing a request may stand: its method says what was done, the last step of its path to what. */
function typeByRequest(record: SourceRecord, draft: ActivityDraft): void {
  const method = record.text('method', 'httpMethod', 'http_method', 'requestMethod', 'request.method', 'http.method');
  const path = record.text('path', 'uri', 'requestUri', 'request_uri', 'url', 'request.path', 'request.uri');
  draft.activityType = typeByVerb(path.startsWith('/') ? `${method.toUpperCase()} ${path}` : method.toUpperCase());
}

const SIGNS_IN = /^(?:login|login\.failed|logout)$/;
const SUCCEEDED = /\bsuccess(?:ful(?:ly)?)?\b|\bsucceeded\b|\blogged (?:in|out)\b/i;

/** What the operation leaves open, a sentence beside it may tell: `Login failed`. */
function readSentence(sentence: string, draft: ActivityDraft): void {
  if (sentence === '') return;
  const type = typeByVerb(draft.operation);
  const told = type === 'other' ? typeByVerb(sentence) : type;
  if (type === 'other' && SIGNS_IN.test(told)) draft.activityType = told;
  if (draft.outcome === 'unknown' && SIGNS_IN.test(told))
    draft.outcome = FAILED.test(sentence) ? 'failure' : SUCCEEDED.test(sentence) ? 'success' : 'unknown';
}

function slug(name: string): string {
  return name
    .slice(0, 64)
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
}
