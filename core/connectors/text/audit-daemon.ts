/** In: a line of Linux' audit daemon, `type=USER_LOGIN msg=audit(1772623321.123:456): …`. Out: its pairs, with the time and number of the mark. */
import { FieldSet, type TextFields } from './fields.ts';

const MARK = /\btype=([A-Z0-9_]{2,40}) msg=audit\((\d{9,11}\.\d{3}):(\d{1,20})\):/;
const SEPARATOR = '\u001d';
const PAIR = /([\w-]{1,40})=(?:"([^"]{0,2000})"|([^\s'"]{0,2000}))/g;

/** @returns undefined when the line is none */
export function auditDaemonRecord(line: string, start: number): TextFields | undefined {
  const found = line.includes('msg=audit(', start) ? MARK.exec(line) : null;
  if (found === null) return undefined;
  // What the daemon adds for readers stands behind a group separator.
  const plain = line.slice(found.index + found[0].length).replaceAll(SEPARATOR, ' ');
  const out = new FieldSet();
  const [, type = '', time = '', number = ''] = found;
  out.put('auditType', type);
  out.put('auditTime', time);
  out.put('auditNumber', number);
  for (const [, name = '', quoted, bare] of plain.matchAll(PAIR)) out.put(name, quoted ?? bare ?? '');
  return out.fields;
}
