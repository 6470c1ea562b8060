/** In: a value of a line in CEF as bytes. Out: what kind of value it is. */
import { bytesOf } from '../shared/bytes.ts';

const BACKSLASH = 92;
const LDAP = bytesOf('ldap://');

/** `ldap://` in either case. */
export function isDirectoryPath(bytes: Uint8Array, start: number, end: number): boolean {
  if (end - start < LDAP.length) return false;
  for (let i = 0; i < LDAP.length; i++) if (((bytes[start + i] ?? 0) | 32) !== ((LDAP[i] ?? 0) | 32)) return false;
  return true;
}

export function hasEscape(bytes: Uint8Array, start: number, end: number): boolean {
  for (let at = start; at < end; at++) if (bytes[at] === BACKSLASH) return true;
  return false;
}

/** `utc`, `gmt` or `z`, in either case. */
export function isUtcWord(bytes: Uint8Array, start: number, end: number): boolean {
  const a = (bytes[start] ?? 0) | 32;
  if (end - start === 1) return a === 122;
  if (end - start !== 3) return false;
  const b = (bytes[start + 1] ?? 0) | 32;
  const c = (bytes[start + 2] ?? 0) | 32;
  return (a === 117 && b === 116 && c === 99) || (a === 103 && b === 109 && c === 116);
}
