/**
 * What is known of an address, from everything at hand: the organisation's own ranges go first, then MMDB files that the user brought
 * (the latest first), then the shipped data; lists that the user brought add what they stand for. Data are read with the first
 * address that is asked for.
 */

import type { AddressFactsRow, GeoSources } from '../../contract/geo.ts';
import type { AddressFacts } from '../../enrich/index.ts';
import {
  type AddressSet,
  addressSet,
  type ClassBasis,
  type GeoLookUp,
  type IpFacts,
  NOTHING_KNOWN,
} from '../../geo/index.ts';
import { isPrivateIp } from '../../kit/ip.ts';
import { readPlace } from '../../kit/place.ts';
import type { ReadConnection } from '../../store/open.ts';
import {
  readAddressFiles,
  readAddressLists,
  readFileContent,
  readListRanges,
  type StoredAddressFile,
  type StoredAddressList,
} from '../../store/read/address-sources.ts';
import { type MmdbFile, openMmdb } from './mmdb-file.ts';

/** What the organisation's ranges say of an address. */
interface RangeSource {
  factsOf(address: string): AddressFacts | null;
}

export class AddressView {
  private readonly ranges: RangeSource;
  private readonly open: () => GeoLookUp;
  private geo: GeoLookUp | null = null;
  private lists: readonly StoredAddressList[] = [];
  private files: readonly StoredAddressFile[] = [];
  private opened: {
    readonly sets: readonly (readonly [ClassBasis, AddressSet])[];
    readonly files: readonly MmdbFile[];
  } | null = null;
  private key = '';

  constructor(ranges: RangeSource, open: () => GeoLookUp) {
    this.ranges = ranges;
    this.open = open;
  }

  refresh(db: ReadConnection): void {
    this.lists = readAddressLists(db);
    this.files = readAddressFiles(db);
    const key = JSON.stringify([this.lists, this.files]);
    if (key !== this.key) this.opened = null;
    this.key = key;
  }

  /** Reads the shipped data before an address is asked for. @returns whether there was anything to do. @throws AppError geo.unavailable */
  prepare(): boolean {
    const isNew = this.geo === null;
    this.geo ??= this.open();
    return isNew;
  }

  /** Whether this thread has what it needs of the shipped data at hand. */
  get isRead(): boolean {
    return this.geo !== null;
  }

  /** Changes whenever the lists or files do. */
  get state(): string {
    return this.key;
  }

  sources(): Pick<GeoSources, 'lists' | 'files'> {
    return { lists: [...this.lists], files: [...this.files] };
  }

  /** @throws AppError geo.unavailable when the shipped data cannot be read */
  lookUp(db: ReadConnection, ip: string): AddressFactsRow {
    return describeAddress(ip, this.factsOf(db, ip), this.ranges.factsOf(ip));
  }

  /** The same without the ranges; where no file or list of the user's says more, one object for all that is in one place and network. */
  factsOf(db: ReadConnection, ip: string): IpFacts {
    this.opened ??= this.openSources(db);
    // Most sources are internal: for them alone the shipped data are never read.
    if (this.geo === null && !isPrivateIp(ip)) this.geo = this.open();
    let facts = this.geo?.lookUp(ip) ?? NOTHING_KNOWN;
    const { files, sets } = this.opened;
    // The latest is laid on top last.
    for (let at = files.length - 1; at >= 0; at--) facts = over(facts, files[at]?.lookUp(ip) ?? null);
    const named = sets.length === 0 ? [] : sets.filter(([, set]) => set.has(ip)).map(([basis]) => basis);
    return named.length === 0 ? facts : { ...facts, classes: [...facts.classes, ...named] };
  }

  private openSources(db: ReadConnection): NonNullable<AddressView['opened']> {
    return {
      sets: this.lists.map(({ id, name, class: kind }) => [
        { class: kind, basis: name },
        addressSet(readListRanges(db, id)),
      ]),
      files: this.files.flatMap(({ id, name }) => {
        const content = readFileContent(db, id);
        return content === null ? [] : [openMmdb(content, name)];
      }),
    };
  }
}

/** What `better` knows in place of what `base` does; a place is taken whole, so that no city lies in another's country. */
function over(base: IpFacts, better: IpFacts | null): IpFacts {
  if (better === null) return base;
  const { country, region, city, latitude, longitude, basis } = better.country === null ? base : better;
  const network = better.asn === null && better.isp === null ? base : better;
  const kept = base.classes.filter((one) => !better.classes.some((two) => two.class === one.class));
  return {
    country,
    region,
    city,
    latitude,
    longitude,
    basis,
    asn: network.asn ?? base.asn,
    isp: network.isp ?? base.isp,
    classes: [...kept, ...better.classes],
  };
}

/** One answer of both. @param range null where no range holds the address */
export function describeAddress(ip: string, facts: IpFacts, range: AddressFacts | null): AddressFactsRow {
  const place = [facts.city, facts.region, facts.country].filter((part) => part !== null).join(', ');
  const typed = range?.location ?? null;
  const isOverridden = typed !== null;
  const where = isOverridden ? { ...NOTHING_KNOWN, ...readPlace(typed) } : facts;
  const { country, region, city, latitude, longitude } = where;
  return {
    ip,
    country,
    region,
    city,
    latitude,
    longitude,
    location: typed ?? (place === '' ? null : place),
    asn: facts.asn,
    isp: range?.isp ?? facts.isp,
    classes: [...facts.classes],
    ranges: [...(range?.ranges ?? [])],
    basis: {
      location: isOverridden ? 'range' : facts.basis,
      isp: range !== null && range.isp !== null ? 'range' : facts.isp === null ? null : 'routing',
    },
  };
}
