/**
 * H3C SecPath and HPE Comware firewalls: `%%10FILTER/6/FILTER_ZONE_IPV4_EXECUTION: Key(1001)=value;…`,
 * `%%10SESSION/6/SESSION_IPV4_FLOW: …;InitByteCount(1046)=…;ReplyByteCount(1048)=…`.
 * Source: "H3C SecPath System Log Messages Reference".
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
import { findWord, untilCode } from '../shared/fields.ts';
import { reject, skip } from '../shared/verdict.ts';
import { createH3cBytes } from './read-bytes.ts';

const OPEN = 40;
const SEMICOLON = 59;
const EQUALS = 61;
const LOOK = 120;

const SPEC: FieldSpec = {
  sourceIp: ['SrcIPAddr', 'SrcIPv6Addr'],
  sourceUser: ['UserName', 'User'],
  destinationIp: ['DstIPAddr', 'DstIPv6Addr'],
  destinationPort: ['DstPort'],
  destinationHost: ['Host', 'DomainName'],
  url: ['URL', 'Url'],
  action: ['Action', 'Event'],
  bytesSent: ['InitByteCount'],
  bytesReceived: ['RplyByteCount', 'ReplyByteCount'],
  vendorCategory: ['URLCategory', 'UrlCategory', 'Category'],
  vendorApp: ['Application'],
};

/** Where the module of `%%10MODULE/6/NAME:` begins; -1 when the line has none. */
export function comwareAt(text: string, start: number, end: number): number {
  const at = findWord(text, '%%10', start, Math.min(end, start + LOOK));
  return at < 0 ? -1 : at + 4;
}

export class H3cParser implements LineParser {
  private readonly pairs = new PairReader(SPEC, ['Event']);
  readonly readBytes = createH3cBytes(SPEC);

  parse(text: string, start: number, end: number, out: EventDraft, header: SyslogHeader): Verdict {
    const module = comwareAt(text, start, end);
    const colon = module < 0 ? -1 : findWord(text, ': ', module, Math.min(end, module + LOOK));
    if (colon < 0) return reject(out, 'shape');
    const { pairs } = this;
    pairs.begin();
    for (let at = colon + 2; at < end; ) {
      const stop = untilCode(text, SEMICOLON, at, end);
      const equals = untilCode(text, EQUALS, at, stop);
      if (equals < stop) {
        // `SrcPort(1004)=…`: the number says the same as the name.
        const entry = pairs.entry(text, at, untilCode(text, OPEN, at, equals));
        if (entry >= 0) pairs.take(entry, text, equals + 1, stop, out);
      }
      at = stop + 1;
    }
    pairs.finish(out, header);
    if (out.sourceIp === '' || out.destinationIp === '') return skip(out, 'message-type');
    // `(8)Session created`, `(1)Normal over`
    const event = pairs.note(0);
    if (event.includes('created') || event.includes('Active')) return skip(out, 'session-start');
    if (event.includes('Deny') || event.includes('deny')) out.action = ACTION_BLOCKED;
    else if (out.action === ACTION_UNKNOWN) out.action = ACTION_ALLOWED;
    return PARSED;
  }
}
