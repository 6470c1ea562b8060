/** What Falcon's host firewall means by its numbers, as objects of the event stream and lines in CEF have them. */
import { ACTION_ALLOWED, ACTION_BLOCKED, type ActionCode, type EventDraft } from '../api.ts';

/** Of a connection's direction. */
export const INBOUND = '1';
/** What a rule does; words for it are everybody's. */
export const RULE_ACTIONS: ReadonlyMap<string, ActionCode> = new Map([
  ['1', ACTION_ALLOWED],
  ['2', ACTION_BLOCKED],
]);
/** Addresses that are none. */
export const UNSPECIFIED: readonly string[] = ['0.0.0.0', '::'];

/** What came in: the remote end is the client, and device and account are the server's. */
export function turn(port: number, out: EventDraft): void {
  const { sourceIp } = out;
  out.sourceIp = out.destinationIp;
  out.destinationIp = sourceIp;
  out.destinationPort = Number.isInteger(port) && port > 0 ? port : -1;
  out.sourceHost = '';
  out.sourceUser = '';
  out.reason = 'inbound';
}
