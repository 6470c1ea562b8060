/** In: a line. Out: which of the web gateway's layouts it has (parse.ts names them). */
import { findWord } from '../shared/fields.ts';
import { DEFAULT_COLUMNS, readAccessLine } from './access.ts';
import { isApplianceRow } from './appliance-row.ts';

const HASH = 35;
const OPEN_BRACKET = 91;
const DQUOTE = 34;
const UNDERSCORE = 95;
const LOWER_A = 97;
const LOWER_Z = 122;
/** So far into a line its keys are looked for. */
export const LOOK = 1500;
/** Keys whose values say what was refused. */
export const JUDGED = ['block_id', 'block_res'] as const;
/** Behind the product's short name. */
export const SIEM_MARK = 'WG|time_stamp=';
export const SIEM_LOOK = 40;

/** `"id","user","client","METHOD","1","2","host","path","OBSERVED","virus","1735689600","2025-01-01 00:00:00",` and at least the scheme. */
const CLOUD_ROW =
  /^"-?\d+","[^"]*","[\d.:a-fA-F]*","[A-Z_]*","\d*","\d*","[^"]*","(?:[^"]|"")*","(?:OBSERVED|DENIED)","[^"]*","\d{10}","\d{4}-\d\d-\d\d \d\d:\d\d:\d\d","/;

function isCloudRow(text: string, start: number, limit: number): boolean {
  return CLOUD_ROW.test(text.substring(start, limit));
}

/** Which layout the line has. */
export type Shape = 'appliance' | 'applianceRow' | 'handler' | 'siem' | 'cloud' | 'row' | 'access' | 'names' | '';

/** Every line of these holds one: the first blank and quote are of rows whose second column is a text. */
export const SHAPE_WORDS: readonly string[] = [
  '#time_stamp ',
  '[',
  ' "',
  '","',
  SIEM_MARK,
  'http_action=',
  'http_request_first_line=',
  ' mtd="',
];

export function shapeOf(text: string, start: number, end: number): Shape {
  if (start >= end) return '';
  const first = text.charCodeAt(start);
  const limit = Math.min(end, start + LOOK);
  if (first === HASH) return findWord(text, '#time_stamp ', start, limit) === start ? 'names' : '';
  if (first === OPEN_BRACKET) return isAccessLine(text, start, end) ? 'access' : '';
  if (isApplianceRow(text, start, end)) return 'applianceRow';
  if (first === DQUOTE) return isCloudRow(text, start, limit) ? 'row' : '';
  if (findWord(text, SIEM_MARK, start, Math.min(limit, start + SIEM_LOOK)) >= 0) return 'siem';
  if (findWord(text, 'requested_host=', start, limit) >= 0 && findWord(text, 'http_action=', start, limit) >= 0)
    return 'cloud';
  if (
    findWord(text, ' source_ip=', start, limit) >= 0 &&
    findWord(text, 'http_request_first_line=', start, limit) >= 0
  ) {
    return 'appliance';
  }
  return findWord(text, 'srcip="', start, limit) >= 0 && findWord(text, ' mtd="', start, limit) >= 0 ? 'handler' : '';
}

/** `[01/Jan/2025:00:00:00 +0000] "` and an address behind the quoted user. */
function isAccessLine(text: string, start: number, end: number): boolean {
  return readAccessLine(text, start, end, DEFAULT_COLUMNS, undefined);
}

/** A key of the pairs between bars. */
export function isKeyCode(code: number): boolean {
  return code === UNDERSCORE || (code >= LOWER_A && code <= LOWER_Z);
}
