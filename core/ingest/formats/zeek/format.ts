/** Zeek: connections, HTTP, TLS, DNS and other logs as tab-separated values and as JSON. */
import type { TrafficFormat } from '../api.ts';
import { fieldsOf } from '../keyed/json-format.ts';
import { hasKeys, keySet } from '../keyed/json-keys.ts';
import { wordAt } from '../shared/fields.ts';
import { isDigit, skipDigits } from '../shared/numbers.ts';
import { DIRECTIVES, ZEEK_SPEC, ZeekParser } from './parse.ts';

const PAIRS = [
  keySet('"uid"', '"id.orig_h"'),
  keySet('"uid"', '"id_orig_h"'),
  keySet('"uid"', '"orig_h"'),
  keySet('"_path"', '"ts"'),
  keySet('"@stream"', '"@proc"', '"zeek"'),
  keySet('"fuid"', '"tx_hosts"'),
];

/** Seconds with a fraction, a tab, an id that begins with `C` (connection) or `F` (file). */
function isRow(text: string, start: number, end: number): boolean {
  const dot = skipDigits(text, start, Math.min(end, start + 11));
  if (dot - start < 9 || text.charCodeAt(dot) !== 46) return false;
  const tab = skipDigits(text, dot + 1, Math.min(end, dot + 10));
  const id = text.charCodeAt(tab + 1);
  return text.charCodeAt(tab) === 9 && (id === 67 || id === 70);
}

export const zeek: TrafficFormat = {
  id: 'zeek',
  title: 'Zeek',
  vendor: 'Zeek',
  grade: 'verified',
  source: 'https://docs.zeek.org/en/master/script-reference/log-files.html',
  fields: fieldsOf(ZEEK_SPEC),
  split: 'directive',
  certain: 'claimed',
  claim(text, start, end) {
    const first = text.charCodeAt(start);
    if (first === 35) return DIRECTIVES.some((word) => wordAt(text, start, end, word)) ? 1 : 0;
    if (isDigit(first)) return isRow(text, start, end) ? 0.7 : 0;
    if (first !== 123 && first !== 64) return 0;
    return PAIRS.some((pair) => hasKeys(text, start, end, pair)) ? 1 : 0;
  },
  objects: 'too',
  claimsByKeys: true,
  signature: '#separator and #fields lines with ts and uid, or JSON with uid and id.orig_h',
  createParser: () => new ZeekParser(),
};
