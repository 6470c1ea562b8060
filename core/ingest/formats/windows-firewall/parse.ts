/**
 * Windows Defender Firewall's pfirewall.log without its header: `date time action protocol src-ip dst-ip src-port dst-port size … path`.
 * With the header the W3C format reads it. Times are the machine's own. Source: "Configure the Windows Firewall log", Microsoft.
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
import { looksLikeIp } from '../kv/window.ts';
import { parseUint } from '../shared/numbers.ts';
import { readIsoTime } from '../shared/time.ts';
import { reject, skip } from '../shared/verdict.ts';

const SPACE = 32;
const ACTION = 2;
const SOURCE = 4;
const DESTINATION = 5;
const DESTINATION_PORT = 7;
/** Of the columns since Windows Vista; older ones end before. */
const PATH = 16;

/** What the firewall can do, by the words of its log. */
export function isAction(text: string, at: number, end: number): boolean {
  return WORDS.some((word) => at + word.length < end && text.startsWith(word, at));
}
const WORDS = ['ALLOW ', 'DROP ', 'OPEN ', 'OPEN-INBOUND ', 'CLOSE ', 'INFO-EVENTS-LOST '] as const;

export class WindowsFirewallParser implements LineParser {
  private readonly fields = new CsvFields(PATH + 1, SPACE);

  parse(text: string, start: number, end: number, out: EventDraft, _header: SyslogHeader): Verdict {
    const { fields } = this;
    if (fields.scan(text, start, end) <= DESTINATION_PORT || !isAction(text, fields.start(ACTION), end))
      return reject(out, 'shape');
    if (readIsoTime(text, start, end, out) < 0) return reject(out, 'time');
    if (looksLikeIp(text, fields.start(SOURCE), fields.end(SOURCE))) out.sourceIp = fields.get(SOURCE);
    if (!looksLikeIp(text, fields.start(DESTINATION), fields.end(DESTINATION))) return skip(out, 'message-type');
    out.destinationIp = fields.get(DESTINATION);
    out.destinationPort = parseUint(text, fields.start(DESTINATION_PORT), fields.end(DESTINATION_PORT));
    if (fields.is(ACTION, 'CLOSE')) return skip(out, 'message-type');
    out.action = fields.is(ACTION, 'DROP') ? ACTION_BLOCKED : ACTION_ALLOWED;
    if (fields.is(ACTION, 'OPEN-INBOUND') || fields.is(PATH, 'RECEIVE')) out.reason = 'inbound';
    return PARSED;
  }
}
