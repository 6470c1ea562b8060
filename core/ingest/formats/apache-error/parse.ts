/**
 * In: a line of Apache's error log, `[Wed Jan 01 00:00:00.123456 2025] [security2:error] [pid 1:tid 2] [client A:1] ModSecurity: Access denied with
 * code 403 (phase 2). … [hostname "H"] [uri "/x"]`. Out: the draft of a request that ModSecurity refused. A request that only matched rules has
 * a line for each of them, and one in the access log: these are shown and not counted. The rest is about the server itself.
 */
import { ipKind } from '../../../kit/ip.ts';
import { ACTION_BLOCKED, type EventDraft, PARSED, type SyslogHeader, type Verdict } from '../api.ts';
import { findWord, untilCode } from '../shared/fields.ts';
import { takeHeaderTime } from '../shared/header-time.ts';
import { parseUint } from '../shared/numbers.ts';
import { readAnyTime } from '../shared/time.ts';
import { setDestinationFromAuthority } from '../shared/url.ts';
import { reject, skip } from '../shared/verdict.ts';

const SPACE = 32;
const DQUOTE = 34;
const OPEN = 91;
const CLOSE = 93;
/** Time, level, process and client stand in front of the message. */
const LOOK = 300;
const CLIENT = '[client ';
const SAID = 'ModSecurity: ';
const DENIED = 'Access denied with code ';
/** `[core:error] `, or `[error] ` before version 2.4. */
const LEVEL = /\[(?:[\w.-]{0,40}:)?(?:emerg|alert|crit|error|warn|notice|info|debug|trace\d)\] /;

export function isErrorLine(text: string, start: number, end: number): boolean {
  // Balancers that run ModSecurity themselves have the client first, behind a header of their own.
  if (text.startsWith(CLIENT, start)) return findWord(text, `] ${SAID}`, start, Math.min(end, start + LOOK)) > 0;
  // A time in brackets, or without them where it is a weekday's: `Wed Jan 01 …`.
  const isBare = text.charCodeAt(start + 3) === SPACE && text.charCodeAt(start + 7) === SPACE;
  if (text.charCodeAt(start) !== OPEN && !isBare) return false;
  const limit = Math.min(end, start + LOOK);
  const head = text.substring(start, limit);
  const level = LEVEL.exec(head);
  if (level === null || level.index > 60) return false;
  const behind = head.slice(level.index + level[0].length);
  if (behind.startsWith('[pid ') || behind.startsWith(CLIENT)) return true;
  return findWord(text, SAID, start, end) > 0 && findWord(text, ' [id "', start, end) > 0;
}

export function parseErrorLine(
  text: string,
  start: number,
  end: number,
  out: EventDraft,
  header: SyslogHeader,
): Verdict {
  if (!isErrorLine(text, start, end)) return reject(out, 'shape');
  readAnyTime(text, text.charCodeAt(start) === OPEN ? start + 1 : start, end, out);
  takeHeaderTime(out, header);
  const said = findWord(text, SAID, start, end);
  out.sourceIp = clientOf(text, start, said < 0 ? Math.min(end, start + LOOK) : said);
  if (said < 0) return skip(out, 'message-type');
  const host = tagOf(text, 'hostname', said, end);
  setDestinationFromAuthority(host, 0, host.length, out);
  out.url = tagOf(text, 'uri', said, end);
  const isDenied = text.startsWith(DENIED, said + SAID.length);
  if (isDenied) {
    const code = said + SAID.length + DENIED.length;
    out.action = ACTION_BLOCKED;
    out.status = parseUint(text, code, untilCode(text, SPACE, code, end));
  }
  if (out.sourceIp === '' || (out.destinationHost === '' && out.destinationIp === '')) return skip(out, 'message-type');
  if (!isDenied) return skip(out, 'message-type');
  out.reason = 'inbound';
  return PARSED;
}

/** The client that is named, the second time without its port where ModSecurity repeats it; '' without one. */
function clientOf(text: string, start: number, end: number): string {
  const first = findWord(text, CLIENT, start, end);
  const again = first < 0 ? -1 : findWord(text, CLIENT, first + 1, end);
  if (again >= 0) {
    const from = again + CLIENT.length;
    const repeated = text.substring(from, untilCode(text, CLOSE, from, end));
    if (ipKind(repeated, 0, repeated.length) !== 0) return repeated;
  }
  // Formats of one's own write the address bare, behind the level.
  const from = first < 0 ? bareClientAt(text, start, end) : first + CLIENT.length;
  if (from < 0) return '';
  return addressIn(
    text.substring(from, Math.min(untilCode(text, CLOSE, from, end), untilCode(text, SPACE, from, end))),
  );
}

function bareClientAt(text: string, start: number, end: number): number {
  const level = LEVEL.exec(text.substring(start, end));
  return level === null ? -1 : start + level.index + level[0].length;
}

/** An address, perhaps with a port; version 2.4 writes IPv6 without brackets in front of it. */
function addressIn(value: string): string {
  const colon = value.lastIndexOf(':');
  const isPort = colon > 0 && parseUint(value, colon + 1, value.length) >= 0;
  const bare = isPort ? value.slice(0, colon) : value;
  if (isPort && ipKind(bare, 0, bare.length) !== 0) return bare;
  return ipKind(value, 0, value.length) === 0 ? '' : value;
}

/** `[name "value"]`; '' when the line does not say. */
function tagOf(text: string, name: string, start: number, end: number): string {
  const at = findWord(text, `[${name} "`, start, end);
  if (at < 0) return '';
  const from = at + name.length + 3;
  return text.substring(from, untilCode(text, DQUOTE, from, end));
}
