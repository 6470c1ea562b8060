/** Sophos UTM (SG, formerly Astaro Security Gateway). */
import type { TrafficFormat } from '../api.ts';
import { createKvParser } from '../keyed/kv-line.ts';
import { findWord } from '../shared/fields.ts';
import { SOPHOS_UTM_LINE } from './parse.ts';

/** A program's name may stand in front of the pairs. */
const LOOK = 160;

function claim(text: string, start: number, end: number): number {
  const limit = Math.min(end, start + LOOK);
  if (findWord(text, 'id="', start, limit) < 0) return 0;
  const sys = findWord(text, ' sys="S', start, limit);
  if (sys >= 0) return findWord(text, ' sub="', sys, limit) >= 0 ? 1 : 0;
  return findWord(text, 'id="0299" srcip="', start, limit) >= 0 ? 1 : 0;
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
  claim,
  signature: 'id="…" with sys="Secure…" and sub="…"',
  createParser: () => createKvParser(SOPHOS_UTM_LINE),
};
