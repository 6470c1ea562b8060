/**
 * What is known of an address, from everything at hand: the organisation's own ranges go first, then the shipped data. The
 * data are read with the first address that is asked for.
 */
import type { AddressFactsRow } from '../../contract/geo.ts';
import type { AddressFacts } from '../../enrich/index.ts';
import type { GeoLookUp, IpFacts } from '../../geo/index.ts';

/** What the organisation's ranges say of an address. */
interface RangeSource {
  factsOf(address: string): AddressFacts | null;
}

export class AddressView {
  private readonly ranges: RangeSource;
  private readonly open: () => GeoLookUp;
  private geo: GeoLookUp | null = null;

  constructor(ranges: RangeSource, open: () => GeoLookUp) {
    this.ranges = ranges;
    this.open = open;
  }

  /** @throws AppError geo.unavailable when the shipped data cannot be read */
  lookUp(ip: string): AddressFactsRow {
    return describeAddress(ip, this.factsOf(ip), this.ranges.factsOf(ip));
  }

  private factsOf(ip: string): IpFacts {
    this.geo ??= this.open();
    return this.geo.lookUp(ip);
  }
}

/** One answer of both. @param range null where no range holds the address */
export function describeAddress(ip: string, facts: IpFacts, range: AddressFacts | null): AddressFactsRow {
  const place = [facts.city, facts.region, facts.country].filter((part) => part !== null).join(', ');
  const isOverridden = range !== null && range.location !== null;
  const nowhere = { country: null, region: null, city: null, latitude: null, longitude: null };
  const { country, region, city, latitude, longitude } = isOverridden ? nowhere : facts;
  return {
    ip,
    country,
    region,
    city,
    latitude,
    longitude,
    location: range?.location ?? (place === '' ? null : place),
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
