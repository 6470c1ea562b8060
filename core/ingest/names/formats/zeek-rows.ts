/** In: lines of a Zeek log, TSV under `#fields` or JSON. Out: one row as an object. */
import type { NameLine, NameVerdict } from '../name-line.ts';
import { jsonValue } from '../name-line.ts';

type Row = Readonly<Record<string, unknown>>;

/** The row, a verdict for lines that hold none, or null for lines of other products. */
export function zeekRows(): (line: NameLine) => Row | NameVerdict {
  let names: readonly string[] = [];
  let separator = '\t';
  return ({ text, json }) => {
    if (json !== null) {
      const isRow =
        jsonValue(json, 'id.orig_h', 'id_orig_h') !== undefined ||
        'assigned_addr' in json ||
        jsonValue(json, 'certificate.subject', 'certificate_subject') !== undefined;
      return isRow ? json : null;
    }
    if (text.startsWith('#')) {
      if (text.startsWith('#separator ')) separator = text.slice(11) === '\\x09' ? '\t' : text.slice(11);
      if (text.startsWith('#fields')) names = text.split(separator).slice(1);
      return /^#(separator|set_separator|empty_field|unset_field|path|open|close|fields|types)\b/.test(text)
        ? 'skipped'
        : null;
    }
    if (names.length === 0) return null;
    const values = text.split(separator);
    if (values.length !== names.length) return 'rejected';
    const row: Record<string, string> = {};
    names.forEach((name, at) => {
      const value = values[at] ?? '';
      if (value !== '-' && value !== '(empty)') row[name] = value;
    });
    return row;
  };
}
