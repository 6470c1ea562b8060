/**
 * In: a line of a Palo Alto Networks firewall or its cloud service, in the shapes they write themselves: CSV and JSON.
 * Out: a verdict and the draft. CEF and LEEF from the same devices are read by those formats.
 */
import type { EventDraft, LineParser, LineWindows, SyslogHeader, Verdict } from '../api.ts';
import { JsonParser } from '../keyed/json-parser.ts';
import { findWord } from '../shared/fields.ts';
import { PanCsvReader } from './csv.ts';
import { PAN_JSON } from './json.ts';
import { readPanBytes } from './read-bytes.ts';

const COMMA = 44;
const OPEN_BRACE = 123;

/** A relay's own words in front of the CSV are shorter than this. */
const PREFIX = 200;

export class PaloAltoParser implements LineParser {
  private readonly csv = new PanCsvReader();
  private readonly json = new JsonParser(PAN_JSON);

  parse(text: string, start: number, end: number, out: EventDraft, header: SyslogHeader): Verdict {
    if (start < end && text.charCodeAt(start) === OPEN_BRACE) return this.json.parse(text, start, end, out, header);
    return this.csv.read(text, csvStart(text, start, end), end, out, header);
  }

  readBytes(bytes: Uint8Array, start: number, end: number, out: LineWindows): boolean {
    if (bytes[start] === OPEN_BRACE) return this.json.readBytes?.(bytes, start, end, out) === true;
    return readPanBytes(bytes, start, end, out);
  }
}

/**
 * Where the CSV begins. It does at `start` unless something stands in front that the syslog stripper left alone; then the log
 * type shows where the fourth column is.
 */
function csvStart(text: string, start: number, end: number): number {
  if (isDigitColumn(text, start, end)) return start;
  const limit = Math.min(end, start + PREFIX);
  let type = findWord(text, ',TRAFFIC,', start, limit);
  if (type < 0) type = findWord(text, ',THREAT,', start, limit);
  if (type < 0) return start;
  let commas = 0;
  let at = type - 1;
  for (; at > start; at--) {
    const code = text.charCodeAt(at);
    if (code === COMMA && ++commas === 2) break;
  }
  if (commas < 2) return start;
  // The first column is a lone number or word without blanks.
  while (at > start && text.charCodeAt(at - 1) > 32) at--;
  return at;
}

function isDigitColumn(text: string, start: number, end: number): boolean {
  let at = start;
  while (at < end && text.charCodeAt(at) >= 48 && text.charCodeAt(at) <= 57) at++;
  return at > start && at < end && text.charCodeAt(at) === COMMA;
}
