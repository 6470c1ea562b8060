import { bytesToIp, ipKind, ipToBytes } from '../../kit/ip.ts';

/**
 * The address in a provider's text: without port (`192.0.2.1:5678`, `[2001:db8::1]:443`), without an IPv4-mapped prefix (`::ffff:`, also without its colons), the
 * first of a list, IPv6 in its shortest form. '' when there is no address.
 */
export function cleanIp(text: string): string {
  // Most stand there as they are.
  if (ipKind(text, 0, text.length) === 4) return text;
  let ip = text;
  const comma = ip.search(/[,; ]/);
  if (comma > 0) ip = ip.slice(0, comma);
  const bracket = /^\[([^\]]+)\]/.exec(ip);
  if (bracket !== null) ip = bracket[1] ?? '';
  const zone = ip.indexOf('%');
  if (zone > 0) ip = ip.slice(0, zone);
  const mapped = /^(?:::)?ffff:(\d+\.\d+\.\d+\.\d+)(?::\d+)?$/i.exec(ip);
  if (mapped !== null) ip = mapped[1] ?? '';
  const port = /^(\d+\.\d+\.\d+\.\d+):\d+$/.exec(ip);
  if (port !== null) ip = port[1] ?? '';
  const kind = ipKind(ip, 0, ip.length);
  if (kind === 4) return ip;
  if (kind !== 6) return '';
  const bytes = ipToBytes(ip);
  return bytes === undefined ? '' : bytesToIp(bytes);
}
