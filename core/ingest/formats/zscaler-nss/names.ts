/**
 * In: a field name of a Zscaler feed: of the documented JSON, CSV and key=value templates, the QRadar LEEF and the CEF ones, for web,
 * firewall and DNS logs. Out: what it holds.
 * Source: https://help.zscaler.com/zia/nss-feed-output-format-web-logs and its firewall and DNS siblings.
 */
import { ByteKeys } from '../shared/byte-keys.ts';

export const FIELD = {
  none: 0,
  time: 1,
  zone: 2,
  user: 3,
  clientIp: 4,
  clientHost: 5,
  host: 6,
  serverIp: 7,
  serverPort: 8,
  url: 9,
  method: 10,
  status: 11,
  action: 12,
  bytesSent: 13,
  bytesReceived: 14,
  bytesTotal: 15,
  userAgent: 16,
  contentType: 17,
  category: 18,
  app: 19,
  sessions: 20,
  feed: 21,
  /** `cat`: the action in LEEF, the category elsewhere. */
  cat: 22,
} as const;

export const FIELD_COUNT = 23;

/** Names in lower case. The first column that fills a field wins, so the user goes before the device's owner, who is not listed. */
const FIELD_NAMES: ReadonlyMap<string, number> = new Map([
  ['time', FIELD.time],
  ['datetime', FIELD.time],
  ['devtime', FIELD.time],
  ['rt', FIELD.time],
  ['epochtime', FIELD.time],
  ['timegenerated', FIELD.time],
  ['eventtime', FIELD.time],
  ['event time', FIELD.time],
  ['timezone', FIELD.zone],
  ['tz', FIELD.zone],
  ['user', FIELD.user],
  ['login', FIELD.user],
  ['elogin', FIELD.user],
  ['usrname', FIELD.user],
  ['suser', FIELD.user],
  ['sourceusername', FIELD.user],
  ['clientip', FIELD.clientIp],
  ['client ip', FIELD.clientIp],
  ['cip', FIELD.clientIp],
  ['csip', FIELD.clientIp],
  ['clt_sip', FIELD.clientIp],
  ['sourceip', FIELD.clientIp],
  ['src', FIELD.clientIp],
  ['cintip', FIELD.clientIp],
  ['cltintip', FIELD.clientIp],
  ['devicehostname', FIELD.clientHost],
  ['devicename', FIELD.clientHost],
  ['shost', FIELD.clientHost],
  ['sourcehostname', FIELD.clientHost],
  ['hostname', FIELD.host],
  ['host', FIELD.host],
  ['ehost', FIELD.host],
  ['dhost', FIELD.host],
  ['dns_req', FIELD.host],
  ['req', FIELD.host],
  ['destinationdnsdomain', FIELD.host],
  ['destinationhostname', FIELD.host],
  ['serverip', FIELD.serverIp],
  ['server ip', FIELD.serverIp],
  ['sip', FIELD.serverIp],
  ['cdip', FIELD.serverIp],
  ['cdfqdn', FIELD.host],
  ['srv_dip', FIELD.serverIp],
  ['destinationip', FIELD.serverIp],
  ['dst', FIELD.serverIp],
  ['cdport', FIELD.serverPort],
  ['srv_dport', FIELD.serverPort],
  ['dpt', FIELD.serverPort],
  ['dstport', FIELD.serverPort],
  ['destinationport', FIELD.serverPort],
  ['url', FIELD.url],
  ['eurl', FIELD.url],
  ['request', FIELD.url],
  ['requesturl', FIELD.url],
  ['requestmethod', FIELD.method],
  ['request method', FIELD.method],
  ['reqmethod', FIELD.method],
  ['status', FIELD.status],
  ['respcode', FIELD.status],
  ['response code', FIELD.status],
  ['outcome', FIELD.status],
  ['action', FIELD.action],
  ['policy action', FIELD.action],
  ['act', FIELD.action],
  ['deviceaction', FIELD.action],
  ['reqaction', FIELD.action],
  ['requestsize', FIELD.bytesSent],
  ['reqsize', FIELD.bytesSent],
  ['sent bytes', FIELD.bytesSent],
  ['sentbytes', FIELD.bytesSent],
  ['srcbytes', FIELD.bytesSent],
  ['out', FIELD.bytesSent],
  ['outbytes', FIELD.bytesSent],
  ['responsesize', FIELD.bytesReceived],
  ['respsize', FIELD.bytesReceived],
  ['received bytes', FIELD.bytesReceived],
  ['receivedbytes', FIELD.bytesReceived],
  ['dstbytes', FIELD.bytesReceived],
  ['in', FIELD.bytesReceived],
  ['inbytes', FIELD.bytesReceived],
  ['transactionsize', FIELD.bytesTotal],
  ['totalsize', FIELD.bytesTotal],
  ['total bytes', FIELD.bytesTotal],
  ['useragent', FIELD.userAgent],
  ['user agent', FIELD.userAgent],
  ['ua', FIELD.userAgent],
  ['eua', FIELD.userAgent],
  ['requestclientapplication', FIELD.userAgent],
  ['contenttype', FIELD.contentType],
  ['urlcategory', FIELD.category],
  ['url category', FIELD.category],
  ['urlcat', FIELD.category],
  ['domcat', FIELD.category],
  ['appname', FIELD.app],
  ['cloud application', FIELD.app],
  ['nwapp', FIELD.app],
  ['destinationservicename', FIELD.app],
  ['numsessions', FIELD.sessions],
  ['sourcetype', FIELD.feed],
  ['cat', FIELD.cat],
]);

/** The same for windows of a line, in any case. */
export const FIELD_KEYS = new ByteKeys(FIELD_NAMES, true);

const fieldsOf = (names: string): readonly number[] =>
  names.split(' ').map((name) => FIELD_NAMES.get(name) ?? FIELD.none);

/** Column orders of the default comma or tab separated output. */
export const WEB_COLUMNS = fieldsOf(
  'time login proto eurl action appname appclass reqsize respsize stime ctime urlclass urlsupercat urlcat malwarecat threatname riskscore dlpeng dlpdict location dept cip sip reqmethod respcode ua ereferer ruletype rulelabel contenttype unscannabletype deviceowner devicehostname',
);

/** Since 2024 the transaction times have given way to the application's status and the threat's severity. */
export const WEB_COLUMNS_2024 = fieldsOf(
  'time login proto eurl action appname app_status appclass reqsize respsize urlclass urlsupercat urlcat malwarecat threatname riskscore threatseverity dlpeng dlpdict location dept cip sip reqmethod respcode ua ereferer ruletype rulelabel contenttype unscannabletype deviceowner devicehostname',
);

export const FIREWALL_COLUMNS = fieldsOf(
  'time login dept location cdport csport sdport ssport csip cdip ssip sdip tsip tsport ttype action dnat stateful aggregate nwsvc nwapp ipproto ipcat destcountry avgduration rulelabel inbytes outbytes duration durationms numsessions',
);
