/** BeyondTrust Privileged Remote Access and Remote Support (before: Bomgar): their audit by syslog, pairs behind a message's number and parts. */
import type { ActivityDraft, Refusal } from '../connector.ts';
import { defineConnector } from '../declare.ts';
import { objects } from '../kit/parts.ts';
import type { SourceRecord } from '../kit/source-record.ts';

export const beyondtrust = defineConnector({
  id: 'beyondtrust',
  title: 'BeyondTrust Privileged Remote Access and Remote Support (syslog)',
  vendor: 'BeyondTrust',
  app: 'beyondtrust',
  grade: 'documented',
  source: 'https://docs.beyondtrust.com/pra/docs/syslog',
  shapes: [
    {
      has: ['event', 'site', 'when', 'who'],
      where: { when: /^\d{10}$/ },
      score: 1,
      words: 'an event: event, site, when, who',
    },
  ],
  time: ['when'],
  paths: {
    instance: ['site'],
    operation: ['event'],
    sourceIp: ['who_ip'],
    clientApp: ['target'],
    reason: ['reason'],
  },
  outcome: ['status'],
  operations: {
    login: 'login',
    logout: 'logout',
    'change_password*': 'password.change',
    'password_reset*': 'password.reset',
    user_added: 'user.create',
    user_changed: 'user.update',
    user_removed: 'user.delete',
    'group_policy_*': 'policy.change',
    '*_policy_*': 'policy.change',
    api_account_added: 'key.create',
    api_account_changed: 'key.update',
    api_account_removed: 'key.delete',
    'vault_account_checkout*': 'secret.access',
    'vault_account_check_out*': 'secret.access',
    'vault_*': 'secret.change',
    'support_session_*': 'resource.start',
    setting_changed: 'setting.change',
    'network_*_changed': 'network.change',
    'security_provider_*': 'domain.change',
    'syslog*': 'audit.change',
  },
  gives: ['sourceUser', 'userName', 'actorKind', 'objects', 'target'],
  finish,
});

/** `Alice Example (alice@example.com) using saml`. */
const WHO = /^(.{0,200}?) ?\(([^()]{1,200})\)(?: using \S{1,60})?$/;

function finish(record: SourceRecord, draft: ActivityDraft): Refusal | undefined {
  const who = record.text('who');
  const named = WHO.exec(who);
  draft.userName = named?.[1] ?? '';
  draft.sourceUser = named?.[2] ?? who;
  draft.actorKind = /^api user$/i.test(draft.userName) ? 'app' : 'user';
  if (draft.outcome === 'unknown') draft.outcome = 'success';
  const user = record.text('old_username', 'new_username', 'username');
  if (user !== draft.sourceUser) draft.target = user;
  draft.objects = objects('object', {
    id: record.text('old_id', 'id'),
    name: record.text('old_name', 'new_name', 'name'),
  });
  return undefined;
}
