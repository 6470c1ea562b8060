import type { ReactNode } from 'react';
import type { CustomConnector } from '../../../../core/contract/custom-connector.ts';
import { ACTIVITY_TYPES, isActivityType } from '../../../../core/model/activity-types.ts';
import { TriedTable, TriedTime } from '../wizard/tried-table.tsx';
import { ACTIVITY_FIELD_ROWS, type Described } from './draft.ts';

type Row = Described['records'][number];
type Cell = (activity: Readonly<Record<string, unknown>>) => string;

const text =
  (name: string): Cell =>
  (activity) => {
    const value = activity[name];
    return value === undefined || value === null ? '' : String(value);
  };

/** The user's own records, field by field, as the description reads them now. */
export function RecordsPreview(props: {
  readonly described: Described;
  readonly tried: CustomConnector;
  readonly action: ReactNode;
}) {
  const { described, tried, action } = props;
  const fields: [id: string, title: string, cell: Cell][] = [
    ['activityType', 'Activity type', typeText],
    ...(tried.outcome === undefined ? [] : [['outcome', 'Outcome', text('outcome')] as [string, string, Cell]]),
    ...ACTIVITY_FIELD_ROWS.filter(({ field }) => (tried.paths[field]?.length ?? 0) > 0).map(
      ({ field, title }): [string, string, Cell] => [field, title, text(field)],
    ),
    ...(tried.object === undefined ? [] : [['objects', 'Object', objectText] as [string, string, Cell]]),
    ...(tried.place === undefined ? [] : [['place', 'Place', placeText] as [string, string, Cell]]),
  ];
  const columns = [
    {
      id: 'time',
      title: 'Time (UTC)',
      cell: ({ activity }: Row) => (activity === null ? <None /> : <TriedTime iso={String(activity.time)} />),
    },
    ...fields.map(([id, title, cell]) => ({
      id,
      title,
      cell: ({ activity }: Row) => {
        const shown = activity === null ? '' : cell(activity);
        return shown === '' ? <None /> : <span>{shown}</span>;
      },
    })),
  ];
  return (
    <TriedTable
      noun="Records"
      first="Record"
      counts={described.counts}
      action={action}
      columns={columns}
      rows={described.records}
    />
  );
}

function None() {
  return <span className="uc-dim">–</span>;
}

function typeText({ activityType }: Readonly<Record<string, unknown>>): string {
  const type = String(activityType);
  return isActivityType(type) ? ACTIVITY_TYPES[type].title : type;
}

function objectText({ objects }: Readonly<Record<string, unknown>>): string {
  if (!Array.isArray(objects)) return '';
  return objects
    .map((one: Readonly<Record<string, unknown>>) => [one.type, one.name ?? one.id].filter(Boolean).join(' '))
    .join(', ');
}

function placeText({ place }: Readonly<Record<string, unknown>>): string {
  return typeof place === 'object' && place !== null ? Object.values(place).join(', ') : '';
}
