/**
 * In: a PAN-OS CSV line (TRAFFIC, THREAT and the types that are no traffic), syslog header behind it.
 * Out: a verdict and the draft.
 *
 * Columns are counted from 0 here. PAN-OS 7 to 11 only append, so what stands up to column 63 has kept its place.
 * TRAFFIC lines of subtype `start` open a session that its `end` line counts, so they are skipped; when detail is wanted their
 * draft is filled all the same.
 */
import {
  ACTION_BLOCKED,
  ACTION_UNKNOWN,
  type EventDraft,
  PARSED,
  REJECTED,
  SKIPPED,
  type SyslogHeader,
  type Verdict,
} from '../api.ts';
import { CsvFields } from '../csv-fields/csv-fields.ts';
import { setHostFromUrl } from '../kv/url-host.ts';
import { findWord, untilCode } from '../shared/fields.ts';
import { parseUint } from '../shared/numbers.ts';
import { panAction } from './actions.ts';
import { MOST_REPEATS } from './limits.ts';
import { urlOfMisc } from './misc.ts';
import { readSession, SESSION_COLUMNS } from './sessions.ts';
import { readHighResolutionTime, readPanTime } from './time.ts';

const APOSTROPHE = 39;
const DOT = 46;

const RECEIVED = 1;
const TYPE = 3;
const SUBTYPE = 4;
const GENERATED = 6;
const SOURCE = 7;
const DESTINATION = 8;
const SOURCE_USER = 12;
const APP = 14;
const REPEAT = 23;
const DESTINATION_PORT = 25;
const ACTION = 30;
const TRAFFIC_BYTES = 31;
const TRAFFIC_SENT = 32;
const TRAFFIC_RECEIVED = 33;
const TRAFFIC_CATEGORY = 37;
const THREAT_URL = 31;
const THREAT_CATEGORY = 33;
const THREAT_CONTENT_TYPE = 41;
const THREAT_USER_AGENT = 46;
const THREAT_METHOD = 63;
/** The name that a client asked for when it opened TLS. */
const DECRYPTION_SNI = 63;

const CAPACITY = 64;

/** Older lines end behind the packet count, threat lines behind the direction. */
const LEAST_COLUMNS = 31;

/** Log types other than TRAFFIC and THREAT, of which a line says nothing about a user's traffic or says it twice. */
const OTHER_TYPES: ReadonlySet<string> = new Set([
  'SYSTEM',
  'CONFIG',
  'HIPMATCH',
  'HIP-MATCH',
  'GLOBALPROTECT',
  'USERID',
  'IPTAG',
  'DECRYPTION',
  'AUTHENTICATION',
  'TUNNEL',
  'SCTP',
  'GTP',
  'CORRELATION',
  'AUDIT',
  'WILDFIRE',
]);

/** Lines of tunnel inspection have the subtype once more for a type: `START,start`. The flows inside a tunnel have TRAFFIC lines of their own. */
const TUNNEL_TYPES: ReadonlySet<string> = new Set(['START', 'END', 'DROP', 'DENY']);

/** A line of any of these holds its type, and one of tunnel inspection a comma behind it, perhaps with a quote. */
export const TYPE_WORDS: readonly string[] = [
  'TRAFFIC',
  'THREAT',
  ...OTHER_TYPES,
  ...[...TUNNEL_TYPES].flatMap((type) => [`${type},`, `${type}"`]),
];

/** Types whose lines name the two ends of a session in TRAFFIC's columns; its bytes are in lines of TRAFFIC. */
const TYPES_WITH_ENDS: ReadonlySet<string> = new Set(['TUNNEL', 'DECRYPTION', 'GTP', 'SCTP']);

/** @param subtype the column behind the type */
export function isPanType(type: string, subtype: string): boolean {
  return type === 'TRAFFIC' || type === 'THREAT' || OTHER_TYPES.has(type) || isTunnel(type, subtype);
}

function isTunnel(type: string, subtype: string): boolean {
  return TUNNEL_TYPES.has(type) && subtype === type.toLowerCase();
}

/** Reads PAN-OS CSV lines; holds nothing between lines but its column buffer. */
export class PanCsvReader {
  private readonly fields = new CsvFields(CAPACITY);

  read(text: string, start: number, end: number, out: EventDraft, header: SyslogHeader): Verdict {
    const fields = this.fields;
    const threatDetail = THREAT_METHOD + 1;
    fields.scan(text, start, end, SUBTYPE + 1);
    const isTraffic = fields.is(TYPE, 'TRAFFIC');
    if (!isTraffic && !fields.is(TYPE, 'THREAT')) return this.readOther(text, end, out, header);
    const limit = isTraffic ? TRAFFIC_CATEGORY + 1 : out.wantDetail ? threatDetail : THREAT_URL + 1;
    if (fields.more(end, limit) < LEAST_COLUMNS) return reject(out, 'columns');
    const isStart = isTraffic && fields.is(SUBTYPE, 'start');
    if (isStart && !out.wantDetail) return skip(out, 'session-start');

    if (!this.readCommon(text, end, out, header)) return reject(out, 'time');
    if (out.sourceIp === '' && out.destinationIp === '') return reject(out, 'address');
    if (isTraffic) this.readTraffic(text, out);
    else this.readThreat(text, out);
    return isStart ? skip(out, 'session-start') : PARSED;
  }

  /** Columns that TRAFFIC, THREAT, DECRYPTION and tunnels share. @returns false when no time can be read */
  private readCommon(text: string, end: number, out: EventDraft, header: SyslogHeader): boolean {
    const fields = this.fields;
    if (!this.readTime(text, out, header)) return false;
    if (out.timeIsLocal) readHighResolutionTime(text, fields.stop - 1, end, out);
    out.sourceIp = fields.get(SOURCE);
    out.destinationIp = fields.get(DESTINATION);
    const userStart = fields.start(SOURCE_USER);
    // With user-ID from proxy headers this column holds an address (`x-fwd-for: 192.0.2.7`), which is no user.
    if (!text.startsWith('x-fwd-for', userStart)) out.sourceUser = fields.get(SOURCE_USER);
    out.destinationPort = parseUint(text, fields.start(DESTINATION_PORT), fields.end(DESTINATION_PORT));
    out.action = panAction(text, fields.start(ACTION), fields.end(ACTION));
    const repeats = parseUint(text, fields.start(REPEAT), fields.end(REPEAT));
    if (repeats > 1 && repeats <= MOST_REPEATS) out.count = repeats;
    if (out.wantDetail) out.vendorApp = fields.get(APP);
    return true;
  }

  private readTime(text: string, out: EventDraft, header: SyslogHeader): boolean {
    const fields = this.fields;
    if (readPanTime(text, fields.start(GENERATED), fields.end(GENERATED), out)) return true;
    if (readPanTime(text, fields.start(RECEIVED), fields.end(RECEIVED), out)) return true;
    out.timeMs = header.timeMs;
    out.timeIsLocal = header.timeIsLocal;
    out.timeIsYearless = header.timeIsYearless;
    return !Number.isNaN(header.timeMs);
  }

  private readTraffic(text: string, out: EventDraft): void {
    const fields = this.fields;
    out.bytesSent = parseUint(text, fields.start(TRAFFIC_SENT), fields.end(TRAFFIC_SENT));
    out.bytesReceived = parseUint(text, fields.start(TRAFFIC_RECEIVED), fields.end(TRAFFIC_RECEIVED));
    if (out.bytesSent < 0 && out.bytesReceived < 0) {
      out.bytesTotal = parseUint(text, fields.start(TRAFFIC_BYTES), fields.end(TRAFFIC_BYTES));
    }
    if (out.wantDetail) out.vendorCategory = fields.get(TRAFFIC_CATEGORY);
    // A session that a rule dropped stays blocked whatever its action column was set to before.
    if (fields.is(SUBTYPE, 'drop') || fields.is(SUBTYPE, 'deny')) out.action = ACTION_BLOCKED;
  }

  private readThreat(text: string, out: EventDraft): void {
    const fields = this.fields;
    // The column is a URL for subtype `url`; for the others a URL, a file name or nothing.
    const url = fields.is(SUBTYPE, 'url') ? fields.get(THREAT_URL) : urlOfMisc(fields.get(THREAT_URL));
    if (url !== '') {
      out.url = url;
      setHostFromUrl(out);
    }
    if (!out.wantDetail) return;
    out.vendorCategory = fields.get(THREAT_CATEGORY);
    out.contentType = fields.get(THREAT_CONTENT_TYPE);
    out.userAgent = fields.get(THREAT_USER_AGENT);
    const method = fields.get(THREAT_METHOD);
    if (method !== 'unknown' && isWord(text, fields.start(THREAT_METHOD), fields.end(THREAT_METHOD))) {
      out.method = method;
    }
  }

  /** DECRYPTION, GTP and SCTP repeat what the session's TRAFFIC line counts, and a tunnel what those of its flows do; the other types name no transaction. */
  private readOther(text: string, end: number, out: EventDraft, header: SyslogHeader): Verdict {
    const fields = this.fields;
    if (fields.is(TYPE, 'Type') && fields.is(RECEIVED, 'Receive Time')) return skip(out, 'header');
    const isOfTunnel = isTunnel(fields.get(TYPE), fields.get(SUBTYPE));
    if (fields.count <= TYPE || !(isOfTunnel || OTHER_TYPES.has(fields.get(TYPE)))) return reject(out, 'shape');
    const hasEnds = isOfTunnel || TYPES_WITH_ENDS.has(fields.get(TYPE));
    if (out.wantDetail && hasEnds && fields.more(end, ACTION + 2) > ACTION) {
      this.readCommon(text, end, out, header);
      // As published, SCTP's lines have one column more in front of the verdict.
      if (out.action === ACTION_UNKNOWN && fields.is(TYPE, 'SCTP')) {
        out.action = panAction(text, fields.start(ACTION + 1), fields.end(ACTION + 1));
      }
      if (fields.is(TYPE, 'DECRYPTION') && fields.more(end, DECRYPTION_SNI + 1) > DECRYPTION_SNI) {
        out.destinationHost = fields.get(DECRYPTION_SNI);
      }
    }
    if (!out.wantDetail) return skip(out, 'message-type');
    if (fields.is(TYPE, 'SYSTEM')) this.readSignIn(text, end, out);
    else if (!hasEnds && fields.more(end, SESSION_COLUMNS) > GENERATED && readSession(fields, fields.get(TYPE), out)) {
      this.readTime(text, out, header);
      if (out.timeIsLocal) readHighResolutionTime(text, fields.stop - 1, end, out);
    }
    return skip(out, 'message-type');
  }

  /** `authenticated for user 'alice'. … server address '192.0.2.5', … From: 10.1.2.3.` */
  private readSignIn(text: string, end: number, out: EventDraft): void {
    const fields = this.fields;
    fields.more(end, GENERATED + 1);
    readPanTime(text, fields.start(GENERATED), fields.end(GENERATED), out);
    if (out.timeIsLocal) readHighResolutionTime(text, fields.stop - 1, end, out);
    out.sourceUser = quotedBehind(text, "user '", fields.stop, end);
    out.destinationIp = quotedBehind(text, "server address '", fields.stop, end);
    out.sourceIp = quotedBehind(text, "from '", fields.stop, end);
    const from = out.sourceIp === '' ? findWord(text, 'From: ', fields.stop, end) : -1;
    if (from < 0) return;
    let stop = from + 6;
    while (stop < end && isAddressCode(text.charCodeAt(stop))) stop++;
    while (stop > from && text.charCodeAt(stop - 1) === DOT) stop--;
    out.sourceIp = text.substring(from + 6, stop);
  }
}

/** What stands between `mark` and the next apostrophe; '' without it. */
function quotedBehind(text: string, mark: string, start: number, end: number): string {
  const at = findWord(text, mark, start, end);
  return at < 0 ? '' : text.substring(at + mark.length, untilCode(text, APOSTROPHE, at + mark.length, end));
}

/** Hexadecimal digits, dots and colons. */
function isAddressCode(code: number): boolean {
  return (code >= 48 && code <= 58) || code === DOT || ((code | 32) >= 97 && (code | 32) <= 102);
}

function isWord(text: string, start: number, end: number): boolean {
  for (let at = start; at < end; at++) {
    const lower = text.charCodeAt(at) | 32;
    if (lower < 97 || lower > 122) return false;
  }
  return end > start;
}

function skip(out: EventDraft, reason: string): Verdict {
  out.reason = reason;
  return SKIPPED;
}

function reject(out: EventDraft, reason: string): Verdict {
  out.reason = reason;
  return REJECTED;
}
