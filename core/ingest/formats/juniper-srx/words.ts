/**
 * In: the name of a Junos security event (`RT_FLOW_SESSION_CLOSE`), or '' when a relay has cut it off.
 * Out: what such an event says about traffic. Source: "System Log Explorer", Juniper.
 */

/** A session that ended, a request that was let through or not: counts. */
export const EVENT_TRAFFIC = 0;
/** A session that a later event counts. */
export const EVENT_START = 1;
export const EVENT_DENIED = 2;
/** An alert about a session; counts only when it stopped it. */
export const EVENT_ALERT = 3;
export type EventKind = typeof EVENT_TRAFFIC | typeof EVENT_START | typeof EVENT_DENIED | typeof EVENT_ALERT;

/** How an event's name goes on behind its first words. `…_LS` is the same from a logical system. */
export function kindOf(name: string): EventKind {
  if (name.includes('SESSION_CREATE')) return EVENT_START;
  // Interim reports of a session that goes on.
  if (name.includes('VOL_UPDATE') || name.includes('ROUTE_UPDATE')) return EVENT_START;
  if (name.includes('SESSION_DENY') || name.includes('BLOCKED')) return EVENT_DENIED;
  if (name.includes('SESSION_CLOSE') || name.startsWith('WEBFILTER')) return EVENT_TRAFFIC;
  return name === '' ? EVENT_TRAFFIC : EVENT_ALERT;
}
