/**
 * In: a line of prose with labels in it. Out: the values behind those that say what they hold: `Source IP: A; Destination IPs: B, C;
 * Destination port: 53; Action: drop`, or `Dst: A:80 {}, Src: B:4353 {}` (LANCOM), `Source:A,138 ,WAN - Destination:B,80[HTTP] ,LAN [Drop]` (NETGEAR).
 * Guarantee: labels are looked for once each, values are short, and nothing is matched across what parts the values.
 */
import { ipKind } from '../../../kit/ip.ts';

const ADDRESS = '"?([\\da-fA-F]{0,4}[.:][\\da-fA-F.:]{2,43})(?![\\w.:])';
const KIND = '(?:IP|[Ii]p|(?:IP|[Ii]p) ?[Aa]ddress|[Aa]ddress|[Aa]ddr)(?:es|s)?: ?';
const SOURCE = new RegExp(`\\b(?:[Ss]ource|SOURCE|[Ss]rc|SRC|[Cc]lient|CLIENT|[Aa]ttacker) ?${KIND}${ADDRESS}`);
const DESTINATION = new RegExp(
  `\\b(?:[Dd]estination|DESTINATION|[Dd]st|DST|[Dd]est|DEST|[Tt]arget|[Ss]erver|SERVER|[Vv]ictim) ?${KIND}${ADDRESS}`,
);
/** Behind `Source:` and `Destination:` alone an IPv4 address may have its port beside it; in small letters they are words of Junos' sentences. */
const BARE = ': ?"?(\\d{1,3}(?:\\.\\d{1,3}){3})(?:[:,](\\d{1,5})(?=[\\s[,;)\\]{]|$))?(?![\\w.:])';
const BARE_SOURCE = new RegExp(`\\b(?:Source|Src)${BARE}`);
const BARE_DESTINATION = new RegExp(`\\b(?:Destination|Dst)${BARE}`);
const BRACKETED = /\[(drop|reject|deny|block|forward|allow|accept|pass|permit)(?:p?ed|ied|ted)?\]/i;
const PORT = /\b(?:destination|dst|dest|target|server) ?ports?: ?"?(\d{1,5})\b/i;
const ACTION = /\b(?:action|verdict|disposition)(?: taken)?: ?"?([a-z]{2,20}(?:-[a-z]{2,20}){0,3}(?: [a-z]{2,20})?)\b/i;
const USER = /\b(?:user ?name|user): ?"?([^\s;,"|]{1,120})/i;
/** Arbor's Edge Defense and APS have the words of a sentence where others have labels. */
const BLOCKED_HOST =
  /\bBlocked host ([\da-f.:]{3,45}) at \d\d:\d\d by .{1,80}? using \w{2,8}\/(\d{1,5}) .{0,40}?destination ([\da-f.:]{3,45}) source port/;
const LONGEST = 4000;
const MAX_PORT = 65_535;

export interface LabelledEnds {
  readonly source: string;
  readonly destination: string;
  readonly port: number;
  /** As the product writes it; '' where it says nothing. */
  readonly action: string;
  readonly user: string;
}

/** Each line that names both ends holds one of them. */
export const END_LABELS: readonly string[] = [
  ...['IP', 'Ip', 'ip', 'ddress', 'ddr'].flatMap((word) => [`${word}:`, `${word}s:`, `${word}es:`]),
  ...['Src:', 'Source:'],
  'locked host ',
];

export function labelledEnds(text: string, start: number, end: number): LabelledEnds | undefined {
  const line = text.slice(start, Math.min(end, start + LONGEST));
  const blocked = BLOCKED_HOST.exec(line);
  if (blocked !== null) {
    const [, source = '', port = '', destination = ''] = blocked;
    return isIp(source) && isIp(destination)
      ? { source, destination, port: portOf(port), action: 'blocked', user: '' }
      : undefined;
  }
  const source = SOURCE.exec(line)?.[1] ?? '';
  if (!isIp(source)) return bareEnds(line);
  const destination = DESTINATION.exec(line)?.[1] ?? '';
  if (!isIp(destination)) return undefined;
  const port = portOf(PORT.exec(line)?.[1] ?? '');
  return { source, destination, port, action: ACTION.exec(line)?.[1] ?? '', user: USER.exec(line)?.[1] ?? '' };
}

function bareEnds(line: string): LabelledEnds | undefined {
  const source = BARE_SOURCE.exec(line)?.[1] ?? '';
  if (!isIp(source)) return undefined;
  const [, destination = '', port = ''] = BARE_DESTINATION.exec(line) ?? [];
  if (!isIp(destination)) return undefined;
  const action = ACTION.exec(line)?.[1] ?? BRACKETED.exec(line)?.[1] ?? '';
  return {
    ...{ source, destination, action, user: USER.exec(line)?.[1] ?? '' },
    port: portOf(port === '' ? (PORT.exec(line)?.[1] ?? '') : port),
  };
}

function isIp(text: string): boolean {
  return text !== '' && ipKind(text, 0, text.length) !== 0;
}

function portOf(text: string): number {
  const port = text === '' ? -1 : Number(text);
  return port <= MAX_PORT ? port : -1;
}
