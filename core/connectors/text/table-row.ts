/**
 * In: a row of a table of syslog, as SIEMs keep it, or a shipper's object around a line of a server: the header taken apart, the message whole.
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

/** @returns undefined for an object that is no such row */
export function tableLine(object: JsonObject): string | undefined {
  const row = Object.hasOwn(object, 'SyslogMessage');
  const message = row ? textAt(object, 'SyslogMessage') : shipped(object);
  if (message === '' || message.length > LONGEST || message.startsWith('{')) return undefined;
  const time = [
    ...(row ? ['EventTime', 'TimeGenerated'] : ['@timestamp']),
    'EventTime [UTC]',
    'TimeGenerated [UTC]',
  ].map((path) => readLocaleTime(textAt(object, path), 'month-first'));
  const known = time.find((one) => !Number.isNaN(one));
  if (known === undefined) return undefined;
  const host = token(textAt(object, 'HostName', 'Computer', 'host.hostname', 'host.name', 'hostname'));
  const program = token(textAt(object, 'ProcessName', 'process.name', 'syslog.appname', 'log.syslog.appname'));
  // Structured data in front of the message has kept its place.
  const data = message.startsWith('[') && message.includes('="') ? '' : '- ';
  return `<13>1 ${new Date(known).toISOString()} ${host} ${program} - - ${data}${message}`;
}

/** The message of a shipper's object that names the program which wrote it; '' where it does not, or has read it already. */
function shipped(object: JsonObject): string {
  if (textAt(object, '@timestamp') === '' || object.user !== undefined || object.source !== undefined) return '';
  return textAt(object, 'process.name', 'syslog.appname', 'log.syslog.appname') === '' ? '' : textAt(object, 'message');
}
