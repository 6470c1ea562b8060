/**
 * In: a line of a firewall's or an access server's own log of administration, in the layout of its vendor: Palo Alto's columns, Check Point's
 * `[name:"value"; …]`, Cisco ISE's `Name=value, …`. Out: its fields under the names that the vendor's documents give them.
 */
import { FieldSet, type TextFields } from './fields.ts';
import { plainXml } from './windows-event.ts';

/** @returns undefined when the line has none of these layouts */
export function deviceRecord(line: string, start: number): TextFields | undefined {
  return (
    paloAlto(line, start) ??
    checkPoint(line, start) ??
    identityServices(line) ??
    networkPolicy(line, start) ??
    airWatch(line, start) ??
    activeMq(line.slice(start))
  );
}

const PALO_ALTO =
  /(?:^|[ ,])(\d{4}\/\d\d\/\d\d \d\d:\d\d:\d\d),(\w{0,30}),(CONFIG|SYSTEM|GLOBALPROTECT|AUTHENTICATION|USERID),/;
const BEFORE = 'receive_time serial type subtype'.split(' ');
/** Behind `time_generated`: with the change itself where the log keeps it, which then stands before the sequence's number. */
const CONFIG = 'vsys cmd admin client result path'.split(' ');
const CONFIG_AT = ['version', 'time_generated', 'host'];
const SYSTEM = ['version', 'time_generated', 'vsys', 'eventid', 'object', 'fmt', 'id', 'module', 'severity', 'opaque'];
const BEHIND: Readonly<Record<string, readonly string[]>> = {
  CONFIG: [...CONFIG_AT, ...CONFIG],
  SYSTEM,
  GLOBALPROTECT:
    'version time_generated vsys eventid stage auth_method tunnel_type srcuser srcregion machinename public_ip public_ipv6 private_ip private_ipv6 hostid serialnumber client_ver client_os client_os_ver repeatcnt reason error opaque status location login_duration connect_method error_code portal'.split(
      ' ',
    ),
  AUTHENTICATION:
    'version time_generated vsys ip user normalize_user object authpolicy repeatcnt authid vendor logset serverprofile desc clienttype event factorno'.split(
      ' ',
    ),
  USERID: 'version time_generated vsys ip user datasourcename eventid'.split(' '),
};
/** What administrators did, in a layout of its own: `serial,time,audit,version,gui-op,user,command,result`. */
const AUDIT = /(?:^|[ ,])(\d{4}\/\d\d\/\d\d \d\d:\d\d:\d\d),(audit),/;
const CELL = /(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g;
const LONGEST_ROW = 8000;

function paloAlto(line: string, start: number): TextFields | undefined {
  const found = PALO_ALTO.exec(line.slice(start > 1 ? start - 2 : 0, start + 300));
  if (found === null) return paloAltoAudit(line, start);
  const from = (start > 1 ? start - 2 : 0) + found.index + found[0].search(/\d/);
  const cells = cellsOf(line, from);
  const names = [...BEFORE, ...(BEHIND[cells[2] ?? ''] ?? [])];
  const out = new FieldSet();
  out.put('product', 'pan-os');
  for (const [at, name] of names.entries()) out.put(name, (cells[at] ?? '').trim());
  return out.fields;
}

function cellsOf(line: string, from: number): readonly string[] {
  return [...line.slice(from, from + LONGEST_ROW).matchAll(CELL)].map(
    ([, quoted, bare]) => quoted?.replaceAll('""', '"') ?? bare ?? '',
  );
}

function paloAltoAudit(line: string, start: number): TextFields | undefined {
  const found = AUDIT.exec(line.slice(start, start + 300));
  if (found === null) return undefined;
  const cells = cellsOf(line, start + found.index + found[0].search(/\d/));
  const out = new FieldSet();
  out.put('product', 'pan-os');
  for (const [at, name] of ['time_generated', 'type', 'version', 'cmd', 'admin', 'path', 'result'].entries())
    out.put(name, (cells[at] ?? '').trim());
  return out.fields;
}

const CHECK_POINT = /\[(?=(?:[a-z_]{1,40}:"[^"]{0,400}"; ?){1,40})/;
const NAMED = /([A-Za-z_]{1,60}):"((?:[^"\\]|\\.){0,4000})"/g;

function checkPoint(line: string, start: number): TextFields | undefined {
  const from = line.indexOf(':"', start) < 0 ? null : CHECK_POINT.exec(line.slice(start, start + 4000));
  if (from === null) return undefined;
  const out = new FieldSet();
  for (const [, name = '', value = ''] of line.slice(start + from.index).matchAll(NAMED))
    out.put(name, value.replace(/\\(.)/g, '$1'));
  if (out.size < 4) return undefined;
  out.put('deviceFamily', 'check-point');
  return out.fields;
}

const ISE =
  /\bCISE_(\w{1,60}) (\d{1,20}) (\d{1,4}) (\d{1,4}) (\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{1,6} [+-]\d\d:\d\d) (\d{1,20}) (\d{1,6}) (\w{1,20}) ([^:]{1,100}): ([^,]{0,300}),/;

/** A long message is cut into segments, of which only the first names its class: `CISE_Passed_Authentications 0000000123 2 1 NAS-Port=…`. */
const ISE_SEGMENT = /\bCISE_\w{1,60} \d{1,20} \d{1,4} [1-9]\d{0,3} /;

function identityServices(line: string): TextFields | undefined {
  if (!line.includes('CISE_')) return undefined;
  const found = ISE.exec(line);
  if (found === null) return ISE_SEGMENT.test(line) ? { ise_segment: 'later' } : undefined;
  const out = new FieldSet();
  const [whole, category = '', , , , time = '', sequence = '', code = '', severity = '', cls = '', text = ''] = found;
  for (const [name, value] of Object.entries({ category, time, sequence, code, severity, class: cls, text }))
    out.put(`ise_${name}`, value);
  for (const pair of line.slice(found.index + whole.length, found.index + 32_000).split(', ')) {
    const equals = pair.indexOf('=');
    if (equals > 0)
      out.put(
        pair.slice(0, equals).trim(),
        pair
          .slice(equals + 1)
          .replace(/,\s*$/, '')
          .trim(),
      );
  }
  return out.fields;
}

/** What a network policy server writes of each question and answer, one element a field. */
const POLICY = /^<Event><Timestamp data_type="\d{1,2}">/;
const TYPED = /<([A-Za-z][\w-]{1,60}) data_type="\d{1,2}">([^<]{0,1000})<\//g;

function networkPolicy(line: string, start: number): TextFields | undefined {
  if (!POLICY.test(line.slice(start, start + 100))) return undefined;
  const out = new FieldSet();
  out.put('product', 'nps');
  for (const [, name = '', value = ''] of line.slice(start, start + LONGEST_ROW).matchAll(TYPED))
    out.put(name, plainXml(value).trim());
  return out.fields;
}

/** Workspace ONE's names for the fields of an event, which nothing parts from the value in front of them. */
const AIR_WATCH = /\bEvent Type: .{0,200}? Event: .{0,300}? User: /;
const AIR_WATCH_NAMES =
  'Event Type|Event Timestamp|Event Source|Event Module|Event Category|Event Data|Event|User|Device Friendly Name|Enrollment User|Admin Account|Location Group|Organization Group';
const AIR_WATCH_FIELD = new RegExp(`(${AIR_WATCH_NAMES}): (.{0,500}?)(?= (?:${AIR_WATCH_NAMES}): |$)`, 'g');

function airWatch(line: string, start: number): TextFields | undefined {
  const text = line.slice(start, start + LONGEST_ROW);
  if (!AIR_WATCH.test(text)) return undefined;
  const out = new FieldSet();
  out.put('product', 'airwatch');
  for (const [, name = '', value = ''] of text.matchAll(AIR_WATCH_FIELD)) out.put(name, value.trim());
  return out.fields;
}

/** ActiveMQ's audit log: who called which method of its management, or asked for which page of its console. */
const BROKER =
  /^(?:\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,\d{3} \| )?[A-Z]{4,5} {1,2}\| (\S{1,128}) (called|requested) (\S{1,300}?)(?:\[(.{0,2000})\])?(?: at (\d\d)-(\d\d)-(\d{4}) (\d\d:\d\d:\d\d),(\d{3}))?(?: from ([0-9a-fA-F.:]{2,45}))?(?: \||$)/;

function activeMq(message: string): TextFields | undefined {
  const found = BROKER.exec(message);
  if (found === null) return undefined;
  const [, user = '', how = '', method = '', values = '', day, month, year, time = '', ms = '', ip = ''] = found;
  const out = new FieldSet();
  out.put('product', 'activemq');
  out.put('userName', user);
  // Of a page its name says what was done.
  out.put('eventAction', how === 'requested' ? (method.split(/[/?]/).at(-1) ?? '') : method);
  if (how === 'requested') out.put('objectName', method);
  out.put('parameters', values);
  // The day stands first, whatever the machine's locale.
  if (day !== undefined) out.put('eventTime', `${year}-${month}-${day}T${time}.${ms}`);
  out.put('sourceIp', ip);
  return out.fields;
}
