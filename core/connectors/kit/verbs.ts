/**
 * In: an operation that no table names. Out: the type that its own words leave no doubt about (`deleteUser`, `group_member_added`), else
 * `other`: nothing is guessed beyond a verb and the thing it is done to.
 */
import type { ActivityType } from '../../model/activity-types.ts';

const VERBS: Readonly<Record<string, 'create' | 'update' | 'delete'>> = {
  create: 'create',
  created: 'create',
  add: 'create',
  added: 'create',
  new: 'create',
  delete: 'delete',
  deleted: 'delete',
  remove: 'delete',
  removed: 'delete',
  destroy: 'delete',
  destroyed: 'delete',
  update: 'update',
  updated: 'update',
  modify: 'update',
  modified: 'update',
  edit: 'update',
  edited: 'update',
  change: 'update',
  changed: 'update',
  set: 'update',
  rename: 'update',
  renamed: 'update',
};

/** The thing, in the order that decides when a name holds several: a group's member is no user that was created. */
const THINGS: readonly (readonly [
  words: readonly string[],
  types: Readonly<Record<'create' | 'update' | 'delete', ActivityType>>,
])[] = [
  [['member', 'membership'], { create: 'group.member.add', update: 'group.update', delete: 'group.member.remove' }],
  [['policy', 'policies', 'rule'], { create: 'policy.create', update: 'policy.change', delete: 'policy.delete' }],
  [['role'], { create: 'role.create', update: 'role.update', delete: 'role.delete' }],
  [['token', 'apikey', 'key'], { create: 'key.create', update: 'key.update', delete: 'key.delete' }],
  [['secret'], { create: 'secret.change', update: 'secret.change', delete: 'secret.change' }],
  [['repo', 'repository', 'project'], { create: 'repo.create', update: 'repo.update', delete: 'repo.delete' }],
  [['file', 'document'], { create: 'file.upload', update: 'file.edit', delete: 'file.delete' }],
  [['folder'], { create: 'folder.create', update: 'file.edit', delete: 'folder.delete' }],
  [['channel'], { create: 'channel.create', update: 'channel.update', delete: 'channel.delete' }],
  [['group', 'team'], { create: 'group.create', update: 'group.update', delete: 'group.delete' }],
  [['user', 'account'], { create: 'user.create', update: 'user.update', delete: 'user.delete' }],
  [['device'], { create: 'device.register', update: 'device.update', delete: 'device.remove' }],
  [['application', 'app', 'integration'], { create: 'app.create', update: 'app.update', delete: 'app.delete' }],
  [
    ['setting', 'settings', 'preference', 'config', 'configuration'],
    {
      create: 'setting.change',
      update: 'setting.change',
      delete: 'setting.change',
    },
  ],
];

const MAX_OPERATION = 200;

export function typeByVerb(operation: string): ActivityType {
  const words = operation
    .slice(0, MAX_OPERATION)
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z]+/);
  let verb: 'create' | 'update' | 'delete' | undefined;
  for (const word of words) if (Object.hasOwn(VERBS, word)) verb ??= VERBS[word];
  if (verb === undefined) return 'other';
  const thing = THINGS.find(([names]) => names.some((name) => words.includes(name)));
  return thing?.[1][verb] ?? `resource.${verb}`;
}
