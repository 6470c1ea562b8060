/**
 * In: a line of `key=value` pairs of a product that no format knows. Out: what its names say it holds.
 * Guarantee: both ends are named, or the line is refused; a pair is looked at once.
 */
import { type EventDraft, type LineParser, PARSED, type SyslogHeader, type Verdict } from '../api.ts';
import { DraftFiller } from '../keyed/draft-filler.ts';
import { isAuditMessage } from '../shared/audit-records.ts';
import { reject, skip } from '../shared/verdict.ts';
import { scanNamedPairs, TABLE } from './scan.ts';

export class NamedPairsParser implements LineParser {
  private readonly filler = new DraftFiller(TABLE);

  parse(text: string, start: number, end: number, out: EventDraft, header: SyslogHeader): Verdict {
    if (isAuditMessage(text, start, end)) return skip(out, 'audit-record');
    this.filler.begin();
    const isPairs = scanNamedPairs(text, start, end, (entry, value, from, stop) => {
      this.filler.put(entry, value, from, stop, out);
    });
    if (!isPairs) return reject(out, 'shape');
    this.filler.finish(out, header);
    const hasDestination = out.destinationIp !== '' || out.destinationHost !== '';
    return out.sourceIp !== '' && hasDestination ? PARSED : reject(out, 'address');
  }
}
