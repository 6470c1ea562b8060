/**
 * The normalised activity types, over all providers: a closed list that grows. `category` is the generic type that screens group by;
 * `admin` marks acts that only an administrator's rights allow.
 */

export const ACTIVITY_CATEGORIES = {
  signin: 'Sign-in',
  account: 'Accounts and credentials',
  file: 'Files and folders',
  mail: 'Mail',
  message: 'Messages and meetings',
  privilege: 'Roles and privileges',
  oauth: 'Apps and consent',
  policy: 'Policies and settings',
  resource: 'Resources',
  code: 'Code',
  data: 'Data access and export',
  alert: 'Alerts',
  other: 'Other',
} as const;
export type ActivityCategory = keyof typeof ACTIVITY_CATEGORIES;

interface TypeFacts {
  readonly title: string;
  readonly category: ActivityCategory;
  readonly admin?: true;
}

const TYPES = {
  login: { title: 'Log on', category: 'signin' },
  'login.failed': { title: 'Failed log on', category: 'signin' },
  logout: { title: 'Log off', category: 'signin' },
  'login.challenge': { title: 'Additional sign-in step', category: 'signin' },
  'token.issue': { title: 'Token issued', category: 'signin' },
  'token.refresh': { title: 'Token refreshed', category: 'signin' },
  'token.revoke': { title: 'Tokens or sessions revoked', category: 'signin' },
  impersonate: { title: 'Acted as another user', category: 'signin' },

  'user.create': { title: 'User created', category: 'account', admin: true },
  'user.update': { title: 'User changed', category: 'account', admin: true },
  'user.delete': { title: 'User deleted', category: 'account', admin: true },
  'user.suspend': { title: 'User disabled or suspended', category: 'account', admin: true },
  'user.restore': { title: 'User enabled or restored', category: 'account', admin: true },
  'user.invite': { title: 'User invited', category: 'account' },
  'user.lockout': { title: 'User locked out', category: 'account' },
  'password.change': { title: 'Password changed', category: 'account' },
  'password.reset': { title: 'Password reset', category: 'account' },
  'mfa.change': { title: 'Multi-factor methods changed', category: 'account' },
  'mfa.disable': { title: 'Multi-factor method removed or disabled', category: 'account' },
  'group.create': { title: 'Group created', category: 'account' },
  'group.update': { title: 'Group changed', category: 'account' },
  'group.delete': { title: 'Group deleted', category: 'account' },
  'group.member.add': { title: 'Group member added', category: 'account' },
  'group.member.remove': { title: 'Group member removed', category: 'account' },
  'device.register': { title: 'Device registered', category: 'account' },
  'device.update': { title: 'Device changed', category: 'account' },
  'device.remove': { title: 'Device removed', category: 'account' },

  'admin.role.grant': { title: 'Role or privilege granted', category: 'privilege', admin: true },
  'admin.role.revoke': { title: 'Role or privilege revoked', category: 'privilege', admin: true },
  'role.create': { title: 'Role created', category: 'privilege', admin: true },
  'role.update': { title: 'Role changed', category: 'privilege', admin: true },
  'role.delete': { title: 'Role deleted', category: 'privilege', admin: true },
  'role.assume': { title: 'Role activated or assumed', category: 'privilege' },
  'permission.grant': { title: 'Permission granted', category: 'privilege' },
  'permission.revoke': { title: 'Permission revoked', category: 'privilege' },

  'app.consent': { title: 'Consent granted to an app', category: 'oauth' },
  'app.consent.revoke': { title: 'Consent revoked', category: 'oauth' },
  'app.create': { title: 'App registered or installed', category: 'oauth', admin: true },
  'app.update': { title: 'App changed', category: 'oauth', admin: true },
  'app.delete': { title: 'App removed', category: 'oauth', admin: true },
  'app.credential.add': { title: 'App credential added', category: 'oauth', admin: true },
  'app.credential.remove': { title: 'App credential removed', category: 'oauth', admin: true },
  'key.create': { title: 'Access key or API token created', category: 'oauth' },
  'key.update': { title: 'Access key or API token changed', category: 'oauth' },
  'key.delete': { title: 'Access key or API token deleted', category: 'oauth' },

  'file.view': { title: 'File viewed', category: 'file' },
  'file.download': { title: 'File downloaded', category: 'file' },
  'file.upload': { title: 'File uploaded or created', category: 'file' },
  'file.edit': { title: 'File changed', category: 'file' },
  'file.rename': { title: 'File renamed', category: 'file' },
  'file.move': { title: 'File moved', category: 'file' },
  'file.copy': { title: 'File copied', category: 'file' },
  'file.delete': { title: 'File deleted', category: 'file' },
  'file.restore': { title: 'File restored', category: 'file' },
  'file.print': { title: 'File printed', category: 'file' },
  'file.sync': { title: 'File synchronised', category: 'file' },
  'file.label': { title: 'Sensitivity label changed', category: 'file' },
  'file.malware': { title: 'Malware found in a file', category: 'file' },
  'file.share': { title: 'File shared', category: 'file' },
  'file.share.external': { title: 'File shared outside', category: 'file' },
  'file.share.public': { title: 'File shared with anyone', category: 'file' },
  'file.unshare': { title: 'File sharing removed', category: 'file' },
  'folder.create': { title: 'Folder created', category: 'file' },
  'folder.delete': { title: 'Folder deleted', category: 'file' },
  'site.create': { title: 'Site, team or workspace created', category: 'file' },
  'site.update': { title: 'Site, team or workspace changed', category: 'file' },
  'site.delete': { title: 'Site, team or workspace deleted', category: 'file' },
  'page.view': { title: 'Page viewed', category: 'file' },

  'mail.send': { title: 'Mail sent', category: 'mail' },
  'mail.send.as': { title: 'Mail sent as or for somebody else', category: 'mail' },
  'mail.access': { title: 'Mail read', category: 'mail' },
  'mail.create': { title: 'Mail item created', category: 'mail' },
  'mail.update': { title: 'Mail item changed', category: 'mail' },
  'mail.move': { title: 'Mail moved', category: 'mail' },
  'mail.delete': { title: 'Mail deleted', category: 'mail' },
  'mail.rule.create': { title: 'Inbox rule created', category: 'mail' },
  'mail.rule.update': { title: 'Inbox rule changed', category: 'mail' },
  'mail.rule.delete': { title: 'Inbox rule deleted', category: 'mail' },
  'mail.forward.set': { title: 'Mail forwarding set', category: 'mail' },
  'mail.forward.remove': { title: 'Mail forwarding removed', category: 'mail' },
  'mail.delegate.add': { title: 'Mailbox access given to somebody', category: 'mail' },
  'mail.delegate.remove': { title: 'Mailbox access taken away', category: 'mail' },
  'mailbox.create': { title: 'Mailbox created', category: 'mail', admin: true },
  'mailbox.update': { title: 'Mailbox changed', category: 'mail', admin: true },
  'mailbox.delete': { title: 'Mailbox deleted', category: 'mail', admin: true },
  'mail.transport.rule': { title: 'Mail flow rule changed', category: 'mail', admin: true },

  'message.send': { title: 'Message posted', category: 'message' },
  'message.edit': { title: 'Message changed', category: 'message' },
  'message.delete': { title: 'Message deleted', category: 'message' },
  'message.view': { title: 'Message read', category: 'message' },
  'channel.create': { title: 'Channel or chat created', category: 'message' },
  'channel.update': { title: 'Channel or chat changed', category: 'message' },
  'channel.delete': { title: 'Channel or chat deleted', category: 'message' },
  'channel.member.add': { title: 'Joined or added to a team, channel or chat', category: 'message' },
  'channel.member.remove': { title: 'Left or removed from a team, channel or chat', category: 'message' },
  'meeting.join': { title: 'Meeting started or joined', category: 'message' },
  'meeting.end': { title: 'Meeting ended or left', category: 'message' },
  'calendar.change': { title: 'Calendar changed', category: 'message' },

  'policy.create': { title: 'Policy created', category: 'policy', admin: true },
  'policy.change': { title: 'Policy changed', category: 'policy', admin: true },
  'policy.delete': { title: 'Policy deleted', category: 'policy', admin: true },
  'setting.change': { title: 'Setting changed', category: 'policy', admin: true },
  'domain.change': { title: 'Domain or federation changed', category: 'policy', admin: true },
  'audit.change': { title: 'Audit log changed or disabled', category: 'policy', admin: true },
  'billing.change': { title: 'Licence, plan or billing changed', category: 'policy', admin: true },

  'resource.create': { title: 'Resource created', category: 'resource' },
  'resource.update': { title: 'Resource changed', category: 'resource' },
  'resource.delete': { title: 'Resource deleted', category: 'resource' },
  'resource.view': { title: 'Resource read or listed', category: 'resource' },
  'resource.start': { title: 'Resource started', category: 'resource' },
  'resource.stop': { title: 'Resource stopped', category: 'resource' },
  'network.change': { title: 'Network or firewall changed', category: 'resource' },
  'command.run': { title: 'Command or job run', category: 'resource' },

  'repo.create': { title: 'Repository created', category: 'code' },
  'repo.update': { title: 'Repository changed', category: 'code' },
  'repo.delete': { title: 'Repository deleted', category: 'code' },
  'repo.visibility': { title: 'Repository visibility changed', category: 'code' },
  'code.clone': { title: 'Code fetched or cloned', category: 'code' },
  'code.push': { title: 'Code pushed or merged', category: 'code' },
  'secret.access': { title: 'Secret or vault item read', category: 'code' },
  'secret.change': { title: 'Secret or vault item changed', category: 'code' },

  'data.export': { title: 'Data exported', category: 'data' },
  'data.query': { title: 'Data queried', category: 'data' },
  'data.search': { title: 'Content search', category: 'data' },
  'report.view': { title: 'Report viewed', category: 'data' },
  'report.export': { title: 'Report exported', category: 'data' },

  'alert.raise': { title: 'Alert raised by the provider', category: 'alert' },
  'alert.update': { title: 'Alert changed', category: 'alert' },
  'dlp.match': { title: 'Data loss prevention rule matched', category: 'alert' },
  'mail.threat': { title: 'Threat found in mail', category: 'alert' },

  other: { title: 'Other', category: 'other' },
} as const satisfies Readonly<Record<string, TypeFacts>>;

export type ActivityType = keyof typeof TYPES;

/** What is known of each type, by its name. */
export const ACTIVITY_TYPES: Readonly<Record<ActivityType, TypeFacts>> = TYPES;

const BY_NAME: ReadonlyMap<string, TypeFacts> = new Map(Object.entries(TYPES));

/** True when the text names an activity type. */
export function isActivityType(name: string): name is ActivityType {
  return BY_NAME.has(name);
}

/** Whether acts of this type are administrative, whoever does them. */
export function isAdminType(type: ActivityType): boolean {
  return ACTIVITY_TYPES[type].admin === true;
}
