/** Sophos UTM (SG, formerly Astaro Security Gateway). */
import type { LineParser, TrafficFormat } from '../api.ts';
import { createKvReader } from '../keyed/kv-bytes.ts';
import { createKvParser } from '../keyed/kv-line.ts';
import { findWord } from '../shared/fields.ts';
import { SOPHOS_UTM_LINE } from './parse.ts';

/** A program's name may stand in front of the pairs. */
const LOOK = 160;

/** Which keys decide on import, and those of the claim in the order that the device writes them. */
const FACTS = { judged: ['id', 'sub'], unplain: ['threatname'], joinsUser: 'ad_domain', within: LOOK } as const;
const EVENT = { ...FACTS, begins: 'id="', marks: ['sys="S', 'sub="'] } as const;
/** Requests to servers of one's own, which name no part of the system. */
const SERVER = { ...FACTS, begins: 'id="0299" srcip="', marks: [], foreign: ['sys'] } as const;

function claim(text: string, start: number, end: number): number {
  const limit = Math.min(end, start + LOOK);
  if (findWord(text, 'id="', start, limit) < 0) return 0;
  const sys = findWord(text, ' sys="S', start, limit);
  if (sys >= 0) return findWord(text, ' sub="', sys, limit) >= 0 ? 1 : 0;
  return findWord(text, 'id="0299" srcip="', start, limit) >= 0 ? 1 : 0;
}

function createParser(): LineParser {
  const readServer = createKvReader(SOPHOS_UTM_LINE, SERVER);
  const readEvent = createKvReader(SOPHOS_UTM_LINE, EVENT);
  return {
    ...createKvParser(SOPHOS_UTM_LINE),
    readBytes: (bytes, start, end, out) => readServer(bytes, start, end, out) || readEvent(bytes, start, end, out),
  };
}

export const sophosUtm: TrafficFormat = {
  id: 'sophos-utm',
  title: 'Sophos UTM (SG)',
  vendor: 'Sophos',
  grade: 'verified',
  source: 'https://docs.sophos.com/nsg/sophos-utm/utm/9.708/help/en-us/Content/utm/utmAdminGuide/Logging.htm',
  fields: [
    'time',
    'sourceIp',
    'sourceUser',
    'destinationHost',
    'destinationIp',
    'destinationPort',
    'url',
    'method',
    'status',
    'action',
    'bytesReceived',
    'userAgent',
    'contentType',
    'vendorCategory',
    'vendorApp',
  ],
  split: 'line',
  certain: 'claimed',
  claimWords: [' sys="S', 'id="0299" srcip="'],
  claim,
  signature: 'id="…" with sys="Secure…" and sub="…"',
  createParser,
};
