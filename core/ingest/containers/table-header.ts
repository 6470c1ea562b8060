/** In: the column names of a CSV file. Out: whether it is the export of a table (SIEM, log service, database), not a device's own log. */

/** Columns that only such exports have. */
const TELLING: ReadonlySet<string> = new Set([
  'tenantid',
  '_resourceid',
  'timegenerated',
  'sourcesystem',
  'syslogmessage',
  'rawdata',
  '_raw',
  '_time',
  '_indextime',
  '@timestamp',
  '@message',
  '_source',
  'event.original',
  'initiatingprocessfilename',
  'initiatingprocessaccountname',
  'additionalfields',
  'logname',
  'insertid',
  'receivetimestamp',
  'interface_id',
  'srcaddr',
  'src_endpoint.ip',
  'source.ip',
  'devicevendor',
  'srcipaddr',
  'eventoriginaltype',
  'eventdata',
]);
/** Columns that are as telling when two of them stand together. */
const PAIRED: readonly ReadonlySet<string>[] = [
  new Set(['timestamp', 'devicename', 'remoteurl', 'remoteip', 'actiontype', 'deviceid', 'count_']),
  new Set(['timestamp', 'domain', 'query_type', 'client_ip', 'device_id', 'root_domain', 'matched_name']),
  new Set(['qname', 'qtype', 'client', 'source', 'destination', 'interfaceip', 'xid', 'timecreated']),
  new Set(['levels', 'keywords', 'date and time', 'source', 'event id', 'task category']),
  new Set(['message', 'recordid', 'providername', 'machinename', 'timecreated', 'leveldisplayname']),
  new Set(['_serial', 'host', 'sourcetype', 'index', 'source', 'linecount']),
];

export function isTableHeader(names: readonly string[]): boolean {
  const known = names.map((name) => name.replace(/ \[[^\]]*\]$/, '').toLowerCase());
  if (known.some((name) => TELLING.has(name))) return true;
  return PAIRED.some((set) => known.filter((name) => set.has(name)).length >= 3);
}
