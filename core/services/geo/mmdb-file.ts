/**
 * MMDB files that the user brings (https://maxmind.github.io/MaxMind-DB/): city, country, ASN, ISP and anonymity data of any maker.
 * The format says nothing of what a record's fields are called; the spellings of the usual makers are understood.
 */
import { Reader } from 'mmdb-lib';
import { AppError } from '../../contract/errors.ts';
import { type IpFacts, NOTHING_KNOWN } from '../../geo/index.ts';
import type { AddressClass } from '../../model/address.ts';

export interface MmdbFile {
  readonly databaseType: string;
  /** ms since 1970. */
  readonly built: number;
  /** Null where the file says nothing of the address. `basis` is the file's name. */
  lookUp(address: string): IpFacts | null;
}

type Record_ = Readonly<Record<string, unknown>>;

/** @throws AppError geo.invalid for what is no MMDB file */
export function openMmdb(content: Buffer, name: string): MmdbFile {
  const refuse = (): AppError =>
    new AppError('geo.invalid', `${name} is no MMDB file, or is damaged. Choose a file whose name ends in .mmdb.`, {
      name,
    });
  let reader: Reader<never>;
  try {
    reader = new Reader<never>(content);
  } catch {
    throw refuse();
  }
  const { metadata } = reader;
  if (!(metadata.nodeCount > 0) || typeof metadata.databaseType !== 'string') throw refuse();
  return {
    databaseType: metadata.databaseType.slice(0, 100),
    built: Number(metadata.buildEpoch) || 0,
    lookUp: (address) => {
      try {
        const record: unknown = reader.get(address);
        return isRecord(record) ? factsIn(record, name) : null;
      } catch {
        // No address, or a record that points astray: of this one nothing is known.
        return null;
      }
    },
  };
}

function isRecord(value: unknown): value is Record_ {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** First of several paths that leads to something. */
function at(record: Record_, ...paths: readonly string[]): unknown {
  for (const path of paths) {
    let value: unknown = record;
    for (const step of path.split('.')) {
      value = Array.isArray(value) ? value[Number(step)] : isRecord(value) ? value[step] : undefined;
    }
    if (value !== undefined && value !== null && value !== '') return value;
  }
  return null;
}

const LONGEST = 200;
const textAt = (record: Record_, ...paths: readonly string[]): string | null => {
  const value = at(record, ...paths);
  return typeof value === 'string' ? value.slice(0, LONGEST) : null;
};
const degreeAt = (record: Record_, most: number, ...paths: readonly string[]): number | null => {
  const found = at(record, ...paths);
  const value = found === null ? Number.NaN : Number(found);
  return Math.abs(value) <= most ? value : null;
};

const FLAGS: readonly (readonly [AddressClass, readonly string[]])[] = [
  ['vpn', ['is_anonymous_vpn', 'traits.is_anonymous_vpn', 'vpn']],
  ['tor', ['is_tor_exit_node', 'traits.is_tor_exit_node', 'tor']],
  ['proxy', ['is_public_proxy', 'is_residential_proxy', 'traits.is_anonymous_proxy', 'is_anonymous_proxy', 'proxy']],
  ['hosting', ['is_hosting_provider', 'traits.is_hosting_provider', 'hosting']],
  ['satellite', ['is_satellite_provider', 'traits.is_satellite_provider', 'satellite']],
];

function factsIn(record: Record_, name: string): IpFacts {
  const country = textAt(record, 'country.iso_code', 'country_code', 'country', 'registered_country.iso_code');
  const asn = Number(
    String(at(record, 'autonomous_system_number', 'asn', 'traits.autonomous_system_number')).replace(/^AS/i, ''),
  );
  const flags = FLAGS.filter(([, paths]) =>
    paths.some((path) => [true, 1, 'true', 'yes'].includes(at(record, path) as never)),
  );
  const facts: IpFacts = {
    ...NOTHING_KNOWN,
    country: country !== null && /^[a-z]{2}$/i.test(country) ? country.toUpperCase() : null,
    region: textAt(record, 'subdivisions.0.names.en', 'state1', 'region', 'region_name', 'stateprov'),
    city: textAt(record, 'city.names.en', 'city', 'city_name'),
    latitude: degreeAt(record, 90, 'location.latitude', 'latitude', 'lat'),
    longitude: degreeAt(record, 180, 'location.longitude', 'longitude', 'lng', 'lon'),
    asn: Number.isSafeInteger(asn) && asn > 0 ? asn : null,
    isp: textAt(record, 'isp', 'autonomous_system_organization', 'as_name', 'organization', 'traits.isp', 'name'),
    classes: flags.map(([one]) => ({ class: one, basis: name })),
  };
  return { ...facts, basis: facts.country === null ? null : name };
}
