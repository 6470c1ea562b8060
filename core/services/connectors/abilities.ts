/** What the activities of an app show, after the abilities that an app connection may have. */
import type { ConnectedApp } from '../../contract/connectors.ts';
import { ACTIVITY_TYPES, type ActivityCategory, isActivityType } from '../../model/activity-types.ts';

type Ability = ConnectedApp['abilities'][number]['ability'];

const OF_CATEGORY: Readonly<Record<ActivityCategory, Ability | null>> = {
  signin: 'signins',
  account: 'accounts',
  file: 'files',
  mail: 'mail',
  message: 'messages',
  privilege: 'privileges',
  oauth: 'oauth',
  policy: 'policies',
  code: 'code',
  data: 'data',
  resource: null,
  alert: null,
  other: null,
};

/** @param types activities by type @param admin activities that only an administrator's rights allow */
export function abilitiesOf(types: ReadonlyMap<string, number>, admin: number): ConnectedApp['abilities'] {
  const counts = new Map<Ability, number>();
  for (const [type, count] of types) {
    const ability = isActivityType(type) ? OF_CATEGORY[ACTIVITY_TYPES[type].category] : null;
    if (ability !== null) counts.set(ability, (counts.get(ability) ?? 0) + count);
  }
  if (admin > 0) counts.set('admin', admin);
  return [...counts].map(([ability, activities]) => ({ ability, activities }));
}
