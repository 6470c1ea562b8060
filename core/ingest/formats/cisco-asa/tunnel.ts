/** In: the text of a tunnel's message. Out: its ends and its user, for those who look at the line; a tunnel is no transaction. */
import type { EventDraft } from '../api.ts';
import { findLastCode, findWord, untilCode } from '../shared/fields.ts';
import { parseLeadingUint } from '../shared/numbers.ts';

const SPACE = 32;
const COLON = 58;

/** `Local:A:P Remote:B:P Username:U `: the appliance's end of a tunnel and the other one. */
export function readTunnel(text: string, at: number, end: number, out: EventDraft): boolean {
  const local = findWord(text, 'Local:', at, end);
  const remote = local < 0 ? -1 : findWord(text, 'Remote:', local, end);
  if (remote < 0) return false;
  const localEnd = untilCode(text, SPACE, local + 6, remote);
  const remoteEnd = untilCode(text, SPACE, remote + 7, end);
  out.sourceIp = text.substring(local + 6, portColon(text, local + 6, localEnd));
  const colon = portColon(text, remote + 7, remoteEnd);
  out.destinationIp = text.substring(remote + 7, colon);
  if (colon < remoteEnd) out.destinationPort = parseLeadingUint(text, colon + 1, remoteEnd);
  const user = findWord(text, 'Username:', remoteEnd, end);
  if (user >= 0) {
    const name = text.substring(user + 9, untilCode(text, SPACE, user + 9, end));
    if (name !== 'Unknown') out.sourceUser = name;
  }
  return true;
}

/** The last colon parts address and port, of IPv6 as well. */
function portColon(text: string, start: number, end: number): number {
  const colon = findLastCode(text, COLON, start, end);
  return colon < 0 ? end : colon;
}
