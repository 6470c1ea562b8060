/** In: the fields of one Zscaler line, by what they hold. Out: the draft, or why the line is no traffic. */
import { ipKind } from '../../../kit/ip.ts';
import { ACTION_UNKNOWN, type EventDraft, PARSED, REJECTED, SKIPPED, type SyslogHeader, type Verdict } from '../api.ts';
import { actionOfWord } from '../kv/action-words.ts';
import { actionOf } from '../shared/action-word.ts';
import { parseUint } from '../shared/numbers.ts';
import { readAnyTime } from '../shared/time.ts';
import { setDestinationFromUrl, setSource } from '../shared/url.ts';
import { FIELD, FIELD_COUNT } from './names.ts';

/** Feeds that carry no traffic: tunnels' states, alerts, audit trails. */
const OTHER_FEEDS = ['tunnel', 'alert', 'audit', 'endpointdlp', 'casb', 'emaildlp'] as const;

export class Fields {
  readonly #values: string[] = new Array<string>(FIELD_COUNT).fill('');

  clear(): void {
    this.#values.fill('');
  }

  /** Keeps the value of a known field; the first one that says something wins. */
  set(field: number, value: string): void {
    if (field !== FIELD.none && this.#values[field] === '' && !isPlaceholder(value)) this.#values[field] = value.trim();
  }

  get(field: number): string {
    return this.#values[field] ?? '';
  }
}

/** Zscaler writes None, NA or N/A where there is nothing to say. */
function isPlaceholder(value: string): boolean {
  return (
    value.length <= 4 && (value === 'None' || value === 'NA' || value === 'N/A' || value === '-' || value.trim() === '')
  );
}

export function readRecord(fields: Fields, isLeef: boolean, header: SyslogHeader, out: EventDraft): Verdict {
  readTime(fields, header, out);
  const client = fields.get(FIELD.clientIp);
  setSource(client, 0, client.length, out);
  out.sourceUser = fields.get(FIELD.user);
  const device = fields.get(FIELD.clientHost);
  if (device !== '') out.sourceHost = device;
  const url = fields.get(FIELD.url);
  setDestinationFromUrl(url, 0, url.length, out);
  const host = fields.get(FIELD.host);
  if (host !== '') setDestinationFromUrl(host, 0, host.length, out);
  const server = fields.get(FIELD.serverIp);
  if (ipKind(server, 0, server.length) !== 0) out.destinationIp = server;
  if (out.destinationPort < 0) out.destinationPort = numberOf(fields.get(FIELD.serverPort));
  const feed = fields.get(FIELD.feed);
  if (OTHER_FEEDS.some((name) => feed.includes(name))) {
    out.reason = 'other-type';
    return SKIPPED;
  }
  const nobody = out.sourceIp === '' && out.sourceUser === '' && out.sourceHost === '';
  if (nobody || (out.destinationHost === '' && out.destinationIp === '')) {
    out.reason = 'fields';
    return REJECTED;
  }
  out.bytesSent = numberOf(fields.get(FIELD.bytesSent));
  out.bytesReceived = numberOf(fields.get(FIELD.bytesReceived));
  if (out.bytesSent < 0 && out.bytesReceived < 0) out.bytesTotal = numberOf(fields.get(FIELD.bytesTotal));
  const sessions = numberOf(fields.get(FIELD.sessions));
  if (sessions > 1) out.count = sessions;
  const cat = fields.get(FIELD.cat);
  const action = fields.get(FIELD.action);
  if (isLeef) out.action = actionOf(cat, 0, cat.length);
  if (out.action === ACTION_UNKNOWN) out.action = actionOfWord(action);
  const status = numberOf(fields.get(FIELD.status));
  if (status < 1000) out.status = status;
  out.url = url;
  out.method = fields.get(FIELD.method);
  out.userAgent = fields.get(FIELD.userAgent);
  out.contentType = fields.get(FIELD.contentType);
  out.vendorCategory = fields.get(FIELD.category) || (isLeef ? '' : cat);
  out.vendorApp = fields.get(FIELD.app);
  return PARSED;
}

function readTime(fields: Fields, header: SyslogHeader, out: EventDraft): void {
  const time = fields.get(FIELD.time);
  if (readAnyTime(time, 0, time.length, out) < 0) {
    out.timeMs = header.timeMs;
    out.timeIsLocal = header.timeIsLocal;
    out.timeIsYearless = header.timeIsYearless;
    return;
  }
  const zone = fields.get(FIELD.zone);
  if (zone === 'GMT' || zone === 'UTC') out.timeIsLocal = false;
}

function numberOf(value: string): number {
  return parseUint(value, 0, value.length);
}
