/**
 * Host → value by the longest suffix on label boundaries.
 *
 * The suffixes form a trie of labels, read from the right. Its edges live in one open-addressed hash table and its
 * labels in one byte array, so a look-up is a single backward pass over the host that slices no string, allocates
 * nothing and ends at the first label nobody lists. The tables are plain numbers: a catalog stores them as they are.
 */
import type { HostPattern } from './pattern.ts';

export interface SuffixRule<T> {
  readonly pattern: HostPattern;
  readonly value: T;
}

export interface SuffixIndex<T> {
  /**
   * Value of the longest matching pattern; of equal length, a plain label beats a wildcard, the longer wildcard wins. A first
   * label (`ocsp.*`) beats all but the whole host and what is kept.
   */
  find(host: string): T | undefined;
  /** Nodes of the trie, for sizing. */
  readonly size: number;
}

/** The tables of an index; rules are numbered in the order they were given. */
export interface SuffixTable {
  /** Bytes of the labels. */
  readonly text: Uint8Array;
  /** Edges, `SLOT` numbers each; the count of slots is a power of two and some are free. */
  readonly edges: Int32Array;
  /** Rule of each node plus one; 0 = none. */
  readonly rules: Int32Array;
  readonly wildcards: readonly WildcardRule[];
}

/** A pattern whose first label holds a star, below a node; below the root, `before` is the first label of any host. */
export interface WildcardRule {
  readonly node: number;
  readonly before: string;
  readonly after: string;
  readonly rule: number;
}

const ROOT = 0;
const DOT = 46;
/** Numbers per slot of the edge table. */
export const SLOT = 4;

/** Builds the index; of two rules with the same pattern the first given wins. */
export function buildSuffixIndex<T>(rules: readonly SuffixRule<T>[]): SuffixIndex<T> {
  const values = rules.map((rule) => rule.value);
  return openSuffixIndex(buildSuffixTable(rules.map((rule) => rule.pattern)), (rule) => values[rule] as T);
}

/** The tables for patterns; of two equal ones the first given wins. */
export function buildSuffixTable(patterns: readonly HostPattern[]): SuffixTable {
  const { parents, labels, rules, wildcards } = buildTrie(patterns);
  const size = labels.length;
  const starred = new Set(wildcards.map((wildcard) => wildcard.node));
  const text = new Uint8Array(labels.reduce((sum, label) => sum + label.length, 0));
  let capacity = 16;
  while (capacity < size * 2) capacity *= 2;
  const mask = capacity - 1;
  // A slot is one edge: its hash, the node it leads to (times 2, plus 1 where that node has wildcards), the node it
  // leaves, and where its label lies (offset times 64, plus length). One slot is one cache line's quarter, so a probe
  // costs one memory access. A node of 0, the root, means free.
  const edges = new Int32Array(capacity * SLOT);
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
    while (edges[at + 1] !== 0) at = (at + SLOT) & (mask * SLOT);
    edges.set([hash, node * 2 + (starred.has(node) ? 1 : 0), parent, offset * 64 + label.length], at);
    offset += label.length;
  }
  return { text, edges, rules: Int32Array.from(rules), wildcards };
}

/**
 * The index over tables.
 * @param pick The value of a rule; asked for at each hit, so it should remember.
 * @param keeps Whether a rule holds even for a host whose first label has one of its own.
 */
export function openSuffixIndex<T>(
  { text, edges, rules, wildcards }: SuffixTable,
  pick: (rule: number) => T,
  keeps: (rule: number) => boolean = () => false,
): SuffixIndex<T> {
  const mask = edges.length / SLOT - 1;
  const starred = Map.groupBy(wildcards, (wildcard) => wildcard.node);

  /** Edge from `node` by the label host[start, end): its node and wildcard bit, or 0. */
  const follow = (node: number, hash: number, host: string, start: number, end: number): number => {
    for (let at = (hash & mask) * SLOT; ; at = (at + SLOT) & (mask * SLOT)) {
      const edge = edges[at + 1] as number;
      if (edge === 0) return 0;
      const place = edges[at + 3] as number;
      if (edges[at] !== hash || edges[at + 2] !== node || (place & 63) !== end - start) continue;
      const shift = (place >>> 6) - start;
      let i = start;
      while (i < end && text[shift + i] === lower(host.charCodeAt(i))) i += 1;
      if (i === end) return edge;
    }
  };

  /** First labels by the character they begin with: most hosts are done with one look. */
  const firstLabels: (readonly WildcardRule[] | undefined)[] = new Array(128).fill(undefined);
  for (const [letter, some] of Map.groupBy(starred.get(ROOT) ?? [], ({ before }) => before.charCodeAt(0)))
    firstLabels[letter] = some;
  /** The rule plus one for a host by its first label alone, else the one found. */
  const byFirstLabel = (host: string, found: number): number => {
    const some = firstLabels[lower(host.charCodeAt(0))];
    if (some === undefined) return found;
    for (const { before, rule } of some) {
      if (host.charCodeAt(before.length) !== DOT || !holds(before, host, 0)) continue;
      return found !== 0 && keeps(found - 1) ? found : rule + 1;
    }
    return found;
  };

  /** The best rule plus one; 0 = none. */
  const ruleOf = (host: string): number => {
    // A fully qualified name may end in a dot.
    let end = host.length;
    if (end > 0 && host.charCodeAt(end - 1) === DOT) end -= 1;
    let edge = ROOT;
    let best = 0;
    let hash = ROOT;
    for (let i = end - 1; i >= -1; i -= 1) {
      const code = i < 0 ? DOT : lower(host.charCodeAt(i));
      if (code !== DOT) {
        hash = step(hash, code);
        continue;
      }
      const node = edge >> 1;
      if ((edge & 1) === 1) best = matchWildcard(starred.get(node) ?? [], host, i + 1, end) || best;
      edge = follow(node, finish(hash), host, i + 1, end);
      if (edge === 0) return byFirstLabel(host, best);
      const own = rules[edge >> 1] as number;
      if (i < 0 && own !== 0) return own;
      best = own || best;
      hash = edge >> 1;
      end = i;
    }
    return byFirstLabel(host, best);
  };
  const find = (host: string): T | undefined => {
    const rule = ruleOf(host);
    return rule === 0 ? undefined : pick(rule - 1);
  };
  return { find, size: rules.length };
}

interface Trie {
  readonly parents: readonly number[];
  readonly labels: readonly string[];
  readonly rules: readonly number[];
  readonly wildcards: readonly WildcardRule[];
}

function buildTrie(patterns: readonly HostPattern[]): Trie {
  const parents = [ROOT];
  const labels = [''];
  const rules = [0];
  const wildcards: WildcardRule[] = [];
  const nodeOf = new Map<string, number>();

  const nodeFor = (suffix: string): number => {
    const known = nodeOf.get(suffix);
    if (known !== undefined) return known;
    const dot = suffix.indexOf('.');
    const parent = dot < 0 ? ROOT : nodeFor(suffix.slice(dot + 1));
    const node = labels.length;
    parents.push(parent);
    labels.push(dot < 0 ? suffix : suffix.slice(0, dot));
    rules.push(0);
    nodeOf.set(suffix, node);
    return node;
  };

  for (const [rule, { suffix, firstLabel, wildcard: starred }] of patterns.entries()) {
    const node = suffix === '' ? ROOT : nodeFor(suffix);
    const wildcard = firstLabel === null ? starred : { before: firstLabel, after: '' };
    if (wildcard === null) rules[node] ||= rule + 1;
    else if (!wildcards.some((w) => w.node === node && w.before === wildcard.before && w.after === wildcard.after))
      wildcards.push({ node, ...wildcard, rule });
  }
  // More literal text first: `team-*-my` before `*-my`; the text breaks ties so that order never matters.
  wildcards.sort(
    (a, b) =>
      a.node - b.node || literal(b) - literal(a) || (`${a.before}*${a.after}` < `${b.before}*${b.after}` ? -1 : 1),
  );
  return { parents, labels, rules, wildcards };
}

function literal(wildcard: WildcardRule): number {
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

function matchWildcard(patterns: readonly WildcardRule[], host: string, start: number, end: number): number {
  for (const { before, after, rule } of patterns) {
    // The star stands for at least one character.
    if (end - start <= before.length + after.length) continue;
    if (holds(before, host, start) && holds(after, host, end - after.length)) return rule + 1;
  }
  return 0;
}

function holds(part: string, host: string, start: number): boolean {
  for (let i = 0; i < part.length; i += 1) {
    if (part.charCodeAt(i) !== lower(host.charCodeAt(start + i))) return false;
  }
  return true;
}
