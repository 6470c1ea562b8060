/**
 * Entra ID's events of roles and groups are about their member: what it became a member of stands among the properties that changed.
 */
import type { ActivityObject } from '../../model/activity.ts';
import { objects } from './parts.ts';
import type { SourceRecord } from './source-record.ts';

const KINDS: Readonly<Record<string, { readonly type: string; readonly id: string }>> = {
  'Role.DisplayName': { type: 'role', id: 'Role.ObjectID' },
  'Group.DisplayName': { type: 'group', id: 'Group.ObjectID' },
};

/** @param properties each with a name, its new and its old value, under Graph's keys or those of the Management API */
export function namedInChanges(properties: readonly SourceRecord[]): ActivityObject[] {
  const changed = (name: string): string => {
    const found = properties.find((property) => nameOf(property) === name);
    return found === undefined ? '' : plain(found, 'newValue', 'NewValue') || plain(found, 'oldValue', 'OldValue');
  };
  return properties.flatMap((property) => {
    const name = nameOf(property);
    const kind = Object.hasOwn(KINDS, name) ? KINDS[name] : undefined;
    return kind === undefined ? [] : objects(kind.type, { id: changed(kind.id), name: changed(name) });
  });
}

const nameOf = (property: SourceRecord): string => property.text('displayName', 'Name');

/** Values are texts of JSON, mostly with quotes around them. */
function plain(property: SourceRecord, ...paths: readonly string[]): string {
  return property.text(...paths).replace(/^"|"$/g, '');
}
