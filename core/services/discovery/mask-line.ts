/**
 * In: a line of an anonymised stream and its record. Out: the same with tokens for the names it carries and with everything hidden
 * that might be a name or say whose line it is.
 * Guarantee: only what is known to be harmless is shown (addresses, the destination's host, figures of the record, words of log
 * layouts); a name that nobody recognised is hidden because it is none of those.
 */
import type { EvidenceRow } from '../../contract/discovery.ts';
import { escapePattern } from '../../kit/escape-pattern.ts';
import { LOG_WORDS } from './log-words.ts';

export const HIDDEN = '•••';

export interface LineNames {
  readonly user: { readonly name: string; readonly token: string } | null;
  readonly device: { readonly name: string; readonly token: string } | null;
}

type EvidenceRecord = EvidenceRow['record'];

const SHOWN_TEXTS = ['sourceIp', 'destinationIp', 'destinationHost', 'vendorCategory', 'vendorApp', 'contentType'];
const SHOWN_FIGURES = ['destinationPort', 'status', 'bytesSent', 'bytesReceived', 'bytesTotal'];
/** Shorter parts of a name would match everywhere. */
const MIN_PART = 3;

export function maskRecord(record: EvidenceRecord, names: LineNames): EvidenceRecord {
  const masked = { ...record };
  if (names.user) masked.sourceUser = names.user.token;
  if (names.device) masked.sourceHost = names.device.token;
  if (record.url !== undefined) masked.url = maskUrl(String(record.url), String(record.destinationHost ?? ''));
  if (record.userAgent !== undefined) masked.userAgent = HIDDEN;
  if (record.method !== undefined && !LOG_WORDS.has(String(record.method).toLowerCase())) masked.method = HIDDEN;
  return masked;
}

function maskUrl(url: string, host: string): string {
  const scheme = /^(https?|ftp):\/\//i.exec(url)?.[0] ?? '';
  return host === '' ? `${scheme}${HIDDEN}` : `${scheme}${host}/${HIDDEN}`;
}

/** @param record with clear names */
export function maskLine(raw: string, record: EvidenceRecord, names: LineNames): string {
  const url = String(record.url ?? '');
  const at = url === '' ? -1 : raw.indexOf(url);
  if (at >= 0) {
    const before = maskText(raw.slice(0, at), record, names);
    const after = maskText(raw.slice(at + url.length), record, names);
    return `${before}${maskUrl(url, String(record.destinationHost ?? record.destinationIp ?? ''))}${after}`;
  }
  return maskText(raw, record, names);
}

function maskText(text: string, record: EvidenceRecord, names: LineNames): string {
  const spans = spansOf(record, names);
  const figures = new Set(SHOWN_FIGURES.flatMap((field) => (record[field] === undefined ? [] : String(record[field]))));
  if (typeof record.time === 'string') figures.add(String(Math.floor(Date.parse(record.time) / 1000)));
  const words = (part: string) => part.replace(WORD, (word) => (isHarmless(word, figures) ? word : HIDDEN));
  const pattern = [...spans.keys()].sort((a, b) => b.length - a.length).map(escapePattern);
  if (pattern.length === 0) return words(text);
  let out = '';
  let last = 0;
  for (const match of text.matchAll(
    new RegExp(`(?<![\\p{L}\\p{N}])(?:${pattern.join('|')})(?![\\p{L}\\p{N}])`, 'giu'),
  )) {
    out += words(text.slice(last, match.index)) + (spans.get(match[0].toLowerCase()) ?? match[0]);
    last = match.index + match[0].length;
  }
  return out + words(text.slice(last));
}

/** What is found in the line, lower case, with what stands for it; null: it stays as it is. */
function spansOf(record: EvidenceRecord, names: LineNames): Map<string, string | null> {
  const spans = new Map<string, string | null>();
  for (const field of SHOWN_TEXTS) {
    const value = String(record[field] ?? '');
    if (value !== '') spans.set(value.toLowerCase(), null);
  }
  for (const known of [names.device, names.user]) {
    for (const part of known ? spellings(known.name) : []) {
      spans.set(part.toLowerCase(), known?.token ?? HIDDEN);
    }
  }
  return spans;
}

/** `CORP\alice`, `alice@corp.example` and their encoded forms name the same person as `alice`. */
function spellings(name: string): string[] {
  const parts = [name, name.slice(name.lastIndexOf('\\') + 1), name.split('@')[0] ?? ''];
  return parts
    .filter((part) => part === name || part.length >= MIN_PART)
    .flatMap((part) => [part, encodeURIComponent(part)]);
}

const WORD = /[^\s"'=,;|&?/:<>()[\]{}\\@%+^~`!*#$]+/g;
const SHORT_NUMBER = /^-?\d{1,3}$/;
const DATE = /^(?:\d{4}|\d{4}[-.]\d\d[-.]\d\d)(?:T\d\d)?$/;
/** Seconds with a fraction, and what stands for nothing. */
const FRACTION = /^\d{1,2}\.\d{1,9}Z?$|^[-.]+$/;
const ADDRESS = /^\d{1,3}(?:\.\d{1,3}){3}$/;

function isHarmless(word: string, figures: ReadonlySet<string>): boolean {
  if (SHORT_NUMBER.test(word) || FRACTION.test(word) || ADDRESS.test(word) || figures.has(word)) return true;
  if (DATE.test(word)) return /^(?:19|20)/.test(word);
  const epoch = /^(\d{10})(?:\.\d{1,9})?$/.exec(word);
  return (epoch !== null && figures.has(epoch[1] ?? '')) || LOG_WORDS.has(word.toLowerCase());
}
