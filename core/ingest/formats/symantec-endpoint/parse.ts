/**
 * In: what Symantec Endpoint Protection's manager sends of its clients' network traffic and of attacks: `Key: value` between commas, the protocol
 * and the direction without keys. Out: a verdict and the draft; of other messages, that they are of another kind.
 * Source: "External Logging settings and log event severity levels for Endpoint Protection Manager" (article 171741).
 */
import {
  ACTION_ALLOWED,
  ACTION_BLOCKED,
  ACTION_UNKNOWN,
  type ActionCode,
  type EventDraft,
  type LineParser,
  PARSED,
  type SyslogHeader,
  type Verdict,
} from '../api.ts';
import type { FieldSpec } from '../keyed/field-table.ts';
import { PairReader } from '../keyed/pair-reader.ts';
import { looksLikeIp, skipBlank, trimEnd, windowIs } from '../kv/window.ts';
import { findWord, untilCode } from '../shared/fields.ts';
import { parseUint } from '../shared/numbers.ts';
import { reject, skip } from '../shared/verdict.ts';
import { createSymantecBytes } from './read-bytes.ts';
import {
  DESCRIPTION,
  INBOUND,
  LOCAL_HOST,
  LOCAL_IP,
  LOCAL_PORT,
  NOTED,
  PASSED_ATTACK,
  REMOTE_IP,
  REMOTE_NAME,
  REMOTE_PORT,
  STOPPED,
} from './words.ts';

const COMMA = 44;

const SPEC: FieldSpec = {
  time: ['Begin', 'Begin Time', 'Event time'],
  sourceUser: ['User Name', 'User'],
  url: ['Intrusion URL'],
  action: ['Action'],
  vendorApp: ['Application', 'Application Name'],
};

/** What was done about an attack is told in the event's own sentence. */
function actionOfDescription(text: string): ActionCode {
  if (text.includes(PASSED_ATTACK)) return ACTION_ALLOWED;
  return STOPPED.some((words) => text.includes(words)) ? ACTION_BLOCKED : ACTION_UNKNOWN;
}

/** Both ends, which only these two of its sixteen logs name. */
export function namesEnds(text: string, start: number, end: number): boolean {
  const local = findWord(text, ',Local Host', start, end);
  return local >= 0 && findWord(text, 'Remote Host IP: ', start, end) >= 0;
}

export class SymantecEndpointParser implements LineParser {
  readonly readBytes = createSymantecBytes(SPEC);
  private readonly pairs = new PairReader(SPEC, NOTED);
  /** The client's name, which stands first. */
  private device = '';

  parse(text: string, start: number, end: number, out: EventDraft, header: SyslogHeader): Verdict {
    if (!namesEnds(text, start, end)) return reject(out, 'shape');
    this.pairs.begin();
    const isInbound = this.takeParts(text, start, end, out);
    this.pairs.finish(out, header);
    if (out.action === ACTION_UNKNOWN) out.action = actionOfDescription(this.pairs.note(DESCRIPTION));
    this.settleEnds(isInbound, out);
    const hasEnds = out.sourceIp !== '' && (out.destinationIp !== '' || out.destinationHost !== '');
    return hasEnds ? PARSED : skip(out, 'message-type');
  }

  /** @returns whether the traffic came to the client */
  private takeParts(text: string, start: number, end: number, out: EventDraft): boolean {
    let isInbound = false;
    this.device = '';
    for (let at = start; at < end; ) {
      const stop = untilCode(text, COMMA, at, end);
      const from = skipBlank(text, at, stop);
      const colon = findWord(text, ': ', from, stop);
      if (colon > from) {
        const entry = this.pairs.entry(text, from, colon);
        if (entry >= 0) this.pairs.take(entry, text, colon + 2, trimEnd(text, colon + 2, stop), out);
      } else if (windowIs(text, from, stop, INBOUND)) isInbound = true;
      else if (at === start) this.device = text.substring(from, stop);
      at = stop + 1;
    }
    return isInbound;
  }

  private settleEnds(isInbound: boolean, out: EventDraft): void {
    const { pairs } = this;
    const local = pairs.note(LOCAL_IP) || pairs.note(LOCAL_HOST);
    const remote = pairs.note(REMOTE_IP);
    out.sourceIp = address(isInbound ? remote : local);
    out.destinationIp = address(isInbound ? local : remote);
    const port = pairs.note(isInbound ? LOCAL_PORT : REMOTE_PORT);
    out.destinationPort = parseUint(port, 0, port.length);
    const name = pairs.note(REMOTE_NAME);
    if (isInbound) {
      out.sourceHost = name;
      return;
    }
    out.sourceHost = this.device;
    if (out.destinationHost === '') out.destinationHost = name;
  }
}

function address(text: string): string {
  return looksLikeIp(text, 0, text.length) ? text : '';
}
