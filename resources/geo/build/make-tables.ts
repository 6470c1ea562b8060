/** In: what the sources say. Out: the tables as the console holds them (`core/geo/layout.ts`). */
import { bytesOf, NO_COORDINATE, type Sizes, type Tables, tablesOver } from '../../../core/geo/layout.ts';
import { countryNumber, type Networks } from './networks.ts';
import type { PlaceRuns } from './places.ts';

const BLOCK = 65_536;

export interface AddressFacts {
  readonly runs: PlaceRuns;
  readonly countries: { readonly starts: readonly bigint[]; readonly values: readonly number[] };
  readonly networks: Networks;
}

export function makeTables({ runs, countries, networks }: AddressFacts): { sizes: Sizes; tables: Tables } {
  const { places } = runs;
  // Regions first: their ids must fit 16 bits.
  const strings = [
    ...new Set([
      '',
      ...places.map((place) => place.region).sort(),
      ...places.map((place) => place.city).sort(),
      ...networks.names,
    ]),
  ];
  const stringId = new Map(strings.map((text, index) => [text, index]));
  const id = (text: string): number => stringId.get(text) ?? 0;
  const texts = strings.map((text) => Buffer.from(text, 'utf8'));
  const cut = cutAtBlocks(runs);
  const sizes: Sizes = {
    v4Places: cut.lows.length,
    places: places.length,
    v6Countries: countries.starts.length,
    v4Networks: networks.v4.starts.length,
    v6Networks: networks.v6.starts.length,
    networks: networks.numbers.length,
    strings: strings.length,
    stringBytes: texts.reduce((sum, text) => sum + text.length, 0),
  };
  const tables = tablesOver(new ArrayBuffer(bytesOf(sizes)), sizes);
  tables.v4Block.set(cut.blocks);
  tables.v4Low.set(cut.lows);
  tables.v4PlaceLow.set(cut.places.map((place) => place & 0xffff));
  tables.v4PlaceHigh.set(cut.places.map((place) => place >>> 16));
  let end = 0;
  for (const [at, text] of texts.entries()) {
    tables.stringText.set(text, end);
    end += text.length;
    tables.stringEnd[at] = end;
  }
  tables.placeCountry.set(places.map((place) => countryNumber(place.country)));
  tables.placeRegion.set(places.map((place) => id(place.region)));
  tables.placeCity.set(places.map((place) => id(place.city)));
  tables.placeLatitude.set(places.map((place) => place.latitude ?? NO_COORDINATE));
  tables.placeLongitude.set(places.map((place) => place.longitude ?? NO_COORDINATE));
  setHalves(countries.starts, tables.v6CountryHigh, tables.v6CountryLow);
  tables.v6Country.set(countries.values);
  tables.networkNumber.set(networks.numbers);
  tables.networkName.set(networks.names.map(id));
  tables.v4NetworkStart.set(networks.v4.starts);
  tables.v4Network.set(networks.v4.values);
  setHalves(networks.v6.starts, tables.v6NetworkHigh, tables.v6NetworkLow);
  tables.v6Network.set(networks.v6.values);
  return { sizes, tables };
}

/** Runs of which none reaches over a multiple of 65,536, so that a start fits 16 bits. */
function cutAtBlocks({ starts, values }: Pick<PlaceRuns, 'starts' | 'values'>): {
  blocks: Uint32Array;
  lows: number[];
  places: number[];
} {
  const blocks = new Uint32Array(BLOCK + 1);
  const lows: number[] = [];
  const places: number[] = [];
  let block = -1;
  let place = 0;
  const put = (low: number): void => {
    lows.push(low);
    places.push(place);
  };
  for (const [at, start] of starts.entries()) {
    const next = Math.floor(start / BLOCK);
    while (block < next) {
      blocks[++block] = lows.length;
      // The run before reaches into this block, unless another begins with it.
      if (block < next || start % BLOCK !== 0) put(0);
    }
    place = values[at] ?? 0;
    put(start % BLOCK);
  }
  while (block < BLOCK - 1) {
    blocks[++block] = lows.length;
    put(0);
  }
  blocks[BLOCK] = lows.length;
  return { blocks, lows, places };
}

function setHalves(starts: readonly bigint[], high: Uint32Array, low: Uint32Array): void {
  for (const [at, start] of starts.entries()) {
    high[at] = Number(start >> 32n);
    low[at] = Number(start & 0xffff_ffffn);
  }
}
