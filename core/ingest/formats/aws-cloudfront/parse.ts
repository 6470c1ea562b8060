/**
 * CloudFront delivers what the organisation publishes: every line is a visit to it, so inbound.
 */
import type { EventDraft, LineParser, LineWindows, SyslogHeader, Verdict } from '../api.ts';
import { PARSED } from '../api.ts';
import { isAddress } from '../keyed/byte-values.ts';
import { JsonParser } from '../keyed/json-parser.ts';
import { looksLikeIp } from '../kv/window.ts';
import { isMethod } from '../shared/clf.ts';
import { isDigit, parseUint } from '../shared/numbers.ts';
import { readEpochTime, readIsoTime } from '../shared/time.ts';
import { setDestinationFromUrl } from '../shared/url.ts';
import { reject } from '../shared/verdict.ts';
import { SEPARATOR, Tokens } from '../w3c/tokens.ts';
import { FEWEST, type Layout, REAL_TIME, STANDARD } from './columns.ts';
import { readCloudFrontBytes } from './read-bytes.ts';

const OPEN_BRACE = 123;
const MINUS = 45;
const TAB = 9;
const EPOCH_DIGITS = 10;
const DAY_LENGTH = 10;

const tokens = new Tokens();

/** The columns of the line, which are split by then; undefined when it is none of CloudFront's. */
export function layoutOf(text: string, start: number, end: number): Layout | undefined {
  if (!isDigit(text.charCodeAt(start))) return undefined;
  const isDay = text.charCodeAt(start + 4) === MINUS;
  if (isDay ? text.charCodeAt(start + DAY_LENGTH) !== TAB : text.charCodeAt(start + EPOCH_DIGITS) !== 46)
    return undefined;
  const layout = isDay ? STANDARD : REAL_TIME;
  if (tokens.split(text, start, end, SEPARATOR.tab) < FEWEST) return undefined;
  const isIp = looksLikeIp(text, tokens.start(layout.client), tokens.end(layout.client));
  const isAsked = isMethod(text, tokens.start(layout.method), tokens.end(layout.method));
  return isIp && isAsked && numberAt(text, layout.status) >= 0 && numberAt(text, layout.bytesToClient) >= 0
    ? layout
    : undefined;
}

function numberAt(text: string, column: number): number {
  return column < tokens.count ? parseUint(text, tokens.start(column), tokens.end(column)) : -1;
}

function textAt(text: string, column: number): string {
  return tokens.isBlank(text, column) ? '' : text.substring(tokens.start(column), tokens.end(column));
}

function readColumns(text: string, start: number, end: number, out: EventDraft): Verdict {
  const layout = layoutOf(text, start, end);
  if (layout === undefined) return reject(out, 'shape');
  // Date and clock are columns of their own; the reader of ISO times takes what stands between them for a blank.
  const isRead = layout.isRealTime ? readEpochTime(text, start, end, out) >= 0 : readDay(text, start, out);
  if (!isRead) return reject(out, 'time');
  out.sourceIp = textAt(text, layout.client);
  for (const column of layout.hosts) {
    if (out.destinationHost !== '' || out.destinationIp !== '' || tokens.isBlank(text, column)) continue;
    setDestinationFromUrl(text, tokens.start(column), tokens.end(column), out);
  }
  out.status = numberAt(text, layout.status);
  out.bytesReceived = numberAt(text, layout.bytesToClient);
  out.bytesSent = numberAt(text, layout.bytesFromClient);
  out.reason = 'inbound';
  if (out.wantDetail) {
    out.url = textAt(text, layout.path);
    out.method = textAt(text, layout.method);
    out.userAgent = unescaped(textAt(text, layout.agent));
  }
  return PARSED;
}

function readDay(text: string, start: number, out: EventDraft): boolean {
  const stamp = `${text.substring(start, start + DAY_LENGTH)} ${text.substring(tokens.start(1), tokens.end(1))}`;
  const isRead = readIsoTime(stamp, 0, stamp.length, out) >= 0;
  out.timeIsLocal = false;
  return isRead;
}

/** Agents are percent-encoded, some twice. */
function unescaped(agent: string): string {
  return agent.replace(/%(?:25)?([2-7][0-9A-Fa-f])/g, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
}

const JSON_SHAPE = {
  spec: {
    time: ['timestamp(ms)', 'timestamp'],
    date: ['date'],
    // Rows that stand for several requests name when these began.
    clock: ['time', 'start_time'],
    count: ['count'],
    sourceIp: ['c-ip'],
    destinationHost: ['x-host-header', 'cs(Host)', 'cs-host'],
    url: ['cs-uri-stem'],
    method: ['cs-method'],
    status: ['sc-status'],
    bytesSent: ['cs-bytes'],
    bytesReceived: ['sc-bytes'],
    userAgent: ['cs(User-Agent)', 'cs-user-agent'],
    contentType: ['sc-content-type'],
  },
  judged: [],
  timesAreUtc: true,
  // A host that is an address counts only where it is named as the host.
  settle: (bytes: Uint8Array, { destStart, destEnd }: LineWindows) => !isAddress(bytes, destStart, destEnd),
  judge(_: unknown, out: EventDraft): Verdict {
    if (out.sourceIp === '' || out.destinationHost === '') return reject(out, 'address');
    out.timeIsLocal = false;
    out.userAgent = unescaped(out.userAgent);
    out.reason = 'inbound';
    return PARSED;
  },
} as const;

export class CloudFrontParser implements LineParser {
  private readonly json = new JsonParser(JSON_SHAPE);

  parse(text: string, start: number, end: number, out: EventDraft, header: SyslogHeader): Verdict {
    return text.charCodeAt(start) === OPEN_BRACE
      ? this.json.parse(text, start, end, out, header)
      : readColumns(text, start, end, out);
  }

  readBytes(bytes: Uint8Array, start: number, end: number, out: LineWindows): boolean {
    return bytes[start] === OPEN_BRACE
      ? this.json.readBytes?.(bytes, start, end, out) === true
      : readCloudFrontBytes(bytes, start, end, out);
  }
}
