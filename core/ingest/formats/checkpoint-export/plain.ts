/**
 * In: a line that `fw log` prints and gateways hand to syslog: `1Jan2025 00:00:00 accept 198.51.100.1 >eth0 rule: 7; src: …; dst: …;`.
 * Out: a verdict and the draft.
 */
import type { EventDraft, SyslogHeader, Verdict } from '../api.ts';
import { judgeCheckpoint } from '../checkpoint/fields.ts';
import type { PairReader } from '../keyed/pair-reader.ts';
import { trimEnd } from '../kv/window.ts';
import { untilCode } from '../shared/fields.ts';
import { clockMs, skipSpaces } from '../shared/time.ts';
import { reject } from '../shared/verdict.ts';
import { readCompactDate } from './date.ts';

const COLON = 58;
const SEMICOLON = 59;

/** Day, clock, what was done, who says so, the interface. Some put an empty word where the action has a detail. */
const ROW = /^(\d{1,2}[A-Z][a-z]{2}\d{4}) +(\d{1,2}:\d{2}:\d{2}) +([a-z]+) +[^\s;]+ +[<>][^\s;]+ +(?=[^;:]{1,40}: )/;
const LOOK = 200;

export function isPlainRow(text: string, start: number, end: number): boolean {
  return ROW.test(text.substring(start, Math.min(end, start + LOOK)));
}

export function readPlainRow(
  text: string,
  start: number,
  end: number,
  reader: PairReader,
  out: EventDraft,
  header: SyslogHeader,
): Verdict {
  const head = ROW.exec(text.substring(start, Math.min(end, start + LOOK)));
  if (head === null) return reject(out, 'shape');
  const [whole, date = '', clock = '', action = ''] = head;
  reader.begin();
  put('action', action, 0, action.length);
  let at = start + whole.length;
  while (at < end) {
    const stop = untilCode(text, SEMICOLON, at, end);
    const colon = untilCode(text, COLON, at, stop);
    if (colon < stop)
      put(text.substring(at, colon), text, skipSpaces(text, colon + 1, stop), trimEnd(text, colon + 1, stop));
    at = skipSpaces(text, stop + 1, end);
  }
  const day = readCompactDate(date, 0, date.length);
  const ms = clockMs(clock.padStart(8, '0'), 0, 8);
  if (!Number.isNaN(day) && ms >= 0) {
    out.timeMs = day + ms;
    out.timeIsLocal = true;
  }
  reader.finish(out, header);
  return judgeCheckpoint(out);

  function put(key: string, value: string, from: number, to: number): void {
    const entry = reader.entry(key, 0, key.length);
    if (entry >= 0 && to > from) reader.take(entry, value, from, to, out);
  }
}
