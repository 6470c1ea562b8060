/**
 * In: what a slice of an anonymised stream says in clear. Out: the same as it may be written to disk.
 * Guarantee: it is applied inside the parser thread, so that no clear name, line or content hash leaves it.
 */
import type { FreshNames } from './names.ts';

export interface Disguise {
  /** What stands for a name, always the same for the same one. */
  token(kind: 'user' | 'device' | 'object' | 'text', name: string): string;
  /** The name for those who hold the key. */
  sealName(name: string): Uint8Array<ArrayBuffer>;
  sealText(text: string): string;
  /** What stands for an id: equal for equal ones. */
  mark(list: 'Id', id: string): string;
  /** A content hash that only the key's holder can make. */
  hash(hash: string): string;
}

/** Names of people and devices as tokens, with the sealed names beside them; hosts and addresses stay. */
export function disguiseNames(fresh: FreshNames, disguise: Disguise): FreshNames {
  return {
    dest: fresh.dest,
    source: fresh.source,
    user: fresh.user.map((name) => disguise.token('user', name)),
    device: fresh.device.map((name) => disguise.token('device', name)),
    sealed: {
      user: fresh.user.map((name) => disguise.sealName(name)),
      device: fresh.device.map((name) => disguise.sealName(name)),
    },
  };
}

/** First and last line hash of a frame as one text, and back. */
export function edgeText(first: number, last: number): string {
  return `${first}:${last}`;
}

export function readEdgeText(text: string): { readonly firstHash: number; readonly lastHash: number } | null {
  const [first, last] = text.split(':').map(Number);
  return first === undefined || last === undefined || Number.isNaN(first + last)
    ? null
    : { firstHash: first, lastHash: last };
}
