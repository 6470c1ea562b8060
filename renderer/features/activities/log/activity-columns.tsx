import { IconLock, IconShieldCog, IconUserShare } from '@tabler/icons-react';
import type { ActivityRow } from '../../../../core/contract/activities.ts';
import { visibleText } from '../../../../core/kit/visible-text.ts';
import { Logged } from '../../../kit/logged.tsx';
import { AppIcon } from '../../../kit/risk/app-icon.tsx';
import type { Column } from '../../../kit/table/columns.ts';
import { When } from '../../../kit/when.tsx';
import { OutcomeMark } from '../outcome-mark.tsx';
import { activityTitle, deviceText, rowPlaceText } from '../words.ts';

/** Most characters of a title. */
const MOST = 500;

type Cell = Column<ActivityRow>;

function optional(id: string, title: string, width: number, read: (row: ActivityRow) => string | null): Cell {
  return {
    id,
    title,
    width,
    optional: true,
    cell: (row) => <Text value={read(row)} />,
    text: (row) => read(row) ?? '',
  };
}

/** The log's columns. Only time has an order: the log is one. In a window of 1280 pixels place and device give way, and people, all but the longest names of apps, address and date are whole. */
export const ACTIVITY_COLUMNS: readonly Cell[] = [
  {
    id: 'activity',
    title: 'Activity',
    width: 380,
    least: 196,
    fixed: true,
    cell: (row) => (
      <span className="uc-act">
        <OutcomeMark outcome={row.outcome} />
        <span className="uc-ellipsis" title={visibleText(wholeText(row).slice(0, MOST))}>
          {activityTitle(row)}
          {row.object !== null && (
            <span className="uc-act__object">
              {' '}
              <Logged text={row.object} />
            </span>
          )}
        </span>
        {row.admin && (
          <IconShieldCog
            size={15}
            stroke={1.5}
            className="uc-act__mark"
            aria-label="Administrative activity"
            role="img"
          />
        )}
        {row.isPrivate && <IconLock size={15} stroke={1.5} className="uc-act__mark" aria-label="Private" role="img" />}
        {row.impersonated === true && (
          <IconUserShare
            size={15}
            stroke={1.5}
            className="uc-act__mark"
            aria-label="Acting as somebody else"
            role="img"
          />
        )}
      </span>
    ),
    text: wholeText,
  },
  {
    id: 'user',
    title: 'User',
    width: 200,
    least: 186,
    cell: (row) => <Text value={row.user ?? row.userName ?? row.clientApp} />,
    text: (row) => row.user ?? row.userName ?? row.clientApp ?? '',
  },
  {
    id: 'app',
    title: 'App',
    width: 188,
    least: 184,
    cell: (row) => (
      <span className="uc-appcell">
        <AppIcon id={row.app} name={row.appName} size={18} />
        <Logged text={row.appName} />
      </span>
    ),
    text: (row) => row.appName,
  },
  {
    id: 'ip',
    title: 'IP address',
    width: 134,
    least: 124,
    cell: (row) => <Text value={row.ip} mono />,
    text: (row) => row.ip ?? '',
  },
  {
    id: 'place',
    title: 'Location',
    hint: 'Of your own ranges, else where the address data or the provider place the address.',
    width: 170,
    least: 110,
    spare: true,
    cell: (row) => <Text value={rowPlaceText(row)} />,
    text: rowPlaceText,
  },
  {
    id: 'device',
    title: 'Device',
    hint: 'The device’s name; else what the user agent says.',
    width: 170,
    optional: 'narrow',
    least: 120,
    spare: true,
    cell: (row) => <Text value={deviceText(row)} />,
    text: deviceText,
  },
  {
    id: 'time',
    title: 'Date',
    width: 164,
    // The widest digits: 2024-04-04 04:44:44.
    least: 156,
    sortable: true,
    firstSort: 'desc',
    fixed: true,
    cell: (row) => <When at={row.time} seconds />,
    text: (row) => new Date(row.time).toISOString(),
  },
  optional('operation', 'Action in the app', 170, (row) => row.operation),
  optional('instance', 'Instance', 150, (row) => row.instance),
  optional('connector', 'Connector', 120, (row) => row.connector),
  optional('outcome', 'Outcome', 90, (row) => row.outcome),
  optional('reason', 'Reason of failure', 170, (row) => row.reason),
  optional('target', 'Acted upon', 170, (row) => row.target),
  optional('clientApp', 'Client app', 150, (row) => row.clientApp),
  optional('isp', 'Internet provider', 150, (row) => row.located?.isp ?? null),
];

function wholeText(row: ActivityRow): string {
  return [activityTitle(row), row.object].filter((part) => part !== null).join(': ');
}

function Text({ value, mono = false }: { readonly value: string | null; readonly mono?: boolean }) {
  if (value === null || value === '') return <span className="uc-missing">–</span>;
  return mono ? (
    <span className="uc-mono uc-ellipsis">
      <Logged text={value} />
    </span>
  ) : (
    <Logged text={value} />
  );
}
