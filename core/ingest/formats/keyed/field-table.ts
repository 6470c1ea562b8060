/**
 * In: a format's own names for what a record holds, best first. Out: for a key of a line, which field it fills and how good it is.
 * Guarantee: a look-up allocates nothing and compares one or two keys.
 */

/** What a key may hold. Where a vendor's key holds one of two things (address or name, address and port) the slot says so. */
export const SLOTS = [
  /** Any absolute form: ISO, epoch of any unit, CLF. */
  'time',
  'date',
  'clock',
  /** `+0100`, `+01:00`, `Z` or `UTC`, for `date` and `clock`. */
  'zone',
  'sourceIp',
  /** Address, `address:port`, `[v6]:port`, `address/port` or `address:port:interface:host`. */
  'sourceEndpoint',
  /** Address or device name. */
  'source',
  'sourceUser',
  'sourceHost',
  'destinationIp',
  'destinationEndpoint',
  /** Address or host name. */
  'destination',
  'destinationHost',
  'destinationPort',
  'url',
  'method',
  'status',
  'action',
  'bytesSent',
  'bytesReceived',
  'bytesTotal',
  'count',
  'userAgent',
  'contentType',
  'vendorCategory',
  'vendorApp',
] as const;
export type Slot = (typeof SLOTS)[number];

/** Slots that no figure needs: imports pass over their keys. */
const DETAIL: ReadonlySet<Slot> = new Set([
  'method',
  'status',
  'userAgent',
  'contentType',
  'vendorCategory',
  'vendorApp',
]);

/** For each slot the keys that may fill it, best first. */
export type FieldSpec = { readonly [slot in Slot]?: readonly string[] };

const BUCKETS = 256;
const LONGEST_KEY = 128;

/** One entry per key; entries are named by their index. A key fills one slot only. */
export class FieldTable {
  private readonly keys: string[] = [];
  private readonly slots: (Slot | undefined)[] = [];
  private readonly notes: number[] = [];
  private readonly ranks: number[] = [];
  private readonly detail: boolean[] = [];
  private readonly heads = new Int16Array(BUCKETS).fill(-1);
  private readonly nexts: number[] = [];

  /**
   * @param noted keys whose values the format looks at itself (which kind of line it is); they may fill a slot as well
   * @throws Error when two slots name the same key: that is a mistake in the format
   */
  constructor(spec: FieldSpec, noted: readonly string[] = []) {
    for (const slot of SLOTS) {
      for (const [rank, key] of (spec[slot] ?? []).entries()) {
        if (this.find(key, 0, key.length) >= 0) throw new Error(`The key "${key}" fills two slots.`);
        this.add(key, slot, rank);
      }
    }
    for (const [note, key] of noted.entries()) {
      const known = this.find(key, 0, key.length);
      this.notes[known >= 0 ? known : this.add(key, undefined, Number.POSITIVE_INFINITY)] = note;
    }
  }

  /** Entry of the key in [start, end), -1 when the format does not read it. */
  find(text: string, start: number, end: number): number {
    const length = end - start;
    if (length < 1 || length > LONGEST_KEY) return -1;
    let entry = this.heads[bucketOf(length, text.charCodeAt(start), text.charCodeAt(end - 1))] ?? -1;
    while (entry >= 0) {
      const key = this.keys[entry] ?? '';
      if (key.length === length && text.startsWith(key, start)) return entry;
      entry = this.nexts[entry] ?? -1;
    }
    return -1;
  }

  /** Every key, by entry. */
  allKeys(): readonly string[] {
    return this.keys;
  }

  slotOf(entry: number): Slot | undefined {
    return this.slots[entry];
  }

  /** 0 for the key that is believed before all others of its slot. */
  rankOf(entry: number): number {
    return this.ranks[entry] ?? Number.POSITIVE_INFINITY;
  }

  /** Place of the key among the noted ones, -1 when it is none of them. */
  noteOf(entry: number): number {
    return this.notes[entry] ?? -1;
  }

  /** True for what only the reader of a single line wants. */
  isDetail(entry: number): boolean {
    return this.detail[entry] ?? true;
  }

  private add(key: string, slot: Slot | undefined, rank: number): number {
    const entry = this.keys.length;
    const bucket = bucketOf(key.length, key.charCodeAt(0), key.charCodeAt(key.length - 1));
    this.keys.push(key);
    this.slots.push(slot);
    this.ranks.push(rank);
    this.notes.push(-1);
    this.detail.push(slot === undefined || DETAIL.has(slot));
    this.nexts.push(this.heads[bucket] ?? -1);
    this.heads[bucket] = entry;
    return entry;
  }
}

function bucketOf(length: number, first: number, last: number): number {
  return (length * 61 + first * 7 + last * 3) & (BUCKETS - 1);
}

const known = new WeakMap<FieldSpec, FieldTable>();

/** The table of a spec without noted keys, made once for all readers of it: a log whose format is found out begins with dozens of readers. */
export function tableOf(spec: FieldSpec): FieldTable {
  const table = known.get(spec) ?? new FieldTable(spec);
  known.set(spec, table);
  return table;
}
