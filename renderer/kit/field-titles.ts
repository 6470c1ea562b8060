/** What fields of traffic and of activities are called on screens; their own names are for files and programs. */
const TITLES: Readonly<Record<string, string>> = {
  time: 'Time',
  line: 'Line',
  format: 'Format',
  timeBasis: 'Time is that of',
  sourceIp: 'Source address',
  sourceUser: 'User',
  sourceHost: 'Device',
  destinationHost: 'Destination host',
  destinationIp: 'Destination address',
  destinationPort: 'Destination port',
  url: 'URL',
  method: 'Method',
  status: 'Status',
  action: 'Allowed or blocked',
  bytesSent: 'Bytes sent',
  bytesReceived: 'Bytes received',
  bytesTotal: 'Bytes in all',
  userAgent: 'User agent',
  contentType: 'Content type',
  vendorCategory: 'Category as logged',
  vendorApp: 'App as logged',
  namedBy: 'Host named by',
  id: 'Activity id',
  connector: 'Connector',
  app: 'App',
  instance: 'Instance',
  userId: 'User id',
  userName: 'Display name',
  actorKind: 'Kind of actor',
  operation: 'Action in the app',
  activityType: 'Activity type',
  admin: 'Administrative',
  outcome: 'Outcome',
  reason: 'Reason of failure',
  device: 'Device',
  place: 'Place in the provider’s words',
  objects: 'Objects',
  target: 'Acted upon',
  clientApp: 'Client app',
  sessionId: 'Session id',
  tokenId: 'Token id',
  correlationId: 'Request or correlation id',
  sameEvent: 'Same event as',
  description: 'Description',
  impersonated: 'Impersonated',
  mfa: 'Several factors asked for',
  legacyAuth: 'Legacy authentication',
  appliedAction: 'Applied action',
};

/** The title of a record's field; a name that has none stays as it is. */
export function fieldTitle(name: string): string {
  return Object.hasOwn(TITLES, name) ? (TITLES[name] ?? name) : name;
}

/** A title within a sentence: abbreviations and names of several words keep their capitals. */
export function inSentence(title: string): string {
  return /^\p{Lu}\p{Ll}/u.test(title) && !/ \p{Lu}\p{Ll}/u.test(title)
    ? title.charAt(0).toLowerCase() + title.slice(1)
    : title;
}

/** A value of a record as text; what is made of parts (a device, objects) as JSON. */
export function fieldText(value: unknown): string {
  return typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value);
}
