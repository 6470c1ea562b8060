/** A connector's description while it is being written, and small changes to it. Pure: the dialog holds the state. */
import type { CustomConnector, MappedActivityField } from '../../../../core/contract/custom-connector.ts';
import type { MethodOutput } from '../../../../core/contract/methods.ts';
import { ACTIVITY_CATEGORIES, ACTIVITY_TYPES, type ActivityType } from '../../../../core/model/activity-types.ts';

export type Described = MethodOutput<'connectors.describe'>;
export type FoundPath = Described['paths'][number];

/** Fields in the order the wizard asks for them: what an activity needs first. */
export const ACTIVITY_FIELD_ROWS: readonly {
  readonly field: MappedActivityField;
  readonly title: string;
  readonly about?: string;
}[] = [
  { field: 'operation', title: 'Operation', about: 'What was done, in the provider’s words. Needed' },
  { field: 'sourceUser', title: 'User', about: 'Who did it: a sign-in name or mail address' },
  { field: 'sourceIp', title: 'IP address' },
  { field: 'userAgent', title: 'User agent' },
  { field: 'id', title: 'Event id', about: 'The same record twice counts once' },
  { field: 'target', title: 'Target', about: 'The person or group it was done to' },
  { field: 'userName', title: 'Display name' },
  { field: 'userId', title: 'User id' },
  { field: 'instance', title: 'Instance', about: 'Tenant, organisation or account' },
  { field: 'clientApp', title: 'Client app' },
  { field: 'sessionId', title: 'Session id' },
  { field: 'correlationId', title: 'Correlation id' },
  { field: 'reason', title: 'Reason', about: 'Why it failed' },
  { field: 'description', title: 'Description' },
];

/** Activity types by category, as a select lists them. */
export const TYPE_CHOICES: readonly {
  readonly group: string;
  readonly items: readonly { readonly value: ActivityType; readonly label: string }[];
}[] = Object.entries(ACTIVITY_CATEGORIES).map(([category, group]) => ({
  group,
  items: Object.entries(ACTIVITY_TYPES)
    .filter(([, facts]) => facts.category === category)
    .map(([value, { title }]) => ({ value: value as ActivityType, label: title })),
}));

/** Maps a field to paths; without any it is not mapped. The operation always is: without a path the description says what is wrong. */
export function withPaths(
  paths: CustomConnector['paths'],
  field: MappedActivityField,
  next: readonly string[],
): CustomConnector['paths'] {
  if (field === 'operation') return { ...paths, operation: [...next] };
  const { [field]: _, ...others } = paths;
  return next.length === 0 ? others : { ...others, [field]: [...next] };
}

const NO_OBJECT: NonNullable<CustomConnector['object']> = { type: 'object', typeFrom: [], id: [], name: [], owner: [] };
const NO_PLACE: NonNullable<CustomConnector['place']> = { country: [], region: [], city: [] };

export function objectOf({ object }: CustomConnector): NonNullable<CustomConnector['object']> {
  return object ?? NO_OBJECT;
}

export function placeOf({ place }: CustomConnector): NonNullable<CustomConnector['place']> {
  return place ?? NO_PLACE;
}

/** A part of the description that is there only while a path of it is. */
export function withPart<K extends 'object' | 'place' | 'outcome'>(
  draft: CustomConnector,
  key: K,
  part: NonNullable<CustomConnector[K]>,
): CustomConnector {
  const { [key]: _, ...others } = draft;
  const isEmpty = Object.values(part).every((value) => !Array.isArray(value) || value.length === 0);
  return (isEmpty ? others : { ...others, [key]: part }) as CustomConnector;
}

/** Times with a zone and an order; UTC and none are said by leaving them out. */
export function withClock(
  time: CustomConnector['time'],
  change: { readonly zone?: string; readonly order?: string | null },
): CustomConnector['time'] {
  const { zone: oldZone, order: oldOrder, ...paths } = time;
  const zone = change.zone ?? oldZone;
  const order = change.order === undefined ? oldOrder : change.order;
  return {
    ...paths,
    ...(zone === undefined || zone === 'UTC' ? {} : { zone }),
    ...(order === 'dmy' || order === 'mdy' ? { order } : {}),
  };
}

/** The type that the description itself gives an operation, by its very name. */
export function typeInTable(operations: CustomConnector['operations'], name: string): ActivityType | undefined {
  const wanted = name.trim().toLowerCase();
  return Object.entries(operations).find(([one]) => one.trim().toLowerCase() === wanted)?.[1];
}

/** Says of what type an operation is; null leaves it to patterns and to its own words. */
export function withType(
  operations: CustomConnector['operations'],
  name: string,
  type: ActivityType | null,
): CustomConnector['operations'] {
  const wanted = name.trim().toLowerCase();
  const others = Object.entries(operations).filter(([one]) => one.trim().toLowerCase() !== wanted);
  return Object.fromEntries(type === null ? others : [...others, [name, type]]);
}

/** Entries that are no operation of the records at hand: patterns, and what other exports have. */
export function otherEntries(
  operations: CustomConnector['operations'],
  seen: Described['operations'],
): [name: string, type: ActivityType][] {
  const names = new Set(seen.map(({ name }) => name.trim().toLowerCase()));
  return Object.entries(operations).filter(([name]) => !names.has(name.trim().toLowerCase()));
}
