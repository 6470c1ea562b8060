/**
 * Lines of the Layer 4 Traffic Monitor: `Firewall noted TCP data from A[:P] to B[(HOST)][:Q].`, `Firewall blocked …` and `Firewall allowed …`.
 * `Mon dd` times in front are the syslog stripper's; a monitor set to another style writes `dd Mon yyyy HH:mm:ss (GMT+h:mm)`.
 * What it says of its lists (`Address B discovered for HOST … added to firewall greylist.`) is no traffic.
 * Source: "AsyncOS for Cisco Web Security Appliances User Guide", traffic monitor logs.
 */
import {
  ACTION_ALLOWED,
  ACTION_BLOCKED,
  type EventDraft,
  type LineParser,
  PARSED,
  type SyslogHeader,
  type Verdict,
} from '../api.ts';
import { looksLikeIp } from '../kv/window.ts';
import { findWord, untilCode, untilSpace, wordAt } from '../shared/fields.ts';
import { takeHeaderTime } from '../shared/header-time.ts';
import { parseUint } from '../shared/numbers.ts';
import { readClfTime } from '../shared/time.ts';
import { reject, skip } from '../shared/verdict.ts';
import { readMonitorBytes } from './read-bytes.ts';

const OPEN = 40;
const CLOSE = 41;
const DOT = 46;
const COLON = 58;
/** The message begins within so many characters: a time and a level may stand in front. */
const LOOK = 48;
const LEVEL = 'Info: ';
const NOTED = 'Firewall noted ';
const BLOCKED = 'Firewall blocked ';
const ALLOWED = 'Firewall allowed ';
const VERBS = [NOTED, BLOCKED, ALLOWED] as const;
const ADDRESS = 'Address ';
const DATED = /^(\d\d?) ([A-Z][a-z]{2}) (\d{4}) (\d\d:\d\d:\d\d) \(GMT([+-])(\d\d?):(\d\d)\)/;

/** Where the message behind time and level begins. */
function messageStart(text: string, start: number, end: number): number {
  const level = findWord(text, LEVEL, start, Math.min(end, start + LOOK));
  return level < 0 ? start : level + LEVEL.length;
}

export function isMonitorLine(text: string, start: number, end: number): boolean {
  const at = messageStart(text, start, end);
  if (VERBS.some((verb) => wordAt(text, at, end, verb))) return findWord(text, ' data from ', at, end) >= 0;
  return wordAt(text, at, end, ADDRESS) && findWord(text, ' discovered for ', at, end) >= 0;
}

export class CiscoL4tmParser implements LineParser {
  readonly readBytes = readMonitorBytes;

  parse(text: string, start: number, end: number, out: EventDraft, header: SyslogHeader): Verdict {
    if (!isMonitorLine(text, start, end)) return reject(out, 'shape');
    const at = messageStart(text, start, end);
    if (wordAt(text, at, end, ADDRESS)) return skip(out, 'message-type');
    if (!readDated(text.substring(start, at), out)) takeHeaderTime(out, header);
    out.action = wordAt(text, at, end, BLOCKED) ? ACTION_BLOCKED : ACTION_ALLOWED;
    const from = findWord(text, ' data from ', at, end) + ' data from '.length;
    const to = findWord(text, ' to ', from, end);
    if (to < 0) return reject(out, 'destination');
    out.sourceIp = addressAt(text, from, to);
    readDestination(text, to + ' to '.length, end, out);
    return out.sourceIp === '' || out.destinationIp === '' ? reject(out, 'address') : PARSED;
  }
}

/** The time as the web servers' `dd/Mon/yyyy:HH:mm:ss ±hhmm`, which is read already. */
function readDated(text: string, out: EventDraft): boolean {
  const dated = DATED.exec(text);
  if (dated === null) return false;
  const [, day = '', month = '', year = '', clock = '', sign = '', hours = '', minutes = ''] = dated;
  const clf = `${day.padStart(2, '0')}/${month}/${year}:${clock} ${sign}${hours.padStart(2, '0')}${minutes}`;
  return readClfTime(clf, 0, clf.length, out) >= 0;
}

/** `A` or `A:P`; '' for anything else. */
function addressAt(text: string, start: number, end: number): string {
  if (looksLikeIp(text, start, end)) return text.substring(start, end);
  const colon = text.lastIndexOf(':', end - 1);
  return colon > start && looksLikeIp(text, start, colon) ? text.substring(start, colon) : '';
}

/** `B.`, `B:Q.`, `B(HOST).` or `B(HOST):Q.` */
function readDestination(text: string, start: number, end: number, out: EventDraft): void {
  let stop = untilSpace(text, start, end);
  while (stop > start && text.charCodeAt(stop - 1) === DOT) stop--;
  const open = untilCode(text, OPEN, start, stop);
  out.destinationIp = addressAt(text, start, open);
  let colon = start + out.destinationIp.length;
  if (open < stop) {
    const close = untilCode(text, CLOSE, open, stop);
    out.destinationHost = text.substring(open + 1, close);
    colon = close + 1;
  }
  if (text.charCodeAt(colon) === COLON) out.destinationPort = parseUint(text, colon + 1, stop);
}
