/**
 * Names of users: VPN and RADIUS sessions, Windows logons, Entra sign-ins.
 * Cisco ASA 722051 (address assigned), 722022/722023 (tunnel up, down), 113019 (session ended) and 746012/746013 (user mapped, unmapped); FreeRADIUS detail files; NPS in XML (DTS);
 * Windows Security 4624 and 4768 as XML, as JSON of any shipper or as CSV of the Event Viewer, PowerShell and Sentinel; Entra sign-in logs as JSON.
 */
import {
  addName,
  endName,
  isObject,
  jsonObject,
  jsonText,
  jsonValue,
  type NameFormat,
  type NameLine,
  type NameVerdict,
  secondOf,
} from '../name-line.ts';
import { EARLY, LOGON_VALID, SIGNIN_VALID, VPN_LONGEST } from '../record.ts';

const ASA_ASSIGNED = /%ASA-\d-722051: Group <[^>]*> User <([^>]+)> IP <([^>]*)> (?:IPv4 )?Address <([^>]+)>/;
const ASA_TUNNEL = /%ASA-\d-72202([23]): Group <[^>]*> User <([^>]+)> IP <([^>]*)> /;
const ASA_ENDED =
  /%ASA-\d-113019: Group = [^,]*, Username = ([^,]+), IP = ([^,]+), Session disconnected\. .*?Duration: (?:(\d+)d )?(\d+)h:(\d+)m:(\d+)s/;
const ASA_MAPPED = /%ASA-\d-74601([23]): user-identity: (?:Add|Delete) IP-User mapping ([0-9a-f.:]+) - (\S+) /i;
/** Sessions remembered until they end. */
const MOST_SESSIONS = 50_000;

export const asaVpnNames: NameFormat = {
  id: 'asa-vpn-names',
  title: 'Cisco AnyConnect sessions',
  createParser: () => {
    /** The address that a user's session from a peer was given: the message of its end names the peer only. */
    const given = new Map<string, string>();
    return (line) => {
      const { headerSecond, text } = line;
      if (!text.includes('%ASA-')) return null;
      const assigned = ASA_ASSIGNED.exec(text);
      if (assigned !== null) {
        const [, user = '', peer = '', address = ''] = assigned;
        if (given.size >= MOST_SESSIONS) given.clear();
        given.set(`${user} ${peer}`, address);
        return addSession(line, address, user, headerSecond, headerSecond + VPN_LONGEST);
      }
      const tunnel = ASA_TUNNEL.exec(text);
      if (tunnel !== null) {
        const [, code, user = '', peer = ''] = tunnel;
        // Services outside see the peer: its address is the user's while the tunnel stands.
        if (code === '2') return addSession(line, peer, user, headerSecond, headerSecond + VPN_LONGEST);
        return endName(line, 'user', 'vpn', peer, headerSecond) ? 'parsed' : 'rejected';
      }
      const ended = ASA_ENDED.exec(text);
      if (ended !== null) return endSession(line, ended, given);
      const mapped = ASA_MAPPED.exec(text);
      if (mapped === null) return 'skipped';
      const [, code, address = '', value = ''] = mapped;
      if (code === '3') return endName(line, 'user', 'vpn', address, headerSecond) ? 'parsed' : 'rejected';
      return addSession(line, address, value.replace(/^LOCAL\\/, ''), headerSecond, headerSecond + VPN_LONGEST);
    };
  },
};

/** Ends what the session's addresses stood for; what began before the log is known from its duration. */
function endSession(line: NameLine, found: RegExpExecArray, given: Map<string, string>): NameVerdict {
  const [, user = '', peer = '', days = '0', hours = '0', minutes = '0', seconds = '0'] = found;
  const { headerSecond } = line;
  const address = given.get(`${user} ${peer}`);
  given.delete(`${user} ${peer}`);
  if (address !== undefined) endName(line, 'user', 'vpn', address, headerSecond);
  if (!endName(line, 'user', 'vpn', peer, headerSecond)) return 'rejected';
  const lasted = ((Number(days) * 24 + Number(hours)) * 60 + Number(minutes)) * 60 + Number(seconds);
  addSession(line, peer, user, headerSecond - lasted, headerSecond - 1);
  return 'parsed';
}

function addSession(line: NameLine, address: string, value: string, from: number, to: number): NameVerdict {
  if (Number.isNaN(from)) return 'rejected';
  return addName(line, 'user', 'vpn', { address, value }, from - EARLY, to) ? 'parsed' : 'skipped';
}

/** What an accounting record says, whatever its spelling. */
interface Accounting {
  readonly status: string;
  readonly user: string;
  readonly address: string;
  readonly second: number;
  /** Seconds that the session has lasted, NaN where it does not say. */
  readonly lasted: number;
}

function addAccounting(line: NameLine, { status, user, address, second, lasted }: Accounting): NameVerdict {
  if (Number.isNaN(second)) return 'rejected';
  if (/^(stop|2)$/i.test(status)) {
    const isEnded = endName(line, 'user', 'vpn', address, second);
    if (isEnded && lasted >= 0) addSession(line, address, user, second - lasted, second - 1);
    return isEnded ? 'parsed' : 'skipped';
  }
  if (/^(start|interim-update|alive|1|3)$/i.test(status)) {
    return addSession(line, address, user, lasted >= 0 ? second - lasted : second, second + VPN_LONGEST);
  }
  return 'skipped';
}

const PAIR = /^\s+([\w-]+) = "?([^"]*)"?$/;
/** A record begins with its time at the margin. */
const DETAIL_HEAD = /^(Mon|Tue|Wed|Thu|Fri|Sat|Sun) [A-Z][a-z]{2} +\d+ \d\d:\d\d:\d\d \d{4}$/;

export const radiusNames: NameFormat = {
  id: 'radius-names',
  title: 'FreeRADIUS detail and NPS accounting',
  createParser: () => {
    let head = '';
    let pairs = new Map<string, string>();
    return (line): NameVerdict => {
      if (line.text.startsWith('<Event>') && line.text.includes('Acct-Status-Type')) return npsEvent(line);
      if (DETAIL_HEAD.test(line.text)) {
        head = line.text;
        pairs = new Map();
        return 'skipped';
      }
      const pair = head === '' ? null : PAIR.exec(line.text);
      if (pair === null) return null;
      pairs.set(pair[1] ?? '', pair[2] ?? '');
      // FreeRADIUS ends a record with the time in seconds.
      if (pair[1] !== 'Timestamp') return 'skipped';
      const stamp = pairs.get('Timestamp') ?? '';
      const account: Accounting = {
        status: pairs.get('Acct-Status-Type') ?? '',
        user: pairs.get('User-Name') ?? '',
        address: pairs.get('Framed-IP-Address') ?? pairs.get('Framed-IPv6-Address') ?? '',
        second: secondOf(stamp === '' ? head : stamp, line.times),
        lasted: pairs.has('Acct-Session-Time') ? Number(pairs.get('Acct-Session-Time')) : Number.NaN,
      };
      head = '';
      return addAccounting(line, account);
    };
  },
};

function npsEvent(line: NameLine): NameVerdict {
  const tag = (name: string): string => new RegExp(`<${name}(?: [^>]*)?>([^<]*)</${name}>`).exec(line.text)?.[1] ?? '';
  const lasted = tag('Acct-Session-Time');
  return addAccounting(line, {
    status: tag('Acct-Status-Type'),
    user: tag('User-Name'),
    address: tag('Framed-IP-Address'),
    second: secondOf(tag('Timestamp').replace(/^(\d\d)\/(\d\d)\/(\d{4})/, '$3-$1-$2'), line.times),
    lasted: lasted === '' ? Number.NaN : Number(lasted),
  });
}

/** Accounts of the system itself, which say nothing of who is there. */
const SYSTEM = /^(system|local service|network service|anonymous logon|dwm-\d+|umfd-\d+|-)$/i;
/** Logons that show a person behind the address: interactive, network, unlock, remote, cached. */
const LOGON_TYPES = new Set(['', '2', '3', '7', '10', '11']);

export const windowsLogonNames: NameFormat = {
  id: 'windows-logon-names',
  title: 'Windows Security 4624 and 4768',
  createParser: () => (line) => {
    const { json, text } = line;
    if (json !== null) {
      const id = jsonText(json, ...EVENT_ID, 'event.code');
      if (jsonValue(json, ...EVENT_ID) === undefined) return null;
      const prose = jsonText(json, 'Message', 'message', 'column6');
      const field = (name: string): string =>
        jsonText(
          json,
          name,
          `EventData.${name}`,
          `winlog.event_data.${name}`,
          `event_data.${name}`,
          `Properties.${name}`,
        ) || inProse(prose, name);
      const time = jsonValue(json, ...EVENT_TIME);
      return addLogon(line, id, field, dotNetTime(time));
    }
    if (!text.includes('<Event ') || !text.includes('EventID')) return null;
    const id = /<EventID[^>]*>(\d+)</.exec(text)?.[1] ?? '';
    const time = /SystemTime=['"]([^'"]+)['"]/.exec(text)?.[1] ?? '';
    const field = (name: string): string => new RegExp(`Name=['"]${name}['"]>([^<]*)<`).exec(text)?.[1] ?? '';
    return addLogon(line, id, field, time);
  },
};

const EVENT_ID = ['EventID', 'EventId', 'event_id', 'Id', 'Event ID', 'winlog.event_id'] as const;
const EVENT_TIME = [
  'TimeGenerated',
  'TimeGenerated [UTC]',
  'TimeCreated',
  'EventTime',
  '@timestamp',
  'UtcTime',
  'timestamp',
  'Date and Time',
] as const;

/** Exports as CSV hold the event's text only: where the fields stand in it. Texts in other languages than English are not read. */
const PROSE: Readonly<Record<string, RegExp>> = {
  TargetUserName: /(?:New Logon|Account Information):[\s\S]*?Account Name:\s*(\S+)/,
  TargetDomainName: /New Logon:[\s\S]*?Account Domain:\s*(\S+)/,
  IpAddress: /(?:Source Network|Client) Address:\s*(\S+)/,
  LogonType: /Logon Type:\s*(\d+)/,
  WorkstationName: /Workstation Name:[ \t]*([^\s]+)/,
  Status: /Result Code:\s*(\S+)/,
};

function inProse(prose: string, name: string): string {
  return prose === '' ? '' : (PROSE[name]?.exec(prose)?.[1] ?? '');
}

/** PowerShell writes `/Date(1700000000000)/`, older or newer ones an object. */
function dotNetTime(time: unknown): unknown {
  const value = isObject(time) ? (time.SystemTime ?? time.DateTime ?? time.value) : time;
  return typeof value === 'string' ? value.replace(/^\/Date\((\d+)\)\/$/, '$1') : value;
}

function addLogon(line: NameLine, id: string, field: (name: string) => string, time: unknown): NameVerdict {
  if (id !== '4624' && id !== '4768') return 'skipped';
  if (id === '4624' && !LOGON_TYPES.has(field('LogonType'))) return 'skipped';
  if (id === '4768' && !/^(0x0|0)?$/.test(field('Status'))) return 'skipped';
  const second = secondOf(time, line.times);
  if (Number.isNaN(second)) return 'rejected';
  const name = field('TargetUserName');
  const address = field('IpAddress');
  const to = second + LOGON_VALID;
  if (name === '' || SYSTEM.test(name)) return 'skipped';
  if (name.endsWith('$')) {
    const value = name.slice(0, -1);
    return addName(line, 'device', 'logon', { address, value }, second - EARLY, to) ? 'parsed' : 'skipped';
  }
  const domain = field('TargetDomainName');
  const value = domain === '' || domain === '-' || name.includes('@') ? name : `${domain}\\${name}`;
  const isAdded = addName(line, 'user', 'logon', { address, value }, second - EARLY, to);
  const device = field('WorkstationName');
  if (isAdded && device !== '' && device !== '-') {
    addName(line, 'device', 'logon', { address, value: device }, second - EARLY, to);
  }
  return isAdded ? 'parsed' : 'skipped';
}

/** Log Analytics keeps it as text. */
function detailOf(row: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  const detail = jsonValue(row, 'deviceDetail', 'DeviceDetail');
  if (isObject(detail)) return detail;
  return typeof detail === 'string' && detail.startsWith('{') ? (jsonObject(detail) ?? {}) : {};
}

export const entraNames: NameFormat = {
  id: 'entra-signin-names',
  title: 'Entra sign-ins',
  createParser: () => (line) => {
    const { json } = line;
    if (json === null) return null;
    const row = isObject(json.properties) ? json.properties : json;
    // The last of each is the column of the portal's own CSV.
    const user = jsonText(row, 'userPrincipalName', 'UserPrincipalName', 'Username');
    const address = jsonText(row, 'ipAddress', 'IPAddress', 'callerIpAddress', 'IP address');
    const time = jsonValue(row, 'createdDateTime', 'CreatedDateTime', 'TimeGenerated', 'Date (UTC)');
    if (user === '' || address === '' || time === undefined) return null;
    if (!/^(0|)$/.test(jsonText(row, 'status.errorCode', 'ResultType', 'Status.errorCode'))) return 'skipped';
    if (/^(?:Failure|Interrupted)$/i.test(jsonText(row, 'Status'))) return 'skipped';
    const second = secondOf(time, line.times);
    if (Number.isNaN(second)) return 'rejected';
    const from = second - EARLY;
    const to = second + SIGNIN_VALID;
    const isAdded = addName(line, 'user', 'signin', { address, value: user }, from, to);
    const device = jsonText(detailOf(row), 'displayName');
    if (isAdded && device !== '') addName(line, 'device', 'signin', { address, value: device }, from, to);
    return isAdded ? 'parsed' : 'skipped';
  },
};
