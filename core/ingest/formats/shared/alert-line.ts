/**
 * In: an alert as Snort and Suricata write it in one line: `[drop] [**] [1:2:3] text [**] [Classification: c] [Priority: n] {TCP} a:1 -> b:2`.
 * Out: both ends, the classification, and whether the packet was dropped.
 */
import { ACTION_ALLOWED, ACTION_BLOCKED, type EventDraft } from '../api.ts';
import { findCode, findLastCode, findWord, untilSpace } from './fields.ts';
import { parseLeadingUint } from './numbers.ts';

const COLON = 58;
const CLOSE = 93;
const CLOSE_BRACE = 125;

/** What stands in brackets in front of an alert whose packet was not let through; `[wDrop]` and `[would_drop]` say that it was. */
export const DROPS = ['[Drop]', '[drop]', '[block]', '[reject]', '[reset]'] as const;
const CATEGORY = '[Classification: ';

/**
 * Reads what stands behind the time.
 * @returns false when the line names no two ends behind a protocol in braces
 */
export function readAlertLine(text: string, start: number, end: number, out: EventDraft): boolean {
  const brace = findWord(text, '] {', start, end);
  const close = brace < 0 ? -1 : findCode(text, CLOSE_BRACE, brace, end);
  if (close < 0 || !readAlertEnds(text, close + 2, end, out, hasPorts(text, brace + 3, close))) return false;
  const rule = findWord(text, '[**]', start, brace);
  const isDropped = rule > start && DROPS.some((word) => findWord(text, word, start, rule) >= 0);
  out.action = isDropped ? ACTION_BLOCKED : ACTION_ALLOWED;
  const category = findWord(text, CATEGORY, start, brace);
  const categoryEnd = category < 0 ? -1 : findCode(text, CLOSE, category, end);
  if (categoryEnd > 0) out.vendorCategory = text.substring(category + CATEGORY.length, categoryEnd);
  return true;
}

/**
 * Reads `a:1 -> b:2`, or `a -> b` where the protocol has no ports.
 * @returns false when there is no arrow
 */
export function readAlertEnds(text: string, start: number, end: number, out: EventDraft, withPorts: boolean): boolean {
  const arrow = findWord(text, ' -> ', start, end);
  if (arrow < 0) return false;
  const last = untilSpace(text, arrow + 4, end);
  const sourcePort = withPorts ? portAt(text, start, arrow) : arrow;
  const port = withPorts ? portAt(text, arrow + 4, last) : last;
  out.sourceIp = text.substring(start, sourcePort);
  out.destinationIp = text.substring(arrow + 4, port);
  out.destinationPort = port < last ? parseLeadingUint(text, port + 1, last) : -1;
  return true;
}

/** The last colon parts the port, also of an IPv6 address, which stands without brackets. */
function portAt(text: string, start: number, end: number): number {
  const colon = findLastCode(text, COLON, start, end);
  return colon > start ? colon : end;
}

function hasPorts(text: string, start: number, end: number): boolean {
  const protocol = text.substring(start, Math.min(end, start + 8));
  return protocol === 'TCP' || protocol === 'UDP' || protocol === 'SCTP';
}
