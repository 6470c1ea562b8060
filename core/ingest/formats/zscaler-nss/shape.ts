/** In: one line. Out: which of Zscaler's layouts it has, and how sure that is. */

import { CsvFields } from '../csv-fields/csv-fields.ts';
import { hasKeys, keySet } from '../keyed/json-keys.ts';
import { findCode, findWord, wordAt } from '../shared/fields.ts';
import { isDigit } from '../shared/numbers.ts';
import { columnFields } from './columns.ts';

const TAB = 9;
const DQUOTE = 34;
const COMMA = 44;
const OPEN_BRACE = 123;

export type Shape = 'json' | 'leef' | 'cef' | 'caret' | 'tab' | 'csv' | 'tsv' | '';

/** Names are looked for in the first part of a line only. */
const LIMIT = 4096;

const csv = new CsvFields(64, COMMA);
const tsv = new CsvFields(64, TAB);

export function shapeOf(text: string, start: number, end: number): Shape {
  if (start >= end) return '';
  const first = text.charCodeAt(start);
  const limit = Math.min(end, start + LIMIT);
  if (first === OPEN_BRACE) return isJson(text, start, end) ? 'json' : '';
  if (first === 76 || first === 67) {
    if (wordAt(text, start, end, 'LEEF:') && findWord(text, '|Zscaler|NSS', start, Math.min(end, start + 40)) >= 0)
      return 'leef';
    if (wordAt(text, start, end, 'CEF:') && findWord(text, '|Zscaler|NSS', start, Math.min(end, start + 40)) >= 0)
      return 'cef';
  }
  if (findWord(text, '^^', start, limit) >= 0) {
    const hasTag = findWord(text, 'ZSCALERNSS:', start, Math.min(limit, start + 100)) >= 0;
    return hasTag || hasNames(text, start, limit) ? 'caret' : '';
  }
  if (findCode(text, TAB, start, limit) >= 0 && hasNames(text, start, limit)) return 'tab';
  if (first !== DQUOTE && !isDigit(first) && !isUpper(first)) return '';
  if (findWord(text, '","', start, limit) >= 0) {
    csv.scan(text, start, end);
    return columnFields(text, csv).length > 0 ? 'csv' : '';
  }
  if (findCode(text, TAB, start, limit) < 0) return '';
  tsv.scan(text, start, end);
  return columnFields(text, tsv).length > 0 ? 'tsv' : '';
}

function isUpper(code: number): boolean {
  return code >= 65 && code <= 90;
}

/** Names that only Zscaler's templates write together. */
function hasNames(text: string, start: number, limit: number): boolean {
  if (findWord(text, 'urlcategory=', start, limit) >= 0 && findWord(text, 'ClientIP=', start, limit) >= 0) return true;
  return findWord(text, 'csip=', start, limit) >= 0 && findWord(text, 'cdip=', start, limit) >= 0;
}

const FEEDS = keySet('"zscalernss-');
const COLUMNS = keySet('"ClientIP"', '"urlcategory"');
/** What tables and schemas call the maker of a device. */
const VENDORS = ['vendor', 'Vendor', 'DeviceVendor', 'DeviceVendor_s', 'deviceVendor', 'device_vendor', 'EventVendor'];
export const VENDOR_KEYS: readonly string[] = [...VENDORS, 'observer.vendor', 'cef.device.vendor'];
const MADE_BY = VENDOR_KEYS.map((key) => keySet(`"${key}"`, '"Zscaler"'));
const OBJECTS = [FEEDS, COLUMNS, ...MADE_BY];

function isJson(text: string, start: number, end: number): boolean {
  return OBJECTS.some((keys) => hasKeys(text, start, end, keys));
}

export function claimZscaler(text: string, start: number, end: number): number {
  switch (shapeOf(text, start, end)) {
    case '':
      return 0;
    case 'csv':
    case 'tsv':
      return 0.7;
    case 'json':
      return 0.97;
    case 'tab':
    case 'caret':
      return 0.95;
    default:
      return 1;
  }
}
