import { type TwinTable, textCell, valueCell } from '../../../kit/charts/chart-data.ts';
import { barsHeight, HorizontalBars } from '../../../kit/charts/horizontal-bars.tsx';
import { bytesMeasure } from '../../../kit/charts/measure.ts';
import { allOf } from '../../../kit/filter/conditions.ts';
import { formatInstant, formatShare } from '../../../kit/format.ts';
import { AppIcon } from '../../../kit/risk/app-icon.tsx';
import { ScoreTile } from '../../../kit/risk/score-tile.tsx';
import { goToTable, openEntity } from '../go.ts';
import { Card, CardLink, type CardProps } from './card.tsx';
import { appBars, appTwin } from './card-rows.ts';
import type { CardModel } from './use-dashboard-model.ts';

const ROWS = 8;
const HEIGHT = barsHeight(10);
const UPLOAD = bytesMeasure('Upload');

/** Apps that nobody used before this period. */
export function NewAppsCard(props: CardProps) {
  return (
    <Card
      {...props}
      title="New this period"
      height={HEIGHT}
      content={(model) => {
        const { data, measure, metric, zone } = model;
        return {
          empty: emptyWords(model),
          table: newTwin(model),
          plot: (
            <ul className="uc-newapps" aria-label="Apps first seen in this period">
              {data.newApps.slice(0, ROWS).map((app) => (
                <li key={app.id}>
                  <ScoreTile facts={app} />
                  <AppIcon id={app.id} name={app.name} />
                  <button type="button" className="uc-textlink" onClick={() => openEntity('app', app.id, app.name)}>
                    {app.name}
                  </button>
                  <span className="uc-newapps__since uc-num">{formatInstant(app.firstSeen, zone)}</span>
                  <span className="uc-num">{measure.format(app[metric])}</span>
                </li>
              ))}
            </ul>
          ),
          about: `First seen in this period${data.newApps.length > ROWS ? `; the first ${ROWS} of ${data.newApps.length} by ${measure.title.toLowerCase()}` : ''}.`,
          link: (
            <CardLink
              onOpen={() =>
                goToTable('apps', allOf(model.filter, firstSeenSince(data)), { column: 'firstSeen', direction: 'desc' })
              }
            >
              In the table
            </CardLink>
          ),
        };
      }}
    />
  );
}

function firstSeenSince(data: CardModel['data']): string {
  return data.range === null ? '' : `firstSeen>=${new Date(data.range.from).toISOString()}`;
}

function emptyWords({ data }: CardModel): string | null {
  if (data.newApps.length > 0) return null;
  const start = data.extent?.from;
  const hasBefore = start !== undefined && data.range !== null && start < data.range.from;
  return hasBefore
    ? 'No app was used for the first time in this period.'
    : 'The data starts with this period, so nothing can be told apart as new. Choose a shorter period.';
}

function newTwin({ data, metric, measure, zone }: CardModel): TwinTable {
  return {
    columns: [
      { title: 'App' },
      { title: 'First seen' },
      { title: 'Score', numeric: true },
      { title: measure.title, numeric: true },
    ],
    rows: data.newApps.map((app) => ({
      key: app.id,
      onOpen: () => openEntity('app', app.id, app.name),
      cells: [
        textCell(app.name),
        textCell(formatInstant(app.firstSeen, zone)),
        valueCell(app.score, (score) => (score === null ? '–' : String(score))),
        valueCell(app[metric], measure.format),
      ],
    })),
  };
}

/** Where data leaves towards apps that are risky or that were forbidden. */
export function RiskyUploadsCard(props: CardProps) {
  return (
    <Card
      {...props}
      asMetric={false}
      unit={UPLOAD.unit}
      title="Uploads to risky apps"
      height={HEIGHT}
      content={({ data, filter, source }) => {
        const apps = data.riskyUploads.slice(0, 10);
        const share = data.known.bytesSent;
        return {
          empty:
            share === 0
              ? 'None of these lines says how much was uploaded, so uploads cannot be told.'
              : apps.length === 0
                ? 'No upload to a high-risk or unsanctioned app in this period.'
                : null,
          table: appTwin(apps, 'bytesSent', UPLOAD, (app) => openEntity('app', app.id, app.name)),
          about: `Score 5 or less, no score, or unsanctioned.${share !== null && share < 1 ? ` Upload is known for ${formatShare(share)} of requests.` : ''}`,
          link: (
            <CardLink
              onOpen={() =>
                goToTable('apps', allOf(filter, '(score<=5 or score:unknown or tag:unsanctioned)', 'bytesSent>0'), {
                  column: 'bytesSent',
                  direction: 'desc',
                })
              }
            >
              All of them
            </CardLink>
          ),
          plot: (
            <HorizontalBars
              rows={appBars(apps, 'bytesSent', (app) => openEntity('app', app.id, app.name, 'usage'))}
              measure={UPLOAD}
              label={`Uploads to risky apps, ${source}`}
            />
          ),
        };
      }}
    />
  );
}
