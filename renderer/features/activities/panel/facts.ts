/** In: an activity as its connector reads it. Out: its fields as lines of a list, in the order of the model. */
import { ACTIVITY_TYPES, isActivityType } from '../../../../core/model/activity-types.ts';
import { is } from '../../../kit/filter/conditions.ts';

export interface Fact {
  readonly title: string;
  readonly value: string;
  /** Leads to all activities that share it; null where nothing asks for it. */
  readonly condition: string | null;
}

/** Title of each field, and the field of the filter that asks for it. */
const FIELDS: readonly (readonly [key: string, title: string, filter: string | null])[] = [
  ['description', 'Description', null],
  ['activityType', 'Activity type', 'type'],
  ['operation', 'Action in the app', 'operation'],
  ['outcome', 'Outcome', 'outcome'],
  ['reason', 'Reason of failure', 'reason'],
  ['appliedAction', 'Applied action', 'applied'],
  ['sourceUser', 'User', 'user'],
  ['userName', 'Display name', 'userName'],
  ['userId', 'User id', 'userId'],
  ['actorKind', 'Kind of actor', 'actor'],
  ['impersonated', 'Impersonated', 'impersonated'],
  ['target', 'Acted upon', 'target'],
  ['app', 'App', 'app'],
  ['instance', 'Instance', 'instance'],
  ['clientApp', 'Client app', 'clientApp'],
  ['sourceIp', 'IP address', 'ip'],
  ['place.country', 'Country', 'country'],
  ['place.region', 'Region', null],
  ['place.city', 'City', 'city'],
  ['place.isp', 'Internet provider', 'isp'],
  ['userAgent', 'User agent', 'userAgent'],
  ['device.name', 'Device', 'device'],
  ['device.id', 'Device id', null],
  ['device.os', 'Operating system', 'os'],
  ['device.browser', 'Browser', 'browser'],
  ['device.managed', 'Managed device', 'managed'],
  ['device.compliant', 'Compliant device', 'compliant'],
  ['device.hybridJoined', 'Hybrid joined', 'hybridJoined'],
  ['device.certificate', 'Valid client certificate', 'certificate'],
  ['sessionId', 'Session id', 'session'],
  ['tokenId', 'Token id', 'token'],
  ['correlationId', 'Request or correlation id', 'correlation'],
  ['id', 'Activity id', 'id'],
];

/** A value at a path of keys; undefined where there is none. */
function valueAt(record: Readonly<Record<string, unknown>>, path: string): unknown {
  return path
    .split('.')
    .reduce<unknown>(
      (value, key) => (typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined),
      record,
    );
}

/** @param appName what the app is called */
export function factsOf(activity: Readonly<Record<string, unknown>>, appName: string): Fact[] {
  return FIELDS.flatMap(([key, title, filter]) => {
    const value = valueAt(activity, key);
    if (value === undefined || value === null || value === '') return [];
    const logged = typeof value === 'boolean' ? (value ? 'yes' : 'no') : String(value);
    return [{ title, value: shownAs(key, logged, appName), condition: filter === null ? null : is(filter, logged) }];
  });
}

/** Words of values that are a choice of few. */
const WORDS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  outcome: { success: 'Succeeded', failure: 'Failed', unknown: 'Not said' },
  actorKind: { user: 'User', admin: 'Administrator', app: 'App', system: 'System', anonymous: 'Anonymous' },
};

function shownAs(key: string, value: string, appName: string): string {
  const words = WORDS[key];
  if (words !== undefined && Object.hasOwn(words, value)) return words[value] ?? value;
  if (key === 'app') return appName;
  if (key === 'activityType' && isActivityType(value)) return `${ACTIVITY_TYPES[value].title} (${value})`;
  return value;
}

export interface ObjectFact {
  readonly type: string;
  readonly name: string;
  readonly detail: string;
}

/** What was acted upon. Anything that is no object of the model is left out. */
export function objectsOf(activity: Readonly<Record<string, unknown>>): ObjectFact[] {
  const { objects } = activity;
  if (!Array.isArray(objects)) return [];
  return objects.flatMap((object: unknown) => {
    if (typeof object !== 'object' || object === null) return [];
    const text = (key: string): string => {
      const value: unknown = Reflect.get(object, key);
      return typeof value === 'string' ? value : '';
    };
    const [name, id, owner, sharing] = [text('name'), text('id'), text('owner'), text('sharing')];
    const detail = [
      name === '' || name === id ? '' : id,
      owner === '' ? '' : `owner ${owner}`,
      sharing === '' ? '' : `shared: ${sharing}`,
    ];
    return [{ type: text('type'), name: name || id, detail: detail.filter((part) => part !== '').join(' · ') }];
  });
}
