/**
 * In: a record of a firewall, an access server or another appliance about its own administration and sign-ins. Out: the same under plain names.
 * What such a device tells of traffic is no act, and is left to the formats of traffic.
 */
import type { JsonObject, SourceRecord } from '../kit/source-record.ts';

export interface DeviceAct {
  /** Slug of the product. */
  readonly app: string;
  readonly time: unknown;
  readonly operation: string;
  readonly user: string;
  readonly ip: string;
  readonly outcome: string;
  readonly target?: string;
  readonly agent?: string;
  readonly text: string;
}

/** @returns undefined where the record is of another product, or of traffic */
type Product = (record: SourceRecord) => DeviceAct | undefined;

const IP = /\b(?:\d{1,3}\.){3}\d{1,3}\b|\b[0-9a-fA-F]{1,4}(?::[0-9a-fA-F]{0,4}){2,7}\b/;
const ipIn = (text: string): string => IP.exec(text)?.[0] ?? '';
const verdict = (text: string): string =>
  /fail|unsuccess|denied|reject|invalid|not (?:allowed|permitted)|locked|unauthori/i.test(text)
    ? 'failure'
    : /success|succeeded|logged (?:in|out)|permitted|allowed|accepted|granted|Command OK/i.test(text)
      ? 'success'
      : '';

const fortinet: Product = (record) => {
  // FortiManager and FortiAnalyzer part the words of the names.
  const device = record.text('devid', 'device_id', 'devname');
  // FortiMail's events of its own system are `kevent`.
  if (!/^k?event$/.test(record.text('type')) || device === '' || record.text('logid', 'log_id') === '')
    return undefined;
  const user = record.text('user', 'unauthuser', 'xauthuser');
  const operation = record.text('action', 'logdesc', 'msg');
  if (user === '' || operation === '') return undefined;
  const date = record.text('date');
  const zone = record.text('tz').replace(/^([+-]\d\d):?(\d\d)$/, '$1:$2');
  return {
    app: fortinetApp(device),
    time: date === '' ? record.value('eventtime') : `${date}T${record.text('time')}${zone}`,
    operation,
    user,
    ip: record.text('srcip', 'remip', 'ip', 'source_ip') || ipIn(record.text('userfrom', 'ui', 'msg')),
    outcome:
      verdict(`${record.text('status')} ${record.text('result')} ${operation}`) ||
      verdict(record.text('logdesc', 'msg')),
    target: record.text('cfgobj', 'cfgpath', 'name'),
    text: record.text('msg', 'logdesc'),
  };
};

/** A serial number begins with the product's letters. */
function fortinetApp(device: string): string {
  if (/^FMG/.test(device)) return 'fortimanager';
  if (/^FAZ|^FL-/.test(device)) return 'fortianalyzer';
  return /^FE\w{6,}$/.test(device) ? 'fortimail' : 'fortigate';
}

const SAYS_USER = /(?:for user|[Uu]ser ?[Nn]ame:?|[Uu]ser:) +["']?([\w.@\\$-]{1,128})/;
const NAMES_USER = /(?:[Uu]ser|[Aa]dmin(?:istrator)?) +["']?([\w.@\\$-]{1,128})/;

const paloAlto: Product = (record) => {
  const type = record.text('product') === 'pan-os' ? record.text('type') : '';
  const time = record.text('time_generated', 'receive_time').replace(/^(\d{4})\/(\d\d)\/(\d\d) /, '$1-$2-$3T');
  if (type === 'GLOBALPROTECT' || type === 'AUTHENTICATION' || type === 'USERID')
    return paloAltoSignIn(record, type, time);
  if (type === 'CONFIG' || type === 'audit') {
    const result = record.text('result');
    return {
      app: 'palo-alto-networks',
      time,
      operation: record.text('cmd'),
      user: record.text('admin'),
      ip: ipIn(record.text('host')),
      outcome: /succe(?:ss|eded)|submitted/i.test(result) ? 'success' : verdict(result),
      target: record.text('path'),
      text: record.text('path'),
    };
  }
  const text = record.text('opaque');
  const user = (SAYS_USER.exec(text) ?? NAMES_USER.exec(text))?.[1] ?? '';
  if (type !== 'SYSTEM' || user === '') return undefined;
  const from = /\b[Ff]rom:? ?(?:IP )?([0-9a-fA-F.:]{3,45})/.exec(text)?.[1]?.replace(/[.:]$/, '') ?? '';
  return {
    app: 'palo-alto-networks',
    time,
    operation: record.text('eventid'),
    user,
    ip: from,
    outcome: verdict(`${record.text('eventid')} ${text}`),
    text,
  };
};

function paloAltoSignIn(record: SourceRecord, type: string, time: string): DeviceAct {
  const isPortal = type === 'GLOBALPROTECT';
  const event = record.text('event');
  const no = /^(?:0\.0\.0\.0|::)?$/;
  const ip = record.text('public_ip');
  return {
    app: 'palo-alto-networks',
    time,
    operation: isPortal
      ? record.text('eventid')
      : type === 'USERID'
        ? record.text('subtype')
        : event || 'authentication',
    user: isPortal ? record.text('srcuser') : record.text('user', 'normalize_user'),
    ip: ipIn(isPortal ? (no.test(ip) ? record.text('public_ipv6', 'private_ip') : ip) : record.text('ip')),
    outcome: isPortal ? verdict(record.text('status')) : verdict(`${event} ${record.text('desc')}`),
    target: record.text('portal', 'object'),
    text: record.text('error', 'opaque', 'desc', 'stage'),
  };
}

/** Pairs of an exporter that names no vendor. */
function isCheckPoints(record: SourceRecord): boolean {
  return /^(?:SmartConsole|SmartDashboard|WEB_API)/.test(record.text('product')) && record.has('administrator');
}

const checkPoint: Product = (record) => {
  const user = record.text('administrator', 'user', 'usr_name');
  if (user === '' || !(record.text('deviceFamily') === 'check-point' || isCheckPoints(record))) return undefined;
  if (
    !record.has('operation') &&
    !record.has('administrator') &&
    !record.has('auth_status') &&
    !/Log/.test(record.text('action'))
  )
    return undefined;
  return {
    app: 'check-point',
    time: record.value('time') ?? record.value('deviceReceiptTime'),
    operation: record.text('operation', 'action', 'subject'),
    user: user.replace(/ \(.*\)$/, ''),
    ip: ipIn(record.text('client_ip', 'machine', 'src', 'endpoint_ip')),
    outcome: verdict(record.text('audit_status', 'auth_status', 'status', 'action')),
    target: record.text('objectname', 'ObjectName'),
    text: record.text('subject', 'additional_info', 'operation'),
  };
};

/** What the server's shell tells: `Accepted password for ann from 192.0.2.1`. */
const BY_SSH = /\bfor (?:invalid user )?'?([\w.@-]{1,128})'? from ([0-9a-fA-F.:]{3,45})/;

const identityServices: Product = (record) => {
  if (!record.has('ise_class')) return undefined;
  const said = BY_SSH.exec(record.text('OperationMessageText'));
  const user = record.text('AdminName', 'UserName', 'User-Name', 'User') || (said?.[1] ?? '');
  if (user === '') return undefined;
  const text = `${record.text('ise_class')} ${record.text('ise_text')}`;
  return {
    app: 'cisco-ise',
    time: record.text('ise_time').replace(' ', 'T').replace(' ', ''),
    operation: record.text('ise_class'),
    user,
    ip: ipIn(
      record.text('AdminIPAddress', 'IpAddress', 'Remote-Address', 'Framed-IP-Address', 'Calling-Station-ID') ||
        (said?.[2] ?? ''),
    ),
    outcome: verdict(text) || (/Passed/.test(text) ? 'success' : ''),
    target: record.text('ObjectName'),
    text: record.text('ise_text', 'OperationMessageText'),
  };
};

const sophos: Product = (record) => {
  const user = record.text('user_name', 'username', 'user');
  if (!record.has('log_component') || !record.has('log_subtype') || user === '') return undefined;
  if (!/event/i.test(record.text('log_type'))) return undefined;
  const text = record.text('message');
  const date = record.text('date');
  return {
    app: 'sophos-firewall',
    time: date === '' ? record.value('timestamp') : `${date}T${record.text('time')}`,
    operation: [record.text('log_component'), record.text('log_subtype')].join(' '),
    user,
    ip: record.text('src_ip', 'remoteip'),
    outcome: verdict(record.text('status')) || verdict(text),
    text,
  };
};

/** Its logs of sign-ins and of commands to the firewall; the others tell of flows. */
const stormshield: Product = (record) => {
  const user = record.text('user');
  const operation = record.text('msg');
  if (!record.has('fw') || user === '' || !/^(?:auth|server|xvpn)$/.test(record.text('logtype'))) return undefined;
  const error = record.text('error');
  return {
    app: 'stormshield',
    time: record.text('time') + record.text('tz').replace(/^([+-]\d\d)(\d\d)$/, '$1:$2'),
    operation,
    user,
    ip: ipIn(record.text('src', 'address')),
    outcome: verdict(operation) || (error === '' ? '' : /^0+$/.test(error) ? 'success' : 'failure'),
    text: operation,
  };
};

const sonicwall: Product = (record) => {
  const text = record.text('msg');
  const user = record.text('usr', 'user').replace(/^"|"$/g, '');
  if (
    record.text('id') !== 'firewall' ||
    user === '' ||
    !/\b(?:admin|log(?:in|on|out|off)|user|guest|session|config|password)/i.test(text)
  )
    return undefined;
  return {
    app: 'sonicwall',
    time: record.text('time').replace(/ UTC$/, 'Z'),
    operation: text,
    user,
    ip: ipIn(record.text('src')),
    outcome: verdict(text),
    text,
  };
};

const bigIp: Product = (record) => {
  const before = record.text('preamble');
  if (!/\b014200\d\d:|\b010704\d\d:/.test(before) || !before.includes('AUDIT')) return undefined;
  const user = record.text('user').replace(/\(.*\)$/, '');
  return {
    app: 'f5-big-ip',
    time: undefined,
    operation:
      record.text('cmd_data').split(' ').slice(0, 3).join(' ') ||
      /httpd\(\w+\)|(\w+)\[\d+\]/.exec(before)?.[0] ||
      'AUDIT',
    user: user === 'unknown' ? '' : user,
    ip: ipIn(record.text('host')),
    outcome: /^\[?Command/.test(record.text('status')) ? 'success' : verdict(record.text('status')),
    text: record.text('cmd_data') || before,
  };
};

const junos: Product = (record) => {
  const user = record.text('username', 'user-name', 'authenticated-username', 'user');
  if (!/^junos@2636/.test(record.text('structuredDataId')) || user === '') return undefined;
  const operation = record.text('messageId');
  if (!/^(?:UI_|LOGIN_|SSHD?_|AUTH|WEB_?AUTH|USER|FWAUTH|DYNAMIC_VPN_AUTH)/.test(operation)) return undefined;
  return {
    app: 'juniper-junos',
    time: undefined,
    operation,
    user,
    ip: ipIn(record.text('ssh-connection', 'source-address', 'remote-address', 'peer-address', 'client-address')),
    outcome: verdict(`${operation.replaceAll('_', ' ')} ${record.text('message')}`),
    target: record.text('command', 'pathname'),
    text: record.text('message'),
  };
};

const veeam: Product = (record) => {
  const user = record.text('UserName', 'Initiator');
  if (!record.has('instanceId') || !record.has('Description') || user === '') return undefined;
  const text = record.text('Description');
  return {
    app: 'veeam',
    time: undefined,
    operation: record.text('instanceId'),
    user,
    ip: ipIn(text),
    outcome: verdict(text),
    text,
  };
};

/** Packets that answer: a question alone tells of nobody who came in. */
const ANSWERS: Readonly<Record<string, readonly [operation: string, outcome: string]>> = {
  2: ['Access-Accept', 'success'],
  3: ['Access-Reject', 'failure'],
  4: ['Accounting-Request', ''],
};

const networkPolicy: Product = (record) => {
  const answer = ANSWERS[record.text('Packet-Type')];
  if (record.text('product') !== 'nps' || answer === undefined) return undefined;
  return {
    app: 'windows',
    time: monthFirst(record.text('Timestamp')),
    operation: answer[0],
    user: record.text('SAM-Account-Name', 'User-Name', 'Fully-Qualifed-User-Name', 'Fully-Qualified-User-Name'),
    ip: ipIn(record.text('Calling-Station-Id', 'Framed-IP-Address')),
    outcome: answer[1],
    target: record.text('Client-Friendly-Name'),
    text: record.text('NP-Policy-Name', 'Proxy-Policy-Name'),
  };
};

/** `03/05/2024 09:07:00.000`, which the server writes in this order in every locale. */
function monthFirst(time: string): string {
  return time.replace(/^(\d\d)\/(\d\d)\/(\d{4}) /, '$3-$1-$2T');
}

const airWatch: Product = (record) => {
  const user = record.text('User', 'Admin Account', 'Enrollment User');
  if (record.text('product') !== 'airwatch') return undefined;
  const data = record.text('Event Data');
  return {
    app: 'vmware-workspace-one',
    time: undefined,
    operation: record.text('Event'),
    user: /^sysadmin$|^system$/i.test(user) ? '' : user,
    ip: ipIn(data),
    outcome: verdict(record.text('Event')),
    target: record.text('Device Friendly Name'),
    text: [record.text('Event Module'), record.text('Event Category'), data].filter((part) => part !== '').join(' '),
  };
};

const clearPass: Product = (record) => {
  const user = record.text('Common.Username', 'RADIUS.Acct-Username', 'Common.Login-Username', 'TACACS.Username');
  const status = record.text('Common.Login-Status', 'TACACS.Authen-Action', 'RADIUS.Acct-Status-Type');
  if (user === '' || !(record.has('Common.Service') || record.has('RADIUS.Acct-Session-Id'))) return undefined;
  return {
    app: 'aruba-clearpass',
    time: record.value('Common.Request-Timestamp') ?? record.value('RADIUS.Acct-Timestamp'),
    operation: record.has('Common.Login-Status') ? 'login' : 'accounting',
    user,
    ip: ipIn(record.text('RADIUS.Acct-Framed-IP-Address', 'Common.Host-IP-Address')),
    outcome: /ACCEPT/i.test(status) ? 'success' : verdict(status),
    target: record.text('Common.Service'),
    text: record.text('RADIUS.Auth-Method', 'Common.Roles'),
  };
};

const PRODUCTS: readonly Product[] = [
  fortinet,
  paloAlto,
  checkPoint,
  identityServices,
  sophos,
  stormshield,
  sonicwall,
  bigIp,
  junos,
  veeam,
  networkPolicy,
  airWatch,
  clearPass,
];

/** @returns undefined where no product's */
export function deviceAct(record: SourceRecord): DeviceAct | undefined {
  if (!record.isText) return undefined;
  for (const product of PRODUCTS) {
    const act = product(record);
    if (act !== undefined && act.operation !== '' && (act.user !== '' || act.ip !== '')) return act;
  }
  return undefined;
}

/** The act as the record that the connector's table reads. */
export function actRecord(act: DeviceAct): JsonObject {
  return { ...act };
}
