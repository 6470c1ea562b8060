/**
 * Records of data loss prevention: an agent acts, but they are about somebody's file or message.
 * Format: https://learn.microsoft.com/office/office-365-management-api/office-365-management-activity-api-schema#dlp-schema
 */
import type { AppliedAction } from '../../model/activity.ts';
import type { ActivityDraft } from '../connector.ts';
import { objects } from '../kit/parts.ts';
import type { SourceRecord } from '../kit/source-record.ts';

/** Puts the one who touched the file or sent the message in the agent's place, and says whether it was kept from them. */
export function readDlp(record: SourceRecord, draft: ActivityDraft): void {
  draft.sourceUser = record.text('SharePointMetaData.From', 'ExchangeMetaData.From') || draft.sourceUser;
  const file = objects('file', {
    id: record.text('SharePointMetaData.FilePathUrl'),
    name: record.text('SharePointMetaData.FileName'),
    owner: record.text('SharePointMetaData.FileOwner'),
  });
  const message = objects('message', {
    id: record.text('ExchangeMetaData.MessageID'),
    name: record.text('ExchangeMetaData.Subject'),
  });
  if (file.length + message.length > 0) draft.objects = [...file, ...message];
  const policy = record.list('PolicyDetails')[0];
  draft.objects.push(...objects('policy', { id: policy?.text('PolicyId'), name: policy?.text('PolicyName') }));
  draft.target ||= record.texts('ExchangeMetaData.To')[0] ?? record.text('EndpointMetaData.TargetDomain');
  draft.reason = record.text('PolicyDetails.0.PolicyName');
  draft.appliedAction = appliedBy(record);
  // An exception says why the policy did not apply after all: a false positive, or the user's justification.
  if (/match$/i.test(draft.operation) && blocks(record) && !record.has('ExceptionInfo')) draft.outcome = 'failure';
}

function actionsOf(record: SourceRecord): readonly string[] {
  return record
    .list('PolicyDetails')
    .flatMap((policy) => policy.list('Rules'))
    .flatMap((rule) => rule.texts('Actions'));
}

function blocks(record: SourceRecord): boolean {
  return actionsOf(record).some((action) => /^block/i.test(action));
}

function appliedBy(record: SourceRecord): AppliedAction | undefined {
  if (record.has('ExceptionInfo')) return undefined;
  if (blocks(record)) return 'block';
  return actionsOf(record).some((action) => /encrypt|rmstemplate/i.test(action)) ? 'encrypt' : undefined;
}
