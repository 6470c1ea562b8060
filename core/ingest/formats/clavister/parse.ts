/**
 * Clavister NetWall (cOS Core): `id=600002 event=conn_close action=close [rules …][conn [conn connsrcip=… ]]`.
 * Source: "cOS Core Log Reference Guide".
 */
import {
  ACTION_ALLOWED,
  ACTION_BLOCKED,
  type ActionCode,
  type EventDraft,
  type LineParser,
  PARSED,
  type SyslogHeader,
  type Verdict,
} from '../api.ts';
import type { FieldSpec } from '../keyed/field-table.ts';
import { PairReader } from '../keyed/pair-reader.ts';
import { KvFields } from '../kv/kv-fields.ts';
import { findLastCode } from '../shared/fields.ts';
import { readIsoTime } from '../shared/time.ts';
import { reject, skip } from '../shared/verdict.ts';
import { readSize } from './size.ts';

const SPACE = 32;
const OPEN = 91;

const SPEC: FieldSpec = {
  sourceIp: ['connsrcip', 'srcip', 'local_ip', 'client_ip'],
  sourceUser: ['username', 'user', 'authuser'],
  destinationIp: ['conndestip', 'destip', 'remote_ip', 'server_ip'],
  destinationPort: ['conndestport', 'destport'],
  url: ['url'],
  method: ['method'],
  action: ['action'],
  vendorCategory: ['categories', 'category'],
  vendorApp: ['application'],
};

const NOTED = ['event', 'origsent', 'termsent'] as const;
const EVENT = 0;
const SENT = 1;
const RECEIVED = 2;

/** `strip_flag` and the like alter a packet and let it pass. */
const ACTIONS: ReadonlyMap<string, ActionCode> = new Map([
  ['close', ACTION_ALLOWED],
  ['reject', ACTION_BLOCKED],
]);

export class ClavisterParser implements LineParser {
  private readonly pairs = new PairReader(SPEC, NOTED, { actions: ACTIONS });
  private readonly fields = new KvFields();

  parse(text: string, start: number, end: number, out: EventDraft, header: SyslogHeader): Verdict {
    const { pairs, fields } = this;
    pairs.begin();
    fields.reset(text, start, end);
    let sentAt = -1;
    let receivedAt = -1;
    while (fields.next()) {
      // Brackets behind a quoted value stand in front of the next key.
      const keyStart = findLastCode(text, SPACE, fields.keyStart, fields.keyEnd) + 1 || fields.keyStart;
      const entry = pairs.entry(text, keyStart, fields.keyEnd);
      if (entry < 0) continue;
      pairs.take(entry, text, fields.valueStart, fields.valueEnd, out);
      if (sentAt < 0 && pairs.hasNote(SENT)) sentAt = fields.valueStart;
      if (receivedAt < 0 && pairs.hasNote(RECEIVED)) receivedAt = fields.valueStart;
    }
    pairs.finish(out, header);
    // `[2025-01-02 03:04:05] EFW:`, as its own log files begin their lines.
    if (text.charCodeAt(start) === OPEN) readIsoTime(text, start + 1, end, out);
    if (!pairs.hasNote(EVENT)) return reject(out, 'shape');
    // Before the end of a connection these are what it has moved so far: its last line says it all.
    if (pairs.noteBegins(EVENT, 'conn_close')) {
      if (sentAt >= 0) out.bytesSent = readSize(text, sentAt, end);
      if (receivedAt >= 0) out.bytesReceived = readSize(text, receivedAt, end);
    }
    return this.judge(out);
  }

  private judge(out: EventDraft): Verdict {
    const { pairs } = this;
    const hasEnds = out.sourceIp !== '' && (out.destinationIp !== '' || out.destinationHost !== '');
    if (!hasEnds) return skip(out, 'message-type');
    if (pairs.noteBegins(EVENT, 'conn_close')) {
      // The rule let it through; `close` is what became of it.
      out.action = ACTION_ALLOWED;
      return PARSED;
    }
    if (pairs.noteBegins(EVENT, 'conn_open') || pairs.noteBegins(EVENT, 'alg_session_open'))
      return skip(out, 'session-start');
    if (pairs.noteBegins(EVENT, 'request_url') || pairs.noteBegins(EVENT, 'blocked_url')) return PARSED;
    return out.action === ACTION_BLOCKED ? PARSED : skip(out, 'message-type');
  }
}
