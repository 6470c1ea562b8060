/**
 * In: `vendor=Forcepoint product=Security … user=LDAP://… OU=…/Alice Example loginID=… src_host=… url=…`, whose values hold blanks without
 * quotes. Out: a verdict and the draft.
 * Source: "Integrating Forcepoint Web Security with SIEM", key-value format.
 */
import { type EventDraft, type LineParser, PARSED, type SyslogHeader, type Verdict } from '../api.ts';
import type { FieldSpec } from '../keyed/field-table.ts';
import { PairReader } from '../keyed/pair-reader.ts';
import { SpacedFields } from '../kv/spaced-fields.ts';
import { findWord, wordAt } from '../shared/fields.ts';
import { reject, skip } from '../shared/verdict.ts';
import { createSiemBytes } from './read-bytes.ts';

const SPEC: FieldSpec = {
  sourceEndpoint: ['src_host'],
  sourceUser: ['loginID'],
  destinationHost: ['dst_host'],
  destinationIp: ['dst_ip'],
  destinationPort: ['dst_port'],
  url: ['url'],
  method: ['http_method'],
  status: ['http_response'],
  action: ['action'],
  bytesSent: ['bytes_out'],
  bytesReceived: ['bytes_in'],
  userAgent: ['http_user_agent'],
  contentType: ['http_content_type'],
  vendorCategory: ['category'],
};

const VENDORS = ['vendor=Websense ', 'vendor=Forcepoint '] as const;
const PRODUCT = ' product=Security ';
const PRODUCT_LOOK = 80;

export function isSiemLine(text: string, start: number, end: number): boolean {
  if (!VENDORS.some((vendor) => wordAt(text, start, end, vendor))) return false;
  return findWord(text, PRODUCT, start, Math.min(end, start + PRODUCT_LOOK)) >= 0;
}

const USER = ' user=';
/** What may follow the user, whose directory path holds `OU=` and the like. */
const BEHIND_USER = [' loginID=', ' src_host='] as const;

export class WebsenseSiemParser implements LineParser {
  private readonly reader = new PairReader(SPEC);
  private readonly pairs = new SpacedFields();
  readonly readBytes = createSiemBytes(SPEC, {
    heads: VENDORS.map((vendor) => vendor + PRODUCT.trimStart()),
    user: USER,
    behindUser: BEHIND_USER,
  });

  parse(text: string, start: number, end: number, out: EventDraft, header: SyslogHeader): Verdict {
    if (!isSiemLine(text, start, end)) return reject(out, 'shape');
    const { reader, pairs } = this;
    reader.begin();
    pairs.reset(text, start, end);
    while (pairs.next()) {
      const entry = reader.entry(text, pairs.keyStart, pairs.keyEnd);
      if (entry >= 0) reader.take(entry, text, pairs.valueStart, pairs.valueEnd, out);
    }
    reader.finish(out, header);
    if (out.sourceUser === '') out.sourceUser = userOf(text, start, end);
    const isNowhere = out.destinationHost === '' && out.destinationIp === '' && out.url === '';
    return isNowhere ? skip(out, 'message-type') : PARSED;
  }
}

function userOf(text: string, start: number, end: number): string {
  const at = findWord(text, USER, start, end);
  if (at < 0) return '';
  const from = at + USER.length;
  const stops = BEHIND_USER.map((word) => findWord(text, word, from, end)).filter((stop) => stop >= 0);
  return stops.length === 0 ? '' : text.substring(from, Math.min(...stops)).replaceAll('\\,', ',');
}
