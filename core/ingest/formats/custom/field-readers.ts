/**
 * In: what the mapping says of each field. Out: readers that take a field's value into a draft, each saying whether the value fits.
 */
import type { BYTE_UNITS, CustomFormat, MappedField, USER_FORMS } from '../../../contract/custom-format.ts';
import { AppError } from '../../../contract/errors.ts';
import { ipKind } from '../../../kit/ip.ts';
import { encodeUtf8 } from '../../../kit/text.ts';
import { createZone } from '../../../kit/zone.ts';
import { ACTION_ALLOWED, ACTION_BLOCKED, ACTION_UNKNOWN, type ActionCode, type EventDraft } from '../api.ts';
import { actionOf } from '../shared/action-word.ts';
import { parseUint } from '../shared/numbers.ts';
import { readAnyTime } from '../shared/time.ts';
import { setDestinationFromUrl, setDestinationHost, setSource } from '../shared/url.ts';
import type { Slots } from './layout.ts';
import { compilePattern, epochReader, type TimeReader } from './time-pattern.ts';
import type { Values } from './values.ts';

export interface FieldReader {
  readonly field: MappedField;
  /** Slots it reads from, the first one first. */
  readonly slots: readonly number[];
  /** Its value has a form of its own (an address, a number, a time), so that one that fits says something. */
  readonly isTelling: boolean;
  /** Wanted only where every field is (parse, evidence), not for the cube. */
  readonly isDetail: boolean;
  /** Takes the value over. @returns false when there is a value and it does not fit */
  read(values: Values, out: EventDraft): boolean;
}

type Fields = CustomFormat['fields'];
type Take = (text: string, start: number, end: number, out: EventDraft) => boolean;

/** Readers in the order they are applied: the time first, destinations so that the most telling one wins. */
export function createFieldReaders(fields: Fields, slots: Slots): FieldReader[] {
  const readers: FieldReader[] = [];
  const add = (field: MappedField, from: string, isTelling: boolean, isDetail: boolean, take: Take): void => {
    const slot = slots.slotOf(from);
    readers.push({
      field,
      slots: [slot],
      isTelling,
      isDetail,
      read: (values, out) => values.isBlank(slot) || take(values.text(slot), values.start(slot), values.end(slot), out),
    });
  };
  if (fields.time) readers.push(timeField(fields.time, slots));
  if (fields.sourceIp) add('sourceIp', fields.sourceIp.from, true, false, takeSource);
  if (fields.sourceUser) readers.push(userField(fields.sourceUser, slots));
  if (fields.sourceHost) add('sourceHost', fields.sourceHost.from, false, false, textInto('sourceHost'));
  if (fields.destinationIp) add('destinationIp', fields.destinationIp.from, true, false, takeDestinationIp);
  if (fields.destinationHost) add('destinationHost', fields.destinationHost.from, true, false, takeHost);
  if (fields.url) add('url', fields.url.from, true, false, takeUrl);
  if (fields.destinationPort) add('destinationPort', fields.destinationPort.from, true, false, takePort);
  if (fields.action) add('action', fields.action.from, false, false, actionTaker(fields.action));
  for (const field of ['bytesSent', 'bytesReceived', 'bytesTotal'] as const) {
    const bytes = fields[field];
    if (bytes) add(field, bytes.from, true, false, bytesTaker(field, bytes.unit));
  }
  if (fields.count) add('count', fields.count.from, true, false, takeCount);
  if (fields.status) add('status', fields.status.from, true, true, takeStatus);
  for (const field of ['method', 'userAgent', 'contentType', 'vendorCategory', 'vendorApp'] as const) {
    const plain = fields[field];
    if (plain) add(field, plain.from, false, true, textInto(field));
  }
  return readers;
}

function textInto(field: 'sourceHost' | 'method' | 'userAgent' | 'contentType' | 'vendorCategory' | 'vendorApp'): Take {
  return (text, start, end, out) => {
    out[field] = text.substring(start, end);
    return true;
  };
}

function timeField(time: NonNullable<Fields['time']>, slots: Slots): FieldReader {
  const names = typeof time.from === 'string' ? [time.from] : time.from;
  const own = names.map((name) => slots.slotOf(name));
  const [first = 0, second] = own;
  const reader = timeReader(time.pattern);
  const zone = time.zone === undefined ? undefined : createZone(time.zone);
  if (time.zone !== undefined && zone === undefined) {
    throw new AppError(
      'format.invalid',
      `fields.time.zone: "${time.zone}" is not a time zone, such as Europe/Berlin.`,
      {
        where: 'fields.time.zone',
      },
    );
  }
  return {
    field: 'time',
    slots: own,
    isTelling: true,
    isDetail: false,
    read: (values, out) => {
      if (values.isBlank(first)) return false;
      let fits: boolean;
      if (second === undefined) fits = reader(values.text(first), values.start(first), values.end(first), out);
      else {
        const both = `${values.get(first)} ${values.get(second)}`;
        fits = reader(both, 0, both.length, out);
      }
      if (fits && zone !== undefined && out.timeIsLocal && !out.timeIsYearless) {
        out.timeMs -= zone.offsetAtWall(out.timeMs);
        out.timeIsLocal = false;
      }
      return fits;
    },
  };
}

/** @throws AppError format.invalid */
export function timeReader(pattern: string): TimeReader {
  if (pattern === 'auto') return (text, start, end, out) => readAnyTime(text, start, end, out) === end;
  const reader = epochReader(pattern) ?? compilePattern(encodeUtf8(pattern));
  if (typeof reader === 'string') {
    throw new AppError('format.invalid', `fields.time.pattern: ${reader}.`, { where: 'fields.time.pattern' });
  }
  return reader;
}

function userField(user: NonNullable<Fields['sourceUser']>, slots: Slots): FieldReader {
  const slot = slots.slotOf(user.from);
  const domain = user.domainFrom === undefined ? -1 : slots.slotOf(user.domainFrom);
  return {
    field: 'sourceUser',
    slots: domain < 0 ? [slot] : [slot, domain],
    isTelling: false,
    isDetail: false,
    read: (values, out) => {
      const name = userName(values.get(slot), user.form);
      const before = domain < 0 || name === '' ? '' : values.get(domain);
      out.sourceUser = before === '' || name.includes('\\') || name.includes('@') ? name : `${before}\\${name}`;
      return true;
    },
  };
}

function userName(raw: string, form: (typeof USER_FORMS)[number]): string {
  if (form === 'logged' || raw === '') return raw;
  if (form === 'commonName') {
    const name = /(?:^|[,/])\s*cn=((?:\\.|[^,/\\])+)/i.exec(raw.slice(0, 1000));
    return (name?.[1] ?? raw).replace(/\\(.)/g, '$1').trim();
  }
  const behind = raw.slice(raw.lastIndexOf('\\') + 1);
  const at = behind.indexOf('@');
  return at > 0 ? behind.slice(0, at) : behind;
}

function takeSource(text: string, start: number, end: number, out: EventDraft): boolean {
  setSource(text, start, end, out);
  return out.sourceIp !== '';
}

function takeDestinationIp(text: string, start: number, end: number, out: EventDraft): boolean {
  if (ipKind(text, start, end) !== 0) {
    out.destinationIp = text.substring(start, end);
    return true;
  }
  // An address with its port, in brackets, or a name after all.
  return setDestinationFromUrl(text, start, end, out) && out.destinationIp !== '';
}

function takeHost(text: string, start: number, end: number, out: EventDraft): boolean {
  if (setDestinationFromUrl(text, start, end, out))
    return out.destinationIp !== '' || looksLikeName(out.destinationHost);
  setDestinationHost(text, start, end, out);
  return false;
}

/** A dot and no blank: what most hosts have and most words have not. */
function looksLikeName(host: string): boolean {
  return host.includes('.') && !/[\s"'<>(){}|\\^]/.test(host);
}

function takeUrl(text: string, start: number, end: number, out: EventDraft): boolean {
  if (out.wantDetail) out.url = text.substring(start, end);
  if (out.destinationHost !== '') return true;
  return setDestinationFromUrl(text, start, end, out) || text.charCodeAt(start) === 47;
}

function takePort(text: string, start: number, end: number, out: EventDraft): boolean {
  const port = parseUint(text, start, end);
  if (port < 0 || port > 65_535) return false;
  out.destinationPort = port;
  return true;
}

function takeStatus(text: string, start: number, end: number, out: EventDraft): boolean {
  const status = parseUint(text, start, end);
  if (status < 0 || status > 999) return false;
  out.status = status;
  return true;
}

function takeCount(text: string, start: number, end: number, out: EventDraft): boolean {
  const count = parseUint(text, start, end);
  if (count < 1) return false;
  out.count = count;
  return true;
}

const UNIT_BYTES: Readonly<Record<(typeof BYTE_UNITS)[number], number>> = {
  B: 1,
  kB: 1000,
  KiB: 1024,
  MB: 1_000_000,
  MiB: 1_048_576,
  GB: 1_000_000_000,
  GiB: 1_073_741_824,
};

function bytesTaker(field: 'bytesSent' | 'bytesReceived' | 'bytesTotal', unit: (typeof BYTE_UNITS)[number]): Take {
  const factor = UNIT_BYTES[unit];
  return (text, start, end, out) => {
    let bytes = parseUint(text, start, end) * factor;
    if (bytes < 0) {
      const value = text.substring(start, Math.min(end, start + 32));
      if (!/^\d+(\.\d+)?$/.test(value)) return false;
      bytes = Math.round(Number(value) * factor);
    }
    if (bytes > Number.MAX_SAFE_INTEGER) return false;
    out[field] = bytes;
    return true;
  };
}

function actionTaker(action: NonNullable<Fields['action']>): Take {
  const deny = action.deny.map(matcherOf);
  const allow = action.allow.map(matcherOf);
  const known = new Map<string, ActionCode>();
  const judge = (word: string): ActionCode => {
    if (deny.length === 0 && allow.length === 0) return actionOf(word, 0, word.length);
    const folded = word.toLowerCase();
    if (deny.some((matches) => matches(folded))) return ACTION_BLOCKED;
    if (allow.some((matches) => matches(folded))) return ACTION_ALLOWED;
    return allow.length === 0 ? ACTION_ALLOWED : deny.length === 0 ? ACTION_BLOCKED : ACTION_UNKNOWN;
  };
  return (text, start, end, out) => {
    const word = text.substring(start, Math.min(end, start + 200));
    let code = known.get(word);
    if (code === undefined) {
      code = judge(word);
      // Devices have few words for it; a column of something else must not fill the memory.
      if (known.size < 1000) known.set(word, code);
    }
    out.action = code;
    return code !== ACTION_UNKNOWN;
  };
}

function matcherOf(word: string): (value: string) => boolean {
  const folded = encodeUtf8(word).toLowerCase();
  if (!folded.endsWith('*')) return (value) => value === folded;
  const start = folded.slice(0, -1);
  return (value) => value.startsWith(start);
}
