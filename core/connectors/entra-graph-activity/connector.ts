/** Requests made to Microsoft Graph: by whom or by which app, what, and with what result. */
import type { ActivityType } from '../../model/activity-types.ts';
import { defineConnector } from '../declare.ts';
import { bytesAt } from '../kit/bytes.ts';
import { entraPaths } from '../kit/entra.ts';

/** The stream writes the caller's id under a name of its own, with a capital. */
const USER = [
  ...entraPaths('userId'),
  'AccountObjectId',
  'properties.UserId',
  'properties.UserPrincipalObjectID',
  'UserPrincipalObjectID',
];
const APP = [...entraPaths('servicePrincipalId'), 'properties.ServicePrincipalId'];

export const entraGraphActivity = defineConnector({
  id: 'entra-graph-activity',
  title: 'Microsoft Graph activity logs',
  vendor: 'Microsoft',
  app: 'microsoft-365',
  grade: 'verified',
  source: 'https://learn.microsoft.com/graph/microsoft-graph-activity-logs-overview',
  shapes: [
    {
      has: ['category', 'properties'],
      where: { category: /^(?:MicrosoftGraph|AzureADGraph)ActivityLogs$/i },
      score: 1,
      words: 'category MicrosoftGraphActivityLogs or AzureADGraphActivityLogs',
    },
    {
      has: ['RequestUri', 'RequestMethod', 'SignInActivityId'],
      score: 1,
      words: 'a row of the MicrosoftGraphActivityLogs table: RequestUri, RequestMethod, SignInActivityId',
    },
    {
      has: ['Timestamp', 'RequestUri', 'RequestMethod', 'ResponseStatusCode'],
      score: 1,
      words: 'a row of GraphApiAuditEvents: Timestamp, RequestUri, RequestMethod, ResponseStatusCode',
    },
  ],
  time: [...entraPaths('timeGenerated'), 'Timestamp', 'time'],
  paths: {
    id: entraPaths('requestId'),
    instance: ['tenantId', 'TenantId', 'AadTenantId'],
    sourceUser: [...USER, ...APP, ...entraPaths('appId'), 'ApplicationId'],
    userId: [...USER, ...APP],
    operation: ['operationName', 'OperationName'],
    sourceIp: [...entraPaths('ipAddress'), 'IPAddress', 'IpAddress', ...entraPaths('callerIpAddress')],
    userAgent: entraPaths('userAgent'),
    clientApp: [...entraPaths('appId'), 'ApplicationId'],
    sessionId: entraPaths('sessionId'),
    tokenId: entraPaths('signInActivityId', 'uniqueTokenId'),
    correlationId: entraPaths('clientRequestId', 'operationId'),
  },
  operations: {},
  gives: ['outcome', 'reason', 'actorKind', 'objects', 'description', 'bytes'],
  finish: (record, draft) => {
    if (draft.operation === '') draft.operation = 'Microsoft Graph Activity';
    const status = record.number(...entraPaths('responseStatusCode', 'httpStatusCode'));
    if (status !== undefined) draft.outcome = status < 400 ? 'success' : 'failure';
    if (draft.outcome === 'failure') draft.reason = String(status);
    const method = record.text(...entraPaths('requestMethod', 'httpMethod')).toUpperCase();
    const uri = record.text(...entraPaths('requestUri'));
    draft.description = `${method} ${uri}`.trim();
    draft.bytes = bytesAt(record, ...entraPaths('responseSizeBytes'), 'ResponseSize');
    draft.actorKind = record.text(...USER) === '' ? 'app' : 'user';
    draft.activityType = METHODS.get(method) ?? 'other';
    if (uri !== '') draft.objects = [{ type: 'request', name: uri }];
    return undefined;
  },
});

const METHODS: ReadonlyMap<string, ActivityType> = new Map([
  ['GET', 'resource.view'],
  ['POST', 'resource.create'],
  ['PUT', 'resource.update'],
  ['PATCH', 'resource.update'],
  ['DELETE', 'resource.delete'],
] as const);
