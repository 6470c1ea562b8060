import { geoArea, geoCentroid, geoEqualEarth, geoPath } from 'd3-geo';
import type { Feature, FeatureCollection, MultiPolygon, Polygon } from 'geojson';
import { numericToAlpha2 } from 'i18n-iso-countries';
import { feature } from 'topojson-client';
import type { GeometryCollection, Topology } from 'topojson-specification';
import atlas from 'world-atlas/countries-110m.json';
import { SMALL_COUNTRIES } from './small-countries.ts';

type Shape = Feature<Polygon | MultiPolygon>;
interface Atlas extends Topology {
  readonly objects: { readonly countries: GeometryCollection; readonly land: GeometryCollection };
}

// The JSON's own type is a wide literal; its shape is the TopoJSON that world-atlas documents.
const topology = atlas as unknown as Atlas;

const shapes: readonly Shape[] = feature(topology, topology.objects.countries).features.flatMap((one) => {
  const { geometry } = one;
  return geometry.type === 'Polygon' || geometry.type === 'MultiPolygon' ? [{ ...one, geometry }] : [];
});

/** The largest part of a country: France's middle lies in Europe, not halfway to Guiana. */
function mainland(geometry: Polygon | MultiPolygon): Polygon {
  if (geometry.type === 'Polygon') return geometry;
  const parts = geometry.coordinates.map((coordinates): Polygon => ({ type: 'Polygon', coordinates }));
  return parts.reduce((best, part) => (geoArea(part) > geoArea(best) ? part : best));
}

const places = new Map<string, readonly [number, number]>(Object.entries(SMALL_COUNTRIES));
for (const shape of shapes) {
  const code = shape.id === undefined ? undefined : numericToAlpha2(String(shape.id).padStart(3, '0'));
  if (code !== undefined) places.set(code, geoCentroid(mainland(shape.geometry)));
}

export interface WorldDrawing {
  readonly land: readonly { readonly key: string; readonly path: string }[];
  readonly height: number;
  /** Pixel of a country (ISO alpha-2), null when the map has no place for it. */
  place(code: string): readonly [number, number] | null;
}

/** The world in the Equal Earth projection (true areas), fitted to a width; Antarctica is left out as no one is seated there. */
export function drawWorld(width: number): WorldDrawing {
  const land: FeatureCollection = { type: 'FeatureCollection', features: shapes.filter((one) => one.id !== '010') };
  const projection = geoEqualEarth().fitWidth(width, land);
  const path = geoPath(projection).digits(1);
  const [[, top], [, bottom]] = path.bounds(land);
  const [x, y] = projection.translate();
  projection.translate([x, y - top]);
  return {
    land: land.features.map((one, index) => ({ key: String(one.id ?? `unnamed-${index}`), path: path(one) ?? '' })),
    height: Math.ceil(bottom - top),
    place: (code) => {
      const at = places.get(code);
      return at === undefined ? null : (projection([at[0], at[1]]) ?? null);
    },
  };
}
