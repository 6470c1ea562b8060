/**
 * In: the header of a CEF line. Out: whether its vendor says that it is no traffic, or only opens a session.
 * Products that are not known here are judged by whether their line names a destination.
 */
import { type CefHeader, NAME, PRODUCT, SIGNATURE, VENDOR } from './header.ts';

/** Vendors whose keys need reading otherwise. */
export const VENDOR_OTHER = 0;
export const VENDOR_FORTINET = 1;
/** Palo Alto's log forwarding service (`LF`): keys as the standard has them. */
export const VENDOR_PALO_ALTO_CLOUD = 2;
/** A PAN-OS device: its published template sends `in=$bytes_sent out=$bytes_received`, the other way round. */
export const VENDOR_PAN_OS = 3;
/** Application firewalls and load balancers: their lines are visits to what the organisation publishes. */
export const VENDOR_PUBLISHER = 4;
/** McAfee's, now Skyhigh's Web Gateway: the status in place of a signature, the last rule as name, the verdict as a block reason's number. */
export const VENDOR_WEB_GATEWAY = 5;
/** Infoblox: the domain is what was asked for, the destination the resolver. */
export const VENDOR_INFOBLOX = 6;
/** Sophos Central's SIEM integration: the endpoint is the destination by name. */
export const VENDOR_SOPHOS_CENTRAL = 7;
/** Trend Micro Apex Central's web violations: what was done is a number. */
export const VENDOR_TREND_WEB = 8;

const PUBLISHERS: ReadonlySet<string> = new Set([
  'F5',
  'Citrix',
  'Barracuda',
  'BarracudaNetworks',
  'Barracuda Networks',
  'Imperva Inc.',
  'Imperva',
  'Incapsula',
  'Akamai',
  'Radware',
  'Signal Sciences',
  'Fastly',
]);
/** Products of these vendors that are about the organisation's own users after all. */
const OWN_USERS = /web (?:security )?(?:filter|gateway)|cloudgen firewall|cloudgen access/i;

export function vendorOf(header: CefHeader): number {
  if (header.is(VENDOR, 'Fortinet')) return VENDOR_FORTINET;
  if (header.is(PRODUCT, 'Web Gateway')) return VENDOR_WEB_GATEWAY;
  if (header.is(VENDOR, 'Infoblox')) return VENDOR_INFOBLOX;
  if (header.is(PRODUCT, 'sophos central')) return VENDOR_SOPHOS_CENTRAL;
  // Its other events have words for names.
  if (header.is(VENDOR, 'Trend Micro') && /^\d{1,3}$/.test(header.get(NAME))) return VENDOR_TREND_WEB;
  if (!header.is(VENDOR, 'Palo Alto Networks')) {
    return PUBLISHERS.has(header.get(VENDOR)) && !OWN_USERS.test(header.get(PRODUCT)) ? VENDOR_PUBLISHER : VENDOR_OTHER;
  }
  return header.is(PRODUCT, 'LF') ? VENDOR_PALO_ALTO_CLOUD : VENDOR_PAN_OS;
}

/** Devices that count from the server's side: what came `in` is what the client sent. */
export function countsFromServer(header: CefHeader, vendor: number): boolean {
  return vendor === VENDOR_PAN_OS || (vendor === VENDOR_PUBLISHER && header.get(VENDOR).startsWith('Barracuda'));
}

/** @returns why the line is no transaction, '' when it may be one */
export function reasonToSkip(header: CefHeader, vendor: number): string {
  if (vendor === VENDOR_FORTINET) return fortinetReason(header.get(NAME));
  if (vendor === VENDOR_PALO_ALTO_CLOUD) return paloAltoReason(header.get(SIGNATURE), header.get(NAME));
  if (vendor === VENDOR_PAN_OS) return paloAltoReason(header.get(NAME), header.get(SIGNATURE));
  // Leases have a client and a server as well.
  if (vendor === VENDOR_INFOBLOX && header.get(NAME).startsWith('DHCP')) return 'message-type';
  return '';
}

/** Names are `type:subtype action`, in short form (`event system …`) on some models. */
function fortinetReason(name: string): string {
  if (name.startsWith('event') || name.startsWith('system event')) return 'message-type';
  return name.startsWith('traffic') && name.endsWith(' start') ? 'session-start' : '';
}

/** PAN-OS swaps signature and name: the type is one of them and the subtype the other. */
function paloAltoReason(type: string, subtype: string): string {
  if (type !== 'TRAFFIC' && type !== 'THREAT' && type !== 'URL') return 'message-type';
  return type === 'TRAFFIC' && subtype === 'start' ? 'session-start' : '';
}
