/** Fortinet: traffic and security logs of FortiOS (FortiGate, FortiProxy), of FortiWeb and of FortiMail in their own key=value shape. */
import type { TrafficFormat } from '../api.ts';
import { findWord } from '../shared/fields.ts';
import { FortigateParser } from './parse.ts';

/** The pairs that name the log stand near the front; user text that could imitate them does not. */
const LOOK = 600;
/** Keys in front of every message of FortiWeb's; the first of them no other product has. */
const FORTIWEB = ['msg_id=', 'log_id=', 'device_id=', 'type='] as const;
/** Keys of FortiMail's messages. Where its own log is saved to a file the device is not named, and a message's session is. */
const FORTIMAIL = ['log_id=', 'type=', 'pri='] as const;
const FORTIMAIL_MARKS = ['device_id=', 'session_id='] as const;
const SPACE = 32;
const COMMA = 44;

/** Position-independent: `type=` and `subtype=` as keys of their own, and one of FortiOS's own keys beside them. */
function claim(text: string, start: number, end: number): number {
  const limit = Math.min(end, start + LOOK);
  if (isFortiWeb(text, start, limit) || isFortiMail(text, start, limit)) return 1;
  if (!hasKey(text, 'subtype=', start, limit) || !hasKey(text, 'type=', start, limit)) return 0;
  let score = 0.5;
  if (hasKey(text, 'logid=', start, limit)) score += 0.25;
  if (hasKey(text, 'vd=', start, limit)) score += 0.15;
  if (hasKey(text, 'devid=', start, limit) || hasKey(text, 'devname=', start, limit)) score += 0.1;
  if (hasKey(text, 'srcip=', start, limit) || hasKey(text, 'eventtime=', start, limit)) score += 0.1;
  return score > 0.5 ? Math.min(score, 1) : 0;
}

/** It numbers its messages, and names the kind of an attack before what others call a subtype. */
function isFortiWeb(text: string, start: number, end: number): boolean {
  return FORTIWEB.every((key) => hasKey(text, key, start, end));
}

function isFortiMail(text: string, start: number, end: number): boolean {
  return (
    FORTIMAIL.every((key) => hasKey(text, key, start, end)) &&
    FORTIMAIL_MARKS.some((key) => hasKey(text, key, start, end))
  );
}

function hasKey(text: string, key: string, start: number, end: number): boolean {
  let at = findWord(text, key, start, end);
  while (at >= 0) {
    if (at === start) return true;
    const before = text.charCodeAt(at - 1);
    if (before === SPACE || before === COMMA) return true;
    at = findWord(text, key, at + 1, end);
  }
  return false;
}

export const fortigate: TrafficFormat = {
  id: 'fortigate',
  title: 'Fortinet FortiGate, FortiProxy, FortiWeb and FortiMail',
  vendor: 'Fortinet',
  grade: 'verified',
  source: 'https://docs.fortinet.com/document/fortigate/7.4.0/fortios-log-message-reference/524940/introduction',
  fields: [
    'time',
    'sourceIp',
    'sourceUser',
    'sourceHost',
    'destinationHost',
    'destinationIp',
    'destinationPort',
    'url',
    'method',
    'status',
    'action',
    'bytesSent',
    'bytesReceived',
    'userAgent',
    'contentType',
    'vendorCategory',
    'vendorApp',
  ],
  split: 'line',
  certain: 'claimed',
  claimWords: ['subtype=', 'log_id='],
  claim,
  signature:
    'key=value pairs with type=, subtype= and FortiOS keys such as logid= and vd=, or msg_id=, log_id= and device_id=',
  createParser: () => new FortigateParser(),
};
