/**
 * In: a line that holds an event of Windows' log as XML, or as Snare writes it. Out: its fields under Windows' own names.
 * Guarantee: no entity but XML's five is resolved, and nothing is looked up.
 */
import { FieldSet, type TextFields } from './fields.ts';

const XML = /<Event[ >][^>]{0,200}schemas\.microsoft\.com\/win\/2004\/08\/events\/event/;
const DATA = /<Data Name=(?:'([^']{1,100})'|"([^"]{1,100})")(?:\/>|>([^<]{0,4000})<\/Data>)/g;
const UNNAMED = /<Data>([^<]{1,16000})<\/Data>/g;
const SYSTEM: readonly (readonly [name: string, pattern: RegExp])[] = [
  ['ProviderName', /<Provider Name=['"]([^'"]{1,200})['"]/],
  ['EventID', /<EventID(?: [^>]{0,100})?>(\d{1,6})<\/EventID>/],
  ['Keywords', /<Keywords>([^<]{1,100})<\/Keywords>/],
  ['TimeCreated', /<TimeCreated SystemTime=['"]([^'"]{1,60})['"]/],
  ['EventRecordID', /<EventRecordID>(\d{1,20})<\/EventRecordID>/],
  ['Channel', /<Channel>([^<]{1,200})<\/Channel>/],
  ['Computer', /<Computer>([^<]{1,200})<\/Computer>/],
];
const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

export const plainXml = (text: string): string =>
  text.replace(/&(amp|lt|gt|quot|apos);/g, (_, name: string) => ENTITIES[name] ?? '');

const SNARE = /MSWinEventLog(?:\t|#011|;)/;
const SNARE_NAMES =
  'criticality LogName SnareCounter EventTime EventID SourceName UserName SidType EventType Computer Category data message'.split(
    ' ',
  );
const LONGEST_MESSAGE = 8000;
/** `Account Name:  mia`: the fields of a message in its section, up to where the next begins. */
const SECTION = /(?:^|\s{2,})([A-Z][A-Za-z ]{2,40}):\s+(?=[A-Z][A-Za-z ]{2,40}:)/g;
const FIELD = /([A-Z][A-Za-z ]{2,40}):[ \t]*(\S{1,200}(?: \S{1,100}){0,5}?)(?=\s{2,}|\s*$)/g;

/** @returns undefined when the line holds no such event */
export function windowsEventRecord(line: string, start: number): TextFields | undefined {
  if (XML.test(line)) return fromXml(line);
  if (SPLUNK.test(line)) return fromSplunk(line);
  if (COLLECTOR.test(line)) return fromCollector(line);
  const snare = SNARE.exec(line.slice(start, start + 400));
  return snare === null ? undefined : fromSnare(line.slice(start + snare.index + snare[0].length), snare[0].slice(13));
}

function fromXml(line: string): TextFields {
  const out = new FieldSet();
  for (const [name, pattern] of SYSTEM) out.put(name, plainXml(pattern.exec(line)?.[1] ?? ''));
  for (const [, single, double, value = ''] of line.matchAll(DATA))
    out.put(single ?? double ?? '', plainXml(value).trim());
  // Sources of older kinds give their data no names.
  let at = 1;
  for (const [, value = ''] of line.matchAll(UNNAMED)) out.put(`param${at++}`, plainXml(value).trim());
  return out.fields;
}

/** As Splunk's forwarder writes it, its lines joined: pairs, and the message behind the last. */
const SPLUNK = /\bLogName=Security\b.{1,200}\bEventCode=\d{3,5}\b/s;
const SPLUNK_TIME = /\b\d\d\/\d\d\/\d{4} \d\d:\d\d:\d\d(?:\.\d{1,6})? [AP]M\b/;
const SPLUNK_PAIR = /\b(LogName|EventCode|ComputerName|RecordNumber|Keywords)=([^=]{1,200}?)(?=\s+\w{1,30}=|$)/g;

function fromSplunk(line: string): TextFields {
  const out = new FieldSet();
  out.put('EventTime', SPLUNK_TIME.exec(line)?.[0] ?? '');
  const message = line.indexOf('Message=');
  for (const [, name = '', value = ''] of line.slice(0, message < 0 ? undefined : message + 8).matchAll(SPLUNK_PAIR))
    out.put(name, value.trim());
  if (message >= 0) readMessage(line.slice(message + 8, message + 8 + LONGEST_MESSAGE), out);
  return out.fields;
}

/** As QRadar's collector writes it: pairs between tabs, the message last. */
const COLLECTOR = /\tAgentLogFile=Security\t/;
const COLLECTED: Readonly<Record<string, string>> = {
  EventIDCode: 'EventID',
  TimeGenerated: 'TimeGenerated',
  Computer: 'Computer',
  Keywords: 'Keywords',
  RecordNumber: 'EventRecordID',
};

function fromCollector(line: string): TextFields {
  const out = new FieldSet();
  out.put('LogName', 'Security');
  for (const cell of line.slice(0, LONGEST_MESSAGE * 2).split('\t')) {
    const equals = cell.indexOf('=');
    const name = cell.slice(0, Math.max(0, equals));
    const value = cell.slice(equals + 1).trim();
    if (name === 'TimeGenerated' && /^\d{10}$/.test(value))
      out.put('EventTime', new Date(Number(value) * 1000).toISOString());
    else if (name === 'Message') readMessage(value.slice(0, LONGEST_MESSAGE), out);
    else out.put(COLLECTED[name] ?? '', value);
  }
  return out.fields;
}

/** @returns undefined for an event of another log, whose messages have fields of their own */
function fromSnare(text: string, separator: string): TextFields | undefined {
  const out = new FieldSet();
  const cells = text.split(separator);
  if (cells[1] !== 'Security') return undefined;
  for (const [at, name] of SNARE_NAMES.entries()) out.put(name, (cells[at] ?? '').trim());
  const message = cells
    .slice(SNARE_NAMES.length - 2)
    .join(' ')
    .slice(0, LONGEST_MESSAGE);
  readMessage(message, out);
  return out.fields;
}

/** Names of a message's fields by the section that they stand in. */
const MEANINGS: Readonly<Record<string, string>> = {
  'Subject.Account Name': 'SubjectUserName',
  'Subject.Account Domain': 'SubjectDomainName',
  'New Logon.Account Name': 'TargetUserName',
  'New Logon.Account Domain': 'TargetDomainName',
  'Account For Which Logon Failed.Account Name': 'TargetUserName',
  'Account For Which Logon Failed.Account Domain': 'TargetDomainName',
  'Account Information.Account Name': 'TargetUserName',
  'Account Information.Supplied Realm Name': 'TargetDomainName',
  'Target Account.Account Name': 'TargetUserName',
  'Target Account.Account Domain': 'TargetDomainName',
  'New Account.Account Name': 'TargetUserName',
  'Group.Group Name': 'TargetUserName',
  'Member.Account Name': 'MemberName',
  'Network Information.Client Address': 'IpAddress',
  'Network Information.Source Network Address': 'IpAddress',
  'Network Information.Workstation Name': 'WorkstationName',
};

function readMessage(message: string, out: FieldSet): void {
  const sections = [...message.matchAll(SECTION)];
  for (const [at, section] of sections.entries()) {
    const from = section.index + section[0].length;
    const body = message.slice(from, sections[at + 1]?.index ?? message.length);
    for (const [, name = '', value = ''] of body.matchAll(FIELD)) {
      const meaning = MEANINGS[`${section[1]}.${name.trim()}`];
      if (meaning !== undefined) out.put(meaning, value);
    }
  }
}
