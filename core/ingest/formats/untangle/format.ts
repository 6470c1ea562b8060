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
  PARSED,
  type SyslogHeader,
  type TrafficFormat,
  type Verdict,
} from '../api.ts';
import { fieldsOf } from '../keyed/json-format.ts';
import { hasKeys, keySet } from '../keyed/json-keys.ts';
import { JsonParser, type JsonShape, requireEnds } from '../keyed/json-parser.ts';
import { findCode } from '../shared/fields.ts';
import { reject, skip } from '../shared/verdict.ts';

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

/** Where the object begins; -1 for other lines. */
function objectAt(text: string, start: number, end: number): number {
  const at = findCode(text, OPEN_BRACE, start, Math.min(end, start + LOOK));
  return at >= 0 && hasKeys(text, at, end, KEYS) ? at : -1;
}

class UntangleParser implements LineParser {
  private readonly json = new JsonParser(SHAPE);

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
  claim: (text, start, end) => (objectAt(text, start, end) < 0 ? 0 : 1),
  signature: 'JSON with CClientAddr, SServerAddr and class',
  createParser: () => new UntangleParser(),
};
