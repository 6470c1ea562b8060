import { textCell, valueCell } from '../../../kit/charts/chart-data.ts';
import { countryName } from '../../../kit/charts/country-names.ts';
import { WorldMap } from '../../../kit/charts/world-map.tsx';
import { allOf, is } from '../../../kit/filter/conditions.ts';
import { formatCount } from '../../../kit/format.ts';
import { goToTable } from '../go.ts';
import { Card, type CardProps } from './card.tsx';

export function HeadquartersCard(props: CardProps) {
  return (
    <Card
      {...props}
      title="Headquarters of the apps’ providers"
      height={300}
      content={({ data, metric, measure, filter, source }) => {
        const rows = data.headquarters
          .filter((row) => (row[metric] ?? 0) > 0)
          .sort((a, b) => (b[metric] ?? 0) - (a[metric] ?? 0));
        const open = (code: string | null): void => goToTable('apps', allOf(filter, is('headquarters', code)));
        return {
          empty: rows.length === 0 ? 'No app with a known headquarters in this period.' : null,
          about: 'Where the provider is seated, not where data is kept.',
          table: {
            columns: [
              { title: 'Country' },
              { title: 'Code' },
              { title: measure.title, numeric: true },
              { title: 'Apps', numeric: true },
            ],
            rows: rows.map((row) => ({
              key: row.country ?? 'none',
              onOpen: () => open(row.country),
              cells: [
                textCell(countryName(row.country)),
                textCell(row.country ?? ''),
                valueCell(row[metric], measure.format),
                valueCell(row.apps, formatCount),
              ],
            })),
          },
          plot: (
            <WorldMap
              countries={rows.map((row) => ({
                code: row.country,
                value: row[metric],
                apps: row.apps,
                onOpen: () => open(row.country),
              }))}
              measure={measure}
              label={`${measure.title} by the providers’ headquarters, ${source}`}
            />
          ),
        };
      }}
    />
  );
}
