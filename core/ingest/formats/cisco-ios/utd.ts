/**
 * In: an event of the security engine in Cisco's IOS XE routers (Unified Threat Defense): what its web filter or its Snort made of a
 * connection. `2025/01/31-23:59:59.123456 UTC [**] [Hostname: h] [**] [Instance_ID: 1] [**] Drop [**] UTD WebFilter … [**] [URL: u] ** [Category: c]
 * {TCP} a:1 -> b:2`. Out: the draft.
 */
import { ACTION_ALLOWED, ACTION_BLOCKED, type EventDraft, PARSED, type SyslogHeader, type Verdict } from '../api.ts';
import { readAlertLine } from '../shared/alert-line.ts';
import { findWord, untilCode } from '../shared/fields.ts';
import { takeHeaderTime } from '../shared/header-time.ts';
import { readIsoTime } from '../shared/time.ts';
import { setDestinationFromUrl } from '../shared/url.ts';
import { reject } from '../shared/verdict.ts';

const SLASH = 47;
const CLOSE = 93;
const MARK_LOOK = 60;
const URL = '[URL: ';
const CATEGORY = '[Category: ';

/** True for a line that begins with a day, a clock and the engine's instance or host. */
export function isUtd(text: string, start: number, end: number): boolean {
  if (end - start < MARK_LOOK || text.charCodeAt(start + 4) !== SLASH || text.charCodeAt(start + 10) !== 45)
    return false;
  const limit = Math.min(end, start + MARK_LOOK);
  return (
    findWord(text, '[**] [Hostname: ', start, limit) >= 0 || findWord(text, '[**] [Instance_ID: ', start, limit) >= 0
  );
}

export function readUtd(text: string, start: number, end: number, out: EventDraft, header: SyslogHeader): Verdict {
  readIsoTime(text, start, end, out);
  takeHeaderTime(out, header);
  if (!readAlertLine(text, start, end, out)) return reject(out, 'shape');
  out.action = findWord(text, '[**] Drop [**]', start, end) >= 0 ? ACTION_BLOCKED : ACTION_ALLOWED;
  const url = findWord(text, URL, start, end);
  if (url >= 0) {
    const urlEnd = untilCode(text, CLOSE, url, end);
    const { destinationIp, destinationPort } = out;
    setDestinationFromUrl(text, url + URL.length, urlEnd, out);
    out.destinationIp = destinationIp;
    out.destinationPort = destinationPort;
    out.url = text.substring(url + URL.length, urlEnd);
  }
  const category = findWord(text, CATEGORY, start, end);
  if (category >= 0)
    out.vendorCategory = text.substring(category + CATEGORY.length, untilCode(text, CLOSE, category, end));
  return PARSED;
}
