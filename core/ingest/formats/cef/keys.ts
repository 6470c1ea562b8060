/** In: a key of a CEF extension. Out: whether a figure may need it, and its name without a vendor's prefix. */
import { KeyMask } from '../kv/key-mask.ts';

const PREFIXES = ['FTNTFGT', 'FortinetFortiGate', 'ad.'] as const;

/** Every key that a figure may need; the rest is read only for the view of a single line. */
export const FIGURE_KEYS = new KeyMask([
  'rt',
  'deviceReceiptTime',
  'start',
  'startTime',
  'end',
  'endTime',
  'timestamp',
  'deviceCustomDate1',
  'dtz',
  'deviceTimeZone',
  'src',
  'sourceAddress',
  'c6a2',
  'shost',
  'sourceHostName',
  'suser',
  'sourceUserName',
  // Jamf writes these names instead of the standard's.
  'UserEmail',
  'DeviceName',
  'DestinationIP',
  'ACT',
  'suid',
  'loginID',
  'usrName',
  'susr',
  'duser',
  'dst',
  'destinationAddress',
  'c6a3',
  // Imperva's, of the server; its key for the client's port tells whose the other is.
  'sip',
  'cpt',
  'spt',
  'dhost',
  'destinationHostName',
  'dvchost',
  'host',
  'destinationDnsDomain',
  'fqdn',
  'dpt',
  'destinationPort',
  'request',
  'requestUrl',
  'requestURL',
  'act',
  'deviceAction',
  // SonicWall's.
  'fw_action',
  'outcome',
  'eventOutcome',
  'in',
  'bytesIn',
  'out',
  'bytesOut',
  'PanOSBytes',
  'cnt',
  'baseEventCount',
  'eventtime',
  'FTNTFGTeventtime',
  'FortinetFortiGateeventtime',
  'qname',
  'FTNTFGTqname',
  'hostname',
  'FTNTFGThostname',
  'FTNTFGTutmaction',
  'utmaction',
  'FortinetFortiGateutmaction',
  'FortinetFortiGateqname',
  'FortinetFortiGatehostname',
]);

/** A key without the prefix that Fortinet or ArcSight put in front of their own. */
export function bareKey(text: string, start: number, end: number): string {
  for (const prefix of PREFIXES) {
    if (text.startsWith(prefix, start)) return text.substring(start + prefix.length, end);
  }
  return text.substring(start, end);
}
