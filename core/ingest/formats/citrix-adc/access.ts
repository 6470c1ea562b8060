/**
 * In: a line of the web server of a Citrix ADC itself (`httpaccess.log`, `httpaccess-vpn.log`):
 * `client -> address "GET /path HTTP/1.1" status bytes "referer" "agent" "Time: N microsecs"`.
 * Out: a visit to the appliance: its management and the pages of its gateway.
 */
import { type EventDraft, PARSED, type SyslogHeader, type Verdict } from '../api.ts';
import { looksLikeIp } from '../kv/window.ts';
import { findWord, untilCode } from '../shared/fields.ts';
import { parseLeadingUint } from '../shared/numbers.ts';
import { skipSpaces } from '../shared/time.ts';

const SPACE = 32;
const DQUOTE = 34;
const ARROW = ' -> ';

/** Two addresses with an arrow between them, and a request in quotes. */
export function isAccess(text: string, start: number, end: number): boolean {
  const arrow = untilCode(text, SPACE, start, end);
  if (!text.startsWith(ARROW, arrow) || !looksLikeIp(text, start, arrow)) return false;
  const stop = untilCode(text, SPACE, arrow + ARROW.length, end);
  return (
    looksLikeIp(text, arrow + ARROW.length, stop) &&
    findWord(text, '" ', stop + 2, end) > 0 &&
    text.charCodeAt(stop + 1) === DQUOTE
  );
}

export function readAccess(text: string, start: number, end: number, out: EventDraft, header: SyslogHeader): Verdict {
  const arrow = untilCode(text, SPACE, start, end);
  const stop = untilCode(text, SPACE, arrow + ARROW.length, end);
  out.sourceIp = text.substring(start, arrow);
  out.destinationIp = text.substring(arrow + ARROW.length, stop);
  out.timeMs = header.timeMs;
  out.timeIsLocal = header.timeIsLocal;
  out.timeIsYearless = header.timeIsYearless;
  const request = stop + 2;
  const close = findWord(text, '" ', request, end);
  const status = skipSpaces(text, close + 1, end);
  const bytes = skipSpaces(text, untilCode(text, SPACE, status, end), end);
  out.bytesReceived = parseLeadingUint(text, bytes, end);
  out.reason = 'inbound';
  if (!out.wantDetail) return PARSED;
  const path = untilCode(text, SPACE, request, close) + 1;
  out.method = text.substring(request, path - 1);
  out.url = text.substring(path, untilCode(text, SPACE, path, close));
  out.status = parseLeadingUint(text, status, end);
  out.userAgent = agentOf(text, bytes, end);
  return PARSED;
}

/** What stands in the second quotes behind the figures. */
function agentOf(text: string, from: number, end: number): string {
  const referer = untilCode(text, DQUOTE, from, end);
  const open = untilCode(text, DQUOTE, untilCode(text, DQUOTE, referer + 1, end) + 1, end);
  const agent = text.substring(open + 1, untilCode(text, DQUOTE, open + 1, end));
  return agent === '-' ? '' : agent;
}
