/** A description while it is being written, and small changes to it. Pure: the dialog holds the state. */
import type { CustomFormat, FormatFields, FormatLayout, MappedField } from '../../../../core/contract/custom-format.ts';

export interface FieldRow {
  readonly field: MappedField;
  readonly title: string;
  readonly about?: string;
}

/** Fields in the order the wizard asks for them: what discovery needs first. */
export const FIELD_ROWS: readonly FieldRow[] = [
  { field: 'time', title: 'Time' },
  { field: 'sourceIp', title: 'Source address' },
  { field: 'sourceUser', title: 'User' },
  { field: 'sourceHost', title: 'Device' },
  { field: 'destinationHost', title: 'Destination host' },
  { field: 'destinationIp', title: 'Destination address' },
  { field: 'url', title: 'URL' },
  { field: 'destinationPort', title: 'Destination port' },
  { field: 'action', title: 'Allowed or blocked' },
  { field: 'bytesSent', title: 'Bytes sent' },
  { field: 'bytesReceived', title: 'Bytes received' },
  { field: 'bytesTotal', title: 'Bytes in all', about: 'Only where the log gives no directions' },
  { field: 'count', title: 'Requests', about: 'Of rows that stand for several' },
  { field: 'method', title: 'Method' },
  { field: 'status', title: 'Status' },
  { field: 'userAgent', title: 'User agent' },
  { field: 'contentType', title: 'Content type' },
  { field: 'vendorCategory', title: 'Category' },
  { field: 'vendorApp', title: 'App as logged' },
];

export const KIND_CHOICES: readonly { readonly value: FormatLayout['kind']; readonly label: string }[] = [
  { value: 'csv', label: 'Columns' },
  { value: 'keyvalue', label: 'Key and value pairs' },
  { value: 'json', label: 'JSON objects' },
  { value: 'w3c', label: 'W3C (#Fields)' },
  { value: 'regex', label: 'Pattern' },
];

export function emptyLayout(kind: FormatLayout['kind']): FormatLayout {
  switch (kind) {
    case 'csv':
      return { kind, delimiter: ',', header: true, columns: [], quote: '"' };
    case 'keyvalue':
      return { kind, pairSeparator: ' ', keySeparator: '=', quote: '"' };
    case 'json':
      return { kind };
    case 'w3c':
      return { kind, columns: [], delimiter: ' ' };
    case 'regex':
      return { kind, pattern: String.raw`^(?P<time>\S+ \S+) (?P<ip>\S+) (?P<host>\S+)`, ignoreCase: false };
  }
}

/** The source that a field is read from, '' for none. */
export function sourceOf(fields: FormatFields, field: MappedField): string {
  const from = fields[field]?.from;
  return from === undefined ? '' : typeof from === 'string' ? from : from[0];
}

/** Maps a field to a source, or to none; what else was said of the field stays. */
export function withSource(fields: FormatFields, field: MappedField, from: string | null): FormatFields {
  const { [field]: before, ...others } = fields;
  if (from === null) return others;
  return { ...others, [field]: before === undefined ? defaultsOf(field, from) : { ...before, from } };
}

function defaultsOf(field: MappedField, from: string): object {
  switch (field) {
    case 'time':
      return { from, pattern: 'auto' };
    case 'sourceUser':
      return { from, form: 'logged' };
    case 'action':
      return { from, deny: [], allow: [] };
    case 'bytesSent':
    case 'bytesReceived':
    case 'bytesTotal':
      return { from, unit: 'B' };
    default:
      return { from };
  }
}

export const NO_TITLE = 'Give it a title.';

/** What a description lacks before it can be saved, as a sentence; null when it is whole. */
export function missingOf({ title, fields, lines }: Pick<CustomFormat, 'title' | 'fields' | 'lines'>): string | null {
  if (title.trim() === '') return NO_TITLE;
  if (!fields.destinationHost && !fields.destinationIp && !fields.url)
    return 'Choose where the destination is: host, address or URL.';
  if (!fields.time && !lines.syslog) return 'Choose where the time is.';
  return null;
}

/** An id made of the title; a description that was saved keeps the one it has. */
export function idOf(title: string): string {
  const slug = title
    .normalize('NFKD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 50)
    .replace(/-+$/, '');
  return `custom-${slug === '' ? 'log' : slug}`;
}

/** The JSON that is shared and saved as a file. */
export function textOf(definition: object): string {
  return `${JSON.stringify(definition, null, 2)}\n`;
}
