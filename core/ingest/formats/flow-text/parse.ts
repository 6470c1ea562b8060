/**
 * In: a line of any product that names two ends with an arrow between them, as VMware NSX' distributed firewall does
 * (`INET match PASS 1001 OUT 52 TCP 10.0.0.1/50000->192.0.2.1/443 S`) and DrayTek's routers (`[FILTER][Block][…, 10.0.0.1:50000->192.0.2.1:443]`),
 * or in a row (row-ends.ts). Out: the ends, and what a word in front of them says became of it, or behind them where they stand in a row, or right behind.
 * Guarantee: both ends are addresses, and one of them has a port or a protocol without ports stands beside them, or the second is a URL; nothing
 * but a few characters around an arrow is matched.
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
import { setDestinationFromUrl } from '../shared/url.ts';
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
  /^ ?\[?(\d{1,3}(?:\.\d{1,3}){3}|[\da-f]{0,4}(?::[\da-f]{0,4}){2,7})\]?(?:[:/](\d{1,5}))?(?=$|[\s"'),|>;\]])/i;
const AFTER_URL = /^ ?(https?:\/\/[^\s"'<>|\]]+)/i;
const URL_LOOK = 4000;
/** A protocol without ports: NSX has it in front, AlliedWare in front in brackets, DrayOS behind in brackets. */
const PORTLESS = /[\s[(](?:PROTO \d{1,3}|ICMP(?:v6)?(?: \d{1,3}){0,2})[\])]? [\da-f.:]{2,45} ?$/i;
const PORTLESS_LOOK = 70;
const PORTLESS_BEHIND = /^\]\[ICMP/;
const PORTLESS_BEHIND_LOOK = 6;
/** NSX, at a connection's end: packets and bytes of either direction. */
const VOLUMES = /^(?: [A-Z]{1,8})? \d{1,12}\/\d{1,12} (\d{1,15})\/(\d{1,15})(?= |$)/;
/** Right behind the ends, as D-Link's DFL has it. */
const NEXT_VERDICT = /^ ?(?:pass|drop|reject|allow|permit|deny|block|accept)(?:p?ed|ped|ied|ted)?(?!\w)/i;
const NEXT_LOOK = 12;
const VERDICTS = /\b(?:pass|drop|reject|allow|permit|deny|block|accept)(?:p?ed|ped|ied|ted)?\b/gi;

/** Both spellings of each letter, as the search for a protocol takes them. */
function anyCase(word: string): readonly string[] {
  let spelt = [''];
  for (const letter of word) spelt = spelt.flatMap((front) => [front + letter, front + letter.toUpperCase()]);
  return spelt;
}

const ARROWS = ['->', '=>'] as const;

/** Every line with two ends holds one: an arrow, or a protocol beside ends in a row. */
export const END_WORDS: readonly string[] = [...ARROWS, ...['tcp', 'udp', 'sctp'].flatMap(anyCase)];

interface Ends {
  readonly at: number;
  readonly source: string;
  readonly destination: string;
  readonly port: number;
  /** What was asked for, in the second end's place; '' where that is an address. */
  readonly url: string;
  /** Behind the second end. */
  readonly stop: number;
}

function findEnds(text: string, start: number, end: number): Ends | undefined {
  for (const arrow of ARROWS) {
    let at = findWord(text, arrow, start, end);
    for (let tries = 0; at >= 0 && tries < MOST_ARROWS; tries++) {
      const ends = endsAround(text, start, at, end);
      if (ends !== undefined) return ends;
      at = findWord(text, arrow, at + 2, end);
    }
  }
  return undefined;
}

function endsAround(text: string, start: number, arrow: number, end: number): Ends | undefined {
  const before = splitEnd(BEFORE.exec(text.substring(Math.max(start, arrow - END_LOOK), arrow)));
  if (before === undefined) return undefined;
  const from = arrow + 2;
  const after = splitEnd(AFTER.exec(text.substring(from, Math.min(end, from + END_LOOK))));
  if (after === undefined) {
    const url = before.port < 0 ? null : AFTER_URL.exec(text.substring(from, Math.min(end, from + URL_LOOK)));
    if (url === null) return undefined;
    const stop = from + url[0].length;
    return { at: arrow, source: before.address, destination: '', port: -1, url: url[1] ?? '', stop };
  }
  const stop = from + after.length;
  const isPlain = before.port >= 0 || after.port >= 0 || isPortless(text, start, arrow, stop, end);
  return isPlain
    ? { at: arrow, source: before.address, destination: after.address, port: after.port, url: '', stop }
    : undefined;
}

function isPortless(text: string, start: number, arrow: number, stop: number, end: number): boolean {
  return (
    PORTLESS.test(text.substring(Math.max(start, arrow - PORTLESS_LOOK), arrow)) ||
    PORTLESS_BEHIND.test(text.substring(stop, Math.min(end, stop + PORTLESS_BEHIND_LOOK)))
  );
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
  last.ends = arrow ?? rowEnds(text, start, end);
  return last.ends;
}

function rowEnds(text: string, start: number, end: number): Ends | undefined {
  const row = findRowEnds(text, start, end);
  return row && { ...row, url: '' };
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
      if (ends.url !== '') {
        setDestinationFromUrl(ends.url, 0, ends.url.length, out);
        if (out.wantDetail) out.url = ends.url;
      }
      out.action = verdictIn(text.substring(Math.max(start, ends.at - ACTION_LOOK), ends.at));
      if (out.action === ACTION_UNKNOWN) {
        const behind = text.substring(ends.stop, Math.min(end, ends.stop + (last.isArrow ? NEXT_LOOK : ACTION_LOOK)));
        out.action = firstVerdictIn(last.isArrow ? (NEXT_VERDICT.exec(behind)?.[0] ?? '') : behind);
      }
      const volumes = VOLUMES.exec(text.substring(ends.stop, Math.min(end, ends.stop + BEHIND_LOOK)));
      if (volumes !== null) {
        out.bytesSent = Number(volumes[1]);
        out.bytesReceived = Number(volumes[2]);
      }
      return PARSED;
    },
  };
}
