import type { ActivityRow } from '../../../core/contract/activities.ts';
import { countryText } from '../../../core/kit/country-name.ts';
import { placeText } from '../../../core/kit/place.ts';
import { visibleText } from '../../../core/kit/visible-text.ts';
import { ACTIVITY_TYPES, isActivityType } from '../../../core/model/activity-types.ts';

/** Most characters of a provider's name of an operation in a title. */
const MOST = 200;

/** What was done, in words; what has no type of its own goes by the provider's name of it, shown and never obeyed. */
export function activityTitle({ type, operation }: Pick<ActivityRow, 'type' | 'operation'>): string {
  return isActivityType(type) && type !== 'other' ? ACTIVITY_TYPES[type].title : visibleText(operation.slice(0, MOST));
}

/** Where it happened, as filters find it: the name of an own range, else where the address is, else as the record says. */
export function rowPlaceText({ country, city, located }: Pick<ActivityRow, 'country' | 'city' | 'located'>): string {
  if (located?.basis === 'range') return located.location === null ? '' : placeText(located.location, located.country);
  const place = located === null || located.basis === null ? { country, city } : located;
  return [place.city, place.country === null ? null : countryText(place.country)]
    .filter((part) => part !== null)
    .join(', ');
}

/** With what: the device's name, else what the user agent or the provider says of it. */
export function deviceText({ device, client, os }: Pick<ActivityRow, 'device' | 'client' | 'os'>): string {
  return device ?? client ?? os ?? '';
}
