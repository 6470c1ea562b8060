/** In: a line. Out: where the name of a Junos security event stands near its start (`RT_FLOW_SESSION_CLOSE`, `APPTRACK_SESSION_CLOSE`). */
import { findWord } from '../shared/fields.ts';

export const NAME_PREFIXES = [
  'RT_',
  'APPTRACK_',
  'WEBFILTER_',
  'IDP_',
  'SECINTEL_',
  'AAMW_',
  'SRX_',
  'AV_',
  'CONTENT_',
  'ANTISPAM_',
  'PFE_FW_SYSLOG_',
] as const;
/** By a name's first letter: digits begin most runs that are long enough. */
const PREFIXES_OF = Array.from({ length: 128 }, (_, code) =>
  NAME_PREFIXES.filter((prefix) => prefix.charCodeAt(0) === code),
);
const NONE: readonly string[] = [];
/** How far into a line a name may stand. */
export const NAME_LOOK = 120;
export const SHORTEST_NAME = 6;

const found = { start: 0, end: 0 };

/** Looks for the last name in front of the data: the program's (`RT_FLOW`) may stand before the event's. */
export function eventName(text: string, start: number, end: number): boolean {
  const data = findWord(text, '[', start, Math.min(end, start + NAME_LOOK));
  const limit = data < 0 ? Math.min(end, start + NAME_LOOK) : data;
  found.end = 0;
  for (let at = start; at < limit; ) {
    let stop = at;
    while (stop < limit && isNameCode(text.charCodeAt(stop))) stop++;
    if (stop - at >= SHORTEST_NAME && beginsName(text, at)) {
      found.start = at;
      found.end = stop;
    }
    at = stop + 1;
  }
  return found.end > 0;
}

function beginsName(text: string, at: number): boolean {
  for (const prefix of PREFIXES_OF[text.charCodeAt(at)] ?? NONE) if (text.startsWith(prefix, at)) return true;
  return false;
}

/** The name that `eventName` found in this text. */
export function nameOf(text: string): string {
  return text.substring(found.start, found.end);
}

export function isNameCode(code: number): boolean {
  return (code >= 65 && code <= 90) || code === 95 || (code >= 48 && code <= 57);
}
