/**
 * In: a line in Common Event Format from any product.
 * Out: a verdict and the draft. What names no destination is no traffic.
 */
import {
  ACTION_ALLOWED,
  ACTION_BLOCKED,
  type EventDraft,
  type LineParser,
  PARSED,
  REJECTED,
  SKIPPED,
  type SyslogHeader,
  type Verdict,
} from '../api.ts';
import { SpacedFields } from '../kv/spaced-fields.ts';
import { findWord, untilSpace } from '../shared/fields.ts';
import { parseUint } from '../shared/numbers.ts';
import { isWebEvent, readWebSentence } from '../sophos-central/sentence.ts';
import { CefEvent } from './event.ts';
import { isFalconMatch, readFalconMatch } from './falcon.ts';
import { CefHeader, NAME, SIGNATURE } from './header.ts';
import { readCefBytes } from './read-bytes.ts';
import {
  countsFromServer,
  reasonToSkip,
  VENDOR_INFOBLOX,
  VENDOR_SOPHOS_CENTRAL,
  VENDOR_WEB_GATEWAY,
  vendorOf,
} from './vendor.ts';

export class CefParser implements LineParser {
  private readonly head = new CefHeader();
  private readonly pairs = new SpacedFields();
  private readonly event = new CefEvent();
  readonly readBytes = readCefBytes;

  parse(text: string, start: number, end: number, out: EventDraft, header: SyslogHeader): Verdict {
    const { head, pairs, event } = this;
    if (!head.read(text, start, end)) return refuse(out, REJECTED, 'shape');
    const vendor = vendorOf(head);
    if (isFalconMatch(head)) {
      pairs.reset(text, head.extensionStart, end);
      return readFalconMatch(text, pairs, out, header);
    }
    const reason = reasonToSkip(head, vendor);
    if (reason !== '' && !out.wantDetail) return refuse(out, SKIPPED, reason);
    event.begin(vendor, countsFromServer(head, vendor));
    pairs.reset(text, head.extensionStart, end);
    while (pairs.next()) event.take(text, pairs, out);
    event.finish(head.get(NAME), out);
    if (vendor === VENDOR_WEB_GATEWAY && out.wantDetail && out.status < 0) {
      const signature = head.get(SIGNATURE);
      out.status = parseUint(signature, 0, signature.length);
    }
    if (vendor === VENDOR_INFOBLOX && out.destinationHost === '' && head.get(SIGNATURE).startsWith('RPZ-'))
      readPolicyZone(text, head.extensionStart, end, head.get(NAME), out);
    if (vendor === VENDOR_SOPHOS_CENTRAL) readEndpoint(head, out);
    if (Number.isNaN(out.timeMs)) {
      out.timeMs = header.timeMs;
      out.timeIsLocal = header.timeIsLocal;
      out.timeIsYearless = header.timeIsYearless;
    }
    if (reason !== '') return refuse(out, SKIPPED, reason);
    const hasDestination = out.destinationIp !== '' || out.destinationHost !== '' || out.url !== '';
    return hasDestination ? PARSED : refuse(out, SKIPPED, 'message-type');
  }
}

/** The endpoint is called a destination, which a sentence names. */
function readEndpoint(head: CefHeader, out: EventDraft): void {
  if (out.sourceHost === '') out.sourceHost = out.destinationHost;
  out.destinationHost = '';
  if (isWebEvent(head.get(SIGNATURE))) readWebSentence(head.get(NAME), out);
}

const REWRITE = ' rewrite ';

/** `rpz QNAME NXDOMAIN rewrite app.example.com [A] via …`: a query that a response policy zone answered, with the zone's answer as the line's name. */
function readPolicyZone(text: string, start: number, end: number, answer: string, out: EventDraft): void {
  const rewrite = findWord(text, REWRITE, start, end);
  if (rewrite < 0) return;
  const host = rewrite + REWRITE.length;
  out.destinationHost = text.substring(host, untilSpace(text, host, end)).replace(/\.$/, '');
  out.action = answer === 'PASSTHRU' ? ACTION_ALLOWED : ACTION_BLOCKED;
}

function refuse(out: EventDraft, verdict: Verdict, reason: string): Verdict {
  out.reason = reason;
  return verdict;
}
