/**
 * In: a log line of the Barracuda web application firewall in its default layout, whose columns stand apart by blanks:
 * `time zone unit TYPE …`, or `TYPE …` alone when a syslog header took the time and the unit.
 * Out: the draft filled. TYPE is TR (access), WF (web firewall) or NF (network firewall). What is asked for here is what the
 * organisation publishes, so visits and attacks are inbound.
 * Source: https://campus.barracuda.com/product/webapplicationfirewall/doc/4259935/exporting-log-formats/
 */
import { type EventDraft, PARSED, type SyslogHeader, type Verdict } from '../api.ts';
import { actionOfWord } from '../kv/action-words.ts';
import { looksLikeIp } from '../kv/window.ts';
import { isMethod } from '../shared/clf.ts';
import { findWord } from '../shared/fields.ts';
import { takeHeaderTime } from '../shared/header-time.ts';
import { readIsoTime } from '../shared/time.ts';
import { setDestinationFromUrl, setSource } from '../shared/url.ts';
import { reject } from '../shared/verdict.ts';
import { SEPARATOR, Tokens } from '../w3c/tokens.ts';

const MINUS = 45;
const SLASH = 47;

/** Where the columns of a log stand behind its TYPE. */
export interface Layout {
  readonly client: number;
  readonly service: number;
  readonly fewest: number;
}

export const ACCESS: Layout = { client: 3, service: 1, fewest: 13 };
export const FIREWALL: Layout = { client: 3, service: 5, fewest: 8 };

const TYPES = [' TR ', ' WF ', ' NF '] as const;
/** Time, zone and unit stand in front of it. */
const LOOK = 120;

/** In the name of a user or a certificate. */
const MOST_BLANKS = 6;
const PROTOCOL = /^(?:HTTPS?|FTPS?|(?:TLS|SSL)v[\d.]+)$/;

const tokens = new Tokens();

/** The column of TYPE in a line of columns, -1 when the line is none of these logs. */
export function wafTypeAt(text: string, start: number, end: number): number {
  const isDated = text.charCodeAt(start + 4) === MINUS;
  const limit = Math.min(end, start + LOOK);
  const mayBe = isDated ? TYPES.some((word) => findWord(text, word, start, limit) >= 0) : layoutAt(text, start);
  if (!mayBe) return -1;
  tokens.split(text, start, end, SEPARATOR.space);
  for (let column = isDated ? 3 : 0; column <= (isDated ? 4 : 0); column++) {
    const layout = layoutAt(text, tokens.start(column));
    if (layout !== undefined && hasEnds(text, column, layout)) return column;
  }
  return -1;
}

function layoutAt(text: string, at: number): Layout | undefined {
  if (text.startsWith('TR ', at)) return ACCESS;
  return text.startsWith('WF ', at) || text.startsWith('NF ', at) ? FIREWALL : undefined;
}

/** Two addresses, each with its port behind it. */
function hasEnds(text: string, column: number, { client, service, fewest }: Layout): boolean {
  if (tokens.count < column + fewest) return false;
  return [client, service].every((end) => isIp(text, column + end) && tokens.uint(text, column + end + 1) >= 0);
}

/** Reads the line whose TYPE stands in column `type`, as `wafTypeAt` said. */
export function readWaf(
  text: string,
  start: number,
  end: number,
  type: number,
  out: EventDraft,
  header: SyslogHeader,
): Verdict {
  if (type > 0 && readIsoTime(text, start, end, out) < 0) return reject(out, 'time');
  takeHeaderTime(out, header);
  const at = tokens.start(type);
  const layout = layoutAt(text, at);
  if (layout === undefined) return reject(out, 'shape');
  setSource(text, tokens.start(type + layout.client), tokens.end(type + layout.client), out);
  out.destinationIp = tokens.text(text, type + layout.service);
  const port = tokens.uint(text, type + layout.service + 1);
  if (port <= 65_535) out.destinationPort = port;
  if (layout === ACCESS) readAccess(text, type, out);
  else if (text.startsWith('WF', at)) readAttack(text, end, type, out);
  else out.action = actionOfWord(tokens.text(text, type + 7));
  out.reason = 'inbound';
  return PARSED;
}

/** `login certificate method protocol host version status sent received … url query referer cookie agent …` */
function readAccess(text: string, type: number, out: EventDraft): void {
  const shift = blanksInNames(text, type);
  const at = type + shift;
  const { destinationIp, destinationPort } = out;
  setDestinationFromUrl(text, tokens.start(at + 9), tokens.end(at + 9), out);
  // The service's own address and port, not those of the Host header.
  out.destinationIp = destinationIp;
  out.destinationPort = destinationPort;
  // Of a login and a certificate only one is given.
  const hasLogin = !tokens.isBlank(text, type + 5);
  out.sourceUser = hasLogin ? text.substring(tokens.start(type + 5), tokens.end(at + 5)) : '';
  out.status = tokens.uint(text, at + 11);
  // Seen from the service: what it sent and what it received.
  out.bytesReceived = tokens.uint(text, at + 12);
  out.bytesSent = tokens.uint(text, at + 13);
  if (!out.wantDetail) return;
  if (isMethod(text, tokens.start(at + 7), tokens.end(at + 7))) out.method = tokens.text(text, at + 7);
  // A request without a path leaves its column out; everything behind it then stands elsewhere.
  if (text.charCodeAt(tokens.start(at + 24)) !== SLASH) return;
  const query = tokens.text(text, at + 25);
  out.url = query === '' ? tokens.text(text, at + 24) : `${tokens.text(text, at + 24)}?${query}`;
  out.userAgent = tokens.text(text, at + 28);
}

/** A name of several words stands without quotes: by how many columns it moves what is behind it, the protocol tells. */
function blanksInNames(text: string, type: number): number {
  for (let shift = 0; shift <= MOST_BLANKS; shift++) {
    if (PROTOCOL.test(tokens.text(text, type + 8 + shift))) return shift;
  }
  return 0;
}

/** `severity attack client port service port rule rule-type action follow-up… [details] method url protocol session agent …` */
function readAttack(text: string, end: number, type: number, out: EventDraft): void {
  out.action = actionOfWord(tokens.text(text, type + 9));
  const open = findWord(text, ' [', tokens.start(type + 9), end);
  const close = open < 0 ? -1 : findWord(text, '] ', open, end);
  if (close < 0 || !out.wantDetail) return;
  tokens.split(text, close + 2, end, SEPARATOR.space);
  if (!isMethod(text, tokens.start(0), tokens.end(0))) return;
  out.method = tokens.text(text, 0);
  out.url = tokens.text(text, 1);
  out.userAgent = tokens.text(text, 4);
}

function isIp(text: string, column: number): boolean {
  return looksLikeIp(text, tokens.start(column), tokens.end(column));
}
