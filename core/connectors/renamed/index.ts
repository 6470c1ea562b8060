/**
 * In: a record that a table, a lake or a log service has given other names than its provider did. Out: the provider's record, so that its
 * connector reads it like any other.
 */
import type { JsonObject } from '../kit/source-record.ts';
import { fromActivityTable, fromGmailTable } from './bigquery.ts';
import { fromCommonSecurityLog } from './common-security-log.ts';
import { fromCloudTrailOcsf } from './ocsf-cloudtrail.ts';
import { fromDataverseTable, fromServiceTable } from './office.ts';
import {
  fromAuth0Table,
  fromDatabricksTable,
  fromGcpTable,
  fromGoogleTable,
  fromJiraTable,
  fromOktaTable,
  fromOnePasswordTable,
  fromPascalCase,
  fromSnowflakeTable,
  fromWorkdayTable,
} from './sentinel.ts';

interface Renaming {
  /** Names that every such record has, the rarest first. */
  readonly marks: readonly string[];
  /** The provider's record; undefined for what only looked like one. */
  readonly restore: (object: JsonObject) => JsonObject | undefined;
}

const RENAMINGS: readonly Renaming[] = [
  { marks: ['time_usec', 'event_name', 'record_type'], restore: fromActivityTable },
  { marks: ['event_info', 'message_info'], restore: fromGmailTable },
  { marks: ['class_uid', 'metadata', 'api'], restore: fromCloudTrailOcsf },
  { marks: ['EventOriginalType', 'OriginalActorAlternateId', 'TimeGenerated'], restore: fromOktaTable },
  { marks: ['ActorName', 'EventOriginalType', 'ActorUserId', 'TimeGenerated'], restore: fromServiceTable },
  { marks: ['SourceRecordId', 'CrmOrganizationUniqueName', 'TimeGenerated'], restore: fromDataverseTable },
  { marks: ['GCPResourceName', 'MethodName', 'ServiceName'], restore: fromGcpTable },
  { marks: ['IdApplicationName', 'IdTime', 'EventName'], restore: fromGoogleTable },
  { marks: ['EventCategoryType', 'EventCreationTime', 'UserSid'], restore: fromJiraTable },
  { marks: ['uuid_s', 'log_source', 'timestamp'], restore: fromOnePasswordTable },
  { marks: ['ActionName', 'ServiceName', 'RequestParams', 'Identity'], restore: fromDatabricksTable },
  { marks: ['LogId', 'EventType', 'TenantName'], restore: fromAuth0Table },
  { marks: ['SnowflakeAccountIdentifier', 'UserName'], restore: fromSnowflakeTable },
  { marks: ['QueryId', 'QueryText', 'WarehouseName', 'UserName'], restore: fromSnowflakeTable },
  { marks: ['EventTimestamp', 'FirstAuthenticationFactor', 'UserName'], restore: fromSnowflakeTable },
  { marks: ['GranteeName', 'GrantedTo', 'GrantedBy', 'CreatedOn'], restore: fromSnowflakeTable },
  { marks: ['DvcIpAddr', 'Operation', 'EventProduct', 'ActorUsername'], restore: fromWorkdayTable },
  { marks: ['EventTypeId', 'TimeGenerated'], restore: fromPascalCase },
  { marks: ['TimestampDerived', 'EventType', 'OrganizationId'], restore: fromPascalCase },
  { marks: ['ActivityType', 'ClientType', 'Email', 'TimeGenerated'], restore: fromPascalCase },
  { marks: ['DeviceEventClassID', 'DeviceVendor', 'DeviceProduct'], restore: fromCommonSecurityLog },
  { marks: ['OperationDetail', 'CategoryType', 'Operator'], restore: fromPascalCase },
];

/** Nearly every record has none of them, which is sooner seen by its own names than by asking for each of these. */
const RAREST: ReadonlySet<string> = new Set(RENAMINGS.flatMap(({ marks }) => marks.slice(0, 1)));

/** @param names of a record's fields */
export function mayBeRenamed(names: readonly string[]): boolean {
  return names.some((name) => RAREST.has(name));
}

/** @returns the record under its provider's names; undefined when nobody renamed it */
export function restored(object: JsonObject): JsonObject | undefined {
  if (!mayBeRenamed(Object.keys(object))) return undefined;
  for (const { marks, restore } of RENAMINGS) {
    if (marks.every((mark) => Object.hasOwn(object, mark))) {
      const found = restore(object);
      if (found !== undefined) return found;
    }
  }
  return undefined;
}
