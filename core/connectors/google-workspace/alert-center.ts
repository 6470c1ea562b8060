/**
 * Alerts of the Alert Center API, a record each, as Google Workspace's connector reads them beside the Reports API's activities.
 * Source: https://developers.google.com/workspace/admin/alertcenter/reference/rest/v1beta1/alerts
 */
import type { ActivityDraft, Refusal } from '../connector.ts';
import type { Shape } from '../declare.ts';
import { cleanIp } from '../kit/ip.ts';
import { objects } from '../kit/parts.ts';
import type { SourceRecord } from '../kit/source-record.ts';

export const ALERT_SHAPE: Shape = {
  has: ['alertId', 'createTime', 'type', 'source', 'data'],
  score: 1,
  words: 'an alert of the Alert Center: alertId, createTime, type, source, data',
};

/** Whom the alert is about, by what its kind of data calls them. */
const PEOPLE: readonly string[] = [
  'data.email',
  'data.actorEmail',
  'data.ruleViolationInfo.triggeringUserEmail',
  'data.maliciousEntity.entity.emailAddress',
  'data.maliciousEntity.fromHeader',
];

export function readAlert(record: SourceRecord, draft: ActivityDraft): Refusal | undefined {
  draft.activityType = record.text('source') === 'Data Loss Prevention' ? 'dlp.match' : 'alert.raise';
  // The alert stands; whether what it reports came about is not said.
  draft.outcome = 'unknown';
  draft.actorKind = 'system';
  draft.sourceUser = record.text(...PEOPLE);
  draft.target = record.text('data.messages.0.recipient') || (record.texts('data.affectedUserEmails')[0] ?? '');
  draft.sourceIp = cleanIp(record.text('data.loginDetails.ipAddress', 'data.sourceIp'));
  draft.description = [record.text('source'), record.text('metadata.severity')].filter((text) => text !== '').join(' ');
  const at = 'data.ruleViolationInfo';
  draft.objects = [
    ...objects('alert', { id: record.text('alertId'), name: record.text('type') }),
    ...objects('file', {
      id: record.text(`${at}.resourceInfo.documentId`),
      name: record.text(`${at}.resourceInfo.resourceTitle`),
    }),
    ...objects('rule', {
      id: record.text(`${at}.ruleInfo.resourceName`, 'data.name'),
      name: record.text(`${at}.ruleInfo.displayName`, 'data.displayName'),
    }),
    ...objects('device', { id: record.text('data.events.0.deviceId'), name: record.text('data.events.0.deviceModel') }),
  ];
  return undefined;
}
