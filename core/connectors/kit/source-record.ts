/**
 * In: one parsed JSON object of a provider (or a CSV row as one). Out: its values by path, never a throw, whatever is in it.
 *
 * A path is written as in the provider's documents: `actor.email`, `target.0.id`, `parameters[name=doc_id].value`. Where a log service
 * has flattened the object, the same path finds `actor_email_s` (Sentinel's columns) and `"actor.email"` (a CSV's or Elastic's).
 */
import { readTime } from '../../kit/times.ts';
import type { FieldNames } from './field-names.ts';
import { isOfPowerShell, withServiceNames } from './powershell.ts';

export type JsonObject = Readonly<Record<string, unknown>>;

interface Step {
  readonly key: string;
  /** `[name=doc_id]`: the first element whose field has this value, compared without case. */
  readonly where: { readonly field: string; readonly value: string } | null;
}

/** A path taken apart. */
export interface Path {
  readonly text: string;
  readonly steps: readonly Step[];
  readonly flat: string;
  readonly plain: boolean;
}

/** What became of a record on its way: see the fields of the same names. */
export interface RecordForm {
  readonly flattened?: boolean | undefined;
  readonly lowered?: boolean | undefined;
  readonly outer?: SourceRecord | undefined;
  readonly around?: SourceRecord | undefined;
  readonly isText?: boolean | undefined;
  readonly names?: FieldNames | undefined;
}

/** Paths come from tables in the code, never from the data, so this cannot grow without end. */
const PATHS = new Map<string, Path>();
const MAX_TEXT = 32_768;
/** Texts that only say that there is nothing. */
const NOTHINGS: ReadonlySet<string> = new Set(['', '<null>', 'null', 'N/A', '-', '--']);
const LONGEST_NOTHING = 6;

/** Where envelopes keep the time of what is in them, the event's before that of its receipt. */
const ENVELOPE_TIMES: readonly string[] = [
  'eventTime',
  'event_time',
  '@timestamp',
  'timestamp',
  'Timestamp',
  'time',
  'TimeGenerated',
  '_time',
  'datetime',
  'date',
  'message.publishTime',
  'message.publish_time',
  'attributes.timestamp',
  'received_at',
  'ingest_time',
];

/** Where log services stamp the record itself: asked for when its own time went missing on the way. */
const STAMPS: readonly string[] = ['at_sign_timestamp', 'p_event_time', 'TimeGenerated', '_time'];

export class SourceRecord {
  readonly data: JsonObject;
  /** It was a line of CEF, LEEF, pairs or a layout of its own: its names are few and common, and say less than an object's. */
  readonly isText: boolean;
  /** Keys are flattened with `_` in place of every dot. */
  private readonly flattened: boolean;
  /** Keys at the top have lost their capitals, all or some of them, as in the columns of many data warehouses. */
  private readonly lowered: boolean;
  /** What the record was taken out of. */
  private readonly outer: SourceRecord | undefined;
  /** The envelope that the record came in, also where it came with others: asked for its time only. */
  private readonly around: SourceRecord | undefined;
  /** What is known of its names, where it has those of an earlier record. */
  private readonly names: FieldNames | undefined;
  /** JSON found in strings, parsed once. */
  private parsed: Map<string, SourceRecord | null> | null = null;

  constructor(
    data: JsonObject,
    { flattened = false, lowered = false, outer, around = outer, isText = false, names }: RecordForm = {},
  ) {
    this.data = data;
    this.isText = isText;
    this.flattened = flattened;
    this.lowered = lowered;
    // They say nothing of names that are looked for under another spelling as well.
    this.names = flattened || lowered ? undefined : names;
    this.outer = outer;
    this.around = around;
  }

  /** The record read as one whose top-level keys have lost their capitals; undefined when it is read so already. */
  asLowered(): SourceRecord | undefined {
    if (this.lowered) return undefined;
    const { flattened, outer, around, isText } = this;
    return new SourceRecord(this.data, { flattened, lowered: true, outer, around, isText });
  }

  /**
   * How else the record may be read when nobody knows it as it stands: with lost capitals, with the service's own names for those of a PowerShell
   * module, then as what it was taken out of.
   */
  otherForm(): SourceRecord | undefined {
    return this.asLowered() ?? this.asService() ?? this.outer;
  }

  /** The record under its service's own names; undefined when no PowerShell module wrote it. */
  private asService(): SourceRecord | undefined {
    if (!isOfPowerShell(this.data)) return undefined;
    const { flattened, outer, around } = this;
    return new SourceRecord(withServiceNames(this.data), { flattened, lowered: true, outer, around });
  }

  /** What a log service stamped on the record, else what the nearest envelope gives as its time, in milliseconds since the epoch; NaN when none does. */
  envelopeTime(): number {
    for (const path of STAMPS) {
      const time = readTime(own(this.data, path));
      if (!Number.isNaN(time)) return time;
    }
    for (let { around } = this; around !== undefined; around = around.around) {
      for (const path of ENVELOPE_TIMES) {
        const time = readTime(around.value(path));
        if (!Number.isNaN(time)) return time;
      }
    }
    return Number.NaN;
  }

  /** The value at the path; undefined when there is none. */
  value(path: string): unknown {
    if (this.names?.lacks(path) === true) return undefined;
    if (!this.lowered) {
      // Nearly every path is a key's name: it need not be taken apart, nor looked up as one that was.
      const found = own(this.data, path);
      if (found !== undefined && found !== null && !path.includes('.')) return found;
    }
    return this.at(compilePath(path));
  }

  private at(path: Path): unknown {
    const { data } = this;
    if (path.plain && !this.lowered) return own(data, path.text) ?? (this.flattened ? own(data, path.flat) : undefined);
    let at: unknown = data;
    for (const { key, where } of path.steps) {
      if (key !== '') at = (this.lowered && at === data ? own(at, key.toLowerCase()) : undefined) ?? own(at, key);
      if (where !== null) at = pick(at, where.field, where.value);
      if (at === undefined || at === null) break;
    }
    return at ?? own(data, path.text) ?? (this.flattened ? own(data, path.flat) : undefined);
  }

  /** `text` of paths that were taken apart before. */
  textAt(paths: readonly Path[]): string {
    for (const path of this.names?.among(paths) ?? paths) {
      const found = asText(this.at(path));
      if (found !== '') return found;
    }
    return '';
  }

  /** True when the key is there, whatever its value. */
  has(path: string): boolean {
    return this.value(path) !== undefined;
  }

  /** False where its names say that there is nothing at any of the paths. @param paths a list that is asked for again and again */
  mayHave(paths: readonly string[]): boolean {
    return this.names?.lacksAll(paths) !== true;
  }

  /** The first of the paths that holds a text, number or boolean which is not blank; '' when none does. */
  text(...paths: readonly string[]): string {
    for (const path of paths) {
      const found = asText(this.value(path));
      if (found !== '') return found;
    }
    return '';
  }

  number(...paths: readonly string[]): number | undefined {
    for (const path of paths) {
      const value = this.value(path);
      if (typeof value === 'number' && Number.isFinite(value)) return value;
      if (typeof value === 'string' && /^\s*-?\d+(\.\d+)?\s*$/.test(value)) return Number(value);
    }
    return undefined;
  }

  /** true, false, and the words and numbers that stand for them. */
  flag(...paths: readonly string[]): boolean | undefined {
    for (const path of paths) {
      const word = asText(this.value(path)).toLowerCase();
      if (word === 'true' || word === 'yes' || word === '1') return true;
      if (word === 'false' || word === 'no' || word === '0') return false;
    }
    return undefined;
  }

  /** The objects of an array (or the one object that stands where an array was due); an array in a string of JSON is read too. */
  list(path: string): readonly SourceRecord[] {
    const value = this.value(path);
    const found = typeof value === 'string' && /^\s*[[{]/.test(value) ? parse(value) : value;
    if (Array.isArray(found)) return found.filter(isObject).map((item) => new SourceRecord(item));
    return isObject(found) ? [new SourceRecord(found)] : [];
  }

  /** The object at the path, or in the string of JSON that stands there. */
  object(path: string): SourceRecord | undefined {
    const known = this.parsed?.get(path);
    if (known !== undefined) return known ?? undefined;
    const value = this.value(path);
    if (value === undefined) return undefined;
    const found = typeof value === 'string' ? parse(value) : value;
    const record = isObject(found) ? new SourceRecord(found) : null;
    this.parsed ??= new Map();
    this.parsed.set(path, record);
    return record ?? undefined;
  }

  /** The plain values of an array as texts. */
  texts(path: string): readonly string[] {
    const value = this.value(path);
    const list: readonly unknown[] = Array.isArray(value) ? value : [value];
    return list.map(asText).filter((text) => text !== '');
  }
}

/** An object that is neither null nor an array. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** JSON in a text; undefined when it is none. */
function parse(text: string): unknown {
  if (!/^\s*[[{]/.test(text)) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** Plain values as text; texts that only say that there is nothing are nothing. */
function asText(value: unknown): string {
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : '';
  if (typeof value === 'boolean') return String(value);
  if (typeof value !== 'string') return '';
  const text = value.trim();
  if (text.length <= LONGEST_NOTHING && NOTHINGS.has(text)) return '';
  return text.length > MAX_TEXT ? text.slice(0, MAX_TEXT) : text;
}

/** Keys come from paths in the code. What objects inherit (functions, and their prototype) is no value of the record's. */
function own(from: unknown, key: string): unknown {
  if (typeof from !== 'object' || from === null) return undefined;
  const value = (from as JsonObject)[key];
  const isInherited = (typeof value === 'function' || key === '__proto__') && !Object.hasOwn(from, key);
  return isInherited ? undefined : value;
}

function pick(from: unknown, field: string, value: string): unknown {
  if (!Array.isArray(from)) return undefined;
  return from.find((item) => {
    const found = own(item, field);
    return typeof found === 'string' && found.toLowerCase() === value;
  });
}

/** Takes a path apart, once. */
export function compilePath(path: string): Path {
  let found = PATHS.get(path);
  if (found === undefined) {
    const steps = path.split('.').map((part): Step => {
      const match = /^([^[]*)\[([^=\]]+)=([^\]]+)\]$/.exec(part);
      if (match === null) return { key: part, where: null };
      return { key: match[1] ?? '', where: { field: match[2] ?? '', value: (match[3] ?? '').toLowerCase() } };
    });
    const plain = steps.length === 1 && steps[0]?.where === null;
    found = { text: path, steps, plain, flat: path.replaceAll('.', '_') };
    PATHS.set(path, found);
  }
  return found;
}
