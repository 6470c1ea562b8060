/**
 * In: a line in Log Event Extended Format. Out: its record: deviceVendor, deviceProduct, deviceVersion and signatureId as CEF's are called,
 * and the pairs under their own names.
 */
import { SpacedFields } from '../../ingest/formats/kv/spaced-fields.ts';
import { BLANKS, ESCAPED_TAB, LeefHeader } from '../../ingest/formats/leef/header.ts';
import { FieldSet, type TextFields } from './fields.ts';

/** `usrName =alice`, as a template of CyberArk's writes pairs. */
const BLANK_BEFORE_EQUALS = /(?<=(?:^| )\w{1,40}) =/g;

const head = new LeefHeader();
const pairs = new SpacedFields();

/** @returns undefined when the line is no LEEF */
export function leefRecord(line: string, start: number): TextFields | undefined {
  if (!line.startsWith('LEEF:', start) && line.indexOf('LEEF:', start) < 0) return undefined;
  if (!head.read(line, start, line.length)) return undefined;
  const out = new FieldSet();
  out.put('deviceVendor', head.vendor);
  out.put('deviceProduct', head.product);
  out.put('deviceVersion', head.version);
  out.put('signatureId', head.event);
  if (head.delimiter === BLANKS) readSpaced(line.slice(head.pairsStart).replace(BLANK_BEFORE_EQUALS, '='), out);
  else readDelimited(line.slice(head.pairsStart), head.delimiter, out);
  return out.fields;
}

function readSpaced(text: string, out: FieldSet): void {
  pairs.reset(text, 0, text.length);
  while (pairs.next()) out.put(text.substring(pairs.keyStart, pairs.keyEnd), pairs.value());
}

function readDelimited(text: string, delimiter: number, out: FieldSet): void {
  for (const pair of text.split(delimiter === ESCAPED_TAB ? '#011' : String.fromCharCode(delimiter))) {
    const equals = pair.indexOf('=');
    if (equals > 0) out.put(pair.slice(0, equals).trim(), pair.slice(equals + 1).trim());
  }
}
