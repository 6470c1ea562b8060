/**
 * In: addresses as text. Out: their kind, their bytes, and whether they lie in a set of ranges.
 * Nothing here throws; text that is no address is answered with 0, undefined or false.
 */

const DOT = 46;
const COLON = 58;

/** 4 or 6 for an IPv4 or IPv6 literal in text[start, end), 0 for anything else. A zone (`%eth0`) makes it no address. */
export function ipKind(text: string, start: number, end: number): 0 | 4 | 6 {
  const length = end - start;
  if (length < 2 || length > 45) return 0;
  const first = text.charCodeAt(start);
  const isDigit = first >= 48 && first <= 57;
  if (isDigit && parseIpv4(text, start, end) >= 0) return 4;
  if (!isDigit && first !== COLON && !isHex(first)) return 0;
  return readIpv6(text, start, end) ? 6 : 0;
}

/** An IPv4 address as an unsigned 32-bit number, -1 when the window holds none. Leading zeros are read as decimal. */
export function parseIpv4(text: string, start: number, end: number): number {
  if (end - start < 7 || end - start > 15) return -1;
  let value = 0;
  let part = 0;
  let digits = 0;
  let dots = 0;
  for (let at = start; at < end; at++) {
    const code = text.charCodeAt(at);
    if (code === DOT) {
      if (digits === 0 || dots === 3) return -1;
      value = value * 256 + part;
      part = 0;
      digits = 0;
      dots++;
      continue;
    }
    const digit = code - 48;
    if (digit < 0 || digit > 9) return -1;
    part = part * 10 + digit;
    digits++;
    if (digits > 3 || part > 255) return -1;
  }
  return dots === 3 && digits > 0 ? value * 256 + part : -1;
}

/** Position behind the dotted quad that begins at `start`, -1 when none does: finds the end and checks it in one pass. */
export function ipv4End(text: string, start: number, end: number): number {
  let part = 0;
  let digits = 0;
  let dots = 0;
  let at = start;
  for (; at < end; at++) {
    const digit = text.charCodeAt(at) - 48;
    if (digit >= 0 && digit <= 9) {
      part = part * 10 + digit;
      digits++;
      if (digits > 3 || part > 255) return -1;
    } else if (digit === -2 && digits > 0 && dots < 3) {
      part = 0;
      digits = 0;
      dots++;
    } else break;
  }
  return dots === 3 && digits > 0 ? at : -1;
}

/** The eight groups of the address read last; overwritten by every call of readIpv6. */
const groups = new Uint16Array(8);

/** The eight groups of an IPv6 literal, valid until the next address is read; null when the window holds none. */
export function ipv6Groups(text: string, start: number, end: number): Readonly<Uint16Array> | null {
  return readIpv6(text, start, end) ? groups : null;
}

/** Reads an IPv6 literal into `groups`. @returns false when the window holds none */
function readIpv6(text: string, start: number, end: number): boolean {
  if (end - start < 2 || end - start > 45) return false;
  let count = 0;
  let gap = -1;
  let at = start;
  if (text.charCodeAt(at) === COLON) {
    if (text.charCodeAt(at + 1) !== COLON) return false;
    gap = 0;
    at += 2;
  }
  while (at < end) {
    if (count === 8) return false;
    let value = 0;
    let next = at;
    while (next < end && next < at + 4 && isHex(text.charCodeAt(next))) {
      value = value * 16 + hexValue(text.charCodeAt(next));
      next++;
    }
    if (next === at) return false;
    if (next < end && (text.charCodeAt(next) === DOT || isDotted(text, next, end))) {
      const v4 = parseIpv4(text, at, end);
      if (v4 < 0 || count > 6) return false;
      groups[count++] = Math.floor(v4 / 65_536);
      groups[count++] = v4 % 65_536;
      at = end;
      break;
    }
    groups[count++] = value;
    at = next;
    if (at === end) break;
    if (text.charCodeAt(at) !== COLON) return false;
    at++;
    if (at === end) return false;
    if (text.charCodeAt(at) === COLON) {
      if (gap >= 0) return false;
      gap = count;
      at++;
    }
  }
  if (gap < 0) return count === 8;
  if (count > 7) return false;
  const tail = count - gap;
  for (let i = 7; i >= 8 - tail; i--) groups[i] = groups[i - 8 + count] ?? 0;
  groups.fill(0, gap, 8 - tail);
  return true;
}

/** A fourth digit follows the three of an embedded IPv4 part only if a dot comes after it. */
function isDotted(text: string, at: number, end: number): boolean {
  return at + 1 < end && text.charCodeAt(at) >= 48 && text.charCodeAt(at) <= 57 && text.charCodeAt(at + 1) === DOT;
}

function isHex(code: number): boolean {
  return (code >= 48 && code <= 57) || ((code | 32) >= 97 && (code | 32) <= 102);
}

function hexValue(code: number): number {
  return code <= 57 ? code - 48 : (code | 32) - 87;
}

/** The address as 4 or 16 bytes in network order, undefined when the text is no address. */
export function ipToBytes(ip: string): Uint8Array | undefined {
  const kind = ipKind(ip, 0, ip.length);
  if (kind === 0) return undefined;
  if (kind === 4) {
    const value = parseIpv4(ip, 0, ip.length);
    return Uint8Array.of(value >>> 24, (value >>> 16) & 255, (value >>> 8) & 255, value & 255);
  }
  const bytes = new Uint8Array(16);
  groups.forEach((group, i) => {
    bytes[2 * i] = group >>> 8;
    bytes[2 * i + 1] = group & 255;
  });
  return bytes;
}

/** The canonical text (RFC 5952) of 4 or 16 bytes; '' for any other length. */
export function bytesToIp(bytes: Uint8Array): string {
  if (bytes.length === 4) return bytes.join('.');
  if (bytes.length !== 16) return '';
  const parts: number[] = [];
  for (let i = 0; i < 16; i += 2) parts.push(((bytes[i] ?? 0) << 8) | (bytes[i + 1] ?? 0));
  let best = -1;
  let bestLength = 1;
  for (let i = 0; i < 8; i++) {
    let length = 0;
    while (i + length < 8 && parts[i + length] === 0) length++;
    if (length > bestLength) {
      best = i;
      bestLength = length;
    }
  }
  const hex = parts.map((part) => part.toString(16));
  if (best < 0) return hex.join(':');
  return `${hex.slice(0, best).join(':')}::${hex.slice(best + bestLength).join(':')}`;
}

interface Range {
  readonly kind: 4 | 6;
  readonly bytes: Uint8Array;
  readonly prefix: number;
}

/** Reads `10.0.0.0/8`, `2001:db8::/32` or a lone address (a range of one); undefined when it is none. */
export function parseCidr(text: string): Range | undefined {
  const trimmed = text.trim();
  const slash = trimmed.indexOf('/');
  const bytes = ipToBytes(slash < 0 ? trimmed : trimmed.slice(0, slash));
  if (bytes === undefined) return undefined;
  const width = bytes.length * 8;
  const digits = slash < 0 ? String(width) : trimmed.slice(slash + 1);
  if (!/^\d{1,3}$/.test(digits)) return undefined;
  const prefix = Number(digits);
  return prefix > width ? undefined : { kind: bytes.length === 4 ? 4 : 6, bytes, prefix };
}

/** Ranges of addresses that can be asked for membership. */
export interface IpRanges {
  readonly size: number;
  /** False for text that is no address. */
  has(ip: string): boolean;
}

/** Builds a set of ranges; entries that are no range are passed to `onInvalid` (ignored without it). */
export function createIpRanges(cidrs: readonly string[], onInvalid?: (entry: string) => void): IpRanges {
  const ranges: Range[] = [];
  for (const entry of cidrs) {
    const range = parseCidr(entry);
    if (range === undefined) onInvalid?.(entry);
    else ranges.push(range);
  }
  return {
    size: ranges.length,
    has(ip: string): boolean {
      if (ranges.length === 0) return false;
      const bytes = ipToBytes(ip);
      return bytes !== undefined && ranges.some((range) => covers(range, bytes));
    },
  };
}

function covers(range: Range, bytes: Uint8Array): boolean {
  if (bytes.length !== range.bytes.length) return false;
  const whole = range.prefix >> 3;
  for (let i = 0; i < whole; i++) if (bytes[i] !== range.bytes[i]) return false;
  const rest = range.prefix & 7;
  return rest === 0 || (bytes[whole] ?? 0) >> (8 - rest) === (range.bytes[whole] ?? 0) >> (8 - rest);
}

/** Addresses that never are a public destination: private, loopback, link-local, shared, unique local, unspecified. */
export const PRIVATE_RANGES: readonly string[] = [
  '10.0.0.0/8',
  '172.16.0.0/12',
  '192.168.0.0/16',
  '127.0.0.0/8',
  '169.254.0.0/16',
  '100.64.0.0/10',
  '0.0.0.0/8',
  '::/127',
  'fc00::/7',
  'fe80::/10',
];

const privateRanges = createIpRanges(PRIVATE_RANGES);

/** True for an address that cannot be reached over the internet; false for public ones and for text that is none. */
export function isPrivateIp(ip: string): boolean {
  return privateRanges.has(ip);
}

/** Some services write an address of IPv4 as one number. @param number from 0 to 2³² - 1 */
export function ipOfNumber(number: number): string {
  return `${number >>> 24}.${(number >>> 16) & 255}.${(number >>> 8) & 255}.${number & 255}`;
}

/**
 * The text is the address `ip`, perhaps in another spelling: byte readers take every group of IPv6 as it is written, and addresses that are
 * written as one number.
 */
export function isSpellingOf(text: string, ip: string): boolean {
  if (text.toLowerCase() === ip) return true;
  if (/^\d{8,10}$/.test(text)) return ipOfNumber(Number(text)) === ip;
  const bytes = text.includes(':') ? ipToBytes(text) : undefined;
  return bytes !== undefined && bytesToIp(bytes) === ip;
}
