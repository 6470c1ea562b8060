/** In: a line. Out: whether it begins as Meraki's do (`[1 ]EPOCH DEVICE KIND …`, `KIND src=…`), and which kind it is. */
import { untilCode, wordAt } from '../shared/fields.ts';
import { isDigit, skipDigits } from '../shared/numbers.ts';
import { skipSpaces } from '../shared/time.ts';

/** Word of the events that say what the content filter stopped. */
export const FILTERED = 'content_filtering_block ';

export const KIND_NONE = 0;
export const KIND_URL = 1;
export const KIND_FLOW = 2;
export const KIND_START = 3;
const KIND_END = 4;
export const KIND_ALERT = 5;
export const KIND_EVENT = 6;

const SPACE = 32;
const DOT = 46;

/** Words of a line's kind, each with the blank behind it. */
export const KINDS: readonly (readonly [string, number])[] = [
  ['urls ', KIND_URL],
  ['flows ', KIND_FLOW],
  ['firewall ', KIND_FLOW],
  ['cellular_firewall ', KIND_FLOW],
  ['vpn_firewall ', KIND_FLOW],
  ['l7_firewall ', KIND_FLOW],
  ['bridge_anyconnect_client_vpn_firewall ', KIND_FLOW],
  ['ip_flow_start ', KIND_START],
  ['ip_flow_end ', KIND_END],
  ['security_event ', KIND_ALERT],
  ['ids-alerts ', KIND_ALERT],
  ['cf ', KIND_ALERT],
  ['content_filtering ', KIND_ALERT],
  ['events ', KIND_EVENT],
  ['airmarshal_events ', KIND_NONE],
];

/** What `merakiHead` found in the last line. */
export const kindAt = { kind: KIND_NONE, from: 0, timeAt: -1 };

export function merakiHead(text: string, start: number, end: number): boolean {
  let at = start;
  // What is left of an RFC 5424 header whose time is an epoch.
  if (wordAt(text, at, end, '1 ')) at += 2;
  kindAt.timeAt = -1;
  const seconds = skipDigits(text, at, Math.min(end, at + 11));
  // Ten digits; nine in the samples of Meraki's documentation, which are of the year 2000.
  if (
    (seconds === at + 10 || seconds === at + 9) &&
    seconds + 1 < end &&
    text.charCodeAt(seconds) === DOT &&
    isDigit(text.charCodeAt(seconds + 1))
  ) {
    kindAt.timeAt = at;
    const device = skipSpaces(text, skipDigits(text, seconds + 1, end), end);
    at = skipSpaces(text, untilCode(text, SPACE, device, Math.min(end, device + 128)), end);
  }
  for (const [word, kind] of KINDS) {
    if (!wordAt(text, at, end, word)) continue;
    kindAt.kind = kind;
    kindAt.from = at + word.length;
    return kindAt.timeAt >= 0 || isPairNext(text, kindAt.from, end);
  }
  return false;
}

/** Without the epoch in front, a pair must follow at once: `flows src=`, `flows allow src=`. */
function isPairNext(text: string, at: number, end: number): boolean {
  return wordAt(text, at, end, 'src=') || wordAt(text, at, end, 'allow src=') || wordAt(text, at, end, 'deny src=');
}
