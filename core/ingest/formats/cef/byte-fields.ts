/**
 * In: a line of CEF as bytes. Out: where its keys stand, and which fields those fill that figures, names and judgements hang on.
 */
import { ByteKeys } from '../shared/byte-keys.ts';

const SPACE = 32;

export const EXACT = 1;
export const CUSTOM = 5;
export const ZONE = 6;
export const SOURCE = 7;
export const DEVICE = 8;
export const USER = 9;
export const USER_ID = 10;
export const TARGET_USER = 11;
export const DESTINATION = 12;
export const HOST = 13;
/** The host of Fortinet's lines alone. */
export const OWN_HOST = 14;
export const URL = 15;
export const IN = 16;
export const OUT = 17;
export const ALL_BYTES = 18;
export const COUNT = 19;
export const SOURCE_V6 = 20;
export const DESTINATION_V6 = 21;
export const DOMAIN = 22;
/** A balancer's own name may be where its visitors went. */
export const BALANCER = 23;
export const FIELDS = 24;
/** Several may stand in a line; each is part of the verdict. */
export const WORD = 24;
/** What it is worth hangs on the vendor. */
export const SITE = 25;
/** Part of the verdict on a web gateway's line. */
export const BLOCK = 26;
/** Read of a web gateway's lines alone. */
export const ODD = 27;

/** As event.ts takes them: times best first. */
export const FIELD_KEYS = new ByteKeys(
  [
    ['eventtime', EXACT],
    ['FTNTFGTeventtime', EXACT],
    ['FortinetFortiGateeventtime', EXACT],
    ['rt', 2],
    ['deviceReceiptTime', 2],
    ['start', 3],
    ['startTime', 3],
    ['end', 4],
    ['endTime', 4],
    ['timestamp', CUSTOM],
    ['deviceCustomDate1', CUSTOM],
    ['dtz', ZONE],
    ['deviceTimeZone', ZONE],
    ['src', SOURCE],
    ['sourceAddress', SOURCE],
    ['c6a2', SOURCE_V6],
    ['shost', DEVICE],
    ['sourceHostName', DEVICE],
    ['DeviceName', DEVICE],
    ['suser', USER],
    ['sourceUserName', USER],
    ['UserEmail', USER],
    ['suid', USER_ID],
    ['loginID', USER_ID],
    ['usrName', USER_ID],
    ['susr', USER_ID],
    ['duser', TARGET_USER],
    ['dst', DESTINATION],
    ['destinationAddress', DESTINATION],
    ['DestinationIP', DESTINATION],
    ['c6a3', DESTINATION_V6],
    ['destinationDnsDomain', DOMAIN],
    ['fqdn', SITE],
    ['dvchost', BALANCER],
    ['host', SITE],
    ['dhost', HOST],
    ['destinationHostName', HOST],
    ['qname', OWN_HOST],
    ['hostname', OWN_HOST],
    ['FTNTFGTqname', OWN_HOST],
    ['FTNTFGThostname', OWN_HOST],
    ['FortinetFortiGateqname', OWN_HOST],
    ['FortinetFortiGatehostname', OWN_HOST],
    ['request', URL],
    ['requestUrl', URL],
    ['requestURL', URL],
    ['in', IN],
    ['bytesIn', IN],
    ['out', OUT],
    ['bytesOut', OUT],
    ['PanOSBytes', ALL_BYTES],
    ['cnt', COUNT],
    ['baseEventCount', COUNT],
    ['act', WORD],
    ['ACT', WORD],
    ['deviceAction', WORD],
    ['fw_action', WORD],
    ['outcome', WORD],
    ['eventOutcome', WORD],
    ['cn1', BLOCK],
    ['FTNTFGTcn1', BLOCK],
    ['FortinetFortiGatecn1', BLOCK],
    ['ad.cn1', BLOCK],
    ['cn1Label', BLOCK],
    ['FTNTFGTcn1Label', BLOCK],
    ['FortinetFortiGatecn1Label', BLOCK],
    ['ad.cn1Label', BLOCK],
    ['ad.eventtime', ODD],
    ['ad.utmaction', ODD],
    ['utmaction', WORD],
    ['FTNTFGTutmaction', WORD],
    ['FortinetFortiGateutmaction', WORD],
  ],
  false,
);

/** What a byte may be in a key: 0 nothing, 1 part of it, 2 its beginning as well. */
const KEY_BYTES = Uint8Array.from({ length: 256 }, (_, code) => {
  const char = String.fromCharCode(code);
  return /[A-Za-z_]/.test(char) ? 2 : /[\d.[\]-]/.test(char) ? 1 : 0;
});

/** Where the key begins that an equals sign ends; -1 when none does. */
export function keyStart(bytes: Uint8Array, start: number, equals: number): number {
  let at = equals;
  while (at > start && KEY_BYTES[bytes[at - 1] ?? 0] !== 0) at--;
  if (at === equals || KEY_BYTES[bytes[at] ?? 0] !== 2) return -1;
  return at === start || (bytes[at - 1] ?? 0) <= SPACE ? at : -1;
}
