/**
 * In: the name of a service in a port's place. Out: its port, -1 for a name that is not known.
 * Source: IANA's registry of service names, and the names that Cisco's, Juniper's and other appliances write for them.
 */
const PORTS: ReadonlyMap<string, number> = new Map([
  ['ftp', 21],
  ['ssh', 22],
  ['telnet', 23],
  ['smtp', 25],
  ['dns', 53],
  ['domain', 53],
  ['http', 80],
  ['www', 80],
  ['kerberos', 88],
  ['pop3', 110],
  ['ntp', 123],
  ['imap', 143],
  ['imap4', 143],
  ['snmp', 161],
  ['ldap', 389],
  ['https', 443],
  ['isakmp', 500],
  ['syslog', 514],
  ['ldaps', 636],
  ['rdp', 3389],
]);

export function servicePort(name: string): number {
  return PORTS.get(name.toLowerCase()) ?? -1;
}
