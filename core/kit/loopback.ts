import { ipKind } from './ip.ts';

/** Whether a host to listen on is one that no other machine reaches. Names other than `localhost` may be anything. */
export function isLoopbackHost(host: string): boolean {
  return host === '::1' || host.toLowerCase() === 'localhost' || /^127(\.\d{1,3}){3}$/.test(host);
}

/** Most characters of a host name. */
const MOST = 253;
/** Labels of letters, digits, hyphens and underscores; the last begins with a letter, so that no broken address is a name. */
const HOST_NAME = /^(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?\.)*[a-z_](?:[a-z0-9_-]{0,61}[a-z0-9_])?\.?$/i;

/** Whether text can be a host to listen on: an address, with an interface or without, or a name. */
export function isListenHost(host: string): boolean {
  if (host.length > MOST) return false;
  const [, address = host] = /^(fe80:[^%]*)%[\w.-]+$/i.exec(host) ?? [];
  return ipKind(address, 0, address.length) !== 0 || HOST_NAME.test(host);
}
