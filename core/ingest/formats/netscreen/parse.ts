/**
 * Juniper SSG and NetScreen (ScreenOS): `NetScreen device_id=… [Root]system-notification-00257(traffic): start_time="…" …`.
 * Source: "ScreenOS Message Log Reference Guide", message 00257.
 */
import { ACTION_BLOCKED, type EventDraft, type LineParser, PARSED, type SyslogHeader, type Verdict } from '../api.ts';
import type { FieldSpec } from '../keyed/field-table.ts';
import { PairReader } from '../keyed/pair-reader.ts';
import { KvFields } from '../kv/kv-fields.ts';
import { looksLikeIp } from '../kv/window.ts';
import { findLastCode, findWord, untilCode } from '../shared/fields.ts';
import { takeHeaderTime } from '../shared/header-time.ts';
import { parseUint } from '../shared/numbers.ts';
import { readIsoTime } from '../shared/time.ts';
import { reject, skip } from '../shared/verdict.ts';
import { createNetscreenBytes } from './read-bytes.ts';

const SPEC: FieldSpec = {
  time: ['start_time'],
  sourceIp: ['src'],
  sourceUser: ['user', 'auth_user', 'username'],
  destinationIp: ['dst'],
  destinationPort: ['dst_port'],
  action: ['action'],
  bytesSent: ['sent'],
  bytesReceived: ['rcvd'],
  vendorApp: ['service'],
};

const SPACE = 32;
const OPEN = 40;
const COMMA = 44;
const COLON = 58;

export class NetscreenParser implements LineParser {
  private readonly pairs = new PairReader(SPEC);
  private readonly fields = new KvFields();
  readonly readBytes = createNetscreenBytes(SPEC);

  parse(text: string, start: number, end: number, out: EventDraft, header: SyslogHeader): Verdict {
    const mark = findWord(text, 'device_id=', start, end);
    if (mark < 0) return reject(out, 'shape');
    if (findWord(text, '(traffic)', mark, end) < 0) return this.readAlarm(text, mark, end, out, header);
    this.pairs.begin();
    this.fields.reset(text, mark, end);
    this.pairs.takeAll(this.fields, text, out);
    this.pairs.finish(out, header);
    if (out.sourceIp === '' || out.destinationIp === '') return reject(out, 'address');
    return PARSED;
  }

  /** `Port scan! From A:P to B:P, proto TCP (…)`: an alarm about packets that were dropped, or not; no transaction. */
  private readAlarm(text: string, start: number, end: number, out: EventDraft, header: SyslogHeader): Verdict {
    const from = findWord(text, ' From ', start, end);
    const to = from < 0 ? -1 : findWord(text, ' to ', from, end);
    if (to < 0 || !out.wantDetail) return skip(out, 'message-type');
    readOwnTime(text, to, end, out);
    takeHeaderTime(out, header);
    const sourceEnd = addressStop(text, from + 6, to);
    if (looksLikeIp(text, from + 6, sourceEnd)) out.sourceIp = text.substring(from + 6, sourceEnd);
    const stop = Math.min(untilCode(text, COMMA, to + 4, end), untilCode(text, SPACE, to + 4, end));
    const addressEnd = addressStop(text, to + 4, stop);
    if (looksLikeIp(text, to + 4, addressEnd)) out.destinationIp = text.substring(to + 4, addressEnd);
    if (addressEnd < stop) out.destinationPort = parseUint(text, addressEnd + 1, stop);
    out.action = ACTION_BLOCKED;
    return skip(out, 'message-type');
  }
}

/** `… Occurred 1 times. (2025-01-01 00:00:00)`: the time stands last, with the year that the header leaves out. */
function readOwnTime(text: string, start: number, end: number, out: EventDraft): void {
  const open = findLastCode(text, OPEN, start, end);
  if (open >= 0) readIsoTime(text, open + 1, end, out);
}

/** Where the address of `A:P` ends. */
function addressStop(text: string, start: number, end: number): number {
  const colon = findLastCode(text, COLON, start, end);
  return colon < 0 ? end : colon;
}
