/**
 * pf, the packet filter of the BSDs: pfSense's and OPNsense's `filterlog` columns, and `tcpdump` text of a pflog interface.
 * Source: "Raw Filter Log Format", pfSense documentation; tcpdump(8).
 */
import {
  ACTION_ALLOWED,
  ACTION_BLOCKED,
  ACTION_UNKNOWN,
  type ActionCode,
  type EventDraft,
  type LineParser,
  PARSED,
  type SyslogHeader,
  type Verdict,
} from '../api.ts';
import { CsvFields } from '../csv-fields/csv-fields.ts';
import { takeHeaderTime } from '../shared/header-time.ts';
import { parseUint } from '../shared/numbers.ts';
import { reject, skip } from '../shared/verdict.ts';
import { isPflog, readPflog } from './pflog.ts';
import { readFilterlogBytes } from './read-bytes.ts';

const ACTION = 6;
const VERSION = 8;
/** First of length, source and destination behind the columns that only one version of IP has. */
const BEHIND_V4 = 17;
const BEHIND_V6 = 14;
const PORTS = 22;

/** Protocol names stand at these places. */
const PROTOCOL_V4 = 16;
const PROTOCOL_V6 = 12;

export class FilterlogParser implements LineParser {
  readonly readBytes = readFilterlogBytes;

  private readonly columns = new CsvFields(PORTS + 2);

  parse(text: string, start: number, end: number, out: EventDraft, header: SyslogHeader): Verdict {
    takeHeaderTime(out, header);
    if (isPflog(text, start, end)) return readPflog(text, start, end, out) ? PARSED : reject(out, 'address');
    const { columns } = this;
    columns.scan(text, start, end);
    const isV6 = columns.is(VERSION, '6');
    if (!isV6 && !columns.is(VERSION, '4')) return reject(out, 'shape');
    const at = isV6 ? BEHIND_V6 : BEHIND_V4;
    out.action = actionOf(columns);
    out.sourceIp = columns.get(at + 1);
    out.destinationIp = columns.get(at + 2);
    if (out.sourceIp === '' || out.destinationIp === '') return reject(out, 'address');
    const protocol = isV6 ? PROTOCOL_V6 : PROTOCOL_V4;
    const hasPorts = isPorted(columns.get(protocol)) || (isV6 && isPorted(columns.get(protocol + 1)));
    if (hasPorts) out.destinationPort = parseUint(text, columns.start(at + 4), columns.end(at + 4));
    return out.action === ACTION_UNKNOWN ? skip(out, 'message-type') : PARSED;
  }
}

function isPorted(protocol: string): boolean {
  return /^(?:tcp|udp|sctp)$/i.test(protocol);
}

function actionOf(columns: CsvFields): ActionCode {
  if (columns.is(ACTION, 'pass')) return ACTION_ALLOWED;
  if (columns.is(ACTION, 'block') || columns.is(ACTION, 'unkn(block)') || columns.is(ACTION, 'reject'))
    return ACTION_BLOCKED;
  // `nat`, `rdr`, `binat`, `scrub`: translations.
  return ACTION_UNKNOWN;
}
