/** Sentinel's table of CEF, CommonSecurityLog. Out: the record that the line gives which it was made of. */
import type { JsonObject } from '../kit/source-record.ts';
import { cefFields, HEADER_COLUMNS } from '../text/cef-record.ts';

/** Columns whose names are not CEF's own with a capital. */
const NAMES: ReadonlyMap<string, string> = new Map([
  ['DeviceEventClassID', 'signatureId'],
  ['Activity', 'name'],
  ['LogSeverity', 'severity'],
  ['ReceiptTime', 'deviceReceiptTime'],
  ['SourceIP', 'sourceAddress'],
  ['DestinationIP', 'destinationAddress'],
  ['ExternalID', 'externalId'],
  ['FilePath', 'filePath'],
]);

/** A row names its device's vendor, product and kind of event. */
export function fromCommonSecurityLog(row: JsonObject): JsonObject {
  const header = new Map<string, string>();
  const found = new Map<string, string>();
  for (const [column, value] of Object.entries(row)) {
    if (typeof value !== 'string' || value === '' || column === 'AdditionalExtensions') continue;
    const name = NAMES.get(column) ?? column.charAt(0).toLowerCase() + column.slice(1);
    (HEADER_COLUMNS.has(name) ? header : found).set(name, value);
  }
  const rest = typeof row.AdditionalExtensions === 'string' ? row.AdditionalExtensions : '';
  for (const pair of rest.split(';')) {
    const equals = pair.indexOf('=');
    const key = pair.slice(0, Math.max(equals, 0)).trim();
    if (key !== '' && !found.has(key)) found.set(key, pair.slice(equals + 1));
  }
  return cefFields(header, found);
}
