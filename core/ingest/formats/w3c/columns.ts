/**
 * In: a column name of a W3C extended log (`cs(User-Agent)`, `sc-bytes`), of any product that writes them.
 * Out: what the column means to us. Sources: W3C Extended Log File Format; Broadcom SGOS, Microsoft IIS, ISA and TMG, Cisco WSA and
 * ScanSafe field lists.
 */

/** What a column holds. Numbers, because lines are read by them. */
export const SLOT = {
  none: 0,
  date: 1,
  time: 2,
  dateTime: 3,
  clientIp: 4,
  forwardedFor: 5,
  user: 6,
  clientHost: 7,
  host: 8,
  url: 9,
  scheme: 10,
  port: 11,
  path: 12,
  query: 13,
  method: 14,
  status: 15,
  resultStatus: 16,
  bytesToClient: 17,
  bytesFromClient: 18,
  /** The logging machine's own address: the destination of a web server, never of a proxy. */
  serverIp: 19,
  remoteIp: 20,
  serverPort: 21,
  filterResult: 22,
  proxyAction: 23,
  exception: 24,
  action: 25,
  blockType: 26,
  decision: 27,
  userAgent: 28,
  contentType: 29,
  category: 30,
  app: 31,
  stem: 32,
  sourceEndpoint: 33,
  destinationEndpoint: 34,
  operation: 35,
  siteName: 36,
  direction: 37,
  service: 38,
  /** Where a proxy fetched from: another proxy, when it has a parent. */
  supplierIp: 39,
  /** Why HTTP.sys answered, or ended a connection. */
  systemReason: 40,
} as const;

export const SLOT_COUNT = 41;

/** By normalised name: lower case, `_`, spaces and brackets as dashes. Where two names fit, the first column that fills a slot wins. */
const NAMES: ReadonlyMap<string, number> = new Map([
  ['date', SLOT.date],
  ['x-client-date', SLOT.date],
  ['time', SLOT.time],
  ['datetime', SLOT.dateTime],
  ['date-time', SLOT.dateTime],
  ['timestamp', SLOT.dateTime],
  ['gmttime', SLOT.dateTime],
  ['localtime', SLOT.dateTime],
  ['x-timestamp', SLOT.dateTime],
  ['x-timestamp-unix', SLOT.dateTime],
  ['logtime', SLOT.dateTime],
  ['c-ip', SLOT.clientIp],
  ['src-ip', SLOT.clientIp],
  ['original-client-ip', SLOT.clientIp],
  ['client-ip', SLOT.clientIp],
  ['clientipaddress', SLOT.clientIp],
  ['x-client-address', SLOT.clientIp],
  ['cs-x-forwarded-for', SLOT.forwardedFor],
  ['x-forwarded-for', SLOT.forwardedFor],
  ['cs-x-forwarded-for-', SLOT.forwardedFor],
  ['cs-username', SLOT.user],
  ['cs-user', SLOT.user],
  ['cs-userdn', SLOT.user],
  ['username', SLOT.user],
  ['c-username', SLOT.user],
  ['x-cs-username', SLOT.user],
  ['cs-auth-user', SLOT.user],
  ['x-cs-auth-user', SLOT.user],
  ['authenticateduser', SLOT.user],
  ['c-dns', SLOT.clientHost],
  ['x-client-device-name', SLOT.clientHost],
  ['c-computername', SLOT.clientHost],
  ['cs-host', SLOT.host],
  ['r-host', SLOT.host],
  ['r-dns', SLOT.host],
  ['cs-uri-host', SLOT.host],
  ['cs-uri-hostname', SLOT.host],
  ['cs-url-host', SLOT.host],
  ['c-uri-host', SLOT.host],
  ['urlhost', SLOT.host],
  ['cs-uri', SLOT.url],
  ['cs-url', SLOT.url],
  ['c-url', SLOT.url],
  ['c-uri', SLOT.url],
  ['s-uri', SLOT.url],
  ['sr-uri', SLOT.url],
  ['cs-uri-scheme', SLOT.scheme],
  ['c-uri-scheme', SLOT.scheme],
  ['cs-url-scheme', SLOT.scheme],
  ['cs-uri-port', SLOT.port],
  ['cs-url-port', SLOT.port],
  ['c-uri-port', SLOT.port],
  ['r-port', SLOT.port],
  ['dst-port', SLOT.port],
  ['cs-uri-path', SLOT.path],
  ['cs-url-path', SLOT.path],
  ['c-uri-path', SLOT.path],
  ['cs-uri-query', SLOT.query],
  ['cs-url-query', SLOT.query],
  ['c-uri-query', SLOT.query],
  ['cs-method', SLOT.method],
  ['method', SLOT.method],
  ['sc-status', SLOT.status],
  ['rs-status', SLOT.none],
  ['sc-http-status', SLOT.status],
  ['x-resultcode-httpstatus', SLOT.resultStatus],
  ['sc-result-code', SLOT.proxyAction],
  ['sc-bytes', SLOT.bytesToClient],
  ['bytes-received', SLOT.bytesToClient],
  ['cs-bytes', SLOT.bytesFromClient],
  ['bytes-sent', SLOT.bytesFromClient],
  ['s-ip', SLOT.serverIp],
  ['s-port', SLOT.serverPort],
  ['r-ip', SLOT.remoteIp],
  ['dst-ip', SLOT.remoteIp],
  ['sr-ip', SLOT.remoteIp],
  ['s-supplier-ip', SLOT.supplierIp],
  ['r-supplier-ip', SLOT.supplierIp],
  ['x-cs-connection-remote-ip', SLOT.remoteIp],
  ['sc-filter-result', SLOT.filterResult],
  ['s-action', SLOT.proxyAction],
  ['x-exception-id', SLOT.exception],
  ['s-reason', SLOT.systemReason],
  ['action', SLOT.action],
  ['cs-action', SLOT.action],
  ['x-ss-last-rule-action', SLOT.action],
  ['x-ss-block-type', SLOT.blockType],
  ['x-acltag', SLOT.decision],
  ['cs-user-agent', SLOT.userAgent],
  ['c-agent', SLOT.userAgent],
  ['agent', SLOT.userAgent],
  ['rs-content-type', SLOT.contentType],
  ['sc-content-type', SLOT.contentType],
  ['cs-mime-type', SLOT.contentType],
  ['cs-categories', SLOT.category],
  ['cs-category', SLOT.category],
  ['sc-filter-category', SLOT.category],
  ['cs-uri-categories', SLOT.category],
  ['cs-uri-category', SLOT.category],
  ['x-ss-category', SLOT.category],
  ['x-webcat-code-full', SLOT.category],
  ['urlcategory', SLOT.category],
  ['x-bluecoat-application-name', SLOT.app],
  ['x-avc-app', SLOT.app],
  ['cs-uri-stem', SLOT.stem],
  ['source', SLOT.sourceEndpoint],
  ['destination', SLOT.destinationEndpoint],
  ['s-operation', SLOT.operation],
  ['s-sitename', SLOT.siteName],
  ['path', SLOT.direction],
  ['s-svcname', SLOT.service],
]);

/** `cs(User-Agent)` → `cs-user-agent`, `bytes sent` → `bytes-sent`, `c_ip` → `c-ip`. */
export function normalizeName(name: string): string {
  return name
    .trim()
    .toLowerCase()
    .replace(/[_ (]+/g, '-')
    .replace(/[)"]/g, '');
}

export function slotOf(name: string): number {
  return NAMES.get(normalizeName(name)) ?? SLOT.none;
}

/** Columns of a line: for each slot the index of its column, -1 when the log has none. */
export interface ColumnPlan {
  readonly count: number;
  readonly indexOf: Int16Array;
}

/** Plan for a list of column names; undefined when they name neither a client nor a destination. */
export function planColumns(names: readonly string[]): ColumnPlan | undefined {
  // Netskope's `s-ip` is the server that was asked, not the machine that logs.
  const isNetskope = names.includes('x-cs-access-method');
  return planSlots(
    names.map((name) => {
      const slot = slotOf(name);
      return isNetskope && slot === SLOT.serverIp ? SLOT.remoteIp : slot;
    }),
  );
}

const DESTINATIONS = [
  SLOT.host,
  SLOT.url,
  SLOT.stem,
  SLOT.remoteIp,
  SLOT.supplierIp,
  SLOT.destinationEndpoint,
] as const;

export function planSlots(slots: readonly number[]): ColumnPlan | undefined {
  const indexOf = new Int16Array(SLOT_COUNT).fill(-1);
  slots.forEach((slot, index) => {
    if (slot !== SLOT.none && indexOf[slot] === -1) indexOf[slot] = index;
  });
  const has = (slot: number): boolean => (indexOf[slot] ?? -1) >= 0;
  const hasClient = has(SLOT.clientIp) || has(SLOT.forwardedFor) || has(SLOT.sourceEndpoint) || has(SLOT.user);
  const hasDestination = DESTINATIONS.some(has);
  return hasClient && hasDestination ? { count: slots.length, indexOf } : undefined;
}
