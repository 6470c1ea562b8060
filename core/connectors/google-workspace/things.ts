/**
 * What the events of Google Workspace's smaller applications are about: each names it in parameters of its own.
 * Source: https://developers.google.com/workspace/admin/reports/v1/appendix/activity (one page an application).
 */
import type { ActivityObject } from '../../model/activity.ts';
import type { ActivityType } from '../../model/activity-types.ts';
import type { ActivityDraft } from '../connector.ts';
import { cleanIp } from '../kit/ip.ts';
import { objects } from '../kit/parts.ts';
import type { SourceRecord } from '../kit/source-record.ts';

export type Parameter = (...names: readonly string[]) => string;

interface Thing {
  readonly type: string;
  readonly id?: readonly string[];
  readonly name?: readonly string[];
  readonly owner?: readonly string[];
}

/** By the application's name; several where an event names several things. */
const THINGS: Readonly<Record<string, readonly Thing[]>> = {
  access_transparency: [{ type: 'resource', name: ['RESOURCE_NAME'], owner: ['OWNER_EMAIL'] }],
  assignments: [{ type: 'assignment', id: ['assignment_id'], name: ['assignment_title'] }],
  calendar: [
    { type: 'event', id: ['event_id'], name: ['event_title'] },
    { type: 'schedule', name: ['appointment_schedule_title'] },
    { type: 'calendar', id: ['calendar_id'] },
  ],
  chat: [
    { type: 'chat', id: ['room_id', 'dm_id', 'conversation_id'], name: ['room_name'] },
    { type: 'file', id: ['attachment_hash'], name: ['attachment_name'] },
  ],
  chrome: [
    { type: 'file', name: ['CONTENT_NAME'] },
    { type: 'url', name: ['URL', 'TAB_URL'] },
    { type: 'device', id: ['DIRECTORY_DEVICE_ID', 'DEVICE_ID'], name: ['DEVICE_NAME'] },
    { type: 'app', id: ['APP_ID', 'EXTENSION_ID'], name: ['APP_NAME', 'EXTENSION_NAME'] },
  ],
  classroom: [{ type: 'course', id: ['course_id'], name: ['course_title'] }],
  context_aware_access: [{ type: 'app', name: ['CAA_APPLICATION'] }],
  data_studio: [
    { type: 'report', id: ['ASSET_ID'], name: ['ASSET_NAME'], owner: ['OWNER_EMAIL'] },
    { type: 'report', id: ['EMBEDDED_IN_REPORT_ID'] },
  ],
  gcp: [{ type: 'key', id: ['SSH_KEY_FINGERPRINT', 'POSIX_UID'] }],
  groups: [{ type: 'message', id: ['message_id'] }],
  groups_enterprise: [{ type: 'group', id: ['group_id'] }],
  jamboard: [{ type: 'device', id: ['JAMBOARD_ID', 'DEVICE_ID'], name: ['DEVICE_NAME'] }],
  keep: [{ type: 'note', id: ['note_name'], owner: ['owner_email'] }],
  meet: [{ type: 'meeting', id: ['conference_id', 'meeting_code'], name: ['meeting_code'] }],
  mobile: [{ type: 'device', id: ['DEVICE_ID', 'RESOURCE_ID'], name: ['DEVICE_MODEL'] }],
  rules: [
    { type: 'rule', id: ['rule_resource_name'], name: ['rule_name'] },
    { type: 'file', id: ['resource_id'], name: ['resource_name', 'resource_title'], owner: ['resource_owner_email'] },
  ],
  saml: [{ type: 'app', name: ['application_name'] }],
  takeout: [{ type: 'export', id: ['takeout_id', 'job_id'], name: ['products_requested', 'takeout_destination'] }],
  vault: [
    { type: 'matter', id: ['matter_id'], name: ['matter_name'] },
    { type: 'export', name: ['export_name', 'resource_name'] },
  ],
  gemini_in_workspace_apps: [{ type: 'app', name: ['app_name'] }],
};

/** The things that an event of the application names. */
export function thingsIn(application: string, parameter: Parameter): readonly ActivityObject[] {
  const known = Object.hasOwn(THINGS, application) ? (THINGS[application] ?? []) : [];
  return known.flatMap(({ type, id = [], name = [], owner = [] }) =>
    objects(type, { id: parameter(...id), name: parameter(...name), owner: parameter(...owner) }),
  );
}

/** What a change of Looker Studio's sharing, or of a calendar's, opens it to. */
export function openedBy(parameter: Parameter): ActivityType {
  const now = parameter('NEW_VALUE');
  if (/^(?:PRIVATE|NONE)$/.test(now) || /^none$/i.test(parameter('access_level'))) return 'file.unshare';
  const isPublic = /^(?:PEOPLE_WITH_LINK|ANYONE_WITH_LINK|PUBLIC_ON_THE_WEB)$/.test(now);
  return isPublic || parameter('grantee_email').startsWith('__public_principal__') ? 'file.share.public' : 'file.share';
}

/** Parameters whose value says that what was tried did not come about. */
export function isRefused(parameter: Parameter): boolean {
  return /BLOCK|DENIED|FAILURE|REJECT/i.test(
    parameter('EVENT_RESULT', 'event_result', 'action_result', 'LOGIN_FAILURE_REASON'),
  );
}

/** Gmail puts what it knows of a message into messages in messages: `message_info`, `connection_info`, `event_info`. */
export function readMail(event: SourceRecord, draft: ActivityDraft): void {
  const part = (path: string): string => {
    const names = path.split('/');
    const last = names.pop() ?? '';
    let at: SourceRecord | undefined = event;
    let list = 'parameters';
    for (const name of names) {
      const found: string = `${list}[name=${name}]`;
      at = at?.object(`${found}.messageValue`) ?? at?.list(`${found}.multiMessageValue`)[0];
      list = 'parameter';
    }
    const value = `${list}[name=${last}]`;
    return at?.text(`${value}.value`, `${value}.intValue`, `${value}.boolValue`) ?? '';
  };
  const from = part('message_info/source/address') || part('message_info/source/from_header_address');
  if (draft.sourceUser === '') draft.sourceUser = from;
  if (draft.sourceIp === '') draft.sourceIp = cleanIp(part('message_info/connection_info/client_ip'));
  draft.objects = objects('message', {
    id: part('message_info/rfc2822_message_id'),
    name: part('message_info/subject'),
    owner: from,
  });
  draft.target ||= part('message_info/destination/address');
  draft.userAgent ||= part('event_info/client_context/user_agent');
  const success = part('event_info/success');
  if (success === 'false') draft.outcome = 'failure';
  if (part('message_info/is_spam') === 'true') draft.activityType = 'mail.threat';
}
