/** The activity log as a file: what the filter leaves, newest first, up to the limit. */
import { EXPORT_LIMIT } from '../../contract/activities.ts';
import type { MethodOutput, MethodParsed } from '../../contract/methods.ts';
import { type ExportCell, exportChunks, formatInstant } from '../../export/index.ts';
import { countryText } from '../../kit/country-name.ts';
import { createZone } from '../../kit/zone.ts';
import { ACTIVITY_TYPES, isActivityType } from '../../model/activity-types.ts';
import { allOf } from '../../store/activities/matching.ts';
import type { WorkspaceView } from '../workspace-view.ts';
import { firstOf } from './list.ts';
import { appNames, matchingOf, type Shown } from './question.ts';
import { activityRowOf } from './rows.ts';

/** Column by key of the row, in the order of the file; `time` leads. */
const TITLES = {
  type: 'Activity type',
  activity: 'Activity',
  operation: 'Action in the app',
  outcome: 'Outcome',
  reason: 'Reason of failure',
  user: 'User',
  userName: 'Display name',
  actor: 'Kind of actor',
  admin: 'Administrative',
  impersonated: 'Impersonated',
  app: 'App id',
  appName: 'App',
  instance: 'Instance',
  connector: 'Connector',
  ip: 'IP address',
  country: 'Country',
  city: 'City',
  locatedCountry: 'Country by address',
  locatedCity: 'City by address',
  isp: 'Internet provider',
  device: 'Device',
  os: 'Operating system',
  client: 'Client',
  userAgent: 'User agent',
  object: 'Object',
  objectType: 'Kind of object',
  target: 'Acted upon',
  clientApp: 'Client app',
  seenElsewhere: 'Seen by another connector',
  isPrivate: 'Private',
} as const;
const KEYS = Object.keys(TITLES) as readonly (keyof typeof TITLES)[];

export function exportActivities(
  view: WorkspaceView,
  input: MethodParsed<'activities.export'>,
  cancelled: () => boolean,
  shown: Shown = 'public',
): MethodOutput<'activities.export'> {
  const matching = matchingOf(view, input, shown);
  const { records } = allOf(matching, cancelled);
  const zone = createZone(input.zone);
  const apps = appNames(view);
  const rows = firstOf(view.activities, matching, { count: EXPORT_LIMIT, newest: true, cancelled }).map(
    ({ block, row: at }) => {
      const { located, ...row } = activityRowOf(view, block, at, apps);
      // Programs read codes; who opens a spreadsheet reads the words of the table.
      const country = (given: string | null) =>
        given === null || input.format === 'json' ? given : countryText(given);
      const cells: Readonly<Record<keyof typeof TITLES, ExportCell>> = {
        ...row,
        activity: isActivityType(row.type) ? ACTIVITY_TYPES[row.type].title : row.type,
        country: country(row.country),
        locatedCountry: country(located?.country ?? null),
        locatedCity: located?.city,
        isp: located?.isp,
      };
      return [formatInstant(row.time, zone), ...KEYS.map((key) => cells[key])];
    },
  );
  const columns = [{ key: 'time', title: 'Time' }, ...KEYS.map((key) => ({ key, title: TITLES[key] }))];
  return {
    text: [...exportChunks(input.format, { columns, rows })].join(''),
    rows: rows.length,
    records,
  };
}
