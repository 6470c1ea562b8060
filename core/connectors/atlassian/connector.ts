/** Atlassian: the organisation's audit log, and the audit records of Jira, Confluence and Bitbucket. */
import type { ActivityDraft, Refusal } from '../connector.ts';
import { defineConnector } from '../declare.ts';
import { cleanIp } from '../kit/ip.ts';
import { object, objects, place } from '../kit/parts.ts';
import type { SourceRecord } from '../kit/source-record.ts';
import { typeByVerb } from '../kit/verbs.ts';

export const atlassian = defineConnector({
  id: 'atlassian',
  title: 'Atlassian audit logs (organisation, Jira, Confluence, Bitbucket)',
  vendor: 'Atlassian',
  app: 'atlassian-cloud',
  grade: 'verified',
  source: 'https://developer.atlassian.com/cloud/admin/organization/rest/api-group-events/',
  shapes: [
    {
      has: ['attributes.time', 'attributes.action', 'attributes.actor'],
      score: 1,
      words: "an organisation's event: attributes.time, attributes.action, attributes.actor",
    },
    {
      has: ['summary', 'category', 'authorKey', 'created'],
      score: 1,
      words: 'an audit record of Jira: summary, category, authorKey, created',
    },
    {
      has: ['summary', 'category', 'created', 'objectItem'],
      score: 1,
      words: 'an audit record of Jira: summary, category, created, objectItem',
    },
    {
      has: ['author', 'creationDate', 'summary', 'category'],
      score: 1,
      words: 'an audit record of Confluence: author, creationDate, summary, category',
    },
    {
      has: ['auditType', 'author', 'affectedObjects', 'timestamp'],
      score: 1,
      words: 'an audit entry of Data Center: auditType, author, affectedObjects, timestamp',
    },
    {
      has: ['type.action', 'type.category', 'author', 'affectedObjects', 'timestamp'],
      score: 1,
      words: 'an audit entry of the Data Center API: type.action, type.category, author, affectedObjects',
    },
    {
      has: ['alert.title', 'alert.product', 'activity.action', 'timestamp'],
      score: 1,
      words: 'a webhook of Guard Detect: alert.title, alert.product, activity.action, timestamp',
    },
    {
      has: ['atlassianAlertType', 'alert.title', 'timestamp'],
      score: 1,
      words: 'an alert of Guard Detect: atlassianAlertType, alert.title, timestamp',
    },
  ],
  time: ['attributes.time', 'creationDate', 'created', 'timestamp', 'timestamp.epochSecond'],
  paths: {
    id: ['id', 'alertId'],
    sourceUser: [
      'attributes.actor.email',
      'attributes.actor.name',
      'author.username',
      'author.name',
      'authorKey',
      'author.displayName',
      'authorAccountId',
      'actor.name',
      'actor.accountId',
    ],
    userId: [
      'actor.accountId',
      'attributes.actor.id',
      'author.accountId',
      'authorAccountId',
      'author.userKey',
      'author.id',
    ],
    userName: ['attributes.actor.name', 'author.displayName', 'author.name'],
    operation: [
      'attributes.action',
      'auditType.actionI18nKey',
      'type.actionI18nKey',
      'summary',
      'auditType.action',
      'type.action',
      'atlassianAlertType',
      'alert.title',
    ],
    sourceIp: ['attributes.location.ip', 'remoteAddress', 'source'],
    description: ['attributes.message.content', 'alert.title', 'category', 'auditType.category', 'type.category'],
  },
  operations: {
    'beacon:*': 'alert.raise',
    '*_granted_product_access': 'permission.grant',
    '*_revoked_product_access': 'permission.revoke',
    '*_project_created': 'site.create',
    '*_project_deleted': 'site.delete',
    '*_made_public': 'repo.visibility',
    '*_made_private': 'repo.visibility',
    '*_branch_restriction_*': 'policy.change',
    domain_claimed: 'domain.change',
    idp_connected: 'domain.change',
    idp_directory_linked: 'domain.change',
    managed_account_claimed: 'user.update',
    invoice_paid: 'billing.change',
    user_login: 'login',
    'login*': 'login',
    '*login_failed*': 'login.failed',
    user_added_to_group: 'group.member.add',
    user_removed_from_group: 'group.member.remove',
    '*.groupmembershipcreated*': 'group.member.add',
    '*.groupmembershipscreated*': 'group.member.add',
    '*.groupmembershipdeleted': 'group.member.remove',
    '*.groupcreated': 'group.create',
    '*.groupdeleted': 'group.delete',
    '*.usercreated': 'user.create',
    '*.userdeleted': 'user.delete',
    '*.userrenamed': 'user.update',
    '*.usercredentialupdated': 'password.change',
    '*.repositorycreated': 'repo.create',
    '*.repositorydeleted': 'repo.delete',
    '*.projectcreated': 'site.create',
    '*.projectdeleted': 'site.delete',
    '*permissiongranted*': 'permission.grant',
    '*permissionrevoked*': 'permission.revoke',
    '*.audit.config.updated': 'audit.change',
    '*.audit.search': 'data.search',
    '*.userremovedfromgroup': 'group.member.remove',
    '*.useraddedtogroup': 'group.member.add',
    '*.directory.added': 'domain.change',
    '*.directory.updated': 'domain.change',
    '*.directory.removed': 'domain.change',
    'User added to group': 'group.member.add',
    'User removed from group': 'group.member.remove',
    'User added to user group': 'group.member.add',
    'User deleted from user group': 'group.member.remove',
    'User group created': 'group.create',
    'User group deleted': 'group.delete',
    'Username changed': 'user.update',
    'User password changed': 'password.change',
    'Audit Log search performed': 'data.search',
    'Audit Log configuration updated': 'audit.change',
    user_invited: 'user.invite',
    user_deactivated: 'user.suspend',
    'User created': 'user.create',
    'User deleted': 'user.delete',
    'User updated': 'user.update',
    'Group created': 'group.create',
    'Group deleted': 'group.delete',
    'Space created': 'site.create',
    'Space deleted': 'site.delete',
    'Space configuration updated': 'site.update',
    'Space permission added': 'permission.grant',
    'Space permission removed': 'permission.revoke',
    'Global permission added': 'permission.grant',
    'Global permission removed': 'permission.revoke',
    'Permission scheme *': 'permission.grant',
    'Project created': 'site.create',
    'Project deleted': 'site.delete',
    'Project updated': 'site.update',
    api_token_created: 'key.create',
    api_token_revoked: 'key.delete',
    'Content exported': 'data.export',
    'Space exported': 'data.export',
    'Plugin installed': 'app.create',
    'App installed': 'app.create',
    'App uninstalled': 'app.delete',
    policy_created: 'policy.create',
    policy_updated: 'policy.change',
    policy_deleted: 'policy.delete',
    saml_configured: 'domain.change',
    'Public link*': 'file.share.public',
    '*public*link*_on': 'file.share.public',
    '*public*link*_enabled': 'file.share.public',
    '*public*link*_off': 'file.unshare',
    '*public*link*_disabled': 'file.unshare',
    'Anonymous access *': 'file.share.public',
  },
  gives: ['outcome', 'actorKind', 'objects', 'target', 'place', 'userAgent'],
  finish,
});

/** What Data Center's keys begin with says where they come from, not what was done. */
const KEY_PREFIX =
  /^(?:audit\.logging\.summary|(?:atlassian|confluence|jira|bitbucket)(?:\.(?:confluence|jira|bitbucket|service))*(?:\.audit(?:ing)?)?(?:\.event)?(?:\.action)?)\./;

function finish(record: SourceRecord, draft: ActivityDraft): Refusal | undefined {
  if (draft.activityType === 'other' && KEY_PREFIX.test(draft.operation)) {
    const byKey = typeByVerb(draft.operation.replace(KEY_PREFIX, ''));
    draft.activityType = byKey === 'other' ? typeByVerb(record.text('auditType.action', 'type.action')) : byKey;
  }
  if (/^bitbucket\./.test(record.text('auditType.categoryI18nKey', 'type.categoryI18nKey'))) draft.app = 'bitbucket';
  // An alert is called by what it is about, which its words tell of.
  if (record.has('alert.title')) draft.activityType = 'alert.raise';
  draft.outcome = draft.activityType === 'login.failed' ? 'failure' : 'success';
  const session = record.list('actor.sessions')[0];
  draft.sourceIp ||= cleanIp(session?.text('ipAddress') ?? '');
  draft.userAgent ||= session?.text('userAgent') ?? '';
  // What the product does by itself has an author without an account.
  if (draft.sourceUser !== '')
    draft.actorKind = draft.userId === '' && draft.sourceUser === 'System' ? 'system' : 'user';
  if (record.flag('sysAdmin', 'superAdmin') === true) draft.actorKind = 'admin';
  const affected = [
    ...record.list('attributes.context'),
    ...record.list('affectedObjects'),
    ...record.list('associatedItems'),
    ...record.list('associatedObjects'),
  ];
  draft.objects = [
    ...objects((record.text('affectedObject.objectType', 'objectItem.typeName') || 'object').toLowerCase(), {
      id: record.text('objectItem.id'),
      name: record.text('affectedObject.name', 'objectItem.name'),
    }),
    ...affected.slice(0, MAX_OBJECTS).map((item) =>
      object((item.text('type', 'typeName', 'objectType') || 'object').toLowerCase(), {
        id: item.text('id'),
        // People are known by their address in every app, and by their name in this one.
        name: item.text(
          ...(PEOPLE.test(item.text('type')) ? ['attributes.email'] : []),
          'attributes.name',
          'attributes.title',
          'attributes.email',
          'name',
        ),
      }),
    ),
  ];
  // Whom it was done to comes before what it was done to: the group that a member was added to is the first object.
  const users = draft.objects.filter(({ type, name }) => PEOPLE.test(type) && name !== undefined);
  draft.target = users[0]?.name ?? draft.objects[0]?.name ?? '';
  const at = 'attributes.location';
  draft.place = place({
    country: record.text(`${at}.countryName`),
    region: record.text(`${at}.regionName`),
    city: record.text(`${at}.city`),
  });
  return undefined;
}

const MAX_OBJECTS = 50;
/** Kinds are in the singular in some events, in the plural in others. */
const PEOPLE = /^users?$/;
