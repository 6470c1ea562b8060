/**
 * In: what RouterOS' web proxy logs of a request: `web-proxy,account [name: ]A GET http://host/path  action=allow cache=MISS`. Out: a verdict and
 * the draft. Source: "Proxy", RouterOS documentation.
 */
import { type EventDraft, PARSED, type SyslogHeader, type Verdict } from '../api.ts';
import { looksLikeIp } from '../kv/window.ts';
import { actionOf } from '../shared/action-word.ts';
import { isMethod } from '../shared/clf.ts';
import { findWord, untilCode } from '../shared/fields.ts';
import { takeHeaderTime } from '../shared/header-time.ts';
import { readClfTime, skipSpaces } from '../shared/time.ts';
import { setDestinationFromAuthority, setDestinationFromUrl } from '../shared/url.ts';
import { reject } from '../shared/verdict.ts';

const SPACE = 32;
const COLON = 58;
const TOPIC = 'web-proxy,account ';
const ACTION = ' action=';
const LOOK = 60;

/** Where the client stands; -1 for other lines. */
export function accountAt(text: string, start: number, end: number): number {
  const topic = findWord(text, TOPIC, start, Math.min(end, start + LOOK));
  if (topic < 0 || findWord(text, ACTION, topic, end) < 0) return -1;
  const first = skipSpaces(text, topic + TOPIC.length, end);
  const stop = untilCode(text, SPACE, first, end);
  const client = text.charCodeAt(stop - 1) === COLON ? skipSpaces(text, stop, end) : first;
  return looksLikeIp(text, client, untilCode(text, SPACE, client, end)) ? client : -1;
}

export function readAccount(
  text: string,
  start: number,
  end: number,
  client: number,
  out: EventDraft,
  header: SyslogHeader,
): Verdict {
  if (!readOwnTime(text, start, out)) takeHeaderTime(out, header);
  const clientEnd = untilCode(text, SPACE, client, end);
  out.sourceIp = text.substring(client, clientEnd);
  const method = skipSpaces(text, clientEnd, end);
  const methodEnd = untilCode(text, SPACE, method, end);
  const url = skipSpaces(text, methodEnd, end);
  const urlEnd = untilCode(text, SPACE, url, end);
  if (!isMethod(text, method, methodEnd)) return reject(out, 'shape');
  out.method = text.substring(method, methodEnd);
  out.url = text.substring(url, urlEnd);
  const isTunnel = out.method === 'CONNECT';
  const hasHost = isTunnel
    ? setDestinationFromAuthority(text, url, urlEnd, out)
    : setDestinationFromUrl(text, url, urlEnd, out);
  const action = findWord(text, ACTION, urlEnd, end) + ACTION.length;
  out.action = actionOf(text, action, untilCode(text, SPACE, action, end));
  return hasHost ? PARSED : reject(out, 'destination');
}

const OWN_TIME = /^([A-Za-z])([a-z]{2})\/(\d\d)\/(\d{4}) (\d\d:\d\d:\d\d) /;
const OWN_BYTES = 21;

/** `mar/05/2014 18:45:38 `, as the router's own log files begin their lines. */
function readOwnTime(text: string, start: number, out: EventDraft): boolean {
  const parts = OWN_TIME.exec(text.substring(start, start + OWN_BYTES));
  if (parts === null) return false;
  const [, first = '', rest = '', day = '', year = '', clock = ''] = parts;
  const stamp = `${day}/${first.toUpperCase()}${rest}/${year}:${clock}`;
  return readClfTime(stamp, 0, stamp.length, out) > 0;
}
