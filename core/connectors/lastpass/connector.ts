/** LastPass Business event reports: the API's answer (a map of numbered events), its events one by one, and the console's CSV. */
import type { ActivityDraft, Refusal } from '../connector.ts';
import { defineConnector } from '../declare.ts';
import { objects } from '../kit/parts.ts';
import { isObject, SourceRecord } from '../kit/source-record.ts';

export const lastpass = defineConnector({
  id: 'lastpass',
  title: 'LastPass event reports',
  vendor: 'LastPass',
  app: 'lastpass',
  grade: 'documented',
  source: 'https://support.lastpass.com/s/document-item?bundleId=lastpass&topicId=LastPass/api_event_reporting.html',
  shapes: [
    {
      has: ['Time', 'Username', 'IP_Address', 'Action', 'Data'],
      score: 1,
      words: 'an event: Time, Username, IP_Address, Action, Data',
    },
    {
      has: ['status', 'data.Event1.Action'],
      score: 1,
      words: "the API's answer: status and data with Event1",
    },
  ],
  expand: (record) => eventsOf(record),
  time: ['Time'],
  localeTime: ['Time'],
  paths: {
    id: ['ID'],
    sourceUser: ['Username'],
    operation: ['Action'],
    sourceIp: ['IP_Address'],
    description: ['Data'],
  },
  operations: {
    'Log in': 'login',
    Login: 'login',
    'Master Password Login': 'login',
    'Failed Login Attempt': 'login.failed',
    'Failed *': 'login.failed',
    'Login Verification Email Sent': 'login.challenge',
    'Log out': 'logout',
    'Master Password Changed': 'password.change',
    'Master Password Reset*': 'password.reset',
    'Master Password Reuse': 'alert.raise',
    'Login to Admin Console': 'login',
    'SAML Login': 'login',
    // A site is an entry of the vault: the address of a web site with the password kept for it.
    'Site Changed': 'secret.change',
    'Site Added': 'secret.change',
    'Site Deleted': 'secret.change',
    'Deleted Sites': 'secret.change',
    'Delete Shared Sites': 'secret.change',
    'Add Secure Note*': 'secret.change',
    'Edit Secure Note*': 'secret.change',
    'Delete* Secure Note*': 'secret.change',
    'Open Secure Note*': 'secret.access',
    'Secure Note *': 'secret.change',
    'Password Used': 'secret.access',
    'Form Fill Added': 'secret.change',
    'Form Fill Changed': 'secret.change',
    'Form Fill Deleted': 'secret.change',
    'Form Fill *': 'secret.access',
    'Fill*': 'secret.access',
    'Open Site*': 'secret.access',
    '*Password Revealed*': 'secret.access',
    'Shared Folder*': 'permission.grant',
    'Created Shared Folder*': 'folder.create',
    'Deleted Shared Folder*': 'folder.delete',
    'Add to Shared Folder': 'file.share',
    'Removed From Shared Folder': 'file.unshare',
    'Limit Shared Folder': 'permission.revoke',
    'Update Folder Permissions': 'permission.grant',
    'Get Shared Folder Data': 'report.view',
    'Get User Data': 'report.view',
    Reporting: 'report.view',
    'Move to Shared Folder': 'file.share',
    'Move from Shared Folder': 'file.unshare',
    'Shared*': 'file.share',
    'Vault Export*': 'data.export',
    '*Export*': 'data.export',
    'Make Admin': 'admin.role.grant',
    'Remove Admin': 'admin.role.revoke',
    'Enterprise API Secret *': 'key.update',
    'Email Address Changed': 'user.update',
    'Personal Account Linked': 'user.update',
    'Country Restrictions *': 'policy.change',
    'Create Group': 'group.create',
    'Adding User to Group': 'group.member.add',
    'Add to Group': 'group.member.add',
    'Remove from Group': 'group.member.remove',
    'Employee Account Created': 'user.create',
    'Employee Account Deleted': 'user.delete',
    'Employee Invited': 'user.invite',
    'Add Policy': 'policy.create',
    'Policy Added': 'policy.create',
    'Policy Changed': 'policy.change',
    'Edit Policy': 'policy.change',
    'Policy Deleted': 'policy.delete',
    'Super Admin*': 'impersonate',
    'Require Password Change*': 'password.reset',
    'Multifactor*': 'mfa.change',
    'Grid Multifactor Authentication *': 'mfa.change',
    '*Multifactor*Disabled*': 'mfa.disable',
  },
  gives: ['outcome', 'actorKind', 'objects', 'target'],
  finish,
});

function eventsOf(record: SourceRecord): readonly SourceRecord[] {
  const data = record.value('data');
  if (record.has('Action') || !isObject(data)) return [record];
  return Object.values(data)
    .filter(isObject)
    .map((event) => new SourceRecord(event));
}

function finish(record: SourceRecord, draft: ActivityDraft): Refusal | undefined {
  draft.outcome = draft.activityType === 'login.failed' ? 'failure' : 'success';
  // Acts of a provisioning key come as `API: name`.
  if (draft.sourceUser !== '') draft.actorKind = draft.sourceUser.startsWith('API:') ? 'app' : 'user';
  // `VID: 490155 to Shared-Logins`: an entry's number, and the folder that it went to.
  const data = record.text('Data').replace(/^VID: \d{1,30} (?:to|from) /, '');
  const isSite = /\bsites?\b/i.test(draft.operation);
  const quoted = (data.match(/'[^']{1,200}'/g) ?? []).map((part) => part.slice(1, -1));
  // `'Group3' 'cdd@example.com'` and `cdd@example.com - Group3`: the address is whom it was done to, the other one what.
  const names = (quoted.length > 0 ? quoted : data.split(isSite ? ',' : ' - ').slice(0, MAX_SITES))
    .map((name) => name.trim())
    .filter((name) => !PERMISSIONS.test(name));
  if (!isSite) draft.target = data.match(MAIL)?.[0] ?? (quoted.length > 0 ? (names.at(-1) ?? '') : '');
  const kind = /\b(site|folder|group|policy)s?\b/i.exec(draft.operation)?.[1]?.toLowerCase() ?? '';
  if (kind !== '')
    draft.objects = names.filter((name) => !MAIL_ALONE.test(name)).flatMap((name) => objects(kind, { name }));
  return undefined;
}

const MAX_SITES = 50;
const MAIL = /[^\s@,;'"()<>]{1,64}@[^\s@,;'"()<>]{1,190}\.[A-Za-z]{2,24}/;
const MAIL_ALONE = /^\S{1,64}@\S{1,250}$/;
/** `Read only:no Admin:no Hide PW:no` */
const PERMISSIONS = /\bRead only:/;
