/**
 * In: the organisation's own IP ranges and the built-in ones. Out: what is known of an address.
 * Guarantee: own ranges go before built-in ones, whatever their size; tags of both add up; among ranges of one kind the
 * narrowest decides.
 */
import { type AddressRange, buildRangeIndex, parseRange } from '../ingest/match/index.ts';
import type { RangeCategory } from '../model/enrichment.ts';

export interface IpRange {
  readonly name: string;
  /** CIDR blocks or single addresses, v4 and v6. */
  readonly cidrs: readonly string[];
  readonly category: RangeCategory;
  readonly tags: readonly string[];
  /** Where its addresses are, in place of what geography would say. */
  readonly location: string | null;
  readonly isp: string | null;
}

/** What ranges say of an address. */
export interface AddressFacts {
  readonly ranges: readonly string[];
  readonly category: RangeCategory;
  readonly tags: readonly string[];
  readonly location: string | null;
  readonly isp: string | null;
}

const builtIn = (name: string, cidrs: readonly string[], tags: readonly string[]): IpRange => ({
  name,
  cidrs,
  category: 'other',
  tags,
  location: null,
  isp: null,
});

/** Address spaces with a fixed meaning (RFC 1918, 4193, 6598, 3927, 4291). */
export const BUILT_IN_RANGES: readonly IpRange[] = [
  builtIn('Private addresses', ['10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', 'fc00::/7'], ['Internal network']),
  builtIn('Carrier-grade NAT', ['100.64.0.0/10'], ['Shared address']),
  builtIn('Link-local addresses', ['169.254.0.0/16', 'fe80::/10'], ['Link-local']),
  builtIn('Loopback', ['127.0.0.0/8', '::1/128'], ['Loopback']),
];

export interface RangeLookUp {
  /** Null where no range holds the address, and for text that is none. */
  factsOf(address: string): AddressFacts | null;
}

export function createRangeLookUp(own: readonly IpRange[]): RangeLookUp {
  const index = (ranges: readonly IpRange[]) =>
    buildRangeIndex(ranges.flatMap((value) => value.cidrs.map((range) => ({ range, value }))));
  const ours = index(own);
  const given = index(BUILT_IN_RANGES);
  // Few combinations stand for all addresses: each is made once.
  const made = new Map<IpRange | undefined, Map<IpRange | undefined, AddressFacts>>();
  return {
    factsOf: (address) => {
      const a = ours.find(address);
      const b = given.find(address);
      if (a === undefined && b === undefined) return null;
      const inner = made.get(a) ?? new Map<IpRange | undefined, AddressFacts>();
      made.set(a, inner);
      const known = inner.get(b);
      if (known) return known;
      const facts: AddressFacts = {
        ranges: [a, b].flatMap((range) => range?.name ?? []),
        category: a?.category ?? b?.category ?? 'other',
        tags: [...new Set([...(a?.tags ?? []), ...(b?.tags ?? [])])],
        location: a?.location ?? b?.location ?? null,
        isp: a?.isp ?? b?.isp ?? null,
      };
      inner.set(b, facts);
      return facts;
    },
  };
}

/**
 * What is wrong with the blocks of one range beside the others: text that is no block, or one that overlaps another.
 * @returns null when all is well
 */
export function rangeProblem(range: Pick<IpRange, 'name' | 'cidrs'>, others: readonly IpRange[]): string | null {
  const blocks: { readonly text: string; readonly at: AddressRange; readonly owner: string }[] = [];
  for (const text of range.cidrs) {
    const at = parseRange(text);
    if (at === null) return `"${text}" is no address block. Write 192.0.2.0/24, 2001:db8::/32 or a single address.`;
    const twin = blocks.find((block) => overlaps(block.at, at));
    if (twin) return `${text} overlaps ${twin.text} of the same range. Leave one of them out.`;
    blocks.push({ text, at, owner: range.name });
  }
  for (const other of others) {
    for (const text of other.cidrs) {
      const at = parseRange(text);
      const twin = at && blocks.find((block) => overlaps(block.at, at));
      if (twin)
        return `${twin.text} overlaps ${text} of the range "${other.name}". Ranges of your own must not overlap.`;
    }
  }
  return null;
}

function overlaps(a: AddressRange, b: AddressRange): boolean {
  return a.version === b.version && a.first <= b.last && b.first <= a.last;
}
