/**
 * In: a line that is a JSON object of no format that we know. Out: what its names say it holds.
 * Names count as they stand (`clientIp`, `src_ip`), nested (`client.ip`), with the type endings of Log Analytics (`ClientIP_s`), and, where
 * nothing else fits, by the last part of their path.
 * Guarantee: a bounded depth is read; what a name leads to is found once per name, not once per line.
 */
import { type EventDraft, type LineParser, PARSED, type SyslogHeader, type Verdict } from '../api.ts';
import { DraftFiller } from '../keyed/draft-filler.ts';
import { FieldTable, type Slot } from '../keyed/field-table.ts';
import { jsonStart } from '../keyed/json-keys.ts';
import { JsonFields } from '../kv/json-fields.ts';
import { normalName } from '../named/vocabulary.ts';
import { isAuditRecord } from '../shared/audit-records.ts';
import { reject, skip } from '../shared/verdict.ts';
import { NAMES } from './names.ts';

const DQUOTE = 34;
const OPEN_BRACKET = 91;
const OPEN_BRACE = 123;
/** Objects within objects that are read; what lies deeper is detail of detail. */
const MAX_DEPTH = 5;
/** Names remembered; a log whose names never repeat must not fill the memory. */
const MAX_NAMES = 20_000;
const LONGEST_NAME = 120;
/** Names that are stamped in UTC by their own word. */
const UTC_NAME = /\[UTC\]\s*$|utc$/i;

const TABLE = new FieldTable(NAMES);

/** A row that has these and leaves them empty could have named an end, and does not. */
const ENDS: ReadonlySet<Slot | undefined> = new Set<Slot>(['sourceIp', 'destinationIp', 'destinationHost', 'url']);

interface Known {
  readonly entry: number;
  readonly isUtc: boolean;
}

export class NamedJsonParser implements LineParser {
  private readonly filler = new DraftFiller(TABLE);
  private readonly levels = Array.from({ length: MAX_DEPTH + 1 }, () => new JsonFields());
  private readonly known = new Map<string, Known>();
  private isUtc = false;
  private hasEmptyEnd = false;

  parse(text: string, start: number, end: number, out: EventDraft, header: SyslogHeader): Verdict {
    this.filler.begin();
    this.isUtc = false;
    this.hasEmptyEnd = false;
    if (!this.readObject(text, jsonStart(text, start, end), end, '', 0, out)) return reject(out, 'shape');
    if (this.isUtc) out.timeIsLocal = false;
    this.filler.finish(out, header);
    const hasSource = out.sourceIp !== '' || out.sourceUser !== '' || out.sourceHost !== '';
    const hasDestination = out.destinationHost !== '' || out.destinationIp !== '';
    if (hasSource && hasDestination) return isAuditRecord(text, start, end) ? skip(out, 'audit-record') : PARSED;
    // A table's row of another kind: it has the columns for both ends, and nothing in them.
    return this.hasEmptyEnd && !hasSource && !hasDestination ? skip(out, 'message-type') : reject(out, 'address');
  }

  private readObject(text: string, start: number, end: number, path: string, depth: number, out: EventDraft): boolean {
    const fields = this.levels[depth];
    if (!fields?.reset(text, start, end)) return false;
    while (fields.next()) {
      const { keyStart, keyEnd, valueStart, valueEnd } = fields;
      if (keyEnd - keyStart > LONGEST_NAME) continue;
      const name = text.substring(keyStart, keyEnd);
      const full = path === '' ? name : `${path}.${name}`;
      if (valueEnd > valueStart) this.put(full, fields, text, out);
      else if (text.charCodeAt(valueStart) === DQUOTE)
        this.hasEmptyEnd ||= ENDS.has(TABLE.slotOf(this.find(full).entry));
      else if (depth < MAX_DEPTH) this.readNested(text, valueStart, end, full, depth + 1, out);
    }
    return true;
  }

  /** An object, or the first element of an array. */
  private readNested(text: string, at: number, end: number, path: string, depth: number, out: EventDraft): void {
    const code = text.charCodeAt(at);
    const from = code === OPEN_BRACKET ? at + 1 : at;
    if (code === OPEN_BRACKET || code === OPEN_BRACE) this.readObject(text, from, end, path, depth, out);
  }

  private put(name: string, fields: JsonFields, text: string, out: EventDraft): void {
    const { entry, isUtc } = this.find(name);
    if (entry < 0) return;
    const before = out.timeMs;
    if (fields.escaped) {
      const value = fields.value();
      this.filler.put(entry, value, 0, value.length, out);
    } else this.filler.put(entry, text, fields.valueStart, fields.valueEnd, out);
    if (out.timeMs !== before) this.isUtc = isUtc;
  }

  private find(name: string): Known {
    const found = this.known.get(name);
    if (found) return found;
    if (this.known.size >= MAX_NAMES) this.known.clear();
    const known = { entry: entryOf(name), isUtc: UTC_NAME.test(name) };
    this.known.set(name, known);
    return known;
  }
}

function entryOf(name: string): number {
  const bare = name.replace(/_[sdtgb]$/, '');
  const parts = bare.split(/[._]/);
  for (const candidate of [bare, parts.slice(-2).join(''), parts.at(-1) ?? '']) {
    const normal = normalName(candidate);
    const entry = TABLE.find(normal, 0, normal.length);
    if (entry >= 0) return entry;
  }
  return -1;
}
