/**
 * Sign-ins to servers and appliances as their logs tell them: sentences of sshd, sudo, su, PAM and many consoles, and the records of Linux' audit
 * daemon. Asked last of all but the names of fields.
 */
import type { ActivityDraft, Connector, Refusal } from '../connector.ts';
import { defineConnector } from '../declare.ts';
import { cleanIp } from '../kit/ip.ts';
import type { SourceRecord } from '../kit/source-record.ts';

/** Above records by the names of their fields, below what makes a file an audit log by itself. */
const SCORE = 0.25;
/** Records of the daemon that tell of a person: of system calls and paths there are many to each act. */
const AUDITED =
  /^(?:USER_|CRED_|ADD_|DEL_|LOGIN$|GRP_|ROLE_|CHGRP_|CHUSER_|ACCT_|USYS_CONFIG$|CONFIG_CHANGE$|ANOM_LOGIN)/;

/** What it was done to is the account; who did it is whose session it was. */
const MANAGED = /^(?:ADD_|DEL_|GRP_|CHGRP_|CHUSER_|ACCT_|USER_MGMT|USER_CHAUTHTOK|ROLE_)/;

const described = defineConnector({
  id: 'host-messages',
  title: "Servers' and appliances' sign-ins (sshd, sudo, PAM, auditd and others)",
  vendor: 'Generic',
  app: '',
  grade: 'documented',
  source: 'https://man.openbsd.org/sshd',
  shapes: [],
  time: ['auditTime'],
  paths: {
    sourceUser: ['sentenceUser', 'acct', 'AUID', 'UID'],
    operation: ['auditType', 'sentenceAct'],
    sourceIp: ['sentenceIp', 'addr'],
    userAgent: ['sentenceAgent'],
    target: ['sentenceTarget'],
    description: ['sentenceText', 'op'],
  },
  outcome: ['sentenceOutcome', 'res'],
  operations: {
    USER_LOGIN: 'login',
    USER_AUTH: 'login',
    LOGIN: 'login',
    USER_START: 'login',
    USER_END: 'logout',
    USER_LOGOUT: 'logout',
    ADD_USER: 'user.create',
    DEL_USER: 'user.delete',
    ADD_GROUP: 'group.create',
    DEL_GROUP: 'group.delete',
    USER_CHAUTHTOK: 'password.change',
    USER_CMD: 'command.run',
    CRED_ACQ: 'login',
    GRP_MGMT: 'group.update',
    USER_MGMT: 'user.update',
    DEL_GROUP_MEMBER: 'group.member.remove',
    ROLE_ASSIGN: 'admin.role.grant',
    ROLE_REMOVE: 'admin.role.revoke',
    'authentication: failed': 'login.failed',
    'authentication: succeeded': 'login',
    'connected to the server *': 'login',
    'SME session': 'login',
    login: 'login',
    logout: 'logout',
    'EAP failed': 'login.failed',
    'no such user': 'login.failed',
    'non-existent login': 'login.failed',
    'invalid login': 'login.failed',
    ACCT_LOCK: 'user.suspend',
    ACCT_UNLOCK: 'user.restore',
    sudo: 'impersonate',
    'session opened': 'login',
    'session closed': 'logout',
    'session could not be established': 'login.failed',
    'LOGOUT_*': 'logout',
    'accepted *': 'login',
    'failed *': 'login.failed',
    '*authentication fail*': 'login.failed',
    '*authentication succe*': 'login',
    'successful auth*': 'login',
    'authentication of *': 'login',
    'password auth succeeded': 'login',
    'pubkey auth succeeded': 'login',
    'AUTH SUCCESS': 'login',
    'AUTH FAILED': 'login.failed',
    'invalid user': 'login.failed',
    '*password is incorrect': 'login.failed',
    'password changed': 'password.change',
    '*authentication rejected': 'login.failed',
    'new user': 'user.create',
    'new group': 'group.create',
    'delete user': 'user.delete',
    'delete group': 'group.delete',
    'add to group': 'group.member.add',
    'change user': 'user.update',
    '*_vpn_connect': 'login',
    '*_vpn_disconnect': 'logout',
    '*_vpn_auth_success': 'login',
    '*_vpn_auth_fail*': 'login.failed',
    'not known *': 'login.failed',
    su: 'impersonate',
    'FAILED SU': 'impersonate',
    'SASL login': 'login',
    'Peer Connection Initiated': 'login',
    BIND: 'login',
    'Access denied': 'login.failed',
    'verification failed': 'login.failed',
    'new * connection': 'login',
    'new session *': 'login',
    'assigned to session': 'login',
    'configured from': 'policy.change',
    AAA_ACCOUNTING_MESSAGE: 'command.run',
  },
  gives: ['actorKind', 'objects', 'id', 'userId'],
  finish,
});

export const hostMessages: Connector = {
  ...described,
  isLast: true,
  claim: (record) =>
    record.isText && (record.has('sentenceAct') || AUDITED.test(record.text('auditType')))
      ? { score: SCORE, reason: 'sentences that say who signed in, from where and with which outcome' }
      : { score: 0, reason: '' },
};

function finish(record: SourceRecord, draft: ActivityDraft): Refusal | undefined {
  draft.app = appOf(record);
  if (draft.sourceIp === '') draft.sourceIp = cleanIp(record.text('hostname', 'rhost'));
  if (MANAGED.test(draft.operation)) {
    draft.target = record.text('acct', 'grp', 'id');
    draft.sourceUser = record.text('AUID', 'UID');
  }
  if (record.has('auditType') && draft.sourceUser === '') readAccount(record, draft);
  const number = record.text('auditNumber');
  if (number !== '') draft.id = `${record.text('auditTime')}:${number}:${draft.operation}`;
  if (draft.sourceUser !== '') draft.actorKind = 'user';
  const command = record.text('sentenceCommand');
  if (/ group$/.test(draft.operation) && draft.target !== '') draft.objects = [{ type: 'group', name: draft.target }];
  if (command !== '') draft.objects = [{ type: 'command', name: command }];
  return undefined;
}

/** Without the daemon's own names only numbers say whose session it was: 0 is root's, the highest is nobody's, and none is a name. */
function readAccount(record: SourceRecord, draft: ActivityDraft): void {
  const number = ['auid', 'uid'].map((name) => record.text(name)).find((id) => /^\d+$/.test(id) && id !== '4294967295');
  if (number === '0') draft.sourceUser = 'root';
  else if (number !== undefined) draft.userId = number;
}

/** Programs of the system itself are the system; what names no program is known by Cisco's marks, or not at all. */
const OF_LINUX =
  /^(?:sshd|sudo|su|login|systemd.*|cron|crond|gdm.*|polkitd|user(?:add|mod|del)|group(?:add|mod|del)|passwd|chage|audispd|auditd)$/i;

/** Programs that say what they write, not whose it is. */
const NO_PRODUCT =
  /^(?:|audit|auth|security|system|event|events|log|logger|info|notice|warn|warning|error|user|admin|root|\d+)$/;

function appOf(record: SourceRecord): string {
  if (record.has('auditType')) return 'linux';
  const program = record.text('sentenceProgram');
  if (OF_LINUX.test(program)) return 'linux';
  if (program === 'meraki') return 'cisco-meraki';
  const text = record.text('sentenceText');
  if (/^%(?:ASA|FTD|PIX)-/.test(text)) return 'cisco-asa';
  if (/^%[A-Z_]+(?:-[A-Z]+\d)?-\d-[A-Z_0-9]+:/.test(text)) return 'cisco-ios';
  const slug = program
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
  return NO_PRODUCT.test(slug) ? 'unnamed-app' : slug;
}
