/**
 * Short names of CEF's extension keys and the full ones they stand for, as the standard lists them.
 * Source: "ArcSight Common Event Format (CEF) Implementation Standard", extension dictionary.
 */
const PAIRS =
  'act deviceAction,app applicationProtocol,c6a1 deviceCustomIPv6Address1,c6a2 deviceCustomIPv6Address2,c6a3 deviceCustomIPv6Address3,c6a4 deviceCustomIPv6Address4,' +
  'cat deviceEventCategory,cnt baseEventCount,dhost destinationHostName,dlat destinationGeoLatitude,dlong destinationGeoLongitude,dmac destinationMacAddress,' +
  'dntdom destinationNtDomain,dpid destinationProcessId,dpriv destinationUserPrivileges,dproc destinationProcessName,dpt destinationPort,dst destinationAddress,' +
  'dtz deviceTimeZone,duid destinationUserId,duser destinationUserName,dvc deviceAddress,dvchost deviceHostName,dvcmac deviceMacAddress,dvcpid deviceProcessId,' +
  'end endTime,fname fileName,fsize fileSize,in bytesIn,msg message,out bytesOut,outcome eventOutcome,proto transportProtocol,request requestURL,' +
  'rt deviceReceiptTime,shost sourceHostName,slat sourceGeoLatitude,slong sourceGeoLongitude,smac sourceMacAddress,sntdom sourceNtDomain,spid sourceProcessId,' +
  'spriv sourceUserPrivileges,sproc sourceProcessName,spt sourcePort,src sourceAddress,start startTime,suid sourceUserId,suser sourceUserName';

const FULL: ReadonlyMap<string, string> = new Map(
  PAIRS.split(',').map((pair): [string, string] => {
    const [short = '', full = ''] = pair.split(' ');
    return [short, full];
  }),
);

/** `cs1`, `cn2`, `cfp3`, `flexString1`…: fields whose meaning stands in another, `cs1Label`. */
const CUSTOM =
  /^(?:cs|cn|cfp|c6a|flexString|flexNumber|flexDate|deviceCustom(?:String|Number|Date|FloatingPoint|IPv6Address))\d$/;
const CUSTOM_FULL: ReadonlyMap<string, string> = new Map([
  ['cs', 'deviceCustomString'],
  ['cn', 'deviceCustomNumber'],
  ['cfp', 'deviceCustomFloatingPoint'],
]);

export function fullName(key: string): string {
  return FULL.get(key) ?? (CUSTOM_FULL.get(key.slice(0, -1)) ?? key.slice(0, -1)) + key.slice(-1);
}

/** The field that names a custom one's meaning; '' for others. */
export function labelKeyOf(key: string): string {
  return CUSTOM.test(key) ? `${key}Label` : '';
}

/** Full names of the fields that hold a time. */
export const CEF_TIMES: ReadonlySet<string> = new Set(['deviceReceiptTime', 'startTime', 'endTime']);
