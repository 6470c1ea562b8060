/**
 * In: a row of a table of syslog, as SIEMs keep it, an entry of systemd's journal, or a shipper's object around a line of a server: the header
 * taken apart, the message whole.
 * Out: the line as it was sent, so that it is read by what reads lines.
 */
import { readLocaleTime } from '../../kit/times.ts';
import { isObject, type JsonObject } from '../kit/source-record.ts';

const LONGEST = 32_000;
const TOKEN = /^[\w.:-]{1,128}$/;

const textAt = (object: JsonObject, ...paths: readonly string[]): string => {
  for (const path of paths) {
    let at: unknown = object;
    for (const key of path.split('.')) at = isObject(at) ? at[key] : undefined;
    const flat = at ?? object[path];
    if (typeof flat === 'string' && flat !== '' && flat !== 'null') return flat;
  }
  return '';
};
const token = (text: string): string => (TOKEN.test(text) ? text : '-');

/** The parts of a line as it was sent. */
interface Sent {
  readonly timeMs: number;
  readonly host: string;
  readonly program: string;
  readonly message: string;
}

/** Names one of which every such row has: nearly all records have none. */
const MARKS: ReadonlySet<string> = new Set(['__REALTIME_TIMESTAMP', 'SyslogMessage', '@timestamp']);

/** @param names of an object's fields */
export function mayBeTableLine(names: readonly string[]): boolean {
  return names.some((name) => MARKS.has(name));
}

/** @returns undefined for an object that is no such row */
export function tableLine(object: JsonObject): string | undefined {
  const { timeMs, host, program, message } = journalEntry(object) ?? tableRow(object);
  if (message === '' || message.length > LONGEST || message.startsWith('{') || Number.isNaN(timeMs)) return undefined;
  // Structured data in front of the message has kept its place.
  const data = message.startsWith('[') && message.includes('="') ? '' : '- ';
  return `<13>1 ${new Date(timeMs).toISOString()} ${token(host)} ${token(program)} - - ${data}${message}`;
}

/** An entry of systemd's journal (`journalctl -o json`, systemd.journal-fields): microseconds since the epoch, as text. */
function journalEntry(object: JsonObject): Sent | undefined {
  if (!Object.hasOwn(object, '__REALTIME_TIMESTAMP')) return undefined;
  const time = textAt(object, '_SOURCE_REALTIME_TIMESTAMP', '__REALTIME_TIMESTAMP');
  if (!/^\d{16}$/.test(time)) return undefined;
  return {
    timeMs: Math.floor(Number(time) / 1000),
    host: textAt(object, '_HOSTNAME'),
    program: textAt(object, 'SYSLOG_IDENTIFIER', '_COMM'),
    message: textAt(object, 'MESSAGE'),
  };
}

function tableRow(object: JsonObject): Sent {
  const row = Object.hasOwn(object, 'SyslogMessage');
  const times = [
    ...(row ? ['EventTime', 'TimeGenerated'] : ['@timestamp']),
    'EventTime [UTC]',
    'TimeGenerated [UTC]',
  ].map((path) => readLocaleTime(textAt(object, path), 'month-first'));
  return {
    timeMs: times.find((one) => !Number.isNaN(one)) ?? Number.NaN,
    host: textAt(object, 'HostName', 'Computer', 'host.hostname', 'host.name', 'hostname'),
    program: textAt(object, 'ProcessName', 'process.name', 'syslog.appname', 'log.syslog.appname'),
    message: row ? textAt(object, 'SyslogMessage') : shipped(object),
  };
}

/** The message of a shipper's object that names the program which wrote it; '' where it does not, or has read it already. */
function shipped(object: JsonObject): string {
  if (textAt(object, '@timestamp') === '' || object.user !== undefined || object.source !== undefined) return '';
  return textAt(object, 'process.name', 'syslog.appname', 'log.syslog.appname') === '' ? '' : textAt(object, 'message');
}
