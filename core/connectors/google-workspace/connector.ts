/**
 * Google Workspace's audit logs: answers of the Reports API (login, drive, admin, token and all others), one activity an event, the Admin
 * console's CSV, and the Alert Center's alerts.
 */
import type { ActivityObject, SharingLevel } from '../../model/activity.ts';
import type { ActivityDraft, Refusal } from '../connector.ts';
import { defineConnector } from '../declare.ts';
import { bytesAt } from '../kit/bytes.ts';
import { cleanIp } from '../kit/ip.ts';
import { SourceRecord } from '../kit/source-record.ts';
import { ALERT_SHAPE, readAlert } from './alert-center.ts';
import { CONSOLE_SHAPES, readConsoleRow, SHARING } from './console-row.ts';
import { GAM_SHAPE, gamParameters } from './gam-row.ts';
import { OPERATIONS } from './operations.ts';
import { isRefused, openedBy, readMail, thingsIn } from './things.ts';

/** An answer can hold many events under one id; more than this is no audit record. */
const MAX_EVENTS = 1000;

export const googleWorkspace = defineConnector({
  id: 'google-workspace',
  title: 'Google Workspace audit logs (Reports API)',
  vendor: 'Google',
  app: 'google-workspace',
  grade: 'verified',
  source: 'https://developers.google.com/workspace/admin/reports/reference/rest/v1/activities',
  shapes: [
    {
      has: ['kind', 'id.time'],
      where: { kind: /^(?:admin#reports#activity|audit#activity)$/ },
      score: 1,
      words: 'kind admin#reports#activity',
    },
    {
      has: ['id.time', 'id.applicationName', 'actor', 'events'],
      score: 1,
      words: 'an activity of the Reports API: id.time, id.applicationName, actor, events',
    },
    {
      has: ['id.applicationName', 'name', 'parameters', 'actor.email'],
      score: 1,
      words: 'one event of an activity on a row of its own: id.applicationName, name, parameters, actor.email',
    },
    GAM_SHAPE,
    ALERT_SHAPE,
    ...CONSOLE_SHAPES,
  ],
  time: ['id.time', 'createTime', 'Date'],
  localeTime: ['Date'],
  paths: {
    id: ['id.uniqueQualifier', 'id.uniqQualifier', 'alertId'],
    instance: ['id.customerId', 'ownerDomain', 'customerId'],
    sourceUser: [
      'actor.email',
      'actor.applicationInfo.applicationName',
      'actor.key',
      'actor.profileId',
      'Actor',
      'User',
    ],
    userId: ['actor.profileId'],
    operation: ['events.name', 'event.name', 'OAuth event', 'Event', 'type'],
    sourceIp: ['ipAddress', 'IP address', 'IPAddress'],
  },
  operations: OPERATIONS,
  gives: [
    'actorKind',
    'outcome',
    'reason',
    'objects',
    'target',
    'clientApp',
    'description',
    'userAgent',
    'device',
    'bytes',
  ],
  expand,
  finish,
});

/** Each event with what the record says of all of them. */
function expand(record: SourceRecord): readonly SourceRecord[] {
  const events = record.list('events').slice(0, MAX_EVENTS);
  // Collectors that write a row for each event put its name and parameters beside the activity's own fields.
  if (events.length === 0 && record.has('name') && !record.has('event')) {
    const { type, name, parameters = gamParameters(record.data) } = record.data;
    return [new SourceRecord({ ...record.data, events: { type, name, parameters } })];
  }
  if (events.length === 0) return [record];
  return events.map((event) => new SourceRecord({ ...record.data, events: event.data }));
}

function finish(record: SourceRecord, draft: ActivityDraft): Refusal | undefined {
  if (record.has('alertId')) return readAlert(record, draft);
  const event = record.list('events')[0] ?? record.object('event');
  if (event === undefined) return readConsoleRow(record, draft);
  draft.operation = event.text('name');
  const parameter = (...names: readonly string[]): string => parameterOf(event, names);
  const application = record.text('id.applicationName');
  draft.description = [application, event.text('type')].filter((word) => word !== '').join(' ');
  draft.actorKind = record.text('actor.callerType') === 'KEY' ? 'app' : draft.sourceUser === '' ? undefined : 'user';
  draft.reason = parameter('login_failure_type', 'failure_type', 'saml_second_level_status_code');
  draft.outcome = isRefused(parameter) ? 'failure' : outcomeOf(draft);
  if (draft.outcome !== 'failure') draft.reason = '';
  if (application === 'drive') readFile(event, draft);
  else if (application === 'token' || (parameter('app_name') !== '' && application !== 'gemini_in_workspace_apps'))
    readApp(event, draft);
  draft.objects.push(...thingsIn(application, parameter));
  if (draft.activityType === 'file.share' && application !== 'drive') draft.activityType = openedBy(parameter);
  if (application === 'gmail') readMail(event, draft);
  const user = parameter(
    'USER_EMAIL',
    'user_email',
    'target_user',
    'target_users',
    'affected_email_address',
    'member',
    'member_id',
    'event_guest',
    'grantee_email',
    'recipient_email',
    'impacted_users',
    'email_forwarding_destination_address',
    'TARGET_USER_EMAIL',
    'new_value',
  );
  if (application !== 'drive' && draft.target === '' && /@/.test(user)) draft.target = user;
  // Consent is given to an app, by its owner or for the whole domain.
  const client = parameter('API_CLIENT_NAME');
  if (client !== '') draft.objects.push({ type: 'app', name: client });
  if (draft.activityType.startsWith('app.consent')) draft.target ||= client || parameter('app_name', 'client_id');
  const group = parameter('GROUP_EMAIL', 'group_email');
  if (group !== '') draft.objects.push({ type: 'group', id: group, name: group });
  const role = parameter('ROLE_NAME');
  if (role !== '') draft.objects.push({ type: 'role', name: role });
  draft.userAgent = parameter('user_agent', 'USER_AGENT');
  if (application === 'token') draft.bytes = bytesAt(event, 'parameters[name=num_response_bytes].intValue');
  const device = parameter('DEVICE_ID', 'device_id');
  if (device !== '') draft.device = { id: device };
  // Chrome names whoever used the device or profile; the actor is the account that the device is managed by.
  if (application === 'chrome') {
    draft.sourceUser = parameter('DEVICE_USER', 'TRIGGER_USER') || draft.sourceUser;
    if (draft.sourceIp === '') draft.sourceIp = cleanIp(parameter('REMOTE_IP'));
    if (parameter('TRIGGER_TYPE') === 'FILE_DOWNLOAD' && draft.activityType === 'file.upload')
      draft.activityType = 'file.download';
  }
  // Google's own staff acts on somebody's data.
  if (application === 'access_transparency') draft.target ||= parameter('OWNER_EMAIL');
  if (draft.sourceIp === '') draft.sourceIp = cleanIp(parameter('actor_ip_address'));
  // Google itself warns of an account, and may name nobody else.
  if (draft.sourceUser === '' || draft.sourceUser === draft.userId)
    draft.sourceUser = parameter('affected_email_address') || draft.sourceUser;
  // Guests of a meeting have no account here: the event names them, and their address.
  if (application === 'meet') {
    if (draft.sourceIp === '') draft.sourceIp = cleanIp(parameter('ip_address'));
    const guest = parameter('identifier', 'display_name');
    if (record.text('actor.email') === '' && guest !== '') draft.sourceUser = guest;
  }
  return undefined;
}

function outcomeOf(draft: ActivityDraft): ActivityDraft['outcome'] {
  if (draft.activityType === 'login.failed') return 'failure';
  // The Reports API lists what was done; refusals have event names of their own.
  return draft.activityType === 'login.challenge' ? 'unknown' : 'success';
}

/** A parameter's value, whichever of its typed fields holds it. */
function parameterOf(event: SourceRecord, names: readonly string[]): string {
  for (const name of names) {
    const at = `parameters[name=${name}]`;
    const text =
      event.text(`parameters.${name}`) ||
      event.text(`${at}.value`, `${at}.intValue`, `${at}.boolValue`) ||
      event.texts(`${at}.multiValue`).join(', ');
    if (text !== '') return text;
  }
  return '';
}

function readFile(event: SourceRecord, draft: ActivityDraft): void {
  const parameter = (...names: readonly string[]): string => parameterOf(event, names);
  const id = parameter('doc_id');
  const name = parameter('doc_title');
  const owner = parameter('owner');
  const kind = parameter('doc_type');
  const drive = parameter('shared_drive_id', 'owner_shared_drive_id', 'team_drive_id', 'owner_team_drive_id');
  const level = parameter('visibility');
  const sharing = Object.hasOwn(SHARING, level) ? SHARING[level] : undefined;
  const object: ActivityObject = {
    type: Object.hasOwn(PLACES, kind) ? (PLACES[kind] ?? 'file') : 'file',
    ...(id === '' ? {} : { id }),
    ...(name === '' ? {} : { name }),
    ...(owner === '' ? {} : { owner }),
    ...(sharing === undefined ? {} : { sharing }),
    ...(drive === '' || drive === id ? {} : { parent: drive }),
  };
  if (id !== '' || name !== '') draft.objects.push(object);
  draft.target = parameter('target_user', 'target_domain', 'new_owner');
  draft.clientApp = parameter('originating_app_id');
  if (draft.activityType === 'file.share') draft.activityType = shareType(parameter, sharing);
}

/** `doc_type` of what holds files. */
const PLACES: Readonly<Record<string, string>> = { folder: 'folder', shared_drive: 'drive', team_drive: 'drive' };

/** What a change of sharing opens the file to, by the change itself and not by what was open before. */
function shareType(
  parameter: (...names: readonly string[]) => string,
  sharing: SharingLevel | undefined,
): ActivityDraft['activityType'] {
  const change = parameter('visibility_change');
  const scope = parameter('new_value');
  if (change === 'internal' || scope === 'none' || scope === 'private') return 'file.unshare';
  if (
    sharing === 'public' &&
    (change === 'external' || /people_with_link|public_on_the_web|can_(?:view|edit|comment)/.test(scope))
  )
    return 'file.share.public';
  return change === 'external' || sharing === 'external' ? 'file.share.external' : 'file.share';
}

function readApp(event: SourceRecord, draft: ActivityDraft): void {
  const id = parameterOf(event, ['client_id', 'OAUTH2_APP_ID']);
  const name = parameterOf(event, ['app_name', 'OAUTH2_APP_NAME', 'APPLICATION_NAME']);
  if (id === '' && name === '') return;
  draft.clientApp = id || name;
  draft.objects.push({ type: 'app', ...(id === '' ? {} : { id }), ...(name === '' ? {} : { name }) });
  const scopes = event.texts('parameters[name=scope].multiValue').slice(0, 100);
  for (const scope of scopes) draft.objects.push({ type: 'permission', name: scope });
}
