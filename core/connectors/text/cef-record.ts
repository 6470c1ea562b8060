/**
 * In: a line in Common Event Format. Out: its record: the header's columns (deviceVendor, deviceProduct, deviceVersion, signatureId, name,
 * severity) and the extension's pairs under their full names, custom fields under their labels, times as instants.
 */
import { CefHeader, NAME, PRODUCT, SIGNATURE, VENDOR } from '../../ingest/formats/cef/header.ts';
import { SpacedFields } from '../../ingest/formats/kv/spaced-fields.ts';
import { readAnyTime, type TimeTarget } from '../../ingest/formats/shared/time.ts';
import { readTime } from '../../kit/times.ts';
import { CEF_TIMES, fullName, labelKeyOf } from './cef-names.ts';
import { FieldSet, type TextFields } from './fields.ts';

const VERSION = 3;
const SEVERITY = 6;
/** Only what is prose has line breaks: elsewhere `\n` and `\r` belong to a domain and a name that somebody did not escape. */
const PROSE: ReadonlySet<string> = new Set(['msg', 'message', 'reason']);

const head = new CefHeader();
const pairs = new SpacedFields();
const time: TimeTarget = { timeMs: Number.NaN, timeIsLocal: false, timeIsYearless: false };

/**
 * @param isCut a relay took the `CEF:` for a program's name
 * @returns undefined when the line is no CEF
 */
export function cefRecord(line: string, start: number, isCut: boolean): TextFields | undefined {
  if (!head.read(line, start, line.length) || (!head.isMarked && !isCut)) return undefined;
  const found = new Map<string, string>();
  pairs.reset(line, head.extensionStart, line.length);
  while (pairs.next()) {
    const key = line.substring(pairs.keyStart, pairs.keyEnd);
    if (!found.has(key)) found.set(key, PROSE.has(key) ? pairs.value() : plain(line, pairs.valueStart, pairs.valueEnd));
  }
  return cefFields(headerOf(), found);
}

/** The header's columns as a record has them. */
export const HEADER_COLUMNS: ReadonlySet<string> = new Set([
  'deviceVendor',
  'deviceProduct',
  'deviceVersion',
  'signatureId',
  'name',
  'severity',
]);

function headerOf(): ReadonlyMap<string, string> {
  return new Map([
    ['deviceVendor', head.get(VENDOR)],
    ['deviceProduct', head.get(PRODUCT)],
    ['deviceVersion', head.get(VERSION)],
    ['signatureId', head.get(SIGNATURE)],
    ['name', head.get(NAME)],
    ['severity', head.get(SEVERITY)],
  ]);
}

/** @param found the extension's keys, in short or in full */
export function cefFields(columns: ReadonlyMap<string, string>, found: ReadonlyMap<string, string>): TextFields {
  const out = new FieldSet();
  for (const [name, value] of columns) out.put(name, value);
  for (const [key, value] of found) putPair(out, key, value, found);
  return out.fields;
}

function putPair(out: FieldSet, key: string, value: string, found: ReadonlyMap<string, string>): void {
  if (key.endsWith('Label') && found.has(key.slice(0, -5))) return;
  const labelKey = labelKeyOf(key);
  const label = labelKey === '' ? '' : (found.get(labelKey) ?? '');
  // A label may be the name of another field, whose value it must not take the place of.
  const name = label === '' || found.has(label) || out.fields[label] !== undefined ? fullName(key) : label;
  out.put(name, CEF_TIMES.has(name) ? instant(value, found.get('dtz') ?? found.get('deviceTimeZone') ?? '') : value);
}

function plain(line: string, start: number, end: number): string {
  const raw = line.substring(start, end);
  return raw.includes('\\') ? raw.replace(/\\([\\=|])/g, '$1') : raw;
}

/** A time with its year as an instant; others stay as they are. One of no zone is UTC, as everywhere. */
function instant(text: string, zone: string): string {
  // A template of ArcSight's that its sender did not fill in.
  const value = /^#arcsightDate\((.{1,60})\)$/.exec(text)?.[1] ?? text;
  const exact = readTime(value.replace(/(\d{4}),/, '$1'));
  if (value !== text && !Number.isNaN(exact)) return new Date(exact).toISOString();
  if (readAnyTime(value, 0, value.length, time) < 0 || time.timeIsYearless) return value;
  const at = time.timeMs - (time.timeIsLocal ? minutesOf(zone) : 0) * 60_000;
  return Number.isNaN(at) || Math.abs(at) > 8e15 ? value : new Date(at).toISOString();
}

/** `+02:00` in minutes; 0 for names, whose offset is not known. */
function minutesOf(zone: string): number {
  const match = /^([+-])(\d\d):?(\d\d)$/.exec(zone);
  if (match === null) return 0;
  const minutes = Number(match[2]) * 60 + Number(match[3]);
  return match[1] === '-' ? -minutes : minutes;
}
