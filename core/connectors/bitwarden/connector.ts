/** Bitwarden's event logs of an organisation. The operation is the type's published number, its name stands in the description. */
import type { ActivityType } from '../../model/activity-types.ts';
import type { ActivityDraft, Refusal } from '../connector.ts';
import { defineConnector } from '../declare.ts';
import { objects } from '../kit/parts.ts';
import type { SourceRecord } from '../kit/source-record.ts';

/** EventType of the published server code: number, name, what it is. */
const TYPES: readonly (readonly [code: number, name: string, type: ActivityType])[] = [
  [1000, 'User_LoggedIn', 'login'],
  [1001, 'User_ChangedPassword', 'password.change'],
  [1002, 'User_Updated2fa', 'mfa.change'],
  [1003, 'User_Disabled2fa', 'mfa.disable'],
  [1004, 'User_Recovered2fa', 'mfa.change'],
  [1005, 'User_FailedLogIn', 'login.failed'],
  [1006, 'User_FailedLogIn2fa', 'login.failed'],
  [1007, 'User_ClientExportedVault', 'data.export'],
  [1008, 'User_UpdatedTempPassword', 'password.change'],
  [1009, 'User_MigratedKeyToKeyConnector', 'user.update'],
  [1010, 'User_RequestedDeviceApproval', 'login.challenge'],
  [1100, 'Cipher_Created', 'secret.change'],
  [1101, 'Cipher_Updated', 'secret.change'],
  [1102, 'Cipher_Deleted', 'secret.change'],
  [1103, 'Cipher_AttachmentCreated', 'file.upload'],
  [1104, 'Cipher_AttachmentDeleted', 'file.delete'],
  [1105, 'Cipher_Shared', 'file.share'],
  [1106, 'Cipher_UpdatedCollections', 'secret.change'],
  [1107, 'Cipher_ClientViewed', 'secret.access'],
  [1108, 'Cipher_ClientToggledPasswordVisible', 'secret.access'],
  [1109, 'Cipher_ClientToggledHiddenFieldVisible', 'secret.access'],
  [1110, 'Cipher_ClientToggledCardCodeVisible', 'secret.access'],
  [1111, 'Cipher_ClientCopiedPassword', 'secret.access'],
  [1112, 'Cipher_ClientCopiedHiddenField', 'secret.access'],
  [1113, 'Cipher_ClientCopiedCardCode', 'secret.access'],
  [1114, 'Cipher_ClientAutofilled', 'secret.access'],
  [1115, 'Cipher_SoftDeleted', 'secret.change'],
  [1116, 'Cipher_Restored', 'secret.change'],
  [1300, 'Collection_Created', 'folder.create'],
  [1301, 'Collection_Updated', 'resource.update'],
  [1302, 'Collection_Deleted', 'folder.delete'],
  [1400, 'Group_Created', 'group.create'],
  [1401, 'Group_Updated', 'group.update'],
  [1402, 'Group_Deleted', 'group.delete'],
  [1500, 'OrganizationUser_Invited', 'user.invite'],
  [1501, 'OrganizationUser_Confirmed', 'user.create'],
  [1502, 'OrganizationUser_Updated', 'user.update'],
  [1503, 'OrganizationUser_Removed', 'user.delete'],
  [1504, 'OrganizationUser_UpdatedGroups', 'group.member.add'],
  [1505, 'OrganizationUser_UnlinkedSso', 'user.update'],
  [1506, 'OrganizationUser_ResetPassword_Enroll', 'user.update'],
  [1507, 'OrganizationUser_ResetPassword_Withdraw', 'user.update'],
  [1508, 'OrganizationUser_AdminResetPassword', 'password.reset'],
  [1511, 'OrganizationUser_Revoked', 'user.suspend'],
  [1512, 'OrganizationUser_Restored', 'user.restore'],
  [1600, 'Organization_Updated', 'setting.change'],
  [1601, 'Organization_PurgedVault', 'resource.delete'],
  [1602, 'Organization_ClientExportedVault', 'data.export'],
  [1603, 'Organization_VaultAccessed', 'impersonate'],
  [1604, 'Organization_EnabledSso', 'domain.change'],
  [1605, 'Organization_DisabledSso', 'domain.change'],
  [1700, 'Policy_Updated', 'policy.change'],
];

const NAMES: ReadonlyMap<string, string> = new Map(TYPES.map(([code, name]) => [String(code), name]));

/** DeviceType of the published server code. */
const DEVICES: readonly string[] =
  'Android,iOS,Chrome extension,Firefox extension,Opera extension,Edge extension,Windows,macOS,Linux,Chrome,Firefox,Opera,Edge,Internet Explorer,Unknown browser,Android (Amazon),UWP,Safari,Vivaldi,Vivaldi extension,Safari extension,SDK,Server,Windows CLI,macOS CLI,Linux CLI'.split(
    ',',
  );

export const bitwarden = defineConnector({
  id: 'bitwarden',
  title: 'Bitwarden event logs',
  vendor: 'Bitwarden',
  app: 'bitwarden',
  grade: 'documented',
  source: 'https://bitwarden.com/help/event-logs/',
  shapes: [
    {
      has: ['object', 'type', 'date', 'actingUserId', 'ipAddress'],
      where: { object: /^event$/ },
      score: 1,
      words: 'an event: object event, type, date, actingUserId, ipAddress',
    },
    {
      has: ['eventType', 'actingUserId', 'device', 'ipAddress'],
      where: { eventType: /^\d{4}$/ },
      score: 1,
      words: 'a row of BitwardenEventLogs_CL: eventType, actingUserId, device, ipAddress',
    },
  ],
  time: ['date', 'TimeGenerated'],
  paths: {
    sourceUser: ['actingUserEmail', 'actingUserId'],
    userId: ['actingUserId'],
    operation: ['eventType', 'type'],
    sourceIp: ['ipAddress'],
    target: ['memberId', 'groupId', 'policyId'],
  },
  operations: Object.fromEntries(TYPES.map(([code, , type]) => [String(code), type])),
  gives: ['outcome', 'actorKind', 'objects', 'description', 'clientApp'],
  finish,
});

function finish(record: SourceRecord, draft: ActivityDraft): Refusal | undefined {
  draft.outcome = draft.activityType === 'login.failed' ? 'failure' : 'success';
  draft.description = NAMES.get(draft.operation) ?? '';
  if (draft.sourceUser !== '') draft.actorKind = 'user';
  draft.clientApp = DEVICES[record.number('device') ?? -1] ?? '';
  for (const [type, path] of THINGS) draft.objects.push(...objects(type, { id: record.text(path) }));
  return undefined;
}

const THINGS: readonly (readonly [type: string, path: string])[] = [
  ['item', 'itemId'],
  ['collection', 'collectionId'],
  ['group', 'groupId'],
  ['policy', 'policyId'],
  ['user', 'memberId'],
];
