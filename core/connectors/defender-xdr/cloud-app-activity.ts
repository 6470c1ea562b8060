/**
 * An activity of Defender for Cloud Apps, as its API lists it and its collectors keep it: the app's own operation, who, from where, and whether it
 * succeeded. Source: https://learn.microsoft.com/defender-cloud-apps/api-activities.
 */
import type { ActivityType } from '../../model/activity-types.ts';
import type { ActivityDraft } from '../connector.ts';
import type { Shape } from '../declare.ts';
import { device, object, objects, place } from '../kit/parts.ts';
import type { SourceRecord } from '../kit/source-record.ts';
import { typeByVerb } from '../kit/verbs.ts';

const MAX_OBJECTS = 50;
/** Role of what was acted on, and objType of an app. */
const TARGET_ROLE = 1;
const APP_TYPE = '6';

export const CLOUD_APP_SHAPE: Shape = {
  has: ['_id', 'timestamp', 'appName', 'eventTypeName'],
  where: { eventTypeName: /^EVENT_/ },
  score: 1,
  words: 'an activity of Defender for Cloud Apps: _id, timestamp, appName, eventTypeName EVENT_…',
};

export const isCloudAppActivity = (record: SourceRecord): boolean => record.has('eventTypeName') && record.has('_id');

export function finishCloudAppActivity(
  record: SourceRecord,
  draft: ActivityDraft,
  appOf: (name: string) => string,
  typeOf: (operation: string) => ActivityType | undefined,
): void {
  const category = record.text('eventTypeName').replace(/^EVENT_(?:CATEGORY_)?/, '');
  const name = record.text('mainInfo.rawOperationName', 'description_metadata.operation_name');
  draft.operation = name || record.text('eventTypeValue', 'eventTypeName');
  draft.app = appOf(record.text('appName'));
  draft.activityType = CATEGORIES.get(category) ?? typeOf(draft.operation) ?? typeByVerb(name || category);
  const isSuccess = record.flag('mainInfo.activityResult.isSuccess');
  draft.outcome = (isSuccess ?? !/FAILED/.test(category)) ? 'success' : 'failure';
  draft.reason =
    draft.outcome === 'failure' ? record.text('mainInfo.activityResult.message', 'rawDataJson.LoginErrorCode') : '';
  draft.actorKind = draft.sourceUser === '' ? undefined : 'user';
  const os = record.text('userAgent.operatingSystem.name');
  draft.device = device({
    os: os === 'Unknown' ? '' : os,
    browser: record.text('userAgent.name'),
  });
  draft.place = place(
    {
      country: record.text('location.countryCode', 'device.countryCode'),
      region: record.text('location.region'),
      city: record.text('location.city'),
      isp: record.text('location.organizationSearchable', 'location.carrier'),
    },
    [record.number('location.latitude'), record.number('location.longitude')],
  );
  const kind = draft.activityType.startsWith('file.') ? 'file' : 'object';
  const targets = record
    .list('mainInfo.eventObjects')
    .filter((item) => item.number('role') === TARGET_ROLE)
    .slice(0, MAX_OBJECTS)
    .map((item) =>
      object(item.text('objType') === APP_TYPE ? 'app' : kind, { id: item.text('id'), name: item.text('name') }),
    );
  // The audit log of Microsoft 365 names a file in its own record only.
  const named = { id: record.text('rawDataJson.ObjectId'), name: record.text('rawDataJson.SourceFileName') };
  draft.objects = targets.length > 0 ? targets : objects(kind, named);
}

const CATEGORIES: ReadonlyMap<string, ActivityType> = new Map([
  ['LOGIN', 'login'],
  ['FAILED_LOGIN', 'login.failed'],
  ['LOGOUT', 'logout'],
  ['DOWNLOAD_FILE', 'file.download'],
]);
