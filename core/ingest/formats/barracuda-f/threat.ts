/**
 * In: a line of the firewall's threat log: `firewall: [Request] Allow:   IPS ALLIP(0) A -> B:p |[ID: n name]||3|Probing`. Out: a verdict and the
 * draft. A scan of many addresses has `0.0.0.0:0` for them, and is no use of any.
 */
import {
  ACTION_ALLOWED,
  ACTION_BLOCKED,
  ACTION_UNKNOWN,
  type EventDraft,
  PARSED,
  type SyslogHeader,
  type Verdict,
} from '../api.ts';
import { readAlertEnds } from '../shared/alert-line.ts';
import { findLastCode, findWord, untilCode, wordAt } from '../shared/fields.ts';
import { takeHeaderTime } from '../shared/header-time.ts';
import { reject, skip } from '../shared/verdict.ts';

const SPACE = 32;
const CLOSE = 93;
const PIPE = 124;
const MARK = 'firewall: [';
const ARROW = ' -> ';
const LOOK = 120;
const BLOCKED = ['Block:', 'Deny:', 'Drop:', 'Reset:', 'Terminate:'] as const;
const ALLOWED = ['Allow:', 'Detect:', 'Log:', 'Warn:'] as const;

export function isThreat(text: string, start: number, end: number): boolean {
  const mark = findWord(text, MARK, start, Math.min(end, start + LOOK));
  const arrow = mark < 0 ? -1 : findWord(text, ARROW, mark, Math.min(end, mark + LOOK));
  return arrow > 0 && text.startsWith('|[ID: ', untilCode(text, PIPE, arrow, end));
}

export function readThreat(text: string, start: number, end: number, out: EventDraft, header: SyslogHeader): Verdict {
  const mark = findWord(text, MARK, start, end);
  const arrow = findWord(text, ARROW, mark, end);
  const verb = untilCode(text, CLOSE, mark + MARK.length, arrow) + 2;
  takeHeaderTime(out, header);
  readAlertEnds(text, findLastCode(text, SPACE, mark, arrow) + 1, end, out, false);
  readPort(out);
  const isBlocked = BLOCKED.some((word) => wordAt(text, verb, end, word));
  const isAllowed = ALLOWED.some((word) => wordAt(text, verb, end, word));
  out.action = isBlocked ? ACTION_BLOCKED : isAllowed ? ACTION_ALLOWED : ACTION_UNKNOWN;
  if (out.sourceIp === '' || out.destinationIp === '') return reject(out, 'address');
  return out.destinationIp === '0.0.0.0' || out.destinationIp === '::' ? skip(out, 'message-type') : PARSED;
}

/** The port stands behind the destination only, whose last colon parts it. */
function readPort(out: EventDraft): void {
  const colon = out.destinationIp.lastIndexOf(':');
  const port = Number(out.destinationIp.slice(colon + 1));
  if (colon < 1 || !Number.isInteger(port)) return;
  out.destinationIp = out.destinationIp.slice(0, colon);
  if (port > 0) out.destinationPort = port;
}
