/**
 * In: name records of all evidence in force, in any order. Out: one packed table that threads share.
 * Guarantee: the same records give the same table, whatever their order. An address that a lease or a session gives to another (or
 * takes back) ends the earlier one there and then.
 */
import { NAME_BASES, type NameRecord } from './record.ts';

/** A record with where it came from. */
export interface StoredName extends NameRecord {
  /** Number of the name import. */
  readonly source: number;
}

/** Intervals grouped by kind and address, sorted by start. Arrays stand on shared memory. */
export interface NameTable {
  /** `kind:address`, sorted; group g is [groupStarts[g], groupStarts[g + 1]). */
  readonly groups: readonly string[];
  readonly groupStarts: Int32Array;
  readonly from: Float64Array;
  readonly to: Float64Array;
  /** Largest end among the intervals of the group up to this one: where a search may stop. */
  readonly reach: Float64Array;
  /** Indexes into `texts`. */
  readonly client: Int32Array;
  readonly value: Int32Array;
  readonly basis: Uint8Array;
  readonly source: Int32Array;
  readonly texts: readonly string[];
}

/** An address belongs to one lease or session at a time; answers and logons stand beside each other. */
const EXCLUSIVE: ReadonlySet<string> = new Set(['dhcp', 'vpn']);

export function buildNameTable(records: Iterable<StoredName>): NameTable {
  const byGroup = new Map<string, StoredName[]>();
  for (const record of records) {
    const key = `${record.kind}:${record.address}`;
    const group = byGroup.get(key);
    if (group) group.push(record);
    else byGroup.set(key, [record]);
  }
  const groups = [...byGroup.keys()].sort();
  const settled = groups.map((key) => settle(byGroup.get(key) ?? []));
  return pack(groups, settled);
}

/** Ends what another record takes over, drops doubles, sorts. */
function settle(records: StoredName[]): StoredName[] {
  const sorted = records.sort(compare);
  const out: StoredName[] = [];
  for (const [at, record] of sorted.entries()) {
    if (record.value === '') continue;
    let { to } = record;
    if (EXCLUSIVE.has(record.basis)) {
      for (let next = at + 1; next < sorted.length; next++) {
        const later = sorted[next];
        if (later === undefined || later.from > to) break;
        if (later.basis === record.basis && later.value !== record.value && later.from > record.from) {
          to = later.from - 1;
          break;
        }
      }
    }
    const last = out.at(-1);
    const isSame =
      last !== undefined && last.value === record.value && last.client === record.client && last.basis === record.basis;
    if (isSame && record.from <= last.to + 1) {
      // Renewals and repeated answers are one interval; it keeps the evidence that began it.
      out[out.length - 1] = { ...last, to: Math.max(last.to, to) };
    } else if (to >= record.from) out.push({ ...record, to });
  }
  return out;
}

function compare(a: StoredName, b: StoredName): number {
  return (
    a.from - b.from ||
    a.to - b.to ||
    order(a.client, b.client) ||
    order(a.value, b.value) ||
    order(a.basis, b.basis) ||
    a.source - b.source
  );
}

function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

function pack(groups: readonly string[], settled: readonly (readonly StoredName[])[]): NameTable {
  const count = settled.reduce((sum, group) => sum + group.length, 0);
  const shared = (bytes: number): SharedArrayBuffer => new SharedArrayBuffer(count * bytes);
  const groupStarts = new Int32Array(new SharedArrayBuffer((groups.length + 1) * 4));
  const from = new Float64Array(shared(8));
  const to = new Float64Array(shared(8));
  const reach = new Float64Array(shared(8));
  const client = new Int32Array(shared(4));
  const value = new Int32Array(shared(4));
  const basis = new Uint8Array(shared(1));
  const source = new Int32Array(shared(4));
  const texts: string[] = [''];
  const ids = new Map<string, number>([['', 0]]);
  const idOf = (text: string): number => {
    const known = ids.get(text);
    if (known !== undefined) return known;
    ids.set(text, texts.length);
    return texts.push(text) - 1;
  };
  let at = 0;
  settled.forEach((group, number) => {
    groupStarts[number] = at;
    let furthest = Number.NEGATIVE_INFINITY;
    for (const record of group) {
      furthest = Math.max(furthest, record.to);
      from[at] = record.from;
      to[at] = record.to;
      reach[at] = furthest;
      client[at] = idOf(record.client);
      value[at] = idOf(record.value);
      basis[at] = NAME_BASES.indexOf(record.basis);
      source[at] = record.source;
      at++;
    }
  });
  groupStarts[groups.length] = at;
  return { groups, groupStarts, from, to, reach, client, value, basis, source, texts };
}
