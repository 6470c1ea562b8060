/** AWS WAF: visits to the organisation's own sites. */
import { jsonFormat } from '../keyed/json-format.ts';
import { requireEnds } from '../keyed/json-parser.ts';

const HEADER = ['httpRequest.headers.name', 'httpRequest.headers.value'] as const;
const WATCHED = [...HEADER, 'httpRequest.args'] as const;
const NAME = 0;
const VALUE = 1;
const QUERY = 2;

export const awsWaf = jsonFormat({
  id: 'aws-waf',
  title: 'AWS WAF',
  vendor: 'Amazon',
  grade: 'documented',
  source: 'https://docs.aws.amazon.com/waf/latest/developerguide/logging-fields.html',
  signature: 'JSON with webaclId, terminatingRuleId and httpRequest',
  marks: [
    [1, '"webaclId"', '"httpRequest"'],
    [0.8, '"terminatingRuleId"', '"httpRequest"'],
  ],
  shape: {
    spec: {
      time: ['timestamp'],
      sourceIp: ['httpRequest.clientIp'],
      destinationHost: ['httpRequest.host'],
      url: ['httpRequest.uri'],
      method: ['httpRequest.httpMethod'],
      status: ['responseCodeSent'],
      action: ['action'],
    },
    watch: WATCHED,
    judged: HEADER,
    judge(paths, out) {
      // Headers are a list; the first is the host's in nearly every request.
      if (out.destinationHost === '' && paths.watched(NAME).toLowerCase() === 'host') {
        out.destinationHost = paths.watched(VALUE);
      }
      const query = out.wantDetail ? paths.watched(QUERY) : '';
      if (query !== '' && out.url !== '') out.url = `${out.url}?${query}`;
      out.reason = 'inbound';
      return requireEnds(out);
    },
  },
});
