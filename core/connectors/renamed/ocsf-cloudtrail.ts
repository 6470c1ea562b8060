/**
 * CloudTrail as Amazon Security Lake keeps it, in the classes of OCSF (versions 1.0 to 1.3). Out: the event record of CloudTrail.
 * Source: https://github.com/ocsf/examples/tree/main/mappings/markdown/AWS
 */
import { isObject, type JsonObject } from '../kit/source-record.ts';

export function fromCloudTrailOcsf(event: JsonObject): JsonObject | undefined {
  const product = part(part(event, 'metadata'), 'product');
  if (product.name !== 'CloudTrail') return undefined;
  const api = part(event, 'api');
  const request = part(api, 'request');
  const error = part(api, 'response');
  const isConsole = api.operation === 'ConsoleLogin';
  const failed = event.status === 'Failure' || event.status_id === 2;
  return {
    eventVersion: product.version ?? '1.0',
    eventID: part(event, 'metadata').uid,
    eventTime: event.time_dt ?? event.time,
    eventSource: part(api, 'service').name,
    eventName: api.operation,
    eventType: part(event, 'unmapped').eventType ?? part(event, 'metadata').event_code,
    awsRegion: part(event, 'cloud').region,
    sourceIPAddress: part(event, 'src_endpoint').ip ?? part(event, 'src_endpoint').domain,
    userAgent: part(event, 'http_request').user_agent,
    requestID: request.uid,
    requestParameters: request.data,
    responseElements: isConsole ? { ConsoleLogin: failed ? 'Failure' : 'Success' } : error.data,
    errorCode: error.error ?? (failed && !isConsole ? (event.status_code ?? 'Failure') : undefined),
    errorMessage: error.message ?? event.status_detail,
    recipientAccountId: part(part(event, 'cloud'), 'account').uid ?? part(event, 'unmapped').recipientAccountId,
    resources: event.resources,
    additionalEventData: { MFAUsed: mfaUsed(event) },
    userIdentity: identity(event),
  };
}

function identity(event: JsonObject): JsonObject {
  const actor = part(event, 'actor');
  const user = part(actor, 'user');
  const arn = [user.uid, user.uid_alt].find((text) => typeof text === 'string' && text.startsWith('arn:'));
  const principal = [user.uid_alt, user.uid].find((text) => typeof text === 'string' && !text.startsWith('arn:'));
  return {
    type: user.type,
    // A session's name of its own, not that of the role that it took on.
    userName: user.type === 'IAMUser' ? user.name : undefined,
    arn,
    principalId: principal,
    accountId: part(user, 'account').uid ?? user.account_uid,
    accessKeyId: user.credential_uid,
    invokedBy: actor.invoked_by,
    sessionContext: { sessionIssuer: { userName: arn === undefined ? user.name : undefined } },
  };
}

function mfaUsed(event: JsonObject): unknown {
  const said = event.is_mfa ?? event.mfa;
  return typeof said === 'boolean' ? (said ? 'Yes' : 'No') : undefined;
}

/** The object below a name; an empty one where there is none. */
function part(of: JsonObject, name: string): JsonObject {
  const value = Object.hasOwn(of, name) ? of[name] : undefined;
  return isObject(value) ? value : {};
}
