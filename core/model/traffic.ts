/** What the device did with a transaction; absent when the log does not say. */
export type Action = 'allowed' | 'blocked';

/**
 * One normalised traffic record, as `undercast parse` prints it (one JSON object a line).
 * A key that is absent means that the line does not say; byte counts are never guessed.
 */
export interface TrafficRecord {
  /** Input line the record starts on, counted from 1. */
  readonly line: number;
  /** ISO 8601 instant in UTC. */
  readonly time?: string;
  /** Where the line names no time: it is when a collector received it (its segment, to be exact). */
  readonly timeBasis?: 'received';
  readonly sourceIp?: string;
  /** User as logged, domain kept. */
  readonly sourceUser?: string;
  readonly sourceHost?: string;
  /** Lower case host name without port; the address, where the URL names one instead. */
  readonly destinationHost?: string;
  readonly destinationIp?: string;
  readonly destinationPort?: number;
  readonly url?: string;
  readonly method?: string;
  readonly status?: number;
  readonly action?: Action;
  /** Client to server (upload), bytes. */
  readonly bytesSent?: number;
  /** Server to client (download), bytes. */
  readonly bytesReceived?: number;
  /** Only when the log gives a total alone. */
  readonly bytesTotal?: number;
  readonly userAgent?: string;
  readonly contentType?: string;
  readonly vendorCategory?: string;
  readonly vendorApp?: string;
  /** In evidence: what name evidence added to the line, and on what basis. */
  readonly namedBy?: string;
  /** Id of the format that read the line. */
  readonly format: string;
}

/** Names of the fields a format can give, in the order screens list them. */
export const TRAFFIC_FIELDS = [
  'time',
  'sourceIp',
  'sourceUser',
  'sourceHost',
  'destinationHost',
  'destinationIp',
  'destinationPort',
  'url',
  'method',
  'status',
  'action',
  'bytesSent',
  'bytesReceived',
  'bytesTotal',
  'userAgent',
  'contentType',
  'vendorCategory',
  'vendorApp',
] as const;

export type TrafficField = (typeof TRAFFIC_FIELDS)[number];
