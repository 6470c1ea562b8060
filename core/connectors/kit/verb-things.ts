/** In: what is done, and the words that name the thing. Out: the activity type. */
import type { ActivityType } from '../../model/activity-types.ts';
import type { Act } from './verb-forms.ts';

type Types = Readonly<Partial<Record<Act, ActivityType>>>;

/** Where the thing says nothing more. */
const GENERIC: Readonly<Record<Act, ActivityType>> = {
  create: 'resource.create',
  add: 'resource.create',
  update: 'resource.update',
  rename: 'resource.update',
  move: 'resource.update',
  copy: 'resource.create',
  delete: 'resource.delete',
  remove: 'resource.delete',
  restore: 'resource.update',
  view: 'resource.view',
  search: 'data.query',
  download: 'file.download',
  export: 'data.export',
  upload: 'file.upload',
  print: 'file.print',
  share: 'file.share',
  unshare: 'file.unshare',
  enable: 'resource.update',
  disable: 'resource.update',
  grant: 'permission.grant',
  revoke: 'permission.revoke',
  invite: 'user.invite',
  login: 'login',
  logout: 'logout',
  impersonate: 'impersonate',
  start: 'resource.start',
  stop: 'resource.stop',
  run: 'command.run',
  send: 'message.send',
  reset: 'resource.update',
};

/** Acts that change the thing itself, when a kind of thing has one type for all of them. */
const CHANGES = [
  'create',
  'add',
  'update',
  'rename',
  'move',
  'copy',
  'delete',
  'remove',
  'restore',
  'enable',
  'disable',
  'grant',
  'revoke',
  'reset',
] as const satisfies readonly Act[];

const all = (type: ActivityType): Types => Object.fromEntries(CHANGES.map((act) => [act, type]));

/** Create and add, change, delete and remove. */
function kept(create: ActivityType, update: ActivityType, gone: ActivityType): Types {
  return { ...all(update), create, add: create, copy: create, delete: gone, remove: gone };
}

const FILE: Types = {
  ...kept('file.upload', 'file.edit', 'file.delete'),
  rename: 'file.rename',
  move: 'file.move',
  copy: 'file.copy',
  restore: 'file.restore',
  view: 'file.view',
  export: 'file.download',
};

const PERSON = [
  'user',
  'users',
  'member',
  'members',
  'principal',
  'account',
  'guest',
  'owner',
  'owners',
  'collaborator',
];
const CROWD = [
  'group',
  'groups',
  'usergroup',
  'team',
  'teams',
  'org',
  'organization',
  'organisation',
  'workspace',
  'project',
];
const TALK = ['channel', 'chat', 'conversation', 'room'];

/** The thing, in the order that decides when a name holds several: a group's member is no user that was created. */
const THINGS: readonly (readonly [words: string, types: Types])[] = [
  ['export exports', { create: 'data.export', start: 'data.export', update: 'data.export', download: 'data.export' }],
  [
    'mfa totp otp webauthn fido authenticator factor',
    { ...all('mfa.change'), delete: 'mfa.disable', remove: 'mfa.disable', disable: 'mfa.disable' },
  ],
  ['password passwords passcode', { ...all('password.change'), reset: 'password.reset' }],
  [
    'session sessions',
    {
      create: 'login',
      start: 'login',
      revoke: 'token.revoke',
      delete: 'token.revoke',
      stop: 'logout',
      disable: 'token.revoke',
    },
  ],
  [
    'member members membership memberships collaborator collaborators',
    {
      ...kept('group.member.add', 'group.update', 'group.member.remove'),
      restore: 'group.member.add',
      grant: 'group.member.add',
      revoke: 'group.member.remove',
      disable: 'user.suspend',
      enable: 'user.restore',
    },
  ],
  [
    'policy policies rule rules allowlist blocklist whitelist blacklist',
    kept('policy.create', 'policy.change', 'policy.delete'),
  ],
  ['license licenses licence licences subscription subscriptions billing invoice seat seats', all('billing.change')],
  ['sso saml idp federation federated scim domain domains', all('domain.change')],
  ['firewall vpc subnet vpn securitygroup', all('network.change')],
  [
    'role roles admin admins administrator privilege privileges',
    {
      ...all('role.update'),
      create: 'role.create',
      delete: 'role.delete',
      add: 'admin.role.grant',
      grant: 'admin.role.grant',
      remove: 'admin.role.revoke',
      revoke: 'admin.role.revoke',
    },
  ],
  [
    'permission permissions entitlement entitlements acl',
    {
      ...all('permission.grant'),
      delete: 'permission.revoke',
      remove: 'permission.revoke',
      revoke: 'permission.revoke',
    },
  ],
  [
    'token tokens apikey apikeys key keys credential credentials certificate certificates',
    { ...kept('key.create', 'key.update', 'key.delete'), revoke: 'key.delete', grant: 'key.create' },
  ],
  ['secret secrets vault', { ...all('secret.change'), view: 'secret.access', download: 'secret.access' }],
  [
    'consent consents',
    { ...all('app.consent'), delete: 'app.consent.revoke', remove: 'app.consent.revoke', revoke: 'app.consent.revoke' },
  ],
  ['audit auditlog logging trail', { ...all('audit.change'), export: 'data.export', download: 'data.export' }],
  [
    'repo repos repository repositories project projects branch branches',
    { ...kept('repo.create', 'repo.update', 'repo.delete'), download: 'code.clone' },
  ],
  [
    'link links',
    {
      ...all('file.share'),
      delete: 'file.unshare',
      remove: 'file.unshare',
      revoke: 'file.unshare',
      disable: 'file.unshare',
      view: 'file.view',
    },
  ],
  [
    'folder folders directory',
    { ...FILE, create: 'folder.create', add: 'folder.create', delete: 'folder.delete', remove: 'folder.delete' },
  ],
  [
    'file files document documents doc attachment attachments spreadsheet presentation image video videos recording recordings canvas',
    FILE,
  ],
  [
    'report reports dashboard dashboards',
    { view: 'report.view', export: 'report.export', download: 'report.export', print: 'report.export' },
  ],
  [
    'message messages comment comments reaction reactions post reply',
    {
      ...kept('message.send', 'message.edit', 'message.delete'),
      view: 'message.view',
    },
  ],
  ['channel channels chat chats conversation', kept('channel.create', 'channel.update', 'channel.delete')],
  [
    'meeting meetings webinar call calls huddle',
    {
      start: 'meeting.join',
      add: 'meeting.join',
      create: 'calendar.change',
      update: 'calendar.change',
      delete: 'calendar.change',
      stop: 'meeting.end',
      remove: 'meeting.end',
    },
  ],
  ['calendar calendars', all('calendar.change')],
  [
    'mail mails mailbox',
    { ...kept('mail.create', 'mail.update', 'mail.delete'), send: 'mail.send', view: 'mail.access', move: 'mail.move' },
  ],
  ['group groups team teams usergroup subteam', { ...kept('group.create', 'group.update', 'group.delete') }],
  [
    'user users account accounts person people guest guests',
    {
      ...kept('user.create', 'user.update', 'user.delete'),
      restore: 'user.restore',
      enable: 'user.restore',
      disable: 'user.suspend',
    },
  ],
  [
    'device devices computer computers',
    { ...kept('device.register', 'device.update', 'device.remove'), enable: 'device.update', disable: 'device.update' },
  ],
  [
    'application applications app apps integration integrations connector connectors plugin extension bot webhook oauth',
    {
      ...kept('app.create', 'app.update', 'app.delete'),
      grant: 'app.consent',
      revoke: 'app.consent.revoke',
    },
  ],
  ['alert alerts incident incidents', { ...all('alert.update'), create: 'alert.raise', run: 'alert.raise' }],
  ['site sites space spaces workspace workspaces', kept('site.create', 'site.update', 'site.delete')],
  ['page pages', { view: 'page.view' }],
  ['setting settings preference preferences config configuration configurations feature', all('setting.change')],
];

const BY_WORD: readonly (readonly [ReadonlySet<string>, Types])[] = THINGS.map(([words, types]) => [
  new Set(words.split(' ')),
  types,
]);

/** The type of an act upon the thing that the words name: those of a dotted name's last part, or else all. */
export function typeOf(act: Act, parts: readonly (readonly string[])[]): ActivityType {
  const words = parts.flat();
  if (act === 'share') return sharedWith(words);
  if (act === 'disable' && words.includes('locked') && words.some((word) => PERSON.includes(word)))
    return 'user.lockout';
  const things = thingIn(parts.at(-1) ?? []) ?? thingIn(words);
  return asMembership(act, words) ?? things?.[act] ?? GENERIC[act];
}

function sharedWith(words: readonly string[]): ActivityType {
  if (words.some((word) => /^(?:public|anonymous|anyone)/.test(word))) return 'file.share.public';
  return words.some((word) => /^extern/.test(word)) ? 'file.share.external' : 'file.share';
}

function thingIn(words: readonly string[]): Types | undefined {
  return BY_WORD.find(([names]) => words.some((word) => names.has(word)))?.[1];
}

/** A person is added to a group, or joins it: neither is created. */
function asMembership(act: Act, words: readonly string[]): ActivityType | undefined {
  const enters = act === 'add';
  if (!enters && act !== 'remove') return undefined;
  if (words.some((word) => /^(?:role|admin|polic|key|token|permission)/.test(word))) return undefined;
  if (!words.some((word) => PERSON.includes(word))) return undefined;
  if (words.some((word) => TALK.includes(word))) return enters ? 'channel.member.add' : 'channel.member.remove';
  if (words.some((word) => CROWD.includes(word))) return enters ? 'group.member.add' : 'group.member.remove';
  return undefined;
}
