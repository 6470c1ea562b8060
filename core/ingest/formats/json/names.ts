/**
 * What records of tables and log services call their fields, beyond the general vocabulary: Microsoft Sentinel's normalised schema
 * (ASim), CommonSecurityLog, and names that other products share (`tk…` are those of Trend Micro's web gateways). Normalised as `normalName` does.
 */
import { ACTION_ALLOWED, ACTION_BLOCKED, type ActionCode } from '../api.ts';
import { withVocabulary } from '../named/vocabulary.ts';

const VOCABULARY = withVocabulary({
  time: [
    'eventstarttime',
    'eventtime',
    'timestamp',
    'edgestarttimestamp',
    'datetime',
    'time',
    'atime',
    'date',
    'timegenerated',
    'tkdatefield',
    'eventsec',
  ],
  date: ['day', 'logdate'],
  sourceIp: [
    'srcipaddr',
    'sourceip',
    'srcip',
    'clientip',
    'callingipaddress',
    'srcaddr',
    'remoteaddr',
    'deviceipaddress',
    'saddr',
    'tkclientip',
    'sourceentityipv4',
  ],
  // Decoys name by it the address that came to them.
  source: ['srchost'],
  sourceUser: [
    'srcusername',
    'sourceusername',
    'actorusername',
    'user',
    'username',
    'useremail',
    'accountname',
    'srcuserupn',
    'tkusername',
  ],
  sourceHost: ['srchostname', 'srcdvchostname', 'sourcehostname', 'devicename'],
  destinationIp: [
    'dstipaddr',
    'destinationip',
    'dstip',
    'destip',
    'dstaddr',
    'peerhost',
    'daddr',
    'canaryip',
    'tkserverip',
    'destinationentityipv4',
  ],
  destinationHost: [
    'dstdomainhostname',
    'dsthostname',
    'dstfqdn',
    'destinationhostname',
    'dnsquery',
    'clientrequesthost',
    'destinationdnsdomain',
    'desthostname',
    'qname',
    'host',
    'fqdn',
    'domain',
    'questionname',
    'rrname',
    'tkdomain',
  ],
  destinationPort: ['canaryport', 'dstportnumber', 'hostport', 'destinationport', 'dstport', 'destport'],
  url: ['url', 'requesturl', 'urloriginal', 'clientrequesturi', 'requesturi', 'tkurl'],
  method: ['httprequestmethod', 'requestmethod', 'requstmethod', 'tkoperation'],
  status: ['httpstatuscode', 'statuscode', 'edgeresponsestatus'],
  action: [
    'dvcaction',
    'deviceaction',
    'simplifieddeviceaction',
    'action',
    'resultcode',
    'eventaction',
    'requeststatus',
    'appliedaction',
    'fwruleaction',
  ],
  bytesSent: ['srcbytes', 'sentbytes', 'bytessent'],
  bytesReceived: ['dstbytes', 'receivedbytes', 'bytesreceived', 'destbytes'],
  bytesTotal: ['networkbytes', 'totalbytes', 'bytes', 'tksize'],
  count: ['eventcount', 'dnssessioncount'],
  userAgent: ['httpuseragent', 'useragentoriginal', 'useragent'],
  contentType: ['tkmimecontent'],
  vendorCategory: ['urlcategory', 'urlcategoryname'],
  vendorApp: ['dstappname', 'applicationname', 'application', 'networkapplicationprotocol'],
});

/** Behind all else, the name of a message of syslog's, by which Junos tells what became of a session. */
export const NAMES = { ...VOCABULARY, action: [...(VOCABULARY.action ?? []), 'msgid', 'messageid', 'tag'] };

/** Junos' names of messages, lower case; those that hold `blocked` speak for themselves. */
export const MESSAGE_ACTIONS: ReadonlyMap<string, ActionCode> = new Map(
  [
    ['rt_flow_session_close', ACTION_ALLOWED] as const,
    ['rt_flow_session_deny', ACTION_BLOCKED] as const,
    ['apptrack_session_close', ACTION_ALLOWED] as const,
    ['webfilter_url_permitted', ACTION_ALLOWED] as const,
  ].flatMap(([name, action]) => [
    [name, action],
    // From a logical system.
    [`${name}_ls`, action],
  ]),
);
