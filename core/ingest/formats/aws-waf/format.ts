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
  judgedFields: ['userAgent'],
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
    listed: HEADER,
    visits: 'all',
    judge(paths, out) {
      if (out.destinationHost === '') out.destinationHost = paths.valueBehind(NAME, VALUE, 'host');
      if (out.wantDetail) out.userAgent = paths.valueBehind(NAME, VALUE, 'user-agent');
      const query = out.wantDetail ? paths.watched(QUERY) : '';
      if (query !== '' && out.url !== '') out.url = `${out.url}?${query}`;
      out.reason = 'inbound';
      return requireEnds(out);
    },
  },
});
