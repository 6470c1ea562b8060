/** Addresses as numbers, for ranges. Written out here because a general parser is too slow to run on every destination. */
import { ipv6Groups } from '../../kit/ip.ts';

/** IPv4 address in dotted form as an unsigned 32-bit number; -1 when it is not one. */
export function parseIpv4(text: string): number {
  const length = text.length;
  if (length < 7 || length > 15) return -1;
  let value = 0;
  let octet = -1;
  let dots = 0;
  for (let i = 0; i < length; i += 1) {
    const code = text.charCodeAt(i);
    if (code === 46) {
      if (octet < 0) return -1;
      value = value * 256 + octet;
      octet = -1;
      dots += 1;
    } else if (code >= 48 && code <= 57) {
      // A leading zero is read as octal by some systems: such an address has no certain meaning.
      if (octet === 0) return -1;
      octet = (octet < 0 ? 0 : octet * 10) + code - 48;
      if (octet > 255) return -1;
    } else {
      return -1;
    }
  }
  return dots === 3 && octet >= 0 ? value * 256 + octet : -1;
}

/** An IPv6 address as four numbers of 32 bits, the upper one first; nothing is made but by who keeps it. */
export class Ipv6Words {
  a = 0;
  b = 0;
  c = 0;
  d = 0;

  /** Reads RFC 4291 text, with or without brackets and zone. @returns false when it is no address, and then holds nothing of use */
  read(text: string): boolean {
    let start = 0;
    let end = text.length;
    if (text.charCodeAt(0) === BRACKET && text.charCodeAt(end - 1) === CLOSING) {
      start++;
      end--;
    }
    const zone = text.indexOf('%');
    if (zone >= 0) end = Math.min(end, zone);
    const groups = ipv6Groups(text, start, end);
    if (groups === null) return false;
    const dot = text.indexOf('.', start);
    // A dotted tail is an IPv4 address by the strict rules above.
    if (dot >= 0 && dot < end && parseIpv4(text.slice(text.lastIndexOf(':', dot) + 1, end)) < 0) return false;
    this.a = (groups[0] ?? 0) * 65_536 + (groups[1] ?? 0);
    this.b = (groups[2] ?? 0) * 65_536 + (groups[3] ?? 0);
    this.c = (groups[4] ?? 0) * 65_536 + (groups[5] ?? 0);
    this.d = (groups[6] ?? 0) * 65_536 + (groups[7] ?? 0);
    return true;
  }

  /** Dual-stack devices log IPv4 as ::ffff:192.0.2.1. @returns the IPv4 address as a number, -1 for any other */
  get mappedV4(): number {
    return this.a === 0 && this.b === 0 && this.c === 0xffff ? this.d : -1;
  }
}

const BRACKET = 91;
const CLOSING = 93;
const scratch = new Ipv6Words();

/** IPv6 address (RFC 4291 text, optional brackets and zone) as 128 bits; null when it is not one. */
export function parseIpv6(text: string): bigint | null {
  if (!scratch.read(text)) return null;
  const { a, b, c, d } = scratch;
  return (((((BigInt(a) << 32n) | BigInt(b)) << 32n) | BigInt(c)) << 32n) | BigInt(d);
}

/** First and last address of a CIDR block or a single address. */
export interface AddressRange {
  readonly version: 4 | 6;
  readonly first: bigint;
  readonly last: bigint;
}

/** Reads `192.0.2.0/24`, `2001:db8::/32` or a single address; null when it is none. Host bits are cleared. */
export function parseRange(text: string): AddressRange | null {
  const slash = text.indexOf('/');
  const address = slash < 0 ? text : text.slice(0, slash);
  const v4 = parseIpv4(address);
  const value = v4 >= 0 ? BigInt(v4) : parseIpv6(address);
  if (value === null) return null;
  const version = v4 >= 0 ? 4 : 6;
  const bits = version === 4 ? 32 : 128;
  const length = slash < 0 ? bits : parsePrefix(text.slice(slash + 1), bits);
  if (length < 0) return null;
  const mask = (1n << BigInt(bits - length)) - 1n;
  const first = value & ~mask;
  return { version, first, last: first | mask };
}

function parsePrefix(text: string, bits: number): number {
  if (!/^\d{1,3}$/.test(text)) return -1;
  const length = Number(text);
  return length <= bits ? length : -1;
}
