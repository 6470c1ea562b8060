/**
 * In: a line that is no object: CEF, LEEF, structured data, pairs, or a layout of a product's own, perhaps behind a syslog header.
 * Out: its record under the vendor's names, and the time and host of the header as what is around it.
 * Guarantee: never throws; what it reads it reads by the same rules as the traffic formats do.
 */
import { createSyslogHeader, stripSyslog } from '../../ingest/normalize/syslog.ts';
import { normalizeTime, type TimeContext } from '../../ingest/normalize/time.ts';
import { readTime } from '../../kit/times.ts';
import { SourceRecord } from '../kit/source-record.ts';
import { auditDaemonRecord } from './audit-daemon.ts';
import { cefRecord } from './cef-record.ts';
import { databaseRecord } from './database-lines.ts';
import { deviceRecord } from './device-lines.ts';
import type { TextFields } from './fields.ts';
import { laidOutRecord } from './laid-out.ts';
import { leefRecord } from './leef-record.ts';
import { bracketedRecord, listedRecord } from './listed.ts';
import { pairRecord } from './pair-record.ts';
import { sentenceRecord } from './sentence.ts';
import { structuredData } from './structured-data.ts';
import { windowsEventRecord } from './windows-event.ts';

/** Longer lines are no audit records; nothing of them is looked at. */
const LONGEST_LINE = 262_144;
/** In front of a message, where no syslog header gives a time: as loggers write it. */
const STAMP = /\b\d{4}[-/]\d{2}[-/]\d{2}[T ]\d{2}:\d{2}:\d{2}(?:[.,]\d{1,9})?(?:Z|[+-]\d{2}:?\d{2})?(?![\w:])/;
const RFC_5424 = /^(?:<\d{1,3}>)?1 \S{1,64} \S{1,255} \S{1,48} \S{1,128} (\S{1,32}) (?=\[)/;
/** Seconds where a time of RFC 5424 is due, as Meraki writes them. */
const EPOCH = /^(?:<\d{1,3}>)?1 (\d{10}(?:\.\d{1,9})?) (\S{1,255}) /;
/** Kiwi's files with the month first, and the severity behind a tab. */
const KIWI = /^(\d\d)-(\d\d)-(\d{4})[ \t](\d\d:\d\d:\d\d)[ \t]+\w{1,10}\.\w{1,10}[ \t]/;
/** NetScaler's clock; the day stands first where the figures leave no other reading. */
const NETSCALER = /^(?:<\d{1,3}>)? ?(\d\d)\/(\d\d)\/(\d{4}):(\d\d:\d\d:\d\d) (GMT|UTC)?/;
/** `[17/May/2026 19:45:27]`, `[22-Jan-2026 22:28:21 +0200]`: the month in letters, as web mail and mail servers write times. */
const LETTERED = /^\[(\d{1,2})[/-]([A-Z][a-z]{2})[/-](\d{4})[: ](\d\d:\d\d:\d\d)(?: ([+-]\d{4}))?\]/;
/** `2026:07:02-13:07:40`, as Sophos' and DirectAdmin's loggers write times, and xrdp's `[20260702-13:07:40]`. */
const JOINED = /^\[?(\d{4}):?(\d\d):?(\d\d)-(\d\d:\d\d:\d\d)(?=[\]: ])/;
/** `[Thu Jul 02 13:07:40.522240 2026]` in front of what a web server's programs report, perhaps behind the site's name. */
const APACHE =
  /^(?:\S{1,128} )?\[[A-Z][a-z]{2} ([A-Z][a-z]{2}) {1,2}(\d{1,2}) (\d\d:\d\d:\d\d)(?:\.\d{1,6})? (\d{4})\]/;
/** `July 02, 2026 13:07`. */
const IN_WORDS = /^([A-Z][a-z]{2})[a-z]{0,6} (\d{1,2}), (\d{4}) (\d\d:\d\d)(?=[: ])/;
const MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');
/** `1427:01:01:`, a message's number and its parts, as BeyondTrust counts them. */
const COUNTED = /^\d{1,8}:\d\d:\d\d:/;

/** Sentences that have pairs in them. */
const SENTENCE =
  /\b(?:imap|pop3|managesieve|submission)-login: |\bsasl_username=|^new (?:user|group|account)\b|^group added|\bpam_\w{1,30}\(|; (?:COMMAND|USER)=|\brhost=|\(UserName=|\btype=\w{2,40}_vpn_auth_|\b(?:AUTHFAIL: user|Failed Login: username)=|\bBIND dn="|\bLDAP DN "/;

/** What ESXi writes in front of a sentence: where in its code it stands, in pairs. */
const ORIGIN = /^.{0,80}?\[Originator@\d{1,6}[^\]]{0,300}\] (?:\[[^\]]{0,100}\] )?(?:Event \d{1,20} : )?/;

/** Not a program but the first word of a message: `Event ID: 4625`. */
const NO_PROGRAM = /\bEvent ID: ?$/;

const PERSON = /user|account|admin|login/i;

const ZONED = /(?:Z|[+-]\d{2}:?\d{2})$/;

const header = createSyslogHeader();

/** What a header's time is near to where it has no year, and the zone of a clock that names none. */
export type HeaderClock = Pick<TimeContext, 'fileDateMs' | 'zoneOffset'>;

/**
 * @param outer what the line was taken out of
 * @returns undefined when the line has no such form
 */
export function textRecord(line: string, clock: HeaderClock, outer?: SourceRecord): SourceRecord | undefined {
  if (line.length > LONGEST_LINE) return undefined;
  const start = messageBehindHeader(line);
  const fields = fieldsOf(line, start);
  if (fields === undefined) return undefined;
  return new SourceRecord(fields, { outer, around: headerRecord(line, start, clock), isText: true });
}

/** The fields alone. @returns undefined when the line has no such form */
export function textFields(line: string): TextFields | undefined {
  return line.length > LONGEST_LINE ? undefined : fieldsOf(line, messageBehindHeader(line));
}

/** Leaves what the header says in `header`. */
function messageBehindHeader(line: string): number {
  stripSyslog(line, 0, line.length, header);
  if (header.tag === 'ID') leaveEventId(line);
  if (EPOCH.test(line)) header.tag ||= 'meraki';
  return messageStart(line);
}

/** The words in front of an event's number are its message's. */
function leaveEventId(line: string): void {
  const before = NO_PROGRAM.exec(line.slice(0, header.start));
  if (before === null) return;
  header.start = before.index;
  header.tag = '';
  header.host = '';
}

const BOM = 0xfeff;
/** Begins a message even where a header's words are due: the vault writes RFC 5424's time and host, and nothing of what follows them. */
const MARK = /(?:^| )(?=CEF: ?\d|LEEF:\d|%CYBERARK: )/;

function messageStart(line: string): number {
  const mark = header.start > 0 ? MARK.exec(line.slice(0, header.start + 20)) : null;
  if (mark !== null) return Math.min(header.start, mark.index + mark[0].length);
  return line.charCodeAt(header.start) === BOM ? header.start + 1 : header.start;
}

function fieldsOf(line: string, start: number): TextFields | undefined {
  // A relay takes the mark of CEF for a program's name.
  const marked = cefRecord(line, start, header.tag === 'CEF') ?? leefRecord(line, start);
  if (marked !== undefined) return marked;
  const windows = windowsEventRecord(line, start);
  if (windows !== undefined) return windows;
  const device = auditDaemonRecord(line, start) ?? databaseRecord(line) ?? deviceRecord(line, start);
  if (device !== undefined) return device;
  const message = line.slice(start);
  const laidOut = laidOutRecord(message) ?? laidOutRecord(line);
  if (laidOut !== undefined) return laidOut;
  const data = RFC_5424.exec(line);
  const elements = data === null ? undefined : structuredData(line, data[0].length, data[1]);
  if (elements !== undefined) return elements;
  const origin = ORIGIN.exec(message);
  if (origin !== null) return sentenceRecord(message.slice(origin[0].length), header.tag);
  const counted = COUNTED.exec(message);
  const sentence = SENTENCE.test(message) ? sentenceRecord(message, header.tag) : undefined;
  return (
    sentence ??
    bracketedRecord(message) ??
    pairRecord(line, start + (counted?.[0].length ?? 0)) ??
    sentenceOrList(message)
  );
}

/** A list that names nobody may hold a sentence that does. */
function sentenceOrList(message: string): TextFields | undefined {
  const list = listedRecord(message);
  if (list !== undefined && Object.keys(list).some((name) => PERSON.test(name))) return list;
  return sentenceRecord(message, header.tag) ?? list;
}

/** The header's time and host; undefined where it gives neither. */
function headerRecord(line: string, start: number, clock: HeaderClock): SourceRecord | undefined {
  const stamp = STAMP.exec(line.slice(0, Math.min(start + 200, 400)));
  const epoch = EPOCH.exec(line);
  if (epoch !== null) return new SourceRecord({ timestamp: Number(epoch[1]), host: epoch[2] ?? '' });
  const kiwi = KIWI.exec(line);
  if (kiwi !== null) {
    const [, month, day, year, time] = kiwi;
    return new SourceRecord({ timestamp: stampTime(`${year}-${month}-${day} ${time}`, clock) });
  }
  const netScaler = NETSCALER.exec(line);
  if (netScaler !== null) {
    const [, one = '', other = '', year, time, zone] = netScaler;
    const date = Number(one) > 12 ? `${other}-${one}` : `${one}-${other}`;
    return new SourceRecord({ timestamp: stampTime(`${year}-${date}T${time}${zone === undefined ? '' : 'Z'}`, clock) });
  }
  const worded = wordedStamp(line);
  if (worded !== undefined) return new SourceRecord({ timestamp: stampTime(worded, clock) });
  const { host, tag } = header;
  const time = Number.isNaN(header.timeMs) ? stampTime(stamp?.[0] ?? '', clock) : headerTime(clock);
  if (time === '' && host === '') return undefined;
  return new SourceRecord({
    ...(time === '' ? {} : { timestamp: time }),
    ...(host === '' ? {} : { host }),
    ...(tag === '' ? {} : { program: tag }),
  });
}

/** A time in front of a line in a form that no syslog header has, as ISO 8601 writes it. */
function wordedStamp(line: string): string | undefined {
  const lettered = LETTERED.exec(line);
  if (lettered !== null) return isoStamp(lettered[3], lettered[2], lettered[1], `${lettered[4]}${lettered[5] ?? ''}`);
  const joined = JOINED.exec(line);
  if (joined !== null) return `${joined[1]}-${joined[2]}-${joined[3]}T${joined[4]}`;
  const apache = APACHE.exec(line);
  if (apache !== null) return isoStamp(apache[4], apache[1], apache[2], apache[3]);
  const words = IN_WORDS.exec(line);
  return words === null ? undefined : isoStamp(words[3], words[1], words[2], `${words[4]}:00`);
}

function isoStamp(year = '', month = '', day = '', time = ''): string {
  const figures = String(MONTHS.indexOf(month) + 1).padStart(2, '0');
  return `${year}-${figures}-${day.padStart(2, '0')}T${time}`;
}

function headerTime(clock: HeaderClock): string {
  const time = { timeMs: header.timeMs, timeIsLocal: header.timeIsLocal, timeIsYearless: header.timeIsYearless };
  normalizeTime(time, clock);
  return isoOf(time.timeMs);
}

function stampTime(stamp: string, clock: HeaderClock): string {
  const wallMs = readTime(stamp.replaceAll('/', '-'));
  return isoOf(ZONED.test(stamp) ? wallMs : wallMs - clock.zoneOffset(wallMs));
}

function isoOf(timeMs: number): string {
  return Number.isNaN(timeMs) ? '' : new Date(timeMs).toISOString();
}
