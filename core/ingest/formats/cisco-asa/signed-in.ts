/**
 * In: the text of a message about a user's session, which is no transaction. Out: who it was and from where, for those who look at
 * the line: `User <alice> IP <A>`, `User alice IP A`, `Username = alice, IP = A`, `User alice, Addr A`, `IP address: A, Uname: alice`.
 * Guarantee: without an address nothing is given, for a user alone is in no place of the network.
 */
import { ACTION_ALLOWED, ACTION_BLOCKED, type EventDraft } from '../api.ts';
import { setHostFromUrl } from '../kv/url-host.ts';
import { looksLikeIp } from '../kv/window.ts';
import { parseLeadingUint } from '../shared/numbers.ts';

const SESSIONS = [
  /\bUser <(?<user>[^>]{0,200})> IP <(?<ip>[\da-f.:]+)>/i,
  /\bclient user (?<user>\S{1,200}), IP(?:v[46])? (?<ip>[\da-f.:]+)/i,
  /\bUser (?<user>\S{1,200}) IP (?<ip>[\da-f.:]+)/,
  /\blocal database : user = (?<user>.{1,200}?) ?: user IP = (?<ip>[\da-f.:]+)/i,
  /\bSSH session from (?<ip>[\da-f.:]+) on interface \S{1,100} for user "?(?<user>[^"\s]{1,200})/i,
  /\bUser '(?<user>[^']{1,200})', running '.{1,40}?' from IP (?<ip>[\da-f.:]+)/,
  /\bUsername = (?<user>.{1,200}?), IP = (?<ip>[\da-f.:]+)/i,
  /\bUser (?<user>\S{1,200}), Addr (?<ip>[\da-f.:]+)/i,
  /\bIP address: (?<ip>[\da-f.:]+), Uname: (?<user>\S+)/i,
] as const;

/** What the appliance sent to the client and had from it, at the end of a session. */
const VOLUME = /\bBytes xmt: (\d+), Bytes rcv: (\d+)/;
/** Stars where the appliance hides a name that it does not know. */
const HIDDEN = /^[*<]|^Unknown$/i;

/** What a user of the portal asked for, and whether it was given. */
const ACCESS = /\bWebVPN access (GRANTED|DENIED)[^:]{0,60}: "?([^\s"]{1,2000})/;

export function readSignedIn(text: string, at: number, end: number, out: EventDraft): void {
  const message = text.substring(at, end);
  for (const session of SESSIONS) {
    const { user = '', ip = '' } = session.exec(message)?.groups ?? {};
    if (!looksLikeIp(ip, 0, ip.length)) continue;
    out.sourceIp = ip;
    if (out.sourceUser === '' && !HIDDEN.test(user)) out.sourceUser = user;
    const [, access, url = ''] = ACCESS.exec(message) ?? [];
    if (access !== undefined) {
      out.action = access === 'GRANTED' ? ACTION_ALLOWED : ACTION_BLOCKED;
      out.url = url;
      setHostFromUrl(out);
    }
    const [, sent = '', received = ''] = VOLUME.exec(message) ?? [];
    if (sent === '') return;
    out.bytesReceived = parseLeadingUint(sent, 0, sent.length);
    out.bytesSent = parseLeadingUint(received, 0, received.length);
    return;
  }
}
