/**
 * In: a line of AWS VPC flow logs: the default columns (version 2), any columns after a header row, columns in an order of the
 * customer's own without one, or JSON; or of Global Accelerator's flow logs. Out: a verdict and the draft.
 */
import {
  ACTION_ALLOWED,
  ACTION_BLOCKED,
  type EventDraft,
  type LineParser,
  type LineWindows,
  PARSED,
  type SyslogHeader,
  type Verdict,
} from '../api.ts';
import { DraftFiller } from '../keyed/draft-filler.ts';
import { FieldTable } from '../keyed/field-table.ts';
import { JsonParser, requireEnds } from '../keyed/json-parser.ts';
import { looksLikeIp, windowIs } from '../kv/window.ts';
import { untilCode } from '../shared/fields.ts';
import { isDigit, parseUint } from '../shared/numbers.ts';
import { reject, skip } from '../shared/verdict.ts';

const SPACE = 32;
const DOT = 46;
const ACCELERATED_LOOK = 300;
const MAX_COLUMNS = 64;
const MAX_PORT = 65_535;
const MIN_EPOCH = 1_000_000_000;
const MAX_EPOCH = 9_999_999_999;

/** Names as documented, with dashes in headers and underscores in JSON. */
function names(...known: string[]): readonly string[] {
  return known.flatMap((name) => (name.includes('-') ? [name, name.replaceAll('-', '_')] : [name]));
}

export const FLOW_SPEC = {
  time: names('start', 'start-time', 'end'),
  // Behind a gateway the packet's own address is the instance's; the interface's comes first as it is what rules see.
  sourceIp: names('srcaddr', 'pkt-srcaddr'),
  destinationIp: names('dstaddr', 'pkt-dstaddr'),
  destinationPort: names('dstport'),
  action: names('action'),
  bytesSent: names('bytes'),
  vendorApp: names('pkt-dst-aws-service'),
} as const;

const TABLE = new FieldTable(FLOW_SPEC);
const STATUS = 0;

export class VpcFlowParser implements LineParser {
  private readonly filler = new DraftFiller(TABLE);
  private readonly json = new JsonParser({
    spec: FLOW_SPEC,
    watch: ['log_status', 'log-status'],
    judged: ['log_status', 'log-status'],
    judge: (paths, out) => {
      const status = paths.watched(STATUS) || paths.watched(STATUS + 1);
      return status === 'NODATA' || status === 'SKIPDATA' ? skip(out, 'no-data') : requireEnds(out);
    },
  });
  private readonly starts = new Int32Array(MAX_COLUMNS);
  private readonly ends = new Int32Array(MAX_COLUMNS);
  private columns = 0;
  private headerLine = '';
  private plan: readonly number[] = [];

  saveState(): string {
    return this.headerLine;
  }

  restoreState(state: string): void {
    this.headerLine = state;
    this.plan = state === '' ? [] : state.split(' ').map((name) => TABLE.find(name, 0, name.length));
  }

  readBytes(bytes: Uint8Array, start: number, end: number, out: LineWindows): boolean {
    return this.json.readBytes?.(bytes, start, end, out) === true;
  }

  parse(text: string, start: number, end: number, out: EventDraft, header: SyslogHeader): Verdict {
    if (text.charCodeAt(start) === 123) return this.json.parse(text, start, end, out, header);
    this.split(text, start, end);
    if (isHeader(text, start, end)) {
      this.restoreState(text.substring(start, end));
      return skip(out, 'header');
    }
    if (isAccelerated(text, start, end)) return this.readAccelerated(text, out);
    if (this.lastIs(text, 'NODATA') || this.lastIs(text, 'SKIPDATA')) return skip(out, 'no-data');
    if (this.plan.length > 0 && this.plan.length === this.columns) return this.readPlanned(text, out, header);
    return this.guess(text, out, header);
  }

  private readPlanned(text: string, out: EventDraft, header: SyslogHeader): Verdict {
    this.filler.begin();
    for (let column = 0; column < this.columns; column++) {
      const entry = this.plan[column] ?? -1;
      if (entry >= 0) this.filler.put(entry, text, this.start(column), this.end(column), out);
    }
    this.filler.finish(out, header);
    return requireEnds(out);
  }

  /** Global Accelerator's columns never vary: what visitors of the organisation's own services sent, or were sent. */
  private readAccelerated(text: string, out: EventDraft): Verdict {
    const at = (column: number): string => text.substring(this.start(column), this.end(column));
    const bytes = this.number(text, GATE.bytes);
    const time = this.number(text, GATE.start);
    if (!isEpoch(time)) return reject(out, 'time');
    if (this.is(text, GATE.status, 'NODATA') || this.is(text, GATE.status, 'SKIPDATA')) return skip(out, 'no-data');
    out.timeMs = time * 1000;
    out.sourceIp = at(GATE.client);
    out.destinationIp = at(GATE.own);
    out.destinationPort = this.number(text, GATE.ownPort);
    if (this.is(text, GATE.direction, 'EGRESS')) out.bytesReceived = bytes;
    else out.bytesSent = bytes;
    if (this.is(text, GATE.action, 'ACCEPT')) out.action = ACTION_ALLOWED;
    else if (this.is(text, GATE.action, 'REJECT')) out.action = ACTION_BLOCKED;
    out.reason = 'inbound';
    return PARSED;
  }

  /** Two addresses stand side by side, ports behind them, start and end as two epochs, bytes before those. */
  private guess(text: string, out: EventDraft, header: SyslogHeader): Verdict {
    let source = -1;
    for (let column = 0; column + 1 < this.columns && source < 0; column++) {
      if (this.isIp(text, column) && this.isIp(text, column + 1)) source = column;
    }
    if (source < 0) return reject(out, 'address');
    out.sourceIp = text.substring(this.start(source), this.end(source));
    out.destinationIp = text.substring(this.start(source + 1), this.end(source + 1));
    const port = this.number(text, source + 3);
    if (this.number(text, source + 2) >= 0 && port >= 0 && port <= MAX_PORT) out.destinationPort = port;
    for (let column = source + 2; column < this.columns; column++) {
      const value = this.number(text, column);
      const next = this.number(text, column + 1);
      if (isEpoch(value) && isEpoch(next) && next >= value) {
        out.timeMs = value * 1000;
        if (column > source + 4) out.bytesSent = this.number(text, column - 1);
        column++;
      } else if (this.is(text, column, 'ACCEPT')) out.action = ACTION_ALLOWED;
      else if (this.is(text, column, 'REJECT')) out.action = ACTION_BLOCKED;
    }
    if (Number.isNaN(out.timeMs)) {
      out.timeMs = header.timeMs;
      out.timeIsLocal = header.timeIsLocal;
      out.timeIsYearless = header.timeIsYearless;
    }
    return PARSED;
  }

  private split(text: string, start: number, end: number): void {
    this.columns = 0;
    for (let at = start; at < end && this.columns < MAX_COLUMNS; at++) {
      const stop = untilCode(text, SPACE, at, end);
      this.starts[this.columns] = at;
      this.ends[this.columns] = stop;
      this.columns++;
      at = stop;
    }
  }

  private start(column: number): number {
    return column < this.columns ? (this.starts[column] ?? 0) : 0;
  }

  private end(column: number): number {
    return column < this.columns ? (this.ends[column] ?? 0) : 0;
  }

  private isIp(text: string, column: number): boolean {
    return looksLikeIp(text, this.start(column), this.end(column));
  }

  private is(text: string, column: number, word: string): boolean {
    return windowIs(text, this.start(column), this.end(column), word);
  }

  private lastIs(text: string, word: string): boolean {
    return this.is(text, this.columns - 1, word);
  }

  private number(text: string, column: number): number {
    return column < this.columns ? parseUint(text, this.start(column), this.end(column)) : -1;
  }
}

/** Places of Global Accelerator's columns. */
const GATE = { client: 3, own: 5, ownPort: 6, bytes: 12, start: 13, action: 15, status: 16, direction: 21 } as const;
/** Version, account, accelerator, then two ends of the client and two of the endpoint's. */
const ACCELERATED =
  /^\d\.\d \d{12} [\w-]{8,64} [\da-f.:]+ \d{1,5} [\da-f.:]+ \d{1,5} (?:[\da-f.:]+|-) (?:\d{1,5}|-) (?:TCP|UDP|\d{1,3}) IPV[46] /i;

function isAccelerated(text: string, start: number, end: number): boolean {
  if (text.charCodeAt(start + 1) !== DOT || text.charCodeAt(start + 3) !== SPACE) return false;
  return ACCELERATED.test(text.substring(start, Math.min(end, start + ACCELERATED_LOOK)));
}

function isEpoch(value: number): boolean {
  return value >= MIN_EPOCH && value <= MAX_EPOCH;
}

/** Names of columns and nothing else, the addresses' among them. */
export function isHeader(text: string, start: number, end: number): boolean {
  if (end - start < 15 || end - start > 2000) return false;
  let names = 0;
  for (let at = start; at < end; at++) {
    const code = text.charCodeAt(at);
    const isName = (code >= 97 && code <= 122) || code === 45 || code === 95 || code === SPACE;
    if (!isName) return false;
    if (code === 115 && text.startsWith('srcaddr', at)) names++;
    if (code === 100 && text.startsWith('dstaddr', at)) names++;
  }
  return names >= 2;
}

const LOOK = 200;

/** Every line that is claimed holds one: an interface, a column's name, or the version of an accelerator's addresses, however it is spelt. */
export const FLOW_WORDS: readonly string[] = [
  'eni-',
  'srcaddr',
  ...['p', 'P'].flatMap((p) => [`i${p}`, `I${p}`]).flatMap((ip) => [` ${ip}v`, ` ${ip}V`]),
];

/** 1 for the default columns; less for a line with an interface's id between two addresses or before them. */
export function claimFlow(text: string, start: number, end: number): number {
  if (isHeader(text, start, end) || isAccelerated(text, start, end)) return 1;
  const limit = Math.min(end, start + LOOK);
  let spaces = 0;
  for (let at = start; at < limit; at++) {
    const code = text.charCodeAt(at);
    if (code === SPACE) spaces++;
    const atWord = at === start || text.charCodeAt(at - 1) === SPACE;
    if (code === 101 && atWord && text.startsWith('eni-', at)) {
      const isDefault = spaces === 2 && isDigit(text.charCodeAt(start)) && text.charCodeAt(start + 1) === SPACE;
      return isDefault ? 1 : spaces < 12 ? 0.9 : 0;
    }
    if (code === 34 || code === 61 || code === 123) return 0;
  }
  return 0;
}
