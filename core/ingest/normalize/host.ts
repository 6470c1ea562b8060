/** In: a destination as a device logs it. Out: lower case, no port, no trailing dot, no brackets, UTF-8 decoded. */
import { decodeUtf8 } from '../../kit/text.ts';
import { toAsciiHost } from './punycode.ts';

const DOT = 46;
const OPEN = 91;

/**
 * Host in one spelling; '' for placeholders. Internationalised names come out in their ASCII form (`xn--…`), the one that
 * catalogs and certificates use. IP literals pass through without brackets. Doing it twice changes nothing.
 */
export function normalizeHost(raw: string): string {
  const length = raw.length;
  if (length === 0) return '';
  let isPlain = true;
  for (let at = 0; at < length; at++) {
    const code = raw.charCodeAt(at);
    const isPlainCode =
      (code >= 97 && code <= 122) || (code >= 48 && code <= 57) || code === DOT || code === 45 || code === 95;
    if (!isPlainCode) {
      isPlain = false;
      break;
    }
  }
  if (isPlain && raw.charCodeAt(length - 1) !== DOT) return length === 1 && raw === '-' ? '' : placeholder(raw);
  let host = raw;
  // Ends: after the name has become ASCII, every step that changes it shortens it.
  for (;;) {
    const next = clean(host);
    if (next === host) return placeholder(host);
    host = next;
  }
}

/** Too short to be a name anyone can reach, but written by devices in place of one. */
function placeholder(host: string): string {
  if (host.length > 6) return host;
  return host === '-' || host === 'n/a' || host === 'na' || host === 'none' || host === 'null' || host === '(null)'
    ? ''
    : host;
}

function clean(raw: string): string {
  let host = decodeUtf8(raw).trim();
  while (host.length >= 2 && host.startsWith('"') && host.endsWith('"')) host = host.slice(1, -1).trim();
  host = host.toLowerCase();
  if (host.charCodeAt(0) === OPEN) {
    const close = host.indexOf(']');
    host = close < 0 ? host.slice(1) : host.slice(1, close);
  } else if (host.indexOf(':') === host.lastIndexOf(':')) {
    const colon = host.indexOf(':');
    if (colon >= 0) host = host.slice(0, colon);
  }
  while (host.endsWith('.')) host = host.slice(0, -1);
  return toAsciiHost(host);
}
