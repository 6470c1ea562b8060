import { bytesToIp, ipToBytes } from './ip.ts';

/** What listens, or a folder, which does not. */
type Listener =
  | { readonly kind: 'udp' | 'tcp' | 'tls'; readonly host: string; readonly port: number }
  | { readonly kind: 'folder' };

const ALL_V4 = '0.0.0.0';
const ALL_V6 = '::';
const LOOPBACKS = ['127.0.0.1', '::1'];

/** Whether only one of both can listen: the same port of the same protocol, at addresses of which one is or holds the other. */
export function sharesPort(one: Listener, other: Listener): boolean {
  if (one.kind === 'folder' || other.kind === 'folder') return false;
  // Port 0 is any that is free.
  if (one.port !== other.port || one.port === 0) return false;
  return (one.kind === 'udp') === (other.kind === 'udp') && meet(hostOf(one.host), hostOf(other.host));
}

function hostOf(host: string): string {
  const bytes = ipToBytes(host);
  return bytes === undefined ? host.toLowerCase().replace(/\.$/, '') : bytesToIp(bytes);
}

function meet(one: string, other: string): boolean {
  return one === other || holds(one, other) || holds(other, one);
}

/** `::` takes IPv4's addresses, too. What a name stands for is known of one alone. */
function holds(wide: string, narrow: string): boolean {
  if (wide === ALL_V6) return true;
  if (wide === ALL_V4) return !narrow.includes(':');
  return wide === 'localhost' && LOOPBACKS.includes(narrow);
}
