/**
 * In: an event of AD FS, which keeps who signed in, where to and from where as XML in a field of the event. Out: those under plain names.
 * Guarantee: no entity but XML's five is resolved, and nothing is looked up.
 */
import type { ActivityType } from '../../model/activity-types.ts';
import type { JsonObject } from '../kit/source-record.ts';
import { plainXml } from '../text/windows-event.ts';

/** Source: Microsoft, "AD FS events and audit levels". */
const EVENTS: Readonly<Record<string, readonly [name: string, type: ActivityType, outcome: 'success' | 'failure']>> = {
  1200: ['The Federation Service issued a valid token', 'login', 'success'],
  1201: ['The Federation Service failed to issue a valid token', 'login.failed', 'failure'],
  1202: ['The Federation Service validated a new credential', 'login', 'success'],
  1203: ['The Federation Service failed to validate a new credential', 'login.failed', 'failure'],
  1204: ['A password change request succeeded', 'password.change', 'success'],
  1205: ['A password change request failed', 'password.change', 'failure'],
  1206: ['A sign out request succeeded', 'logout', 'success'],
  1207: ['A sign out request failed', 'logout', 'failure'],
  1210: ['An extranet lockout event has occurred', 'user.lockout', 'failure'],
};

export const FEDERATION = /^AD FS(?: Auditing)?$/i;

export function federationEvent(id: string): (typeof EVENTS)[string] | undefined {
  return EVENTS[id];
}

const LONGEST = 16_000;
const AUDIT = /<AuditBase[\s>]/;
const ELEMENT = /<([A-Z][A-Za-z]{1,40})(?:\s[^<>]{0,200})?>([^<]{1,2000})<\//g;
const NOTHING = /^(?:N\/A|None)?$/;
/** Names of the audit's elements that the event's fields are called by. */
const NAMES: Readonly<Record<string, string>> = {
  UserId: 'federationUser',
  IpAddress: 'IpAddress',
  ForwardedIpAddress: 'ForwardedIpAddress',
  UserAgentString: 'UserAgentString',
  RelyingParty: 'RelyingParty',
  AuditResult: 'AuditResult',
  FailureType: 'FailureReason',
  ErrorCode: 'ErrorCode',
  ActivityId: 'ActivityId',
};

/** @param values of the event's data; one of them may be the audit */
export function federationAudit(values: readonly unknown[]): JsonObject {
  const found = values.find((value) => typeof value === 'string' && AUDIT.test(value.slice(0, LONGEST)));
  if (typeof found !== 'string') return {};
  const out: Record<string, string> = {};
  for (const [, element = '', text = ''] of found.slice(0, LONGEST).matchAll(ELEMENT)) {
    const name = NAMES[element];
    const value = plainXml(text).trim();
    if (name !== undefined && out[name] === undefined && !NOTHING.test(value)) out[name] = value;
  }
  // Behind a proxy the client is who the proxy names, the nearest first.
  const forwarded = out.ForwardedIpAddress?.split(',', 1)[0]?.trim();
  return forwarded === undefined || forwarded === '' ? out : { ...out, IpAddress: forwarded };
}
