/**
 * In: a line that is a JSON object of no format that we know. Out: what its names say it holds.
 * Names count as they stand (`clientIp`, `src_ip`), nested (`client.ip`), with the type endings of Log Analytics (`ClientIP_s`), and, where
 * nothing else fits, by the last part of their path.
 * Guarantee: a bounded depth is read; what a name leads to is found once per name, not once per line.
 */
import { type EventDraft, type LineParser, type LineWindows, PARSED, type SyslogHeader, type Verdict } from '../api.ts';
import { DraftFiller } from '../keyed/draft-filler.ts';
import { FieldTable, type Slot } from '../keyed/field-table.ts';
import { LayoutPlans } from '../keyed/json-bytes.ts';
import { jsonStart } from '../keyed/json-keys.ts';
import {
  type JsonLayout,
  LayoutUses,
  layoutOf,
  PLAIN,
  type ValueUse,
  valueEnds,
  valueEscapes,
  valueStarts,
} from '../keyed/json-layout.ts';
import { hasBothEnds, readWindows, type WindowUse, windowRank, windowSlot } from '../keyed/json-windows.ts';
import { JsonFields, unescapeJson } from '../kv/json-fields.ts';
import { normalName } from '../named/vocabulary.ts';
import { isAuditRecord } from '../shared/audit-records.ts';
import { findCode } from '../shared/fields.ts';
import { reject, skip } from '../shared/verdict.ts';
import { MESSAGE_ACTIONS, NAMES } from './names.ts';

const DQUOTE = 34;
const OPEN_BRACKET = 91;
const BACKSLASH = 92;
const OPEN_BRACE = 123;
/** Objects within objects that are read; what lies deeper is detail of detail. */
const MAX_DEPTH = 5;
/** Names remembered; a log whose names never repeat must not fill the memory. */
const MAX_NAMES = 20_000;
const LONGEST_NAME = 120;
/** Names that are stamped in UTC by their own word. */
const UTC_NAME = /\[UTC\]\s*$|utc$/i;

const TABLE = new FieldTable(NAMES);

/** The host that was asked for, or, where a log service names the sender so, the device that logs: then it is one label. */
const HOST = 'host';
const HOST_ENTRY = TABLE.find(HOST, 0, HOST.length);
const DOT = 46;
const COLON = 58;

/** Neither a dot nor a colon of an address in it. */
function isSingleLabel(bytes: Uint8Array, { destStart, destEnd }: LineWindows): boolean {
  for (let at = destStart; at < destEnd; at++) if (bytes[at] === DOT || bytes[at] === COLON) return false;
  return true;
}

/**
 * A row of CommonSecurityLog names its device's vendor, and has CEF's `cnt` as EventCount. Few devices count with it: SonicWall numbers
 * its messages, Fortinet counts packets. In the tables of ASIM it is how many events a row stands for.
 */
const DEVICE_VENDOR = /"DeviceVendor(?:_s)?"\s*:\s*"([^"]*)"/;
const COUNTING_VENDOR = /^palo alto/i;

function countsTransactions(text: string, start: number, end: number): boolean {
  const vendor = DEVICE_VENDOR.exec(text.substring(start, end))?.[1];
  return vendor === undefined || vendor === '' || COUNTING_VENDOR.test(vendor);
}

/** In front of the value that tells audit records; as isAuditRecord looks for it. */
const DATASET = /dataset"\s*:\s*"$/;
const DATASET_LABEL = 1;

/** What the values of a layout are, in its order. */
function planOf(layout: JsonLayout, uses: readonly ValueUse<Known>[]): WindowUse[] {
  const has = (named: number): boolean => uses.some(({ known }) => known.entry === named);
  // Whether a question is a host's name hangs on its value.
  if (has(REQUEST) || (has(QUESTION) && has(DNS_MARK)) || (has(LOG_MARK) && has(HOST_ENTRY))) return [];
  const plan: WindowUse[] = uses.map(({ value, known: { entry, isUtc } }) => ({
    value,
    isText: layout.isText[value] === true,
    slot: windowSlot(TABLE, entry),
    rank: windowRank(TABLE, entry),
    label: TABLE.slotOf(entry) === 'action' ? DATASET_LABEL + 1 + entry : 0,
    isUtc: isUtc && TABLE.slotOf(entry) === 'time',
  }));
  for (const [value, words] of layout.between.entries()) {
    if (!DATASET.test(String.fromCharCode(...words))) continue;
    plan.push({ value, isText: true, slot: -1, rank: 0, label: DATASET_LABEL, isUtc: false });
  }
  return plan.filter(({ slot, label }) => slot >= 0 || label > 0);
}

/** A row that has these and leaves them empty could have named an end, and does not. */
const ENDS: ReadonlySet<Slot | undefined> = new Set<Slot>(['sourceIp', 'destinationIp', 'destinationHost', 'url']);

/** Entries of names that no slot has. */
const NONE = -1;
/** A question, which is a host's where a name beside it is DNS's own. */
const QUESTION = -2;
const DNS_MARK = -3;
/** Splunk's name for the kind of a log: beside it, `host` and `source` say where the log comes from. */
const LOG_MARK = -4;
/** A request, which is a URL where it begins like one. */
const REQUEST = -5;
const URL_NAME = 'httpmessagepath';
/** The last of the names of URLs: every other goes before. */
const URL_ENTRY = TABLE.find(URL_NAME, 0, URL_NAME.length);
const URL_VALUE = /^https?:\/\//i;
const DNS_NAMES: ReadonlySet<string> = new Set(
  'querytype querytypename queryclass qtype qtypename qclass qclassname rcode rcodename rrtype recordtype'.split(' '),
);
/** Labels, the last of them with a letter. */
const QUESTION_NAME = /^(?:[\w-]{1,63}\.){1,20}(?=[\d-]*[a-z])[a-z\d-]{2,63}\.?$/i;

interface Known {
  /** Of the table, or one of the above. */
  readonly entry: number;
  readonly isUtc: boolean;
}

/** Most names of a wide record are such. */
const UNKNOWN: Known = { entry: NONE, isUtc: false };

export class NamedJsonParser implements LineParser {
  private readonly filler = new DraftFiller(TABLE, { actions: MESSAGE_ACTIONS });
  private readonly levels = Array.from({ length: MAX_DEPTH + 1 }, () => new JsonFields());
  private readonly known = new Map<string, Known>();
  private isUtc = false;
  private hasEmptyEnd = false;
  /** What stands under `host`. */
  private host = '';
  private question = '';
  private isDns = false;
  private isOfLog = false;
  private text = '';
  /** Values whose names say what they are. */
  private readonly uses = new LayoutUses<Known>();
  private readonly plans = new LayoutPlans<Known>((layout) => this.uses.of(layout), planOf);

  parse(text: string, start: number, end: number, out: EventDraft, header: SyslogHeader): Verdict {
    this.filler.begin();
    this.isUtc = false;
    this.hasEmptyEnd = false;
    this.host = '';
    this.question = '';
    this.isDns = false;
    this.isOfLog = false;
    this.text = text;
    if (!this.readLine(jsonStart(text, start, end), end, out)) return reject(out, 'shape');
    if (this.isUtc) out.timeIsLocal = false;
    this.filler.finish(out, header);
    if (this.isOfLog && out.destinationHost === this.host) out.destinationHost = '';
    if (out.destinationIp !== '' && out.destinationHost === this.host && !this.host.includes('.'))
      out.destinationHost = '';
    // What a resolver was asked for, at its own address.
    if (this.isDns && QUESTION_NAME.test(this.question)) {
      out.destinationHost = this.question.replace(/\.$/, '');
      out.destinationIp = '';
    }
    if (out.count > 1 && !countsTransactions(text, start, end)) out.count = 1;
    const hasSource = out.sourceIp !== '' || out.sourceUser !== '' || out.sourceHost !== '';
    const hasDestination = out.destinationHost !== '' || out.destinationIp !== '';
    if (hasSource && hasDestination) return isAuditRecord(text, start, end) ? skip(out, 'audit-record') : PARSED;
    // A table's row of another kind: it has the columns for both ends, and nothing in them.
    return this.hasEmptyEnd && !hasSource && !hasDestination ? skip(out, 'message-type') : reject(out, 'address');
  }

  readBytes(bytes: Uint8Array, start: number, end: number, out: LineWindows): boolean {
    const plan = this.plans.of(bytes, start, end);
    // What a line without both ends is worth hangs on which of its values are empty.
    return plan !== null && readWindows(plan, bytes, out) && hasBothEnds(out) && !isSingleLabel(bytes, out);
  }

  private readLine(start: number, end: number, out: EventDraft): boolean {
    const layout = layoutOf(this.text, start, end);
    const uses = layout === null ? null : this.uses.of(layout);
    if (layout !== null && uses !== null) {
      for (const { value, known } of uses) {
        const from = valueStarts[value] ?? 0;
        this.take(
          known,
          from,
          valueEnds[value] ?? from,
          layout.isText[value] === true,
          valueEscapes[value] !== PLAIN,
          out,
        );
      }
      return true;
    }
    this.uses.learn(layout);
    return this.readObject(start, end, '', 0, out);
  }

  private readObject(start: number, end: number, path: string, depth: number, out: EventDraft): boolean {
    const { text } = this;
    const fields = this.levels[depth];
    if (!fields?.reset(text, start, end)) return false;
    while (fields.next()) {
      const { keyStart, keyEnd, valueStart } = fields;
      if (keyEnd - keyStart > LONGEST_NAME) continue;
      const name = text.substring(keyStart, keyEnd);
      const full = path === '' ? name : `${path}.${name}`;
      const first = text.charCodeAt(valueStart);
      if (fields.valueEnd > valueStart || (first !== OPEN_BRACKET && first !== OPEN_BRACE)) this.put(full, fields, out);
      else if (first === OPEN_BRACKET && text.charCodeAt(valueStart + 1) === DQUOTE)
        this.putFirst(full, valueStart + 2, end, out);
      else if (depth < MAX_DEPTH)
        this.readObject(first === OPEN_BRACKET ? valueStart + 1 : valueStart, end, full, depth + 1, out);
    }
    return true;
  }

  /** Of a list of texts the first one counts. */
  private putFirst(name: string, start: number, end: number, out: EventDraft): void {
    const known = this.find(name);
    if (known.entry === NONE) return;
    const stop = findCode(this.text, DQUOTE, start, end);
    // One with an escape is left to whoever knows the product.
    if (stop < 0 || findCode(this.text, BACKSLASH, start, stop) >= 0) return;
    this.uses.note(start, known);
    this.take(known, start, stop, true, false, out);
  }

  private put(name: string, fields: JsonFields, out: EventDraft): void {
    const known = this.find(name);
    if (known.entry === NONE) return;
    const { valueStart, valueEnd } = fields;
    this.uses.note(valueStart, known);
    const isText = this.text.charCodeAt(valueStart - 1) === DQUOTE;
    this.take(known, valueStart, valueEnd, isText, fields.escaped, out);
  }

  private take(known: Known, start: number, end: number, isText: boolean, isEscaped: boolean, out: EventDraft): void {
    const { text } = this;
    const { entry } = known;
    if (end <= start) {
      if (isText && entry >= 0) this.hasEmptyEnd ||= ENDS.has(TABLE.slotOf(entry));
      return;
    }
    if (!isText && end - start === 4 && text.startsWith('null', start)) return;
    if (entry === REQUEST) {
      if (isText && !isEscaped && URL_VALUE.test(text.substring(start, Math.min(end, start + 8))))
        this.filler.put(URL_ENTRY, text, start, end, out);
      return;
    }
    if (entry < 0) {
      if (entry === DNS_MARK) this.isDns = true;
      else if (entry === LOG_MARK) this.isOfLog = true;
      else if (isText) this.question = text.substring(start, end);
      return;
    }
    if (entry === HOST_ENTRY) this.host = text.substring(start, end);
    const before = out.timeMs;
    if (isEscaped) {
      const value = unescapeJson(text.substring(start, end));
      this.filler.put(entry, value, 0, value.length, out);
    } else this.filler.put(entry, text, start, end, out);
    if (out.timeMs !== before) this.isUtc = known.isUtc;
  }

  private find(name: string): Known {
    const found = this.known.get(name);
    if (found) return found;
    if (this.known.size >= MAX_NAMES) this.known.clear();
    const entry = entryOf(name);
    const known = entry === NONE ? UNKNOWN : { entry, isUtc: UTC_NAME.test(name) };
    this.known.set(name, known);
    return known;
  }
}

const CLIENT = /^(?:client|src|source|orig|originator|initiator)$/i;

/** Looked for from the whole name to its last part; lines made to be slow have tens of thousands of names, so none is looked for twice. */
function entryOf(name: string): number {
  const bare = name.replace(/_[sdtgb]$/, '');
  const whole = normalName(bare);
  const found = TABLE.find(whole, 0, whole.length);
  if (found >= 0) return found;
  let last = whole;
  if (PARTED.test(bare)) {
    const parts = bare.split(/[._]/);
    last = normalName(parts.at(-1) ?? '');
    // A port of the client's is none of the server's.
    if (last === 'port' && CLIENT.test(parts.at(-2) ?? '')) return NONE;
    // How many records a page of a reply holds.
    if (last === 'page' && parts.at(-2) === 'per') return NONE;
    for (const normal of [normalName(parts.slice(-2).join('')), last]) {
      const entry = TABLE.find(normal, 0, normal.length);
      if (entry >= 0) return entry;
    }
  }
  if (last === 'query') return QUESTION;
  if (last === 'request') return REQUEST;
  if (last === 'sourcetype') return LOG_MARK;
  return DNS_NAMES.has(whole) || DNS_NAMES.has(last) ? DNS_MARK : NONE;
}

const PARTED = /[._]/;
