/**
 * Host → value by the longest suffix on label boundaries.
 *
 * The suffixes form a trie of labels, read from the right. Its edges live in one open-addressed hash table and its
 * labels in one byte array, so a look-up is a single backward pass over the host that slices no string, allocates
 * nothing and ends at the first label nobody lists.
 */
import type { HostPattern } from './pattern.ts';

export interface SuffixRule<T> {
  readonly pattern: HostPattern;
  readonly value: T;
}

export interface SuffixIndex<T> {
  /** Value of the longest matching pattern; of equal length, a plain label beats a wildcard, the longer wildcard wins. */
  find(host: string): T | undefined;
  /** Nodes of the trie, for sizing. */
  readonly size: number;
}

interface Wildcard<T> {
  readonly before: string;
  readonly after: string;
  readonly value: T;
}

const ROOT = 0;
const DOT = 46;
/** Numbers per slot of the edge table. */
const SLOT = 4;

/** Builds the index; of two rules with the same pattern the first given wins. */
export function buildSuffixIndex<T>(rules: readonly SuffixRule<T>[]): SuffixIndex<T> {
  const { parents, labels, values, wildcards } = buildTrie(rules);
  const size = labels.length;

  const text = new Uint8Array(labels.reduce((sum, label) => sum + label.length, 0));
  let capacity = 16;
  while (capacity < size * 2) capacity *= 2;
  const mask = capacity - 1;
  // A slot is one edge: its hash, the node it leads to (times 2, plus 1 where that node has wildcards), the node it
  // leaves, and where its label lies (offset times 64, plus length). One slot is one cache line's quarter, so a probe
  // costs one memory access. A node of 0, the root, means free.
  const table = new Int32Array(capacity * SLOT);
  let offset = 0;
  for (let node = 1; node < size; node += 1) {
    const label = labels[node] ?? '';
    const parent = parents[node] ?? ROOT;
    let hash = parent;
    for (let i = label.length - 1; i >= 0; i -= 1) {
      text[offset + i] = label.charCodeAt(i);
      hash = step(hash, label.charCodeAt(i));
    }
    hash = finish(hash);
    let at = (hash & mask) * SLOT;
    while (table[at + 1] !== 0) at = (at + SLOT) & (mask * SLOT);
    table.set([hash, node * 2 + (wildcards.has(node) ? 1 : 0), parent, offset * 64 + label.length], at);
    offset += label.length;
  }

  /** Edge from `node` by the label host[start, end): its node and wildcard bit, or 0. */
  const follow = (node: number, hash: number, host: string, start: number, end: number): number => {
    for (let at = (hash & mask) * SLOT; ; at = (at + SLOT) & (mask * SLOT)) {
      const edge = table[at + 1] as number;
      if (edge === 0) return 0;
      const place = table[at + 3] as number;
      if (table[at] !== hash || table[at + 2] !== node || (place & 63) !== end - start) continue;
      const shift = (place >>> 6) - start;
      let i = start;
      while (i < end && text[shift + i] === lower(host.charCodeAt(i))) i += 1;
      if (i === end) return edge;
    }
  };

  const find = (host: string): T | undefined => {
    // A fully qualified name may end in a dot.
    let end = host.length;
    if (end > 0 && host.charCodeAt(end - 1) === DOT) end -= 1;
    let edge = ROOT;
    let best: T | undefined;
    let hash = ROOT;
    for (let i = end - 1; i >= -1; i -= 1) {
      const code = i < 0 ? DOT : lower(host.charCodeAt(i));
      if (code !== DOT) {
        hash = step(hash, code);
        continue;
      }
      const node = edge >> 1;
      if ((edge & 1) === 1) best = matchWildcard(wildcards.get(node) ?? [], host, i + 1, end) ?? best;
      edge = follow(node, finish(hash), host, i + 1, end);
      if (edge === 0) return best;
      best = values[edge >> 1] ?? best;
      hash = edge >> 1;
      end = i;
    }
    return best;
  };
  return { find, size };
}

interface Trie<T> {
  readonly parents: readonly number[];
  readonly labels: readonly string[];
  readonly values: readonly (T | undefined)[];
  readonly wildcards: ReadonlyMap<number, readonly Wildcard<T>[]>;
}

function buildTrie<T>(rules: readonly SuffixRule<T>[]): Trie<T> {
  const parents = [ROOT];
  const labels = [''];
  const values: (T | undefined)[] = [undefined];
  const wildcards = new Map<number, Wildcard<T>[]>();
  const nodeOf = new Map<string, number>();

  const nodeFor = (suffix: string): number => {
    const known = nodeOf.get(suffix);
    if (known !== undefined) return known;
    const dot = suffix.indexOf('.');
    const parent = dot < 0 ? ROOT : nodeFor(suffix.slice(dot + 1));
    const node = labels.length;
    parents.push(parent);
    labels.push(dot < 0 ? suffix : suffix.slice(0, dot));
    values.push(undefined);
    nodeOf.set(suffix, node);
    return node;
  };

  for (const { pattern, value } of rules) {
    const node = nodeFor(pattern.suffix);
    if (pattern.wildcard === null) {
      values[node] ??= value;
      continue;
    }
    const { before, after } = pattern.wildcard;
    const list = wildcards.get(node) ?? [];
    if (!list.some((w) => w.before === before && w.after === after)) list.push({ before, after, value });
    // More literal text first: `team-*-my` before `*-my`; the text breaks ties so that order never matters.
    list.sort((a, b) => literal(b) - literal(a) || (`${a.before}*${a.after}` < `${b.before}*${b.after}` ? -1 : 1));
    wildcards.set(node, list);
  }
  return { parents, labels, values, wildcards };
}

function literal<T>(wildcard: Wildcard<T>): number {
  return wildcard.before.length + wildcard.after.length;
}

function step(hash: number, code: number): number {
  return Math.imul(hash ^ code, 0x01000193);
}

function finish(hash: number): number {
  return hash ^ (hash >>> 15);
}

function lower(code: number): number {
  return code >= 65 && code <= 90 ? code + 32 : code;
}

function matchWildcard<T>(patterns: readonly Wildcard<T>[], host: string, start: number, end: number): T | undefined {
  for (const { before, after, value } of patterns) {
    // The star stands for at least one character.
    if (end - start <= before.length + after.length) continue;
    if (holds(before, host, start) && holds(after, host, end - after.length)) return value;
  }
  return undefined;
}

function holds(part: string, host: string, start: number): boolean {
  for (let i = 0; i < part.length; i += 1) {
    if (part.charCodeAt(i) !== lower(host.charCodeAt(start + i))) return false;
  }
  return true;
}
