/**
 * The tables of addresses in memory: a handful of typed arrays over one buffer, so that threads can share it.
 * Sizes are known before anything is read (`Sizes`, written by the build beside the data), so that the buffer can be reserved
 * before, and filled by, whichever thread asks first.
 */

/** How many entries each table has. */
export interface Sizes {
  /** Runs of IPv4 addresses at one place, none reaching over a multiple of 65,536. */
  readonly v4Places: number;
  readonly places: number;
  readonly v6Countries: number;
  readonly v4Networks: number;
  readonly v6Networks: number;
  readonly networks: number;
  readonly strings: number;
  readonly stringBytes: number;
}

const BLOCKS = 65_536;

/** One array per column, in this order in the buffer: widest elements first, so that all are aligned. */
export interface Tables {
  /** First run of each block of 65,536 addresses, and one past the last. */
  readonly v4Block: Uint32Array;
  readonly v4NetworkStart: Uint32Array;
  readonly v4Network: Uint32Array;
  /** Upper 64 bits of IPv6 addresses, in two halves. */
  readonly v6CountryHigh: Uint32Array;
  readonly v6CountryLow: Uint32Array;
  readonly v6NetworkHigh: Uint32Array;
  readonly v6NetworkLow: Uint32Array;
  readonly v6Network: Uint32Array;
  readonly networkNumber: Uint32Array;
  /** String ids. */
  readonly networkName: Uint32Array;
  readonly placeCity: Uint32Array;
  /** In ten-thousandths of a degree; NO_COORDINATE where not known. */
  readonly placeLatitude: Int32Array;
  readonly placeLongitude: Int32Array;
  readonly stringEnd: Uint32Array;
  /** Where in its block a run begins. */
  readonly v4Low: Uint16Array;
  /** Lower 16 bits of the place's number. */
  readonly v4PlaceLow: Uint16Array;
  /** String id; regions come first among the strings. */
  readonly placeRegion: Uint16Array;
  /** Two letters of ISO 3166-1, as `first × 256 + second`; 0 is unknown. */
  readonly placeCountry: Uint16Array;
  readonly v6Country: Uint16Array;
  readonly v4PlaceHigh: Uint8Array;
  readonly stringText: Uint8Array;
}

/** What stands for an unknown latitude or longitude. */
export const NO_COORDINATE = 0x7fff_ffff;

type Column = readonly [keyof Tables, 1 | 2 | 4, number];

function columnsOf(sizes: Sizes): readonly Column[] {
  const { v4Places, places, v6Countries, v4Networks, v6Networks, networks, strings, stringBytes } = sizes;
  return [
    ['v4Block', 4, BLOCKS + 1],
    ['v4NetworkStart', 4, v4Networks],
    ['v4Network', 4, v4Networks],
    ['v6CountryHigh', 4, v6Countries],
    ['v6CountryLow', 4, v6Countries],
    ['v6NetworkHigh', 4, v6Networks],
    ['v6NetworkLow', 4, v6Networks],
    ['v6Network', 4, v6Networks],
    ['networkNumber', 4, networks],
    ['networkName', 4, networks],
    ['placeCity', 4, places],
    ['placeLatitude', 4, places],
    ['placeLongitude', 4, places],
    ['stringEnd', 4, strings],
    ['v4Low', 2, v4Places],
    ['v4PlaceLow', 2, v4Places],
    ['placeRegion', 2, places],
    ['placeCountry', 2, places],
    ['v6Country', 2, v6Countries],
    ['v4PlaceHigh', 1, v4Places],
    ['stringText', 1, stringBytes],
  ];
}

/** Bytes that the tables take. */
export function bytesOf(sizes: Sizes): number {
  return columnsOf(sizes).reduce((sum, [, width, count]) => sum + width * count, 0);
}

type ViewOf = new (buffer: ArrayBufferLike, offset: number, length: number) => ArrayBufferView;

/** The tables over a buffer of `bytesOf(sizes)` bytes. @throws RangeError when the buffer is too small */
export function tablesOver(buffer: ArrayBufferLike, sizes: Sizes): Tables {
  const made: Partial<Record<keyof Tables, ArrayBufferView>> = {};
  let offset = 0;
  for (const [name, width, count] of columnsOf(sizes)) {
    const isSigned = name === 'placeLatitude' || name === 'placeLongitude';
    const make: ViewOf = isSigned ? Int32Array : width === 4 ? Uint32Array : width === 2 ? Uint16Array : Uint8Array;
    made[name] = new make(buffer, offset, count);
    offset += width * count;
  }
  return made as unknown as Tables;
}
