/**
 * In: a line of any product that names two ends with an arrow between them, as VMware NSX' distributed firewall does
 * (`INET match PASS 1001 OUT 52 TCP 10.0.0.1/50000->192.0.2.1/443 S`), or in a row (row-ends.ts). Out: the ends, and what a word in front of
 * them says became of it, or behind them where they stand in a row.
 * Guarantee: both ends are addresses, and one of them has a port or a protocol without ports stands in front; nothing but a few characters around an arrow is matched.
 */
import { ipKind } from '../../../kit/ip.ts';
import {
  ACTION_UNKNOWN,
  type ActionCode,
  type EventDraft,
  type LineParser,
  PARSED,
  type SyslogHeader,
} from '../api.ts';
import { actionOfWord } from '../kv/action-words.ts';
import { findWord } from '../shared/fields.ts';
import { readAnyTime } from '../shared/time.ts';
import { reject } from '../shared/verdict.ts';
import { findRowEnds } from './row-ends.ts';

/** Longer than an IPv6 address, its brackets and its port. */
const END_LOOK = 60;
const MOST_ARROWS = 4;
/** An action further in front is of something else. */
const ACTION_LOOK = 120;
const BEHIND_LOOK = 80;
const MAX_PORT = 65_535;

const BEFORE =
  /(?:^|[\s"'(=,|<])\[?(\d{1,3}(?:\.\d{1,3}){3}|[\da-f]{0,4}(?::[\da-f]{0,4}){2,7})\]?(?:[:/](\d{1,5}))? ?-?$/i;
const AFTER =
  /^ ?\[?(\d{1,3}(?:\.\d{1,3}){3}|[\da-f]{0,4}(?::[\da-f]{0,4}){2,7})\]?(?:[:/](\d{1,5}))?(?=$|[\s"'),|>;])/i;
/** NSX, of a protocol without ports. */
const PORTLESS = / (?:PROTO \d{1,3}|ICMP(?:v6)?(?: \d{1,3}){0,2}) [\da-f.:]{2,45}$/i;
const PORTLESS_LOOK = 70;
/** NSX, at a connection's end: packets and bytes of either direction. */
const VOLUMES = /^(?: [A-Z]{1,8})? \d{1,12}\/\d{1,12} (\d{1,15})\/(\d{1,15})(?= |$)/;
const VERDICTS = /\b(?:pass|drop|reject|allow|permit|deny|block|accept)(?:p?ed|ped|ied|ted)?\b/gi;

/** Both spellings of each letter, as the search for a protocol takes them. */
function anyCase(word: string): readonly string[] {
  let spelt = [''];
  for (const letter of word) spelt = spelt.flatMap((front) => [front + letter, front + letter.toUpperCase()]);
  return spelt;
}

/** Every line with two ends holds one: an arrow, or a protocol beside ends in a row. */
export const END_WORDS: readonly string[] = ['->', ...['tcp', 'udp', 'sctp'].flatMap(anyCase)];

interface Ends {
  readonly at: number;
  readonly source: string;
  readonly destination: string;
  readonly port: number;
  /** Behind the second end. */
  readonly stop: number;
}

function findEnds(text: string, start: number, end: number): Ends | undefined {
  let arrow = findWord(text, '->', start, end);
  for (let tries = 0; arrow >= 0 && tries < MOST_ARROWS; tries++) {
    const before = splitEnd(BEFORE.exec(text.substring(Math.max(start, arrow - END_LOOK), arrow)));
    const after = splitEnd(AFTER.exec(text.substring(arrow + 2, Math.min(end, arrow + 2 + END_LOOK))));
    const isPortless = PORTLESS.test(text.substring(Math.max(start, arrow - PORTLESS_LOOK), arrow));
    if (before !== undefined && after !== undefined && (before.port >= 0 || after.port >= 0 || isPortless)) {
      const stop = arrow + 2 + after.length;
      return { at: arrow, source: before.address, destination: after.address, port: after.port, stop };
    }
    arrow = findWord(text, '->', arrow + 2, end);
  }
  return undefined;
}

interface End {
  readonly address: string;
  readonly port: number;
  readonly length: number;
}

/** A port that a colon parts from an IPv6 address cannot be told from its last group. */
function splitEnd(match: RegExpExecArray | null): End | undefined {
  if (match === null) return undefined;
  const address = match[1] ?? '';
  const port = match[2] === undefined ? -1 : Number(match[2]);
  const isEnd = ipKind(address, 0, address.length) !== 0 && port <= MAX_PORT;
  return isEnd ? { address, port, length: match[0].length } : undefined;
}

/** The ends of the line that was asked about last: a line is claimed first and then read. */
const last: { text: string; start: number; end: number; isArrow: boolean; ends: Ends | undefined } = {
  text: '',
  start: 0,
  end: -1,
  isArrow: false,
  ends: undefined,
};

function endsOf(text: string, start: number, end: number): Ends | undefined {
  if (start === last.start && end === last.end && text === last.text) return last.ends;
  const arrow = findEnds(text, start, end);
  last.text = text;
  last.start = start;
  last.end = end;
  last.isArrow = arrow !== undefined;
  last.ends = arrow ?? findRowEnds(text, start, end);
  return last.ends;
}

/** 0.51 where two ends stand on both sides of an arrow, or in a row: whoever knows the product claims more. */
export function claimFlowText(text: string, start: number, end: number): number {
  return endsOf(text, start, end) === undefined ? 0 : 0.51;
}

/** The verdict that stands nearest in front of the ends. */
function verdictIn(text: string): ActionCode {
  const words = text.match(VERDICTS);
  return words === null ? ACTION_UNKNOWN : actionOfWord(words.at(-1) ?? '');
}

function firstVerdictIn(text: string): ActionCode {
  const words = text.match(VERDICTS);
  return words === null ? ACTION_UNKNOWN : actionOfWord(words[0]);
}

const PROGRAM = /^[\w.-]{1,40}(?:\[\d{1,10}\])?: {1,2}/;

/** A program's name is no part of a header where no time stands in front of it. */
function behindProgram(text: string, start: number, end: number): number {
  return start + (PROGRAM.exec(text.substring(start, Math.min(end, start + END_LOOK)))?.[0].length ?? 0);
}

export function createFlowTextParser(): LineParser {
  return {
    parse(text: string, start: number, end: number, out: EventDraft, header: SyslogHeader) {
      const ends = endsOf(text, start, end);
      if (ends === undefined) return reject(out, 'shape');
      if (readAnyTime(text, behindProgram(text, start, end), end, out) < 0) {
        out.timeMs = header.timeMs;
        out.timeIsLocal = header.timeIsLocal;
        out.timeIsYearless = header.timeIsYearless;
      }
      out.sourceIp = ends.source;
      out.destinationIp = ends.destination;
      out.destinationPort = ends.port;
      out.action = verdictIn(text.substring(Math.max(start, ends.at - ACTION_LOOK), ends.at));
      if (!last.isArrow && out.action === ACTION_UNKNOWN)
        out.action = firstVerdictIn(text.substring(ends.stop, Math.min(end, ends.stop + ACTION_LOOK)));
      const volumes = VOLUMES.exec(text.substring(ends.stop, Math.min(end, ends.stop + BEHIND_LOOK)));
      if (volumes !== null) {
        out.bytesSent = Number(volumes[1]);
        out.bytesReceived = Number(volumes[2]);
      }
      return PARSED;
    },
  };
}
