/**
 * Google Workspace's own events (sign-in, admin console, tokens) as Cloud Logging keeps them: an AuditLog whose `metadata.event` is the event
 * of the Reports API, under its name there.
 * Source: https://cloud.google.com/logging/docs/audit/gsuite-audit-logging
 */
import type { ActivityDraft } from '../connector.ts';
import { OPERATIONS } from '../google-workspace/operations.ts';
import { operationTypes } from '../kit/operations.ts';
import { objects } from '../kit/parts.ts';
import type { SourceRecord } from '../kit/source-record.ts';

const typeOf = operationTypes(OPERATIONS);
const SERVICES = /^(?:login|admin|oauth2|cloudidentity)\.googleapis\.com$/;

/** Types the event and names whom and what it is about; the draft of any other service stays as it is. */
export function readWorkspaceEvent(metadata: SourceRecord | undefined, service: string, draft: ActivityDraft): void {
  if (!SERVICES.test(service)) return;
  draft.app = 'google-workspace';
  const event = metadata?.list('event')[0];
  if (event === undefined) return;
  draft.activityType = typeOf(event.text('eventName')) ?? draft.activityType;
  const parameter = (...names: readonly string[]): string => {
    for (const name of names) {
      const text = event.text(`parameter[name=${name}].value`, `parameter[name=${name}].intValue`);
      if (text !== '') return text;
    }
    return '';
  };
  const affected = parameter('affected_email_address');
  // What Google does to an account by itself names the account only here.
  if (draft.sourceUser === '') draft.sourceUser = affected;
  draft.target = parameter('USER_EMAIL', 'email_forwarding_destination_address') || affected;
  if (event.flag('status.success') === false) draft.outcome = 'failure';
  draft.objects.push(
    ...objects('group', { id: parameter('GROUP_EMAIL'), name: parameter('GROUP_EMAIL') }),
    ...objects('role', { id: '', name: parameter('ROLE_NAME') }),
    ...objects('app', { id: parameter('client_id'), name: parameter('app_name', 'APPLICATION_NAME') }),
    ...objects('setting', { id: '', name: parameter('SETTING_NAME') }),
  );
}
