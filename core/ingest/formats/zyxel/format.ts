/**
 * Zyxel firewalls (USG, ATP, USG FLEX; ZLD and uOS): `src="A:p" dst="B:p" msg="…" note="…" user="…" devID="…" cat="…"`, and in their traffic log
 * `sent=… rcvd=…`. Their CEF is read as CEF. Source: "Syslog logs", ZyWALL user's guide.
 */
import { ACTION_ALLOWED, ACTION_BLOCKED, ACTION_UNKNOWN, PARSED, type TrafficFormat } from '../api.ts';
import { fieldsOf } from '../keyed/json-format.ts';
import { createKvBytesParser, type KvBytes } from '../keyed/kv-bytes.ts';
import type { KvLine } from '../keyed/kv-line.ts';
import { findWord } from '../shared/fields.ts';
import { reject, skip } from '../shared/verdict.ts';
import { SITE_WORDS, settleSite } from './site-bytes.ts';

const LOOK = 600;
const MESSAGE = 0;
const NOTE = 1;
const CATEGORY = 2;

/** `www.example.com: Games, Rule_name:…`: what a filter of sites puts in front. */
const SITE = /^((?:[a-z0-9_-]+\.)+[a-z][a-z0-9-]*):\s?([^,]+)/i;
const SITES = new RegExp(SITE_WORDS.join('|'), 'i');

const LINE: KvLine = {
  spec: {
    sourceEndpoint: ['src'],
    sourceUser: ['user'],
    destinationEndpoint: ['dst'],
    action: ['action'],
    bytesSent: ['sent'],
    bytesReceived: ['rcvd'],
    vendorApp: ['proto'],
  },
  noted: ['msg', 'note', 'cat'],
  judge(pairs, out) {
    if (!pairs.hasNote(CATEGORY)) return reject(out, 'shape');
    if (out.sourceUser === 'unknown') out.sourceUser = '';
    const note = pairs.note(NOTE);
    const message = pairs.note(MESSAGE);
    const site = SITES.test(pairs.note(CATEGORY)) || note.startsWith('WEB') ? SITE.exec(message) : null;
    if (site !== null) {
      out.destinationHost = site[1] ?? '';
      out.vendorCategory = (site[2] ?? '').trim();
    }
    if (out.action === ACTION_UNKNOWN) {
      if (/BLOCK|DROP|REJECT|DENY/.test(`${note} ${message}`)) out.action = ACTION_BLOCKED;
      else if (/FORWARD|ACCEPT|ALLOW/.test(`${note} ${message}`)) out.action = ACTION_ALLOWED;
    }
    const isTraffic = pairs.noteIs(CATEGORY, 'Traffic Log');
    if (isTraffic && out.action === ACTION_UNKNOWN) out.action = ACTION_ALLOWED;
    const hasEnds = out.sourceIp !== '' && (out.destinationIp !== '' || out.destinationHost !== '');
    // Others are about the device: leases, tunnels, sign-ins.
    return hasEnds && (isTraffic || site !== null || out.action !== ACTION_UNKNOWN)
      ? PARSED
      : skip(out, 'message-type');
  },
};

/** What a message, a note and a category come to is learned from lines read as text. */
const BYTES: KvBytes = {
  begins: 'src="',
  marks: [' dst="', '" note="', ' cat='],
  within: LOOK,
  judged: ['msg', 'note', 'cat'],
  settle: (bytes, _windows, out, end) => settleSite(bytes, out, end),
};

/** Its first key is `src="`, and an `note="` and a `cat="` follow. */
function claim(text: string, start: number, end: number): number {
  if (!text.startsWith('src="', start)) return 0;
  const limit = Math.min(end, start + LOOK);
  const note = findWord(text, '" note="', start, limit);
  return note > 0 && findWord(text, ' cat="', note, limit) > 0 && findWord(text, ' dst="', start, note) > 0 ? 1 : 0;
}

export const zyxel: TrafficFormat = {
  id: 'zyxel',
  title: 'Zyxel USG, ATP and USG FLEX firewall',
  vendor: 'Zyxel',
  grade: 'documented',
  source: 'https://www.manualsdir.com/manuals/227660/zyxel-communications-zywall-2-plus.html?page=445',
  fields: ['time', ...fieldsOf(LINE.spec), 'destinationHost', 'vendorCategory'],
  split: 'line',
  certain: 'claimed',
  claimWords: ['" note="'],
  claim,
  signature: 'src="A:p" first, then dst=, msg=, note= and cat=',
  createParser: () => createKvBytesParser(LINE, BYTES),
};
