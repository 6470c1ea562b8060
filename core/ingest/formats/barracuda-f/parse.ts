/**
 * Barracuda CloudGen Firewall (F-series), activity log: `… Remove: type=FWD|proto=TCP|srcIF=…|srcIP=…|…`, or the same columns without
 * their names. The word in front of the colon says what happened. Source: "How to Configure Syslog Streaming", Barracuda Campus.
 */
import {
  ACTION_ALLOWED,
  ACTION_BLOCKED,
  type EventDraft,
  type LineParser,
  PARSED,
  type SyslogHeader,
  type Verdict,
} from '../api.ts';
import { CsvFields } from '../csv-fields/csv-fields.ts';
import type { FieldSpec } from '../keyed/field-table.ts';
import { PairReader } from '../keyed/pair-reader.ts';
import { untilCode, wordAt } from '../shared/fields.ts';
import { readIsoTime } from '../shared/time.ts';
import { reject, skip } from '../shared/verdict.ts';
import { createActivityBytes } from './read-bytes.ts';
import { isThreat, readThreat } from './threat.ts';

const SPACE = 32;
const EQUALS = 61;
const PIPE = 124;
const LOOK = 200;

const SPEC: FieldSpec = {
  sourceIp: ['srcIP'],
  destinationIp: ['dstIP'],
  destinationPort: ['dstPort'],
  destinationHost: ['target'],
  sourceUser: ['user'],
  bytesSent: ['sentBytes'],
  bytesReceived: ['receivedBytes'],
  vendorCategory: ['urlcat'],
  vendorApp: ['application', 'dstService', 'service'],
};

/** Columns in their order, for lines that do not name them. */
const COLUMNS = [
  'type',
  'proto',
  'srcIF',
  'srcIP',
  'srcPort',
  'srcMAC',
  'dstIP',
  'dstPort',
  'service',
  'dstIF',
  'rule',
  'info',
  'srcNAT',
  'dstNAT',
  'duration',
  'count',
  'receivedBytes',
  'sentBytes',
  'receivedPackets',
  'sentPackets',
  'user',
  'protocol',
  'application',
  'target',
  'content',
  'urlcat',
] as const;

/** Releases may add a few. */
const CAPACITY = COLUMNS.length + 4;

const FIRST_TYPES = ['FWD|', 'LIN|', 'LOUT|', 'LOC|', 'IFWD|', 'PXY|', 'LB|', '<cumulative>|', 'type='] as const;

/** What happened; anything else is about the device. */
const ENDED = ['Remove: '] as const;
const STARTED = ['Allow: ', 'Detect: ', 'LocalAllow: ', 'Session: '] as const;
const REFUSED = ['Block: ', 'Deny: ', 'Drop: ', 'Fail: ', 'LocalBlock: ', 'Rst: '] as const;

/** Where the columns begin: behind `Verb: `. -1 when the line is of another kind. */
export function columnsAt(text: string, start: number, end: number): number {
  const bar = untilCode(text, PIPE, start, Math.min(end, start + LOOK));
  if (bar >= end || bar - start >= LOOK) return -1;
  let at = bar;
  while (at > start && text.charCodeAt(at - 1) !== 32) at--;
  return FIRST_TYPES.some((type) => text.startsWith(type, at)) ? at : -1;
}

export class BarracudaFParser implements LineParser {
  private readonly pairs = new PairReader(SPEC);
  private readonly fields = new CsvFields(CAPACITY, PIPE);
  readonly readBytes = createActivityBytes(SPEC, {
    columns: COLUMNS,
    types: FIRST_TYPES,
    look: LOOK,
    capacity: CAPACITY,
  });
  private readonly entries = COLUMNS.map((name) => this.pairs.entry(name, 0, name.length));

  parse(text: string, start: number, end: number, out: EventDraft, header: SyslogHeader): Verdict {
    const at = columnsAt(text, start, end);
    if (at < 0) return isThreat(text, start, end) ? readThreat(text, start, end, out, header) : reject(out, 'shape');
    const { fields, pairs } = this;
    const count = fields.scan(text, at, end);
    pairs.begin();
    for (let column = 0; column < count; column++) {
      const from = fields.start(column);
      const stop = fields.end(column);
      const equals = untilCode(text, EQUALS, from, stop);
      const entry = equals < stop ? pairs.entry(text, from, equals) : (this.entries[column] ?? -1);
      if (entry >= 0) pairs.take(entry, text, equals < stop ? equals + 1 : from, stop, out);
    }
    pairs.finish(out, header);
    readBoxTime(text, start, at, out);
    if (out.sourceIp === '' || out.destinationIp === '') return reject(out, 'address');
    return judge(text, start, at, out);
  }
}

/** `2025 01 31 23:59:59 +01:00`, as the box's own log files begin their lines. */
function readBoxTime(text: string, start: number, end: number, out: EventDraft): void {
  if (text.charCodeAt(start + 4) !== SPACE || text.charCodeAt(start + 7) !== SPACE) return;
  const stamp = `${text.substring(start, start + 4)}-${text.substring(start + 5, start + 7)}-${text.substring(start + 8, Math.min(end, start + 26))}`;
  readIsoTime(stamp, 0, stamp.length, out);
}

function judge(text: string, start: number, at: number, out: EventDraft): Verdict {
  if (endsWith(text, start, at, REFUSED)) {
    out.action = ACTION_BLOCKED;
    return PARSED;
  }
  out.action = ACTION_ALLOWED;
  if (endsWith(text, start, at, ENDED)) return PARSED;
  return skip(out, endsWith(text, start, at, STARTED) ? 'session-start' : 'message-type');
}

function endsWith(text: string, start: number, at: number, words: readonly string[]): boolean {
  return words.some((word) => at - word.length >= start && wordAt(text, at - word.length, at, word));
}
