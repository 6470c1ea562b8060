/** Ubika WAAP Gateway, before that R&S Web Application Firewall and DenyAll: its JSON logs are of visits to the organisation's own sites. */
import { jsonFormat } from '../keyed/json-format.ts';
import { requireEnds } from '../keyed/json-parser.ts';

export const ubika = jsonFormat({
  id: 'ubika',
  title: 'Ubika (DenyAll, R&S) web application firewall',
  vendor: 'Ubika',
  grade: 'documented',
  source: 'https://github.com/SEKOIA-IO/intake-formats',
  signature: 'JSON with logAlertUid, or with a request of ipSrc and requestUid',
  marks: [
    [1, '"logAlertUid"', '"ipSrc"'],
    [1, '"requestUid"', '"ipSrc"', '"reverseProxyName"'],
  ],
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
    watch: ['request.query'],
    visits: 'all',
    judge(paths, out) {
      const query = paths.watched(0);
      if (out.url !== '' && query !== '') out.url = `${out.url}?${query}`;
      out.reason = 'inbound';
      return requireEnds(out);
    },
  },
});
