/**
 * In: alerts of Snort: `alert_fast`, its syslog line, `alert_full` (whose line with both ends is the record), `alert_csv` of Snort 2, pfSense and
 * Snort 3, `alert_json`. Source: Snort 3 User Manual, "Alert Logging"; Snort 2 manual, "Output Modules".
 *
 * An alert tells of one packet: its source may be the server of the session, and its length is not the session's.
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
import { CsvFields } from '../csv-fields/csv-fields.ts';
import { JsonParser, requireEnds } from '../keyed/json-parser.ts';
import { looksLikeIp } from '../kv/window.ts';
import { readAlertEnds, readAlertLine } from '../shared/alert-line.ts';
import { readDayMonthTime } from '../shared/day-month-time.ts';
import { findLastCode, findWord, wordAt } from '../shared/fields.ts';
import { isDigit, parseLeadingUint, parseUint } from '../shared/numbers.ts';
import { skipSpaces } from '../shared/time.ts';
import { reject, skip } from '../shared/verdict.ts';
import { isPart, PFSENSE, SNORT_3 } from './layouts.ts';
import { readSnortBytes } from './read-bytes.ts';

const COMMA = 44;
const SLASH = 47;
const COLON = 58;
const OPEN = 91;
const OPEN_BRACE = 123;
/** `01/31-23:59:59.` at least. */
const SHORTEST = 20;

/** Snort 3's words for what became of a packet. */
const ACTIONS: ReadonlyMap<string, ActionCode> = new Map([
  ['allow', ACTION_ALLOWED],
  ['alert', ACTION_ALLOWED],
  ['pass', ACTION_ALLOWED],
  ['trust', ACTION_ALLOWED],
  ['rewrite', ACTION_ALLOWED],
  ['wdrop', ACTION_ALLOWED],
  ...['drop', 'block', 'reset', 'reject'].flatMap((word): [string, ActionCode][] => [
    [word, ACTION_BLOCKED],
    [`force_${word}`, ACTION_BLOCKED],
    [`would_${word}`, ACTION_ALLOWED],
    [`cant_${word}`, ACTION_ALLOWED],
  ]),
]);

export type Kind = 'alert' | 'ends' | 'row' | 'part' | 'none';

/** Which of the layouts of text a line has. */
export function kindOf(text: string, start: number, end: number): Kind {
  const first = text.charCodeAt(start);
  if (isDigit(first)) return stampedKind(text, start, end);
  if (first === OPEN && isRule(text, start, end)) return findWord(text, '] {', start, end) > 0 ? 'alert' : 'none';
  const begins = (word: string): boolean => wordAt(text, start, end, word);
  const holds = (word: string): boolean => findWord(text, word, start, end) >= 0;
  return isPart(end - start, begins, holds, text.startsWith('[**]', end - 4)) ? 'part' : 'none';
}

const scratch = { timeMs: 0, timeIsLocal: false, timeIsYearless: false };

/** A time whose year has two digits or none, and what follows it. */
function stampedKind(text: string, start: number, end: number): Kind {
  const isDay = text.charCodeAt(start + 2) === SLASH && end - start > SHORTEST;
  const dash = text.charCodeAt(start + 5) === SLASH ? start + 8 : start + 5;
  if (!isDay || text.charCodeAt(dash) !== 45) return 'none';
  const stop = readDayMonthTime(text, start, end, scratch);
  if (stop < 0) return 'none';
  const next = skipSpaces(text, stop, end);
  if (text.charCodeAt(next) === COMMA) return 'row';
  if (text.charCodeAt(next) === OPEN && findWord(text, '[**] [', next, Math.min(end, next + 40)) >= 0) return 'alert';
  const arrow = findWord(text, ' -> ', next, Math.min(end, next + 60));
  const colon = findLastCode(text, COLON, next, arrow);
  return arrow > 0 && looksLikeIp(text, next, looksLikeIp(text, next, arrow) ? arrow : colon) ? 'ends' : 'none';
}

/** `[1:1000017:0] ` */
function isRule(text: string, start: number, end: number): boolean {
  let colons = 0;
  let at = start + 1;
  for (; at < end && at < start + 30; at++) {
    const code = text.charCodeAt(at);
    if (code === COLON) colons++;
    else if (!isDigit(code)) break;
  }
  return colons === 2 && wordAt(text, at, end, '] ');
}

export function createSnortParser(): LineParser {
  const json = new JsonParser({
    spec: {
      time: ['seconds', 'timestamp'],
      sourceIp: ['src_addr'],
      sourceEndpoint: ['src_ap'],
      destinationIp: ['dst_addr'],
      destinationPort: ['dst_port'],
      destinationEndpoint: ['dst_ap'],
      action: ['action'],
      vendorCategory: ['class'],
      vendorApp: ['service'],
    },
    actions: ACTIONS,
    judged: [],
    judge(_, out) {
      // Protocols without ports have 0 there.
      if (out.destinationPort === 0) out.destinationPort = -1;
      if (out.vendorApp === 'unknown') out.vendorApp = '';
      return requireEnds(out);
    },
  });
  const columns = new CsvFields(PFSENSE.columns + 1);
  return {
    readBytes: (bytes, start, end, out) =>
      bytes[start] === OPEN_BRACE
        ? json.readBytes?.(bytes, start, end, out) === true
        : readSnortBytes(bytes, start, end, out),
    parse(text: string, start: number, end: number, out: EventDraft, header: SyslogHeader): Verdict {
      if (text.charCodeAt(start) === OPEN_BRACE) return json.parse(text, start, end, out, header);
      out.reset();
      const kind = kindOf(text, start, end);
      if (kind === 'part') return skip(out, 'continued');
      if (kind === 'none') return reject(out, 'shape');
      const stamp = readDayMonthTime(text, start, end, out);
      if (stamp < 0) {
        out.timeMs = header.timeMs;
        out.timeIsLocal = header.timeIsLocal;
        out.timeIsYearless = header.timeIsYearless;
      }
      if (kind === 'alert') return readAlertLine(text, start, end, out) ? PARSED : reject(out, 'shape');
      out.action = ACTION_ALLOWED;
      if (kind === 'row') return readRow(columns, text, start, end, out);
      const from = skipSpaces(text, stamp, end);
      const arrow = findWord(text, ' -> ', from, end);
      return readAlertEnds(text, from, end, out, !looksLikeIp(text, from, arrow)) ? PARSED : reject(out, 'shape');
    },
  };
}

function readRow(columns: CsvFields, text: string, start: number, end: number, out: EventDraft): Verdict {
  const count = columns.scan(text, start, end);
  if (isIpAt(columns, text, PFSENSE.source) && isIpAt(columns, text, PFSENSE.destination)) {
    out.sourceIp = columns.get(PFSENSE.source);
    out.destinationIp = columns.get(PFSENSE.destination);
    out.destinationPort = parseUint(text, columns.start(PFSENSE.destinationPort), columns.end(PFSENSE.destinationPort));
    if (count !== PFSENSE.columns) return PARSED;
    out.vendorCategory = columns.get(PFSENSE.category);
    out.action = ACTIONS.get(columns.get(PFSENSE.disposition).toLowerCase()) ?? ACTION_ALLOWED;
    return PARSED;
  }
  const isThird = columns.get(SNORT_3.direction).trim().length === 3 && count > SNORT_3.destination;
  if (!isThird) return reject(out, 'shape');
  return readThird(columns, out);
}

function readThird(columns: CsvFields, out: EventDraft): Verdict {
  const source = columns.get(SNORT_3.source).trim();
  const destination = columns.get(SNORT_3.destination).trim();
  const sourcePort = source.lastIndexOf(':');
  const port = destination.lastIndexOf(':');
  if (sourcePort < 1 || port < 1) return reject(out, 'shape');
  out.sourceIp = source.slice(0, sourcePort);
  out.destinationIp = destination.slice(0, port);
  out.destinationPort = parseLeadingUint(destination, port + 1, destination.length) || -1;
  out.action = ACTIONS.get(columns.get(SNORT_3.action).trim().toLowerCase()) ?? ACTION_ALLOWED;
  return PARSED;
}

function isIpAt(columns: CsvFields, text: string, index: number): boolean {
  return looksLikeIp(text, columns.start(index), columns.end(index));
}
