/** In: a normalised draft. Out: the record that `parse` prints; a key is there only when the line says it. */

import { ipKind } from '../../kit/ip.ts';
import { findHost, hostSpan } from '../../kit/url.ts';
import type { Action, TrafficRecord } from '../../model/traffic.ts';
import { ACTION_ALLOWED, ACTION_UNKNOWN, type EventDraft } from '../formats/api.ts';

type Writable<T> = { -readonly [K in keyof T]: T[K] };

/**
 * @param line input line the record starts on, from 1
 * @param formatId format that read the line
 */
export function toRecord(draft: EventDraft, line: number, formatId: string): TrafficRecord {
  const record: Writable<TrafficRecord> = { line, format: formatId };
  // Beyond these a Date cannot hold the time.
  if (Math.abs(draft.timeMs) <= 8.64e15) record.time = new Date(draft.timeMs).toISOString();
  if (draft.timeIsReceipt) record.timeBasis = 'received';
  if (draft.sourceIp !== '') record.sourceIp = draft.sourceIp;
  if (draft.sourceUser !== '') record.sourceUser = draft.sourceUser;
  if (draft.sourceHost !== '') record.sourceHost = draft.sourceHost;
  const host = draft.destinationHost === '' ? addressOfUrl(draft.url) : draft.destinationHost;
  if (host !== '') record.destinationHost = host;
  if (draft.destinationIp !== '') record.destinationIp = draft.destinationIp;
  if (draft.destinationPort >= 0) record.destinationPort = draft.destinationPort;
  if (draft.url !== '') record.url = draft.url;
  if (draft.method !== '') record.method = draft.method;
  if (draft.status >= 0) record.status = draft.status;
  if (draft.action !== ACTION_UNKNOWN) record.action = actionName(draft.action);
  if (draft.bytesSent >= 0) record.bytesSent = draft.bytesSent;
  if (draft.bytesReceived >= 0) record.bytesReceived = draft.bytesReceived;
  if (draft.bytesTotal >= 0) record.bytesTotal = draft.bytesTotal;
  if (draft.userAgent !== '') record.userAgent = draft.userAgent;
  if (draft.contentType !== '') record.contentType = draft.contentType;
  if (draft.vendorCategory !== '') record.vendorCategory = draft.vendorCategory;
  if (draft.vendorApp !== '') record.vendorApp = draft.vendorApp;
  return record;
}

function actionName(action: EventDraft['action']): Action {
  return action === ACTION_ALLOWED ? 'allowed' : 'blocked';
}

/**
 * The address that a URL names instead of a host. A record gives it as its host, as ECS does (`url.domain`: "in some cases a URL may
 * refer to an IP directly, without a domain name: the IP address would go to the domain field"); apps are matched by it as the address it is.
 */
function addressOfUrl(url: string): string {
  if (url === '' || !findHost(url, 0, url.length)) return '';
  const host = url.substring(hostSpan.start, hostSpan.end);
  return ipKind(host, 0, host.length) === 0 ? '' : host.toLowerCase();
}
