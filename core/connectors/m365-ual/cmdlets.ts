/**
 * What a cmdlet of Exchange or Purview and an event of a mailbox's rules and folders are about: their parameters name the thing, and
 * whom it was given to.
 * Format: https://learn.microsoft.com/office/office-365-management-api/office-365-management-activity-api-schema#exchange-admin-schema
 */
import type { ActivityType } from '../../model/activity-types.ts';
import type { ActivityDraft } from '../connector.ts';
import { objects } from '../kit/parts.ts';
import type { SourceRecord } from '../kit/source-record.ts';

interface Noun {
  readonly type: string;
  /** Parameters that name whom it was given to or taken from, best first. */
  readonly whom?: readonly string[];
  /** The parameter that names the thing, where it is neither Identity nor Name. */
  readonly named?: string;
}

const FORWARDED = ['ForwardTo', 'RedirectTo', 'ForwardAsAttachmentTo'];

/** What cmdlets act upon, by the second half of their names. */
const NOUNS: Readonly<Record<string, Noun>> = {
  Mailbox: { type: 'mailbox', whom: ['ForwardingSmtpAddress', 'ForwardingAddress', 'GrantSendOnBehalfTo'] },
  CASMailbox: { type: 'mailbox' },
  MailboxPermission: { type: 'mailbox', whom: ['User'] },
  ADPermission: { type: 'mailbox', whom: ['User'] },
  RecipientPermission: { type: 'mailbox', whom: ['Trustee'] },
  MailboxFolderPermission: { type: 'folder', whom: ['User'] },
  MailboxAutoReplyConfiguration: { type: 'mailbox' },
  MailboxJunkEmailConfiguration: { type: 'mailbox' },
  MailboxRegionalConfiguration: { type: 'mailbox' },
  MailboxAuditBypassAssociation: { type: 'mailbox' },
  MailboxExportRequest: { type: 'mailbox', named: 'Mailbox' },
  InboxRule: { type: 'rule', whom: FORWARDED },
  SweepRule: { type: 'rule' },
  TransportRule: { type: 'rule', whom: ['BlindCopyTo', 'RedirectMessageTo', 'CopyTo', 'AddToRecipients'] },
  JournalRule: { type: 'rule', whom: ['JournalEmailAddress'] },
  RoleGroup: { type: 'role', whom: ['Members'] },
  RoleGroupMember: { type: 'role', whom: ['Member'] },
  ManagementRoleAssignment: { type: 'role', whom: ['User', 'SecurityGroup', 'App', 'Policy'], named: 'Role' },
  DistributionGroup: { type: 'group', whom: ['Members'] },
  DistributionGroupMember: { type: 'group', whom: ['Member'] },
  UnifiedGroup: { type: 'group' },
  UnifiedGroupLinks: { type: 'group', whom: ['Links'] },
  eDiscoveryCaseAdmin: { type: 'role', whom: ['User'] },
  ComplianceCaseMember: { type: 'case', whom: ['Member'], named: 'Case' },
  ComplianceCase: { type: 'case' },
  ComplianceSearch: { type: 'search' },
  ComplianceSearchAction: { type: 'search', named: 'SearchName' },
  MailboxSearch: { type: 'search' },
  AdminAuditLogSearch: { type: 'search' },
  RemoteDomain: { type: 'domain' },
  AcceptedDomain: { type: 'domain' },
  MailUser: { type: 'user' },
  MailContact: { type: 'user' },
  User: { type: 'user' },
  App: { type: 'app' },
};

/** Kinds of things that end alike. */
const ENDINGS: readonly (readonly [ending: string, noun: Noun])[] = [
  ['Policy', { type: 'policy' }],
  ['Rule', { type: 'rule' }],
  ['Connector', { type: 'connector' }],
];

const CMDLET = /^[A-Z][a-z]{2,11}-([A-Za-z]{2,60})$/;

/** Fills in objects and target of a cmdlet's record; others stay as they are. */
export function readCmdlet(record: SourceRecord, draft: ActivityDraft): void {
  const name = CMDLET.exec(draft.operation)?.[1];
  if (name === undefined) return;
  const noun = Object.hasOwn(NOUNS, name) ? NOUNS[name] : ENDINGS.find(([ending]) => name.endsWith(ending))?.[1];
  if (noun === undefined) return;
  const given = parametersOf(record);
  const thing = given(noun.named ?? 'Identity') || given('Name') || given('Identity');
  const id = record.text('ObjectId');
  const [, owner = '', folder = thing] = FOLDER.exec(thing) ?? [];
  draft.objects = objects(noun.type, { id, name: folder, owner });
  // A rule lies in somebody's mailbox, a mailbox is itself what was acted upon.
  draft.objects.push(...objects('mailbox', { name: noun.type === 'mailbox' ? '' : given('Mailbox') }));
  if (name === 'ComplianceSearchAction' && given('PurgeType') !== '') draft.activityType = 'mail.delete';
  const people = (noun.whom ?? []).map(given).find((value) => value !== '') ?? '';
  draft.target = firstOf(people) || (noun.type === 'mailbox' ? thing || draft.target : draft.target);
}

/** `ceo@example.com:\Calendar`: a folder of whose mailbox. */
const FOLDER = /^([^:\\]{1,250}):\\(.+)$/;

/** Addresses stand alone or behind semicolons, with the kind of address in front. */
function firstOf(people: string): string {
  return (people.split(/[;,]/, 1)[0] ?? '')
    .trim()
    .replace(/^smtp:/i, '')
    .replace(/^"|"$/g, '');
}

/** What the cmdlet was given: a list of names and values, Hawk's columns, or the words of a command line as Purview writes them. */
function parametersOf(record: SourceRecord): (name: string) => string {
  const words = record.value('Parameters');
  if (typeof words !== 'string' || /^\s*[[{]/.test(words))
    return (name) => record.text(`Parameters[Name=${name}].Value`, `Param_${name}`);
  const line = words.slice(0, MAX_COMMAND);
  const found = new Map<string, string>();
  for (const [, name = '', quoted, bare = ''] of line.matchAll(WORD)) found.set(name, quoted ?? bare);
  return (name) => found.get(name) ?? '';
}

const MAX_COMMAND = 32_768;
/** `-Name "x"`, `-Name x`, `-Switch` */
const WORD = /-([A-Za-z]{1,60})(?:[ :]"([^"]*)"|[ :]([^-\s"][^\s"]*))?/g;

/** What the mailbox's own events say of rules and of the rights to folders. */
const MAILBOX_EVENTS: Readonly<Record<string, (record: SourceRecord, draft: ActivityDraft) => void>> = {
  UpdateInboxRules: readRule,
  AddFolderPermissions: readFolderRights,
  ModifyFolderPermissions: readFolderRights,
  UpdateFolderPermissions: readFolderRights,
  RemoveFolderPermissions: readFolderRights,
};

/** Fills in objects and target of events that mailboxes log of rules and rights. */
export function readMailboxEvent(record: SourceRecord, draft: ActivityDraft): void {
  if (Object.hasOwn(MAILBOX_EVENTS, draft.operation)) MAILBOX_EVENTS[draft.operation]?.(record, draft);
}

const RULE_ACTS: Readonly<Record<string, ActivityType>> = {
  AddMailboxRule: 'mail.rule.create',
  RemoveMailboxRule: 'mail.rule.delete',
};

/** Outlook makes rules in the mailbox itself: one event for all that may become of them. */
function readRule(record: SourceRecord, draft: ActivityDraft): void {
  const of = (name: string): string => record.text(`OperationProperties[Name=${name}].Value`);
  const act = of('RuleOperation');
  draft.activityType = (Object.hasOwn(RULE_ACTS, act) ? RULE_ACTS[act] : undefined) ?? draft.activityType;
  const mailbox = record.text('MailboxOwnerUPN');
  draft.objects = [
    ...objects('rule', { id: of('RuleId'), name: of('RuleName'), owner: mailbox }),
    ...objects('mailbox', { name: mailbox }),
  ];
  const actions = record.list('OperationProperties[Name=RuleActions].Value');
  draft.target = actions.flatMap((action) => action.texts('Recipients'))[0] ?? draft.target;
}

function readFolderRights(record: SourceRecord, draft: ActivityDraft): void {
  const at = 'Item.ParentFolder';
  const owner = record.text('MailboxOwnerUPN');
  draft.objects = objects('folder', {
    id: record.text(`${at}.Id`),
    name: record.text(`${at}.Name`, `${at}.Path`),
    owner,
  });
  draft.target = record.text(`${at}.MemberUpn`, `${at}.MemberSid`) || draft.target;
}
