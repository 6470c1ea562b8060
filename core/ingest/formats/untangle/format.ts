/**
 * Untangle, now Arista NG Firewall: its events as JSON, alone or behind the thread that wrote them (`INFO  uvm[0]: {…}`). Times are the
 * appliance's own. Source: "Event definitions", Arista NG Firewall wiki.
 */
import {
  ACTION_ALLOWED,
  ACTION_BLOCKED,
  type ActionCode,
  type EventDraft,
  type LineParser,
  type LineWindows,
  PARSED,
  type SyslogHeader,
  type TrafficFormat,
  type Verdict,
} from '../api.ts';
import { fieldsOf } from '../keyed/json-format.ts';
import { hasKeys, keySet, knownSceneOf, sceneHoldsAll } from '../keyed/json-keys.ts';
import { JsonParser, type JsonShape, requireEnds } from '../keyed/json-parser.ts';
import type { WatchedWindows } from '../keyed/watched-windows.ts';
import { behindPri, findUrlHost, isPlainHost, isSameBytes, isWordAt, span, untilByte } from '../shared/bytes.ts';
import { findCode } from '../shared/fields.ts';
import { isDigit } from '../shared/numbers.ts';
import { reject, skip } from '../shared/verdict.ts';

const SPACE = 32;
const OPEN_BRACE = 123;
/** The thread's name and level stand in front of the object. */
const LOOK = 80;
const CLASS = 0;
const REQUEST = 1;
const KEYS = keySet('"CClientAddr"', '"SServerAddr"', '"class"');

/** Events about a use of the network; others are about the appliance, or count what these tell. */
const USES =
  /\.(?:WebFilterEvent|FirewallEvent|ApplicationControlLogEvent|HttpRequestEvent|ThreatPreventionHttpEvent|AdBlockerEvent)$/;

const SHAPE: JsonShape = {
  spec: {
    time: ['timeStamp', 'sessionEvent.timeStamp'],
    sourceIp: ['sessionEvent.CClientAddr', 'CClientAddr'],
    sourceUser: ['sessionEvent.username', 'username'],
    sourceHost: ['sessionEvent.hostname', 'hostname'],
    destinationIp: ['sessionEvent.SServerAddr', 'SServerAddr'],
    destinationPort: ['sessionEvent.SServerPort', 'SServerPort'],
    action: ['blocked'],
    vendorCategory: ['category'],
    vendorApp: ['application'],
  },
  watch: ['class', 'requestLine'],
  judged: ['class'],
  settle: settleBytes,
  actions: new Map<string, ActionCode>([
    ['true', ACTION_BLOCKED],
    ['false', ACTION_ALLOWED],
  ]),
  judge(paths, out) {
    const kind = paths.watched(CLASS);
    // A client without a name has its address in its place.
    if (out.sourceHost === out.sourceIp) out.sourceHost = '';
    readRequest(paths.watched(REQUEST), out);
    if (kind.endsWith('.SessionEvent')) return skip(out, 'session-start');
    if (!USES.test(kind)) return skip(out, 'message-type');
    return requireEnds(out) === PARSED ? PARSED : reject(out, 'address');
  },
};

/** `GET https://host/path` */
function readRequest(request: string, out: EventDraft): void {
  const blank = request.indexOf(' ');
  if (blank < 1) return;
  out.method = request.slice(0, blank);
  out.url = request.slice(blank + 1);
  const host = /^https?:\/\/([^/:?#]+)/i.exec(out.url);
  if (host !== null && host[1] !== out.destinationIp) out.destinationHost = host[1] ?? '';
}

/** As `judge` does with the names of a line. */
function settleBytes(bytes: Uint8Array, out: LineWindows, watched: WatchedWindows): boolean {
  if (isSameBytes(bytes, out.deviceStart, out.deviceEnd, out.sourceStart, out.sourceEnd)) {
    out.deviceStart = 0;
    out.deviceEnd = 0;
  }
  if (!watched.isPlain(bytes, REQUEST)) return false;
  if (!watched.has(bytes, REQUEST)) return true;
  const from = watched.from(REQUEST);
  const to = watched.to(REQUEST);
  const blank = untilByte(bytes, SPACE, from, to);
  if (blank === from || blank === to) return true;
  const url = blank + 1;
  if (!isWordAt(bytes, url, 'http://') && !isWordAt(bytes, url, 'https://')) return false;
  if (findUrlHost(bytes, url, to, false) < 0 || !isPlainHost(bytes, span.start, span.end)) return false;
  out.destStart = span.start;
  out.destEnd = span.end;
  return true;
}

/** No header in front could take the beginning of the object for one of its own words, as one with a version does. */
function isThreadInFront(bytes: Uint8Array, start: number, brace: number): boolean {
  return !isDigit(bytes[behindPri(bytes, start, brace)]) && bytes[brace - 1] === SPACE;
}

/** Where the object begins; -1 for other lines. */
function objectAt(text: string, start: number, end: number): number {
  const at = findCode(text, OPEN_BRACE, start, Math.min(end, start + LOOK));
  return at >= 0 && hasKeys(text, at, end, KEYS) ? at : -1;
}

class UntangleParser implements LineParser {
  private readonly json = new JsonParser(SHAPE);

  readBytes(bytes: Uint8Array, start: number, end: number, out: LineWindows): boolean {
    const limit = Math.min(end, start + LOOK);
    const at = untilByte(bytes, OPEN_BRACE, start, limit);
    if (at === limit || this.json.readBytes === undefined) return false;
    if (at > start && !isThreadInFront(bytes, start, at)) return false;
    // An object alone has been claimed already.
    if (at > start && (knownSceneOf(bytes, at, end) === 0 || !sceneHoldsAll(KEYS))) return false;
    return this.json.readBytes(bytes, at, end, out);
  }

  parse(text: string, start: number, end: number, out: EventDraft, header: SyslogHeader): Verdict {
    const at = objectAt(text, start, end);
    return at < 0 ? reject(out, 'shape') : this.json.parse(text, at, end, out, header);
  }
}

export const untangle: TrafficFormat = {
  id: 'untangle',
  title: 'Untangle (Arista NG Firewall) events',
  vendor: 'Arista',
  grade: 'documented',
  source: 'https://wiki.edge.arista.com/index.php/Event_Definitions',
  fields: [...fieldsOf(SHAPE.spec), 'destinationHost', 'url', 'method'],
  split: 'line',
  certain: 'claimed',
  objects: 'too',
  claimsByKeys: true,
  claimWords: ['"CClientAddr"'],
  claim: (text, start, end) => (objectAt(text, start, end) < 0 ? 0 : 1),
  signature: 'JSON with CClientAddr, SServerAddr and class',
  createParser: () => new UntangleParser(),
};
