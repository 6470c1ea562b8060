/** Ubika WAAP Gateway, before that R&S Web Application Firewall and DenyAll: its JSON logs are of visits to the organisation's own sites. */
import { jsonFormat } from '../keyed/json-format.ts';
import { requireEnds } from '../keyed/json-parser.ts';

/** Places in `watch`. */
const QUERY = 0;
const HEADER = 1;
const VALUE = 2;

export const ubika = jsonFormat({
  id: 'ubika',
  title: 'Ubika (DenyAll, R&S) web application firewall',
  vendor: 'Ubika',
  grade: 'documented',
  source: 'https://documentation.ubikasec.com/',
  signature: 'JSON with logAlertUid, or with a request of ipSrc and requestUid',
  marks: [
    [1, '"logAlertUid"', '"ipSrc"'],
    [1, '"requestUid"', '"ipSrc"', '"reverseProxyName"'],
  ],
  judgedFields: ['userAgent'],
  shape: {
    spec: {
      time: ['timestamp', '@timestamp'],
      sourceIp: ['request.ipSrc'],
      destinationHost: ['request.hostname'],
      destinationIp: ['request.ipDst'],
      destinationPort: ['request.portDst'],
      url: ['request.path'],
      method: ['request.method'],
    },
    watch: ['request.query', 'request.headers.key', 'request.headers.value'],
    listed: ['request.headers.key', 'request.headers.value'],
    visits: 'all',
    judge(paths, out) {
      const query = paths.watched(QUERY);
      if (out.wantDetail) out.userAgent = paths.valueBehind(HEADER, VALUE, 'user-agent');
      if (out.url !== '' && query !== '') out.url = `${out.url}?${query}`;
      out.reason = 'inbound';
      return requireEnds(out);
    },
  },
});
