/** LastPass Business event reports: the API's answer (a map of numbered events), its events one by one, and the console's CSV. */
import type { ActivityDraft, Refusal } from '../connector.ts';
import { defineConnector } from '../declare.ts';
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
    'Master Password Reuse': 'alert.raise',
    'Site Changed': 'secret.change',
    'Site Added': 'secret.change',
    'Site Deleted': 'secret.change',
    'Secure Note *': 'secret.change',
    'Form Fill *': 'secret.access',
    'Fill*': 'secret.access',
    'Open Site*': 'secret.access',
    '*Password Revealed*': 'secret.access',
    'Shared Folder*': 'permission.grant',
    'Created Shared Folder*': 'folder.create',
    'Move to Shared Folder': 'file.share',
    'Move from Shared Folder': 'file.unshare',
    'Shared*': 'file.share',
    'Vault Export*': 'data.export',
    '*Export*': 'data.export',
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
  gives: ['outcome', 'actorKind', 'target'],
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
  // `'Group3' 'cdd@example.com'`: the last one is whom it was done to.
  const quoted = record.text('Data').match(/'[^']{1,200}'/g);
  draft.target = quoted?.at(-1)?.slice(1, -1) ?? '';
  return undefined;
}
