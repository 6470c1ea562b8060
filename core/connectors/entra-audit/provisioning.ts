/**
 * Entra ID's provisioning log: what its provisioning service did to an account or a group in another app or directory. From the diagnostic
 * stream (below `properties`), Microsoft Graph (provisioningObjectSummary) and the AADProvisioningLogs table.
 * Source: https://learn.microsoft.com/graph/api/resources/provisioningobjectsummary
 */
import type { ActivityType } from '../../model/activity-types.ts';
import type { ActivityDraft } from '../connector.ts';
import { entraObject, entraPaths } from '../kit/entra.ts';
import { readOutcome } from '../kit/outcome.ts';
import { objects } from '../kit/parts.ts';
import type { SourceRecord } from '../kit/source-record.ts';

/** True for a record of the provisioning log. */
export function isProvisioning(record: SourceRecord): boolean {
  const named = record.text(...entraPaths('provisioningAction'));
  return (
    named !== '' || (record.text(...entraPaths('action')) !== '' && entraObject(record, 'sourceIdentity') !== undefined)
  );
}

/** Fills the draft with who was provisioned into which system, by whom, and whether it worked. */
export function readProvisioning(record: SourceRecord, draft: ActivityDraft): void {
  const action = record.text(...entraPaths('provisioningAction', 'action'));
  if (draft.operation === '') draft.operation = action;
  const source = entraObject(record, 'sourceIdentity');
  const target = entraObject(record, 'targetIdentity');
  const kind = [source?.text('identityType', 'type'), target?.text('identityType', 'type')].join(' ');
  const isGroup = /group/i.test(kind);
  draft.activityType = TYPES[`${isGroup ? 'group' : 'user'}.${action.toLowerCase()}`] ?? 'other';
  const by = entraObject(record, 'initiatedBy');
  draft.actorKind = /user/i.test(by?.text('initiatorType', 'type', 'Type') ?? '') ? 'user' : 'system';
  draft.sourceUser = by?.text('displayName', 'name', 'Name') || by?.text('id', 'Id') || '';
  draft.userId = by?.text('id', 'Id') ?? '';
  const name = (of: SourceRecord | undefined): string =>
    of?.text('details.userPrincipalName', 'details.UserPrincipalName', 'displayName', 'name', 'Name') ||
    of?.text('id', 'Id') ||
    '';
  draft.target = name(target) || name(source);
  const system = entraObject(record, 'targetSystem');
  draft.objects = [
    ...objects(isGroup ? 'group' : 'user', {
      id: target?.text('id', 'Id') || source?.text('id', 'Id'),
      name: draft.target,
    }),
    ...objects('app', { id: system?.text('id', 'Id'), name: system?.text('displayName', 'name', 'Name') }),
  ];
  const status = entraObject(record, 'provisioningStatusInfo') ?? entraObject(record, 'statusInfo');
  const state = status?.text('status', 'Status') ?? '';
  // What was out of scope, or as it should be already, is skipped: nothing was done to the account.
  const isSkipped = /^skipped$/i.test(state);
  draft.outcome = isSkipped ? 'failure' : readOutcome(state || record.text(...entraPaths('resultType')));
  const said = status?.object('errorInformation');
  draft.reason =
    draft.outcome === 'failure'
      ? said?.text('reason', 'errorCode') || record.text(...entraPaths('resultDescription')) || state
      : '';
  draft.description = `Provisioning to ${system?.text('displayName', 'name', 'Name') || 'another system'}`;
}

const TYPES: Readonly<Record<string, ActivityType>> = {
  'user.create': 'user.create',
  'user.update': 'user.update',
  'user.delete': 'user.delete',
  'user.disable': 'user.suspend',
  'user.stageddelete': 'user.delete',
  'group.create': 'group.create',
  'group.update': 'group.update',
  'group.delete': 'group.delete',
  'group.disable': 'group.delete',
  'group.stageddelete': 'group.delete',
};
