/**
 * In: a line. Out: the message number and where its text begins.
 * `%ASA-6-302014: …`, `%ASA-session-5-106100: …`, `%FTD-6-302014`, `%FWSM-6-302014`, `%PIX-6-302014`, also without the colon.
 * FirePOWER modules wrote the pairs of a connection event without a number (`SFIMS: Protocol: TCP, SrcIP: …`).
 */
import { skipBlank } from '../kv/window.ts';
import { findWord, untilCode, wordAt } from '../shared/fields.ts';
import { isDigit, parseUint } from '../shared/numbers.ts';

const PERCENT = 37;
const MINUS = 45;
const COLON = 58;
const SPACE = 32;

/** What a relay may leave in front of the marker is shorter than this. */
const LOOK = 160;

/** How far into an event its source stands. */
const EVENT_LOOK = 600;

/** Longest marker: `%FWSM-session-5-106100:` and a few letters to spare. */
const MARKER = 40;

export interface Marker {
  id: number;
  /** Where the text of the message begins. */
  bodyStart: number;
}

/** @returns false, with `out` untouched, when there is none near the start */
export function findMarker(text: string, start: number, end: number, out: Marker): boolean {
  const limit = Math.min(end, start + LOOK);
  let at = untilCode(text, PERCENT, start, limit);
  while (at < limit) {
    if (isProduct(text, at + 1) && readMarker(text, at, end, out)) return true;
    at = untilCode(text, PERCENT, at + 1, limit);
  }
  return readUnnumbered(text, start, end, out);
}

/** The first keys of a connection event. */
const FIRST_KEYS = ['Protocol: ', 'EventPriority: ', 'DeviceUUID: ', 'AccessControlRuleAction: '] as const;
const CONNECTION_END = 430_003;

function readUnnumbered(text: string, start: number, end: number, out: Marker): boolean {
  const product = wordAt(text, start, end, 'SFIMS: ') ? start + 7 : start;
  if (!FIRST_KEYS.some((key) => wordAt(text, product, end, key))) return false;
  if (findWord(text, 'SrcIP: ', product, Math.min(end, product + EVENT_LOOK)) < 0) return false;
  out.id = CONNECTION_END;
  out.bodyStart = product;
  return true;
}

function isProduct(text: string, at: number): boolean {
  return (
    text.startsWith('ASA-', at) ||
    text.startsWith('FTD-', at) ||
    text.startsWith('FTD<', at) ||
    text.startsWith('FWSM-', at) ||
    text.startsWith('NGIPS-', at) ||
    text.startsWith('PIX-', at)
  );
}

/** The number is the six digits in front of the colon or blank that ends the marker. */
function readMarker(text: string, at: number, end: number, out: Marker): boolean {
  const limit = Math.min(end, at + MARKER);
  let stop = at + 1;
  while (stop < limit) {
    const code = text.charCodeAt(stop);
    if (code === COLON || code === SPACE) break;
    stop++;
  }
  if (stop - 7 <= at || text.charCodeAt(stop - 7) !== MINUS || !isDigit(text.charCodeAt(stop - 1))) return false;
  const id = parseUint(text, stop - 6, stop);
  if (id < 0) return false;
  out.id = id;
  out.bodyStart = skipBlank(text, stop < end && text.charCodeAt(stop) === COLON ? stop + 1 : stop, end);
  return true;
}
