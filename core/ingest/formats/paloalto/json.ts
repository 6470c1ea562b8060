/**
 * In: a line of Palo Alto's log forwarding service (Strata / Cortex Data Lake, Prisma Access) as JSON.
 * Out: a verdict and the draft. Field names: "Log Forwarding Schema Reference".
 */
import { ACTION_BLOCKED, type EventDraft, PARSED, REJECTED, SKIPPED, type Verdict } from '../api.ts';
import { JsonFields } from '../kv/json-fields.ts';
import { setHostFromUrl } from '../kv/url-host.ts';
import { parseUint } from '../shared/numbers.ts';
import { panAction } from './actions.ts';
import { readPanTime } from './time.ts';

/** Reads JSON lines; holds nothing between lines. */
export class PanJsonReader {
  private readonly fields = new JsonFields();

  read(text: string, start: number, end: number, out: EventDraft): Verdict {
    const fields = this.fields;
    if (!fields.reset(text, start, end)) return this.refuse(out, REJECTED, 'shape');
    let type = '';
    let subtype = '';
    let url = '';
    while (fields.next()) {
      const { keyStart, keyEnd, valueStart, valueEnd } = fields;
      if (valueEnd <= valueStart) continue;
      switch (text.substring(keyStart, keyEnd)) {
        case 'LogType':
          type = fields.value();
          break;
        case 'Subtype':
        case 'SubType':
          subtype = fields.value();
          break;
        case 'TimeGenerated':
          readPanTime(text, valueStart, valueEnd, out);
          break;
        case 'TimeReceived':
          if (Number.isNaN(out.timeMs)) readPanTime(text, valueStart, valueEnd, out);
          break;
        case 'SourceAddress':
          out.sourceIp = fields.value();
          break;
        case 'SourceUser':
          out.sourceUser = fields.value();
          break;
        case 'SourceDeviceHost':
          out.sourceHost = fields.value();
          break;
        case 'DestinationAddress':
          out.destinationIp = fields.value();
          break;
        case 'DestinationPort':
          out.destinationPort = parseUint(text, valueStart, valueEnd);
          break;
        case 'Action':
          out.action = panAction(text, valueStart, valueEnd);
          break;
        case 'BytesSent':
          out.bytesSent = parseUint(text, valueStart, valueEnd);
          break;
        case 'BytesReceived':
          out.bytesReceived = parseUint(text, valueStart, valueEnd);
          break;
        case 'RepeatCount':
          out.count = Math.max(1, parseUint(text, valueStart, valueEnd));
          break;
        case 'URL':
          url = fields.value();
          break;
        case 'Application':
          out.vendorApp = fields.value();
          break;
        case 'URLCategory':
          out.vendorCategory = fields.value();
          break;
        case 'ContentType':
          out.contentType = fields.value();
          break;
        case 'UserAgent':
          out.userAgent = fields.value();
          break;
        case 'HTTPMethod':
          if (!text.startsWith('unknown', valueStart)) out.method = fields.value();
          break;
        case 'DNSResolverIP':
          if (out.destinationIp === '') out.destinationIp = fields.value();
          break;
      }
    }
    return this.judge(type, subtype, url, out);
  }

  private judge(type: string, subtype: string, url: string, out: EventDraft): Verdict {
    if (type === '') return this.refuse(out, REJECTED, 'shape');
    if (type !== 'TRAFFIC' && type !== 'THREAT' && type !== 'URL') return this.refuse(out, SKIPPED, 'message-type');
    if (Number.isNaN(out.timeMs)) return this.refuse(out, REJECTED, 'time');
    if (out.sourceIp === '' && out.destinationIp === '') return this.refuse(out, REJECTED, 'address');
    if (type !== 'TRAFFIC') {
      out.url = url;
      setHostFromUrl(out);
      return PARSED;
    }
    if (subtype === 'start') return this.refuse(out, SKIPPED, 'session-start');
    if (subtype === 'drop' || subtype === 'deny') out.action = ACTION_BLOCKED;
    return PARSED;
  }

  private refuse(out: EventDraft, verdict: Verdict, reason: string): Verdict {
    out.reason = reason;
    return verdict;
  }
}
