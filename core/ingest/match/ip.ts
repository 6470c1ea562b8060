/** Addresses as numbers, for ranges. Written out here because a general parser is too slow to run on every destination. */

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

/** IPv6 address (RFC 4291 text, optional brackets and zone) as 128 bits; null when it is not one. */
export function parseIpv6(text: string): bigint | null {
  let body = text.startsWith('[') && text.endsWith(']') ? text.slice(1, -1) : text;
  const zone = body.indexOf('%');
  if (zone >= 0) body = body.slice(0, zone);
  if (body.length < 2 || body.length > 45 || !body.includes(':')) return null;
  const halves = body.split('::');
  if (halves.length > 2) return null;
  const head = groups(halves[0] ?? '');
  const tail = halves.length === 2 ? groups(halves[1] ?? '') : [];
  if (head === null || tail === null) return null;
  const missing = 8 - head.length - tail.length;
  if (halves.length === 2 ? missing < 1 : missing !== 0) return null;
  const all = [...head, ...Array.from({ length: missing }, () => 0), ...tail];
  return all.reduce((value, group) => (value << 16n) | BigInt(group), 0n);
}

function groups(text: string): number[] | null {
  if (text === '') return [];
  const parts = text.split(':');
  const out: number[] = [];
  for (const [index, part] of parts.entries()) {
    if (part.includes('.')) {
      const v4 = index === parts.length - 1 ? parseIpv4(part) : -1;
      if (v4 < 0) return null;
      out.push(v4 >>> 16, v4 & 0xffff);
    } else {
      if (!/^[0-9a-f]{1,4}$/i.test(part)) return null;
      out.push(Number.parseInt(part, 16));
    }
  }
  return out;
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
