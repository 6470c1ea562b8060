/**
 * In: the columns of one row of a log of Umbrella or Secure Access. Out: which log it is and where its fields stand.
 * Rows carry no header and grew from version to version, mostly at the end; the verdict, the direction or the query type shows the log.
 * Sources: https://docs.umbrella.com/deployment-umbrella/docs/log-formats-and-versioning,
 * https://docs.sse.cisco.com/sse-user-guide/docs/ztna-log-formats
 */
import type { CsvFields } from '../csv-fields/csv-fields.ts';
import { looksLikeIp } from '../kv/window.ts';
import { findWord } from '../shared/fields.ts';
import { parseUint } from '../shared/numbers.ts';

const SPACE = 32;
const COMMA = 44;

/** Places of a row's columns, -1 where the log has none. */
export interface Layout {
  readonly identity: number;
  readonly sourceIp: number;
  /** Where the address inside the network is unknown. */
  readonly externalIp: number;
  readonly destinationIp: number;
  readonly port: number;
  readonly host: number;
  readonly url: number;
  readonly action: number;
  readonly userAgent: number;
  readonly status: number;
  readonly bytesSent: number;
  readonly bytesReceived: number;
  readonly contentType: number;
  readonly categories: number;
  readonly identityType: number;
  /** All that a request is of (person, site, computer) and what kind each is of, in the same order. */
  readonly identities: number;
  readonly identityTypes: number;
  /** Names that a packet's destination is known under. */
  readonly names: number;
  readonly device: number;
  readonly app: number;
}

const NONE: Layout = {
  identity: 1,
  sourceIp: -1,
  externalIp: -1,
  destinationIp: -1,
  port: -1,
  host: -1,
  url: -1,
  action: -1,
  userAgent: -1,
  status: -1,
  bytesSent: -1,
  bytesReceived: -1,
  contentType: -1,
  categories: -1,
  identityType: -1,
  identities: -1,
  identityTypes: -1,
  names: -1,
  device: -1,
  app: -1,
};

const DNS: Layout = {
  ...NONE,
  sourceIp: 3,
  externalIp: 4,
  host: 8,
  action: 5,
  categories: 9,
  identityType: 10,
  identities: 2,
  identityTypes: 11,
};
/** Only refused connections are logged at the address layer. */
const IP: Layout = { ...NONE, sourceIp: 2, destinationIp: 4, port: 5, categories: 6, identityType: 7 };
const FIREWALL: Layout = {
  ...NONE,
  identity: 2,
  sourceIp: 7,
  destinationIp: 9,
  port: 10,
  action: 13,
  identityType: 3,
  names: 14,
  // Since version 8.
  bytesSent: 20,
  bytesReceived: 21,
};
/** What the cloud firewall's intrusion prevention found. */
const INTRUSION: Layout = {
  ...NONE,
  sourceIp: 12,
  destinationIp: 14,
  port: 15,
  action: 16,
  identityType: 2,
  categories: 8,
};
/** What data loss prevention found. */
const LEAK: Layout = { ...NONE, identity: 4, url: 8, action: 9, contentType: 13, app: 7 };
/** Zero trust access to private resources; version 9 had no column for the person's mail address. */
const ZERO_TRUST = zeroTrustAt(5);
const OLD_ZERO_TRUST = zeroTrustAt(4);
/** The oldest proxy logs: two identity columns, no content type. */
const OLD_PROXY = proxyAt(6, 3, -1);
const PROXY = proxyAt(6, 2, 5);

function zeroTrustAt(verdict: number): Layout {
  return {
    ...NONE,
    sourceIp: verdict + 4,
    host: verdict + 15,
    destinationIp: verdict + 16,
    port: verdict + 27,
    action: verdict,
    device: verdict - 1,
    identityType: verdict - 2,
  };
}

function proxyAt(verdict: number, internal: number, contentType: number): Layout {
  return {
    ...NONE,
    sourceIp: internal,
    externalIp: internal + 1,
    destinationIp: internal + 2,
    contentType,
    action: verdict,
    url: verdict + 1,
    userAgent: verdict + 3,
    status: verdict + 4,
    bytesSent: verdict + 5,
    bytesReceived: verdict + 6,
    categories: verdict + 9,
    identityType: verdict + 15,
    identities: verdict + 17,
    identityTypes: verdict + 18,
  };
}

export const PROXY_VERDICTS = ['ALLOWED', 'BLOCKED', 'PROXIED', 'WARNED', 'ISOLATED', 'ERROR'] as const;
const ZERO_TRUST_VERDICTS = ['ALLOW', 'ALLOWED', 'BLOCK', 'BLOCKED'] as const;
const LEAK_SOURCES = ['Real Time', 'SaaS API'] as const;
const INTRUSION_ACTIONS = ['Blocked', 'Would Block', 'Log', 'Alerted'] as const;
export const DNS_ACTIONS = ['Allowed', 'Blocked', 'Proxied'] as const;

/** @returns the layout that fits the row, undefined when it is of none of these logs */
export function layoutOf(text: string, row: CsvFields): Layout | undefined {
  const { count } = row;
  if (count >= 9 && DNS_ACTIONS.some((word) => row.is(5, word))) return DNS;
  if (count >= 12 && PROXY_VERDICTS.some((word) => row.is(6, word))) {
    return isEmptyOrIp(text, row, 2) ? PROXY : OLD_PROXY;
  }
  if (count >= 17 && INTRUSION_ACTIONS.some((word) => row.is(16, word)) && isIp(text, row, 12) && isIp(text, row, 14)) {
    return INTRUSION;
  }
  if (count >= 14 && (row.is(4, 'OUTBOUND') || row.is(4, 'INBOUND'))) return FIREWALL;
  if (count >= 16 && LEAK_SOURCES.some((word) => row.is(1, word))) return LEAK;
  if (count >= 27) {
    const layout = [ZERO_TRUST, OLD_ZERO_TRUST].find(
      ({ action, sourceIp }) => isIp(text, row, sourceIp) && ZERO_TRUST_VERDICTS.some((word) => row.is(action, word)),
    );
    if (layout !== undefined) return layout;
  }
  const isFlow = count >= 7 && count <= 10 && isNumber(text, row, 3) && isNumber(text, row, 5);
  return isFlow && isIp(text, row, 2) && isIp(text, row, 4) ? IP : undefined;
}

/** Cisco's samples have blanks between columns. */
const WIDE_GAP = '", "';

/** Scans one row. @returns the text that the row's positions refer to */
export function scanRow(row: CsvFields, text: string, start: number, end: number): string {
  if (findWord(text, WIDE_GAP, start, end) < 0) {
    row.scan(text, start, end);
    return text;
  }
  const narrow = text.substring(start, end).replaceAll(WIDE_GAP, '","');
  row.scan(narrow, 0, narrow.length);
  return narrow;
}

function isIp(text: string, row: CsvFields, column: number): boolean {
  return looksLikeIp(text, row.start(column), row.end(column));
}

function isEmptyOrIp(text: string, row: CsvFields, column: number): boolean {
  return row.end(column) <= row.start(column) || isIp(text, row, column);
}

function isNumber(text: string, row: CsvFields, column: number): boolean {
  return parseUint(text, row.start(column), row.end(column)) >= 0;
}

export const IP_LAYOUT = IP;
export const DNS_LAYOUT = DNS;
export const FIREWALL_LAYOUT = FIREWALL;
export const PROXY_LAYOUT = PROXY;
export const OLD_PROXY_LAYOUT = OLD_PROXY;

/** The last of several identities or kinds, which a comma parts, without the blank in front: where it begins. */
export function lastOf(codeAt: (at: number) => number, start: number, end: number): number {
  let at = end;
  while (at > start && codeAt(at - 1) !== COMMA) at--;
  while (at < end && codeAt(at) === SPACE) at++;
  return at;
}
