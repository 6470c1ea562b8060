/** DNS servers: PowerDNS Authoritative and Recursor (`log-dns-queries`, `quiet=no`), and Technitium's text log. */
import {
  type EventDraft,
  type LineParser,
  PARSED,
  type SyslogHeader,
  type TrafficFormat,
  type Verdict,
} from '../api.ts';
import { findCode, findWord, untilCode } from '../shared/fields.ts';
import { takeHeaderTime } from '../shared/header-time.ts';
import { readIsoTime, skipSpaces } from '../shared/time.ts';
import { setSource } from '../shared/url.ts';
import { reject } from '../shared/verdict.ts';

const SPACE = 32;
const QUOTE = 39;
const PIPE = 124;
const LOOK = 200;

class PowerdnsParser implements LineParser {
  parse(text: string, start: number, end: number, out: EventDraft, header: SyslogHeader): Verdict {
    takeHeaderTime(out, header);
    const wants = findWord(text, " wants '", start, Math.min(end, start + LOOK));
    if (wants > 0) {
      const remote = findWord(text, 'Remote ', start, wants);
      if (remote < 0) return reject(out, 'shape');
      setSource(text, remote + 7, untilCode(text, SPACE, remote + 7, wants), out);
      return setName(text, wants + 8, end, PIPE, out);
    }
    const question = findWord(text, " question for '", start, Math.min(end, start + LOOK));
    if (question >= 0) {
      const from = findWord(text, "' from ", question, end);
      if (from < 0) return reject(out, 'shape');
      setSource(text, from + 7, untilCode(text, SPACE, from + 7, end), out);
      return setName(text, question + 15, from, PIPE, out);
    }
    return readTechnitium(text, start, end, out);
  }
}

/** `[2025-01-01 00:00:00 UTC] [10.0.0.5:53000] [UDP] QNAME: app.example.com; QTYPE: A; …` */
function readTechnitium(text: string, start: number, end: number, out: EventDraft): Verdict {
  const name = findWord(text, 'QNAME: ', start, Math.min(end, start + LOOK));
  if (name < 0 || readIsoTime(text, start + 1, name, out) < 0) return reject(out, 'shape');
  const open = findWord(text, '] [', start, name);
  const close = open < 0 ? -1 : findCode(text, 93, open + 3, name);
  if (close < 0) return reject(out, 'shape');
  setSource(text, open + 3, close, out);
  return setName(text, name + 7, end, 59, out);
}

function setName(text: string, from: number, end: number, stopCode: number, out: EventDraft): Verdict {
  let stop = skipSpaces(text, from, end);
  while (stop < end && text.charCodeAt(stop) !== stopCode && text.charCodeAt(stop) !== QUOTE) stop++;
  const dot = stop - from > 1 && text.charCodeAt(stop - 1) === 46 ? stop - 1 : stop;
  out.destinationHost = text.substring(from, dot);
  return out.destinationHost === '' ? reject(out, 'shape') : PARSED;
}

export const powerdns: TrafficFormat = {
  id: 'powerdns',
  title: 'PowerDNS and Technitium DNS',
  vendor: 'PowerDNS',
  grade: 'documented',
  source: 'https://doc.powerdns.com/recursor/settings.html#quiet',
  fields: ['time', 'sourceIp', 'sourceHost', 'destinationHost'],
  split: 'line',
  certain: 'claimed',
  claimWords: [" wants '", " question for '", '] QNAME: '],
  claim(text, start, end) {
    const limit = Math.min(end, start + LOOK);
    const wants = findWord(text, " wants '", start, limit);
    if (wants > 0) return findWord(text, 'Remote ', start, wants) >= 0 ? 1 : 0;
    const question = findWord(text, " question for '", start, limit);
    if (question >= 0) return findWord(text, "' from ", question, end) > 0 ? 1 : 0;
    const name = text.charCodeAt(start) === 91 ? findWord(text, '] QNAME: ', start, limit) : -1;
    return name > 0 && findWord(text, '; QTYPE: ', name, end) > 0 ? 1 : 0;
  },
  signature: "Remote address wants 'name|type', or question for 'name|type' from address",
  createParser: () => new PowerdnsParser(),
};
