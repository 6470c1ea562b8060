/**
 * Huawei USG firewalls: `%%01POLICY/6/POLICYPERMIT(l):vsys=public, protocol=6, source-ip=…, …`,
 * `%%01SECLOG/6/SESSION_TEARDOWN(l):IPVer=4,Protocol=tcp,SourceIP=…,DestinationIP=…,…,SendBytes=…,RcvBytes=…`, `%%01URL/4/FILTER(l):…, SrcIp=…, Host="…"`.
 * Source: "HUAWEI USG6000 Log Reference".
 */
import {
  ACTION_ALLOWED,
  ACTION_BLOCKED,
  ACTION_UNKNOWN,
  type EventDraft,
  type LineParser,
  PARSED,
  type SyslogHeader,
  type Verdict,
} from '../api.ts';
import type { FieldSpec } from '../keyed/field-table.ts';
import { PairReader } from '../keyed/pair-reader.ts';
import { KvFields } from '../kv/kv-fields.ts';
import { findWord, untilCode } from '../shared/fields.ts';
import { readIsoTime } from '../shared/time.ts';
import { reject, skip } from '../shared/verdict.ts';
import { createHuaweiBytes } from './read-bytes.ts';

const CLOSE = 41;
const DOT = 46;
const COLON = 58;
const LOOK = 120;

const SPEC: FieldSpec = {
  sourceIp: ['source-ip', 'SourceIP', 'SrcIp', 'SrcIP', 'src-ip'],
  sourceUser: ['User', 'user', 'user-name', 'UserName'],
  destinationIp: ['destination-ip', 'DestinationIP', 'DstIp', 'DstIP', 'dst-ip'],
  destinationPort: ['destination-port', 'DestinationPort', 'DstPort', 'dst-port'],
  destinationHost: ['Host', 'host'],
  url: ['Url', 'URL'],
  action: ['Action', 'action'],
  bytesSent: ['SendBytes', 'send-bytes'],
  bytesReceived: ['RcvBytes', 'receive-bytes'],
  vendorCategory: ['Category', 'SubCategory'],
  vendorApp: ['Application', 'application-name', 'ApplicationName'],
};

/** Where the module of `%%01MODULE/6/NAME(l):` begins; -1 when the line has none. */
export function moduleAt(text: string, start: number, end: number): number {
  const at = findWord(text, '%%01', start, Math.min(end, start + LOOK));
  return at < 0 ? -1 : at + 4;
}

export class HuaweiParser implements LineParser {
  private readonly pairs = new PairReader(SPEC);
  private readonly fields = new KvFields();
  readonly readBytes = createHuaweiBytes(SPEC);

  parse(text: string, start: number, end: number, out: EventDraft, header: SyslogHeader): Verdict {
    const at = moduleAt(text, start, end);
    if (at < 0) return reject(out, 'shape');
    const colon = untilCode(text, COLON, at, Math.min(end, at + LOOK));
    this.pairs.begin();
    // A line without syslog's header begins with its time.
    readIsoTime(text, start, end, out);
    // Some messages end as a sentence does, or in brackets.
    let stop = end;
    while (stop > colon && (text.charCodeAt(stop - 1) === DOT || text.charCodeAt(stop - 1) === CLOSE)) stop--;
    this.fields.reset(text, Math.min(colon + 1, stop), stop);
    this.pairs.takeAll(this.fields, text, out);
    this.pairs.finish(out, header);
    if (out.sourceIp === '' || out.destinationIp === '') return skip(out, 'message-type');
    if (findWord(text, 'SESSION_BUILT', at, colon) >= 0) return skip(out, 'session-start');
    if (findWord(text, 'DENY', at, colon) >= 0) out.action = ACTION_BLOCKED;
    else if (out.action === ACTION_UNKNOWN) out.action = ACTION_ALLOWED;
    // A policy's hit opens a session whose end is logged by itself, where that is switched on; alone it is all there is.
    return PARSED;
  }
}
