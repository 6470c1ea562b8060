/**
 * In: the text of a message that is no transaction and whose layout is not known by its number. Out: the two ends it names, for those who look
 * at the line: `src A dst B`, `from A to B`, `flow A to B`, `between A and B`, or an appliance's server and the user it refused.
 * Guarantee: one of the ends is an address, and the other is an address or a host's name; words that are neither give nothing.
 */
import type { EventDraft } from '../api.ts';
import { findWord, untilCode } from '../shared/fields.ts';
import { Endpoint, setDestination, setSource } from './endpoint.ts';

const SPACE = 32;
const PAIRS = [
  ['src ', ' dst '],
  ['src ', ' dest '],
  ['src = ', ' dest = '],
  ['from ', ' to '],
  [' flow ', ' to '],
  ['between ', ' and '],
  ['faddr ', 'laddr '],
] as const;

const first = new Endpoint();
const second = new Endpoint();

export function readAnyEnds(text: string, at: number, end: number, out: EventDraft): void {
  if (readServer(text, at, end, out)) return;
  for (const [before, between] of PAIRS) {
    const from = findWord(text, before, at, end);
    const middle = from < 0 ? -1 : findWord(text, between, from + before.length, end);
    if (middle < 0) continue;
    if (first.read(text, from + before.length, middle) < 0 || second.read(text, middle + between.length, end) < 0)
      continue;
    setSource(text, first, out);
    setDestination(text, second, out);
    const isNamed = out.destinationIp !== '' || out.destinationHost.includes('.');
    if (isNamed && out.sourceIp !== '') return;
    out.sourceIp = '';
    out.sourceHost = '';
    out.sourceUser = '';
    out.destinationIp = '';
    out.destinationHost = '';
    out.destinationPort = -1;
  }
}

/** `… : server = A : user = alice : user IP = B`; some releases have no blank in front of the colons. */
function readServer(text: string, at: number, end: number, out: EventDraft): boolean {
  const server = findWord(text, ' server = ', at, end);
  const user = server < 0 ? -1 : findWord(text, ': user = ', server, end);
  const client = user < 0 ? -1 : findWord(text, ': user IP = ', user, end);
  if (client < 0 || first.read(text, client + 12, end) < 0 || second.read(text, server + 10, user) < 0) return false;
  setSource(text, first, out);
  setDestination(text, second, out);
  const name = text.substring(user + 9, Math.min(untilCode(text, SPACE, user + 9, client), client));
  if (!name.startsWith('*')) out.sourceUser = name;
  return true;
}
