/**
 * Kaspersky Web Traffic Security: `type="Response": method="GET": action="Deny": … http_user_ip="…": url="…"` behind a syslog header.
 * Source: "Contents of syslog messages about traffic processing events", help of versions 6.0 and 6.1.
 */
import { ACTION_BLOCKED, type ActionCode, PARSED, type TrafficFormat } from '../api.ts';
import { fieldsOf } from '../keyed/json-format.ts';
import { createKvBytesParser, type KvBytes } from '../keyed/kv-bytes.ts';
import type { KvLine } from '../keyed/kv-line.ts';
import { findWord } from '../shared/fields.ts';
import { reject, skip } from '../shared/verdict.ts';

const LOOK = 3000;
const TYPE = 0;

const LINE: KvLine = {
  spec: {
    sourceIp: ['http_user_ip'],
    sourceUser: ['http_user_name'],
    url: ['url'],
    method: ['method'],
    action: ['action'],
    userAgent: ['http_user_agent'],
  },
  noted: ['type'],
  // A rule sent the user elsewhere.
  actions: new Map<string, ActionCode>([['redirect', ACTION_BLOCKED]]),
  judge(pairs, out) {
    if (!pairs.hasNote(TYPE)) return reject(out, 'shape');
    if (out.destinationHost === '' && out.destinationIp === '') return reject(out, 'address');
    // What was asked for and let through has an answer, which is a message of its own.
    return pairs.noteIs(TYPE, 'Request') && out.action !== ACTION_BLOCKED ? skip(out, 'session-start') : PARSED;
  },
};

const BEGINS = ['type="Request": ', 'type="Response": '] as const;

const BYTES: KvBytes = {
  begins: BEGINS,
  marks: [': http_user_ip="'],
  within: LOOK,
  judged: [],
  isQuoted: true,
  isColoned: true,
  hasWords: true,
  settle: (_bytes, windows) => windows.isFilled('url'),
};

/** Scanned objects follow behind the URL; what stands in front of it is the product's own. */
function claim(text: string, start: number, end: number): number {
  if (!BEGINS.some((word) => text.startsWith(word, start))) return 0;
  return findWord(text, ': http_user_ip="', start, Math.min(end, start + LOOK)) > 0 ? 1 : 0;
}

export const kasperskyWeb: TrafficFormat = {
  id: 'kaspersky-web',
  title: 'Kaspersky Web Traffic Security',
  vendor: 'Kaspersky',
  grade: 'documented',
  source: 'https://support.kaspersky.com/KWTS/6.1/en-US/179953.htm',
  fields: ['time', ...fieldsOf(LINE.spec), 'destinationHost', 'destinationPort'],
  split: 'line',
  certain: 'claimed',
  claimWords: [': http_user_ip="'],
  claim,
  signature: 'type="Request" or type="Response", colons between the pairs, and http_user_ip=',
  createParser: () => createKvBytesParser(LINE, BYTES),
};
