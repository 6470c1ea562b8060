/** Akamai's SIEM integration (App & API Protector, Kona): requests to the organisation's own sites that a rule looked at, as JSON. */
import { percentDecoded } from '../../../kit/percent.ts';
import { ACTION_ALLOWED, ACTION_BLOCKED } from '../api.ts';
import { jsonFormat } from '../keyed/json-format.ts';
import { requireEnds } from '../keyed/json-parser.ts';
import { headerOf } from '../shared/request-headers.ts';

const APPLIED = 0;
const OF_RULES = 1;
const QUERY = 2;
const HEADERS = 3;
/** What a rule does to a request short of letting it through; `deny_custom_403` and its like too. */
const REFUSALS = /deny|abort|tarpit|slow/i;

export const akamaiSiem = jsonFormat({
  id: 'akamai-siem',
  title: 'Akamai security events (SIEM integration)',
  vendor: 'Akamai',
  grade: 'documented',
  source: 'https://techdocs.akamai.com/siem-integration/docs/siem-event-format',
  signature: 'JSON with attackData and httpMessage',
  marks: [[1, '"attackData"', '"httpMessage"']],
  judgedFields: ['userAgent', 'action'],
  shape: {
    spec: {
      time: ['httpMessage.start'],
      sourceIp: ['attackData.clientIP'],
      destinationHost: ['httpMessage.host'],
      destinationPort: ['httpMessage.port'],
      url: ['httpMessage.path'],
      method: ['httpMessage.method'],
      status: ['httpMessage.status'],
      bytesReceived: ['httpMessage.bytes'],
    },
    watch: ['attackData.appliedAction', 'attackData.ruleActions', 'httpMessage.query', 'httpMessage.requestHeaders'],
    judged: ['attackData.appliedAction', 'attackData.ruleActions'],
    judge(paths, out) {
      // Rules' actions come in Base64 from the collector itself: only what a relay has made readable counts.
      const done = paths.watched(APPLIED) || paths.watched(OF_RULES);
      if (REFUSALS.test(done)) out.action = ACTION_BLOCKED;
      else if (/^(?:alert|monitor|none)/i.test(done)) out.action = ACTION_ALLOWED;
      if (out.wantDetail) {
        const query = paths.watched(QUERY);
        if (out.url !== '' && query !== '') out.url = `${out.url}?${query}`;
        out.userAgent = headerOf(`\r\n${percentDecoded(paths.watched(HEADERS))}`, 'User-Agent');
      }
      out.reason = 'inbound';
      return requireEnds(out);
    },
  },
});
