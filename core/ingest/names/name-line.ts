/** What parsers of name evidence share: the line at hand, its time, and how a name is added. */
import { ipKind } from '../../kit/ip.ts';
import { EventDraft } from '../formats/api.ts';
import { readAnyTime, type TimeTarget } from '../formats/shared/time.ts';
import { normalizeHost } from '../normalize/host.ts';
import { normalizeIp } from '../normalize/normalize.ts';
import { normalizeTime, type TimeContext } from '../normalize/time.ts';
import { normalizeUser } from '../normalize/user.ts';
import type { Certificates } from './certificates.ts';
import type { NameBasis, NameKind, NameRecord } from './record.ts';

/** What became of a line: records were added, it holds none, or it is damaged. Null: it is of another format. */
export type NameVerdict = 'parsed' | 'skipped' | 'rejected' | null;

export interface NameLine {
  /** The message behind the syslog header. */
  readonly text: string;
  /** The line as one JSON object, null when it is none. */
  readonly json: Readonly<Record<string, unknown>> | null;
  /** Time of the syslog header in seconds, NaN for none. */
  readonly headerSecond: number;
  readonly times: TimeContext;
  /** What certificates of this and earlier files stand for. */
  readonly certificates: Certificates;
  readonly add: (record: NameRecord) => void;
}

export interface NameFormat {
  readonly id: string;
  readonly title: string;
  /** Reads one line; may hold state of the file (column names, a record over several lines). */
  createParser(): (line: NameLine) => NameVerdict;
}

const scratch: TimeTarget & { timeMs: number } = new EventDraft();

/** Seconds of a time in any usual form, NaN when it is none. */
export function secondOf(value: unknown, times: TimeContext): number {
  const text = typeof value === 'number' ? String(value) : typeof value === 'string' ? value.trim() : '';
  scratch.timeMs = Number.NaN;
  scratch.timeIsLocal = false;
  scratch.timeIsYearless = false;
  if (text === '' || readAnyTime(text, 0, text.length, scratch) < 0) return Number.NaN;
  return normalizeTime(scratch as EventDraft, times) === '' ? Math.floor(scratch.timeMs / 1000) : Number.NaN;
}

/** Adds a record whose address and name hold up. @returns whether they do */
export function addName(
  line: NameLine,
  kind: NameKind,
  basis: NameBasis,
  names: { readonly address: string; readonly value: string; readonly client?: string },
  from: number,
  to: number,
): boolean {
  const address = plainIp(names.address);
  const value = kind === 'user' ? normalizeUser(names.value) : normalizeHost(names.value);
  if (address === '' || value === '' || !(from <= to) || ipKind(value, 0, value.length) !== 0) return false;
  line.add({ kind, basis, address, client: plainIp(names.client ?? ''), value, from, to });
  return true;
}

/** What the basis said of the address ends at `second`. */
export function endName(line: NameLine, kind: NameKind, basis: NameBasis, given: string, second: number): boolean {
  const address = plainIp(given);
  if (address === '' || Number.isNaN(second)) return false;
  line.add({ kind, basis, address, client: '', value: '', from: second, to: second });
  return true;
}

/** An address as lines spell it once they are normalised; '' for what is none, or none of anybody's. */
export function plainIp(given: string): string {
  const text = normalizeIp(given.trim());
  return text === '0.0.0.0' || text === '::' ? '' : text;
}

/** A value of a JSON object by one of its names; nested ones by dots. */
export function jsonValue(json: Readonly<Record<string, unknown>>, ...names: readonly string[]): unknown {
  for (const name of names) {
    if (Object.hasOwn(json, name)) return json[name];
    let at: unknown = json;
    for (const part of name.split('.')) at = isObject(at) ? at[part] : undefined;
    if (at !== undefined && at !== null) return at;
  }
  return undefined;
}

export function jsonText(json: Readonly<Record<string, unknown>>, ...names: readonly string[]): string {
  const value = jsonValue(json, ...names);
  return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : '';
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A text as one JSON object; null when it is none. */
export function jsonObject(text: string): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : null;
  } catch {
    return null;
  }
}
