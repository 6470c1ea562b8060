import { useMemo, useState } from 'react';
import { formatShare } from '../format.ts';
import { ChartTip } from './chart-tip.tsx';
import { countryName } from './country-names.ts';
import type { Measure } from './measure.ts';
import { useWidth } from './use-size.ts';
import { drawWorld } from './world-geo.ts';

export interface MapCountry {
  /** ISO 3166-1 alpha-2; null for apps whose headquarters nobody knows. */
  readonly code: string | null;
  readonly value: number | null;
  readonly apps: number;
  readonly onOpen: (() => void) | undefined;
}

const TABLE_WIDTH = 230;
const BIGGEST = 20;
/** Room below the map for the southernmost label. */
const FOOT = 18;
const LABELLED = 3;

/** Where the apps' providers are seated: bubbles whose area is the measure, with the ranking beside them. */
export function WorldMap({
  countries,
  measure,
  label,
}: {
  readonly countries: readonly MapCountry[];
  readonly measure: Measure;
  readonly label: string;
}) {
  const [ref, width] = useWidth<HTMLDivElement>();
  const beside = width >= 620;
  const mapWidth = beside ? width - TABLE_WIDTH - 16 : width;
  const world = useMemo(() => (mapWidth > 0 ? drawWorld(mapWidth) : null), [mapWidth]);
  const [at, setAt] = useState<string | null>(null);
  const ranked = [...countries].sort((a, b) => (b.value ?? -1) - (a.value ?? -1));
  const most = Math.max(1, ...countries.map((country) => (country.code === null ? 0 : (country.value ?? 0))));
  const sum = countries.reduce((all, country) => all + (country.value ?? 0), 0);
  const bubbles = ranked.flatMap((country) => {
    const place = country.code === null ? null : (world?.place(country.code) ?? null);
    if (place === null || country.value === null || country.code === null) return [];
    return [
      {
        country,
        code: country.code,
        x: place[0],
        y: place[1],
        r: Math.max(3, BIGGEST * Math.sqrt(country.value / most)),
      },
    ];
  });
  const shown = bubbles.find((bubble) => bubble.code === at);
  const share = (value: number | null): string => (value === null || sum === 0 ? '–' : formatShare(value / sum));
  return (
    <div ref={ref} className="uc-map" data-beside={beside || undefined}>
      {world !== null && (
        <div className="uc-map__plot" style={{ width: mapWidth }}>
          {/* biome-ignore lint/a11y/useSemanticElements: a drawing with buttons inside is a group, not a fieldset */}
          <svg data-plot="" role="group" width={mapWidth} height={world.height + FOOT} aria-label={label}>
            <g fill="var(--uc-chart-land)" stroke="var(--uc-chart-surface)" strokeWidth={0.5}>
              {world.land.map((one) => (
                <path key={one.key} d={one.path} />
              ))}
            </g>
            {bubbles.map((bubble) => (
              // biome-ignore lint/a11y/useSemanticElements: there is no button inside an SVG
              <g
                key={bubble.code}
                role="button"
                tabIndex={0}
                cursor="pointer"
                aria-label={`${countryName(bubble.code)}: ${measure.format(bubble.country.value)} ${measure.unit}, ${bubble.country.apps} apps`}
                onMouseEnter={() => setAt(bubble.code)}
                onMouseLeave={() => setAt(null)}
                onFocus={() => setAt(bubble.code)}
                onBlur={() => setAt(null)}
                onClick={bubble.country.onOpen}
                onKeyDown={(event) => {
                  if (event.key === 'Enter' || event.key === ' ') bubble.country.onOpen?.();
                }}
              >
                <circle
                  cx={bubble.x}
                  cy={bubble.y}
                  r={bubble.r}
                  fill="var(--uc-chart-mark)"
                  fillOpacity={0.55}
                  stroke="var(--uc-chart-mark)"
                />
              </g>
            ))}
            {bubbles
              .slice(0, LABELLED)
              .filter((bubble) => bubble.r > 5)
              .map((bubble) => (
                <text
                  key={bubble.code}
                  x={bubble.x}
                  y={bubble.y + bubble.r + 12}
                  textAnchor="middle"
                  fontSize={11}
                  fill="var(--uc-chart-text)"
                  pointerEvents="none"
                >
                  {bubble.code}
                </text>
              ))}
          </svg>
          {shown !== undefined && (
            <div
              className="uc-scatter__tip"
              style={
                shown.x > mapWidth / 2
                  ? { right: mapWidth - shown.x + shown.r + 6, top: Math.max(0, shown.y - 24) }
                  : { left: shown.x + shown.r + 6, top: Math.max(0, shown.y - 24) }
              }
            >
              <ChartTip
                title={countryName(shown.code)}
                rows={[
                  { key: 'value', label: measure.title, value: measure.format(shown.country.value) },
                  { key: 'share', label: 'Share', value: share(shown.country.value) },
                  { key: 'apps', label: 'Apps', value: String(shown.country.apps) },
                ]}
              />
            </div>
          )}
        </div>
      )}
      <ol className="uc-map__rank">
        {ranked.slice(0, 10).map((country) => (
          <li key={country.code ?? 'none'}>
            {country.onOpen === undefined ? (
              <span>{countryName(country.code)}</span>
            ) : (
              <button type="button" className="uc-textlink" onClick={country.onOpen}>
                {countryName(country.code)}
              </button>
            )}
            <span className="uc-num uc-map__figure">{measure.format(country.value)}</span>
            <span className="uc-num uc-map__share">{share(country.value)}</span>
          </li>
        ))}
      </ol>
    </div>
  );
}
