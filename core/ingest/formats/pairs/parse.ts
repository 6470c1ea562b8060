/**
 * In: a line of `key=value` pairs of a product that no format knows. Out: what its names say it holds.
 * Guarantee: both ends are named, or the line is refused; a pair is looked at once.
 */
import { type EventDraft, type LineParser, PARSED, type SyslogHeader, type Verdict } from '../api.ts';
import { DraftFiller } from '../keyed/draft-filler.ts';
import { isAuditMessage } from '../shared/audit-records.ts';
import { findWord } from '../shared/fields.ts';
import { readEpochTime } from '../shared/time.ts';
import { reject, skip } from '../shared/verdict.ts';
import { ReplyBytes } from './reply-bytes.ts';
import { scanNamedPairs, TABLE } from './scan.ts';

export class NamedPairsParser implements LineParser {
  private readonly filler = new DraftFiller(TABLE);
  private readonly reply = new ReplyBytes();

  parse(text: string, start: number, end: number, out: EventDraft, header: SyslogHeader): Verdict {
    if (isAuditMessage(text, start, end)) return skip(out, 'audit-record');
    this.filler.begin();
    this.reply.begin();
    const isPairs = scanNamedPairs(text, start, end, (entry, value, from, stop) => {
      this.filler.put(entry, value, from, stop, out);
      this.reply.take(entry, TABLE.slotOf(entry), value, from, stop);
    });
    if (!isPairs) return reject(out, 'shape');
    if (Number.isNaN(out.timeMs)) readAuditTime(text, start, end, out);
    this.reply.finish(out);
    this.filler.finish(out, header);
    const hasDestination = out.destinationIp !== '' || out.destinationHost !== '';
    return out.sourceIp !== '' && hasDestination ? PARSED : reject(out, 'address');
  }
}

const AUDIT_STAMP = 'msg=audit(';
/** The kind of the record, and perhaps a node, stand in front of it. */
const LOOK = 200;

/** The time that Linux' audit daemon puts in front of its records: `msg=audit(1735689600.123:45):`. */
function readAuditTime(text: string, start: number, end: number, out: EventDraft): void {
  const stamp = findWord(text, AUDIT_STAMP, start, Math.min(end, start + LOOK));
  if (stamp >= 0) readEpochTime(text, stamp + AUDIT_STAMP.length, end, out);
}
