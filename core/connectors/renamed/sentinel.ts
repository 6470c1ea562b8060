/**
 * Tables of Microsoft Sentinel whose columns are no longer the provider's: those of Azure's own connectors, and those that a data collection rule
 * fills. Out: the provider's record.
 * Source: the tables' columns in https://github.com/Azure/Azure-Sentinel (`CustomTables`).
 */
import { isObject, type JsonObject } from '../kit/source-record.ts';

/** `OktaV2_CL`: Okta's System Log under the names of Sentinel's information model. */
export function fromOktaTable(row: JsonObject): JsonObject {
  return {
    uuid: row.EventOriginalUid,
    published: row.TimeGenerated,
    eventType: row.EventOriginalType,
    displayMessage: row.EventMessage,
    severity: row.OriginalSeverity,
    outcome: { result: row.OriginalOutcomeResult, reason: row.EventOriginalResultDetails },
    actor: {
      id: row.ActorUserId,
      type: row.OriginalUserType ?? row.ActorUserType,
      alternateId: row.OriginalActorAlternateId,
      displayName: row.ActorDisplayName ?? row.ActorUsername,
    },
    client: {
      ipAddress: row.SrcIpAddr,
      device: row.OriginalClientDevice,
      id: row.SrcDvcId,
      zone: row.SrcZone,
      userAgent: { rawUserAgent: row.HttpUserAgent, os: row.SrcDvcOs },
      geographicalContext: { city: row.SrcGeoCity, state: row.SrcGeoRegion, country: row.SrcGeoCountry },
    },
    target: row.OriginalTarget,
    transaction: { id: row.TransactionId, type: row.TransactionType, detail: row.TransactionDetail },
    authenticationContext: { externalSessionId: row.ActorSessionId },
    securityContext: { isProxy: row.SecurityContextIsProxy, isp: row.SrcIsp },
    debugContext: { debugData: object(row.DebugData) },
  };
}

/** `GCPAuditLogs`: a log entry's columns, with the parts of its payload as objects or their text. */
export function fromGcpTable(row: JsonObject): JsonObject {
  return {
    insertId: row.InsertId,
    logName: row.LogName,
    timestamp: row.Timestamp ?? row.TimeGenerated,
    severity: row.Severity,
    resource: { type: row.GCPResourceType, labels: { project_id: row.ProjectId } },
    protoPayload: {
      methodName: row.MethodName,
      serviceName: row.ServiceName,
      resourceName: row.GCPResourceName,
      authenticationInfo: { principalEmail: row.PrincipalEmail, ...object(row.AuthenticationInfo) },
      authorizationInfo: list(row.AuthorizationInfo),
      requestMetadata: object(row.RequestMetadata),
      status: { message: row.StatusMessage, ...object(row.Status) },
      request: object(row.Request),
      response: object(row.Response),
      serviceData: object(row.ServiceData),
      metadata: object(row.Metadata),
    },
  };
}

/** `GoogleWorkspaceReports`: an event of the Reports API, with its parameters as a list beside columns of their own. */
export function fromGoogleTable(row: JsonObject): JsonObject {
  return {
    kind: 'admin#reports#activity',
    id: {
      time: row.IdTime,
      uniqueQualifier: row.IdUniqueQualifier,
      applicationName: row.IdApplicationName,
      customerId: row.IdCustomerId,
    },
    actor: {
      email: row.ActorEmail,
      callerType: row.ActorCallerType,
      profileId: row.ActorProfileId,
      key: row.ActorKey,
      applicationInfo: { applicationName: row.ActorApplicationInfoApplicationName },
    },
    ownerDomain: row.OwnerDomain,
    ipAddress: row.SrcIpAddr,
    events: [{ type: row.EventType, name: row.EventName, parameters: list(row.EventParameters) }],
  };
}

/** `Jira_Audit_v2_CL`. */
export function fromJiraTable(row: JsonObject): JsonObject {
  return {
    id: row.EventId,
    summary: row.EventMessage,
    category: row.EventCategoryType,
    created: row.EventCreationTime,
    eventSource: row.EventSource,
    authorKey: row.UserName,
    authorAccountId: row.UserSid,
    remoteAddress: row.SrcIpAddr,
    objectItem: row.objectItem ?? {
      id: row.ObjectItemId,
      name: row.ObjectItemName,
      typeName: row.ObjectItemTypeName,
    },
    changedValues: list(row.ChangedValues),
    associatedItems: list(row.AssociatedItems),
  };
}

/** `OnePasswordEventLogs_CL`: sign-in attempts, item usages and audit events in one table, their parts as objects or their text. */
export function fromOnePasswordTable({ uuid_s, action_Type, object_Type, ...row }: JsonObject): JsonObject {
  const parts = ['user', 'target_user', 'client', 'session', 'details', 'location'];
  const details = ['actor_details', 'object_details', 'aux_details'];
  return {
    ...Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null && value !== '')),
    ...Object.fromEntries([...parts, ...details].flatMap((name) => (row[name] ? [[name, object(row[name])]] : []))),
    uuid: uuid_s,
    ...(action_Type ? { type: action_Type } : {}),
    ...(object_Type ? { object_type: object_Type } : {}),
  };
}

/** `DatabricksAccounts`, `DatabricksClusters` and the tables of its other services. */
export function fromDatabricksTable(row: JsonObject): JsonObject {
  return {
    serviceName: row.ServiceName,
    actionName: row.ActionName,
    timestamp: row.TimeGenerated,
    eventId: row.LogId,
    requestId: row.RequestId,
    sessionId: row.SessionId,
    sourceIPAddress: row.SourceIPAddress,
    userAgent: row.UserAgent,
    userIdentity: object(row.Identity),
    requestParams: object(row.RequestParams),
    response: object(row.Response),
  };
}

/** `Auth0Logs_CL`. */
export function fromAuth0Table(row: JsonObject): JsonObject {
  return {
    log_id: row.LogId,
    date: row.event_date ?? row.TimeGenerated,
    type: row.EventType,
    description: row.Description,
    connection: row.Connection,
    client_id: row.ClientId,
    client_name: row.ClientName,
    ip: row.SrcIpAddr,
    user_agent: row.HttpUserAgent,
    hostname: row.SrcHostname,
    user_id: row.ActorUserId,
    user_name: row.ActorUsername,
    audience: row.Audience,
    scope: row.Scope,
    strategy: row.Strategy,
    details: object(row.Details),
    location_info: object(row.LocationInfo),
    tenant_name: row.TenantName,
  };
}

/** What such a column was called before the rule gave it its name. */
const BEFORE: Readonly<Record<string, string>> = { activity_type: 'type', event_id: 'id' };

/** Tables that only write the provider's names with capitals: `ActorUserName` was `actor_user_name`. */
export function fromPascalCase(row: JsonObject): JsonObject {
  const plain: Record<string, unknown> = Object.create(null);
  for (const [name, value] of Object.entries(row)) {
    // The table's own name.
    if (name === 'Type') continue;
    const snake = snakeCase(name).toLowerCase();
    plain[Object.hasOwn(BEFORE, snake) ? (BEFORE[snake] ?? snake) : snake] = value;
  }
  return { created_at: row.TimeGenerated, ...plain };
}

/** `SnowflakeLoginV3_CL`, `SnowflakeQueryV2_CL` and the tables beside them: `UserName` was `USER_NAME`. */
export function fromSnowflakeTable(row: JsonObject): JsonObject {
  const plain: Record<string, unknown> = Object.create(null);
  for (const [name, value] of Object.entries(row))
    if (name !== 'Type' && name !== 'TimeGenerated') plain[snakeCase(name).toUpperCase()] = value;
  return plain;
}

/** `ASimAuditEventLogs` of Workday's connector, which takes the client's address and device for those of the service; undefined for other products'. */
export function fromWorkdayTable(row: JsonObject): JsonObject | undefined {
  if (row.EventProduct !== 'Workday') return undefined;
  return {
    taskDisplayName: row.Operation,
    requestTime: row.EventStartTime ?? row.TimeGenerated,
    systemAccount: row.ActorUsername,
    // It has words of Sentinel's own for what Workday calls so.
    activityAction: WORKDAY_ACTIONS.get(row.EventType) ?? row.EventType,
    ipAddress: row.DvcIpAddr,
    deviceType: row.DvcDescription,
    userAgent: row.HttpUserAgent,
    sessionId: row.ActorSessionId,
    taskId: row.EventOriginalUid,
    target: { id: row.TargetAppId, descriptor: row.Object, href: row.TargetUrl },
  };
}

const WORKDAY_ACTIONS: ReadonlyMap<unknown, string> = new Map([
  ['Read', 'READ'],
  ['Set', 'WRITE'],
]);

const snakeCase = (name: string): string => name.replace(/(?<=[a-z0-9])(?=[A-Z])/g, '_');

/** The object, or that in the text; an empty one for anything else. */
function object(value: unknown): JsonObject {
  const found = json(value);
  return isObject(found) ? found : {};
}

function list(value: unknown): unknown {
  const found = json(value);
  return Array.isArray(found) ? found : [];
}

function json(value: unknown): unknown {
  if (typeof value !== 'string') return value;
  try {
    return JSON.parse(value);
  } catch {
    return undefined;
  }
}
