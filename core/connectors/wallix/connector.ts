/** WALLIX Bastion: what it sends a SIEM by syslog: authentication, configuration changes, sessions and vault activity, in pairs behind a mark. */
import type { ActivityDraft, Refusal } from '../connector.ts';
import { defineConnector, type Shape } from '../declare.ts';
import { objects } from '../kit/parts.ts';
import type { SourceRecord } from '../kit/source-record.ts';

const MARK = /\[(wabauth|wabaudit|Vault Activity|(?:SSH|RDP|VNC|Web) Session)\]\s*$/;

/** What begins or ends a session is a connection between two machines: a file of nothing else is traffic. */
const CONNECTION = /^SESSION_/;
const ACT = /^(?!SESSION_)/;
const OF_TRAFFIC = 0.4;

function shape(has: readonly string[], words: string, type?: RegExp): Shape {
  const where = { preamble: MARK, ...(type === undefined ? {} : { type }) };
  return { has: ['preamble', ...has], where, score: type === CONNECTION ? OF_TRAFFIC : 1, words };
}

export const wallix = defineConnector({
  id: 'wallix',
  title: 'WALLIX Bastion SIEM logs',
  vendor: 'WALLIX',
  app: 'wallix-bastion',
  grade: 'documented',
  source: 'https://docs.cloud.google.com/chronicle/docs/ingestion/default-parsers/wallix-bastion',
  shapes: [
    shape(
      ['action', 'user'],
      'a sign-in, change or use of the vault: [wabauth], [wabaudit] or [Vault Activity] with action and user',
    ),
    shape(
      ['session_id', 'type', 'user'],
      'what was done in a session: [SSH Session] or [RDP Session] with session_id, type and user',
      ACT,
    ),
    shape(
      ['session_id', 'type', 'user'],
      'the beginning or end of a session: [SSH Session] or [RDP Session] with session_id, type and user',
      CONNECTION,
    ),
  ],
  time: ['time'],
  paths: {
    sourceUser: ['user'],
    sourceIp: ['client_ip'],
    sessionId: ['session_id'],
    description: ['infos', 'result'],
    clientApp: ['service'],
  },
  outcome: ['status'],
  typedBy: ['action', 'type'],
  operations: {
    authentify: 'login',
    'add User': 'user.create',
    'delete User': 'user.delete',
    'edit User': 'user.update',
    'unlock User': 'user.restore',
    'add Usergroup': 'group.create',
    'delete Usergroup': 'group.delete',
    'edit Usergroup': 'group.update',
    'add Authorization': 'permission.grant',
    'delete Authorization': 'permission.revoke',
    '* Authorization': 'permission.grant',
    'add Profile': 'role.create',
    'delete Profile': 'role.delete',
    'edit Profile': 'role.update',
    'add Apikey': 'key.create',
    'delete Apikey': 'key.delete',
    'edit Apikey': 'key.update',
    '* AuthDomain*': 'domain.change',
    '* UserAuth': 'policy.change',
    '* Restriction': 'policy.change',
    '* ConnectionPolicy': 'policy.change',
    '* SiemLog': 'audit.change',
    '* ConfigOptions': 'setting.change',
    'add Account': 'secret.change',
    'edit Account': 'secret.change',
    'delete Account': 'secret.change',
    'add Device': 'resource.create',
    'edit Device': 'resource.update',
    'delete Device': 'resource.delete',
    'terminate session*': 'resource.stop',
    checkout: 'secret.access',
    'checkout Vault': 'secret.access',
    checkin: 'other',
    'checkin Vault': 'other',
    'SESSION_ESTABLISHED*': 'resource.start',
    SESSION_DISCONNECTION: 'resource.stop',
    NEW_PROCESS: 'command.run',
    KBD_INPUT: 'command.run',
    'KILL_PATTERN_DETECTED*': 'alert.raise',
    'NOTIFY_PATTERN_DETECTED*': 'alert.raise',
    '*_FAILED*': 'other',
  },
  gives: ['operation', 'actorKind', 'objects', 'target'],
  finish,
});

function finish(record: SourceRecord, draft: ActivityDraft): Refusal | undefined {
  const mark = MARK.exec(record.text('preamble'))?.[1] ?? '';
  draft.operation = draft.typed;
  if (mark === 'wabauth') return finishSignIn(draft);
  if (draft.sourceUser !== '') draft.actorKind = mark === 'wabaudit' ? 'admin' : 'user';
  if (draft.outcome === 'unknown') draft.outcome = /fail|denied|error/i.test(draft.typed) ? 'failure' : 'success';
  const type = record.text('type');
  if (mark === 'wabaudit') {
    const name = record.text('object');
    draft.objects = objects(type.toLowerCase() || 'object', { name });
    if (/^user$/i.test(type)) draft.target = name;
    return undefined;
  }
  draft.objects = [
    ...objects('account', { name: record.text('account') }),
    ...objects('device', { id: record.text('target_ip'), name: record.text('device') }),
  ];
  return undefined;
}

function finishSignIn(draft: ActivityDraft): Refusal | undefined {
  if (draft.sourceUser !== '') draft.actorKind = 'user';
  if (draft.activityType === 'login' && draft.outcome === 'failure') draft.activityType = 'login.failed';
  return undefined;
}
