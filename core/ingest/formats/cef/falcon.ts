/**
 * In: a line in CEF that CrowdStrike's SIEM connector wrote of what the host firewall matched, in keys of its own (`localAddress`, `remoteAddress`,
 * `ruleAction`). Out: a verdict and the draft.
 * Source: the connector's configuration file, section FirewallMatchEvent.
 */
import { type EventDraft, PARSED, type SyslogHeader, type Verdict } from '../api.ts';
import { INBOUND, RULE_ACTIONS, turn, UNSPECIFIED } from '../crowdstrike/firewall.ts';
import type { FieldSpec } from '../keyed/field-table.ts';
import { PairReader } from '../keyed/pair-reader.ts';
import type { SpacedFields } from '../kv/spaced-fields.ts';
import { skip } from '../shared/verdict.ts';
import { type CefHeader, SIGNATURE, VENDOR } from './header.ts';

const DIRECTION = 0;
const LOCAL_PORT = 1;

export const FALCON_SPEC: FieldSpec = {
  time: ['rt'],
  sourceIp: ['localAddress'],
  sourceHost: ['hostName'],
  destinationIp: ['remoteAddress'],
  destinationPort: ['remotePort'],
  action: ['ruleAction'],
  count: ['matchCountSinceLastReport'],
  vendorApp: ['imageFileName'],
};
export const FALCON_DIRECTION = 'connectionDirection';

const match = new PairReader(FALCON_SPEC, [FALCON_DIRECTION, 'localPort'], { actions: RULE_ACTIONS });

const FALCON_VENDOR = 'CrowdStrike';
const FALCON_EVENT = 'FirewallMatchEvent';
/** The same in a header's columns, with the bar behind each. */
export const FALCON_COLUMNS = { vendor: `${FALCON_VENDOR}|`, signature: `${FALCON_EVENT}|` } as const;

export function isFalconMatch(head: CefHeader): boolean {
  return head.is(VENDOR, FALCON_VENDOR) && head.is(SIGNATURE, FALCON_EVENT);
}

/** @param pairs of the extension, from its beginning */
export function readFalconMatch(text: string, pairs: SpacedFields, out: EventDraft, header: SyslogHeader): Verdict {
  match.begin();
  while (pairs.next()) {
    const entry = match.entry(text, pairs.keyStart, pairs.keyEnd);
    if (entry < 0) continue;
    const value = pairs.value();
    match.take(entry, value, 0, value.length, out);
  }
  match.finish(out, header);
  if (UNSPECIFIED.includes(out.sourceIp)) out.sourceIp = '';
  if (match.noteIs(DIRECTION, INBOUND)) turn(Number(match.note(LOCAL_PORT)), out);
  return out.destinationIp === '' ? skip(out, 'message-type') : PARSED;
}
