/** Words of Citrix ADC's lines that both readers look for. */

export const FEATURES = [
  'SSLVPN ',
  'TCP ',
  'UDP ',
  'AAATM ',
  'AAA ',
  'APPFW ',
  'SSLLOG ',
  'ICA ',
  'ACL ',
  'CI ',
  'URLFILT ',
  'DNS ',
] as const;
/** Parts of the log that are never about a connection. */
export const OTHERS = [
  'EVENT ',
  'CLI ',
  'GUI ',
  'API ',
  'SNMP ',
  'ROUTING ',
  'HA ',
  'CMD ',
  'UI ',
  'ALG ',
  'REWRITE ',
  'RESPONDER ',
  'RNAT ',
  'LSN ',
  'SUBSCRIBER ',
  'IPSEC ',
  'PITBOSS ',
  'NSCONF ',
] as const;
/** Time, host and packet engine stand in front. */
export const LOOK = 120;

/** In front of a whole time in an event, those that are believed first before others. */
export const TIME_NAMES = [
  'End_time "',
  'End Time ',
  'Start_time "',
  'startTime "',
  'Start Time ',
  'Last_contact "',
] as const;

/** Words that tell what became of a connection. */
export const BLOCKED = [
  'DENIED',
  ' is Deny',
  '<blocked>',
  'Access Denied',
  'ction DENY',
  'ction: DENY',
  'ction BLOCK',
] as const;
export const ALLOWED = [
  'Access Allowed',
  ' is Allow',
  '<not blocked>',
  '<transformed>',
  'ction ALLOW',
  'ction: ALLOW',
] as const;
