/**
 * In: the geo files as the build wrote them, decompressed. Out: the tables in memory.
 *
 * A file is a row of columns, each `length in bytes (varint), bytes`. Columns of numbers are varints (LEB128) unless said
 * otherwise; starts of runs are differences from the run before. Every read is checked: a file that does not fit its sizes is
 * refused, never half believed.
 */
import { NO_COORDINATE, type Sizes, type Tables } from './layout.ts';

/** The file does not hold what its sizes say. */
export class GeoDataError extends Error {
  override readonly name = 'GeoDataError';
}

class Column {
  private at: number;
  private readonly bytes: Uint8Array;
  private readonly end: number;

  constructor(bytes: Uint8Array, start: number, end: number) {
    this.bytes = bytes;
    this.at = start;
    this.end = end;
  }

  next(): number {
    let value = 0;
    let scale = 1;
    for (;;) {
      if (this.at >= this.end) throw new GeoDataError('a column ends too early');
      const byte = this.bytes[this.at++] ?? 0;
      value += (byte & 127) * scale;
      if (byte < 128) return value;
      scale *= 128;
      if (scale > 2 ** 35) throw new GeoDataError('a number is too long');
    }
  }

  /** Zigzag: 0, −1, 1, −2 … */
  nextSigned(): number {
    const value = this.next();
    return value % 2 === 0 ? value / 2 : -(value + 1) / 2;
  }

  rest(): Uint8Array {
    return this.bytes.subarray(this.at, this.end);
  }

  get isAtEnd(): boolean {
    return this.at >= this.end;
  }
}

function columnsIn(bytes: Uint8Array, count: number): Column[] {
  const found: Column[] = [];
  let at = 0;
  for (let i = 0; i < count; i++) {
    const head = new Column(bytes, at, Math.min(bytes.length, at + 5));
    const length = head.next();
    const start = Math.min(bytes.length, at + 5) - head.rest().length;
    at = start + length;
    if (at > bytes.length) throw new GeoDataError('a column reaches past the end of the file');
    found.push(new Column(bytes, start, at));
  }
  if (at !== bytes.length) throw new GeoDataError('there is more in the file than its columns');
  return found;
}

const column = (columns: readonly Column[], index: number): Column => {
  const found = columns[index];
  if (!found) throw new GeoDataError('a column is missing');
  return found;
};

/** Strings, places: `ends as lengths, text, country, region, city, latitude, longitude`. */
export function decodePlaces(bytes: Uint8Array, sizes: Sizes, tables: Tables): void {
  const columns = columnsIn(bytes, 7);
  const lengths = column(columns, 0);
  let end = 0;
  for (let i = 0; i < sizes.strings; i++) {
    end += lengths.next();
    tables.stringEnd[i] = end;
  }
  const text = column(columns, 1).rest();
  if (end !== sizes.stringBytes || text.length !== end) throw new GeoDataError('strings do not fill their table');
  tables.stringText.set(text);
  const [country, region, city, latitude, longitude] = [2, 3, 4, 5, 6].map((index) => column(columns, index));
  if (!country || !region || !city || !latitude || !longitude) throw new GeoDataError('a column is missing');
  for (let i = 0; i < sizes.places; i++) {
    tables.placeCountry[i] = country.next();
    tables.placeRegion[i] = below(region.next(), sizes.strings);
    tables.placeCity[i] = below(city.next(), sizes.strings);
    const y = latitude.nextSigned();
    const x = longitude.nextSigned();
    tables.placeLatitude[i] = y === UNKNOWN_DEGREE ? NO_COORDINATE : y;
    tables.placeLongitude[i] = x === UNKNOWN_DEGREE ? NO_COORDINATE : x;
  }
}

/** What the files write for an unknown coordinate: no latitude or longitude in ten-thousandths reaches it. */
export const UNKNOWN_DEGREE = -2_000_000;

/** Runs of IPv4 addresses: `starts, places`. Runs over several blocks of 65,536 are cut at their borders here. */
export function decodeV4Places(bytes: Uint8Array, sizes: Sizes, tables: Tables): void {
  const columns = columnsIn(bytes, 2);
  const starts = column(columns, 0);
  const values = column(columns, 1);
  const { v4Block, v4Low, v4PlaceLow, v4PlaceHigh } = tables;
  let at = 0;
  let block = -1;
  let place = 0;
  const put = (low: number): void => {
    if (at >= sizes.v4Places) throw new GeoDataError('there are more runs of addresses than said');
    v4Low[at] = low;
    v4PlaceLow[at] = place & 0xffff;
    v4PlaceHigh[at] = place >>> 16;
    at++;
  };
  let start = 0;
  while (!starts.isAtEnd) {
    start += starts.next();
    const next = Math.floor(start / 65_536);
    if (next > 65_535) throw new GeoDataError('an address is too large');
    while (block < next) {
      v4Block[++block] = at;
      // The run before reaches into this block, unless another begins with it.
      if (block < next || start % 65_536 !== 0) put(0);
    }
    place = below(values.next(), sizes.places);
    put(start % 65_536);
  }
  while (block < 65_535) {
    v4Block[++block] = at;
    put(0);
  }
  v4Block[65_536] = at;
  if (at !== sizes.v4Places) throw new GeoDataError('there are fewer runs of addresses than said');
}

/** Countries of IPv6 addresses: `upper halves, lower halves, countries`. */
export function decodeV6Countries(bytes: Uint8Array, sizes: Sizes, tables: Tables): void {
  const columns = columnsIn(bytes, 3);
  readHalves(columns, sizes.v6Countries, tables.v6CountryHigh, tables.v6CountryLow);
  const country = column(columns, 2);
  for (let i = 0; i < sizes.v6Countries; i++) tables.v6Country[i] = country.next();
}

/** Networks and whose addresses are: `numbers, names, IPv4 starts, networks, IPv6 upper halves, lower halves, networks`. */
export function decodeNetworks(bytes: Uint8Array, sizes: Sizes, tables: Tables): void {
  const columns = columnsIn(bytes, 7);
  const numbers = column(columns, 0);
  const names = column(columns, 1);
  let number = 0;
  for (let i = 0; i < sizes.networks; i++) {
    number += numbers.next();
    tables.networkNumber[i] = number;
    tables.networkName[i] = below(names.next(), sizes.strings);
  }
  const starts = column(columns, 2);
  const v4 = column(columns, 3);
  let start = 0;
  for (let i = 0; i < sizes.v4Networks; i++) {
    start += starts.next();
    tables.v4NetworkStart[i] = start;
    tables.v4Network[i] = below(v4.next(), sizes.networks);
  }
  readHalves(columns.slice(4), sizes.v6Networks, tables.v6NetworkHigh, tables.v6NetworkLow);
  const v6 = column(columns, 6);
  for (let i = 0; i < sizes.v6Networks; i++) tables.v6Network[i] = below(v6.next(), sizes.networks);
}

/** A lower half is a difference where the upper one is that of the run before. */
function readHalves(columns: readonly Column[], count: number, high: Uint32Array, low: Uint32Array): void {
  const highs = column(columns, 0);
  const lows = column(columns, 1);
  let upper = 0;
  let lower = 0;
  for (let i = 0; i < count; i++) {
    const step = highs.next();
    upper += step;
    lower = lows.next() + (step === 0 ? lower : 0);
    high[i] = upper;
    low[i] = lower;
  }
}

function below(value: number, limit: number): number {
  if (value >= limit) throw new GeoDataError('a number points past its table');
  return value;
}
