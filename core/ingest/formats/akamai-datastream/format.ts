/** Akamai DataStream 2: requests to the organisation's own sites, as JSON. */
import { jsonFormat } from '../keyed/json-format.ts';
import { requireEnds } from '../keyed/json-parser.ts';

const QUERY = ['queryStr'] as const;

export const akamaiDatastream = jsonFormat({
  id: 'akamai-datastream',
  title: 'Akamai DataStream 2',
  vendor: 'Akamai',
  grade: 'documented',
  source: 'https://techdocs.akamai.com/datastream2/docs/data-set-parameters',
  signature: 'JSON with cliIP and reqHost',
  marks: [[1, '"cliIP"', '"reqHost"']],
  shape: {
    spec: {
      time: ['reqTimeSec'],
      sourceIp: ['cliIP'],
      destinationHost: ['reqHost'],
      destinationPort: ['reqPort'],
      url: ['reqPath'],
      method: ['reqMethod'],
      status: ['statusCode'],
      bytesSent: ['reqSize'],
      bytesReceived: ['totalBytes', 'bytes', 'rspContentLen'],
      userAgent: ['UA'],
      contentType: ['rspContentType'],
    },
    watch: QUERY,
    judged: [],
    judge(paths, out) {
      const query = out.wantDetail ? paths.watched(0) : '';
      if (out.wantDetail && out.url !== '' && !out.url.includes('://') && !out.url.startsWith('/'))
        out.url = `/${out.url}`;
      if (query !== '' && query !== '-' && out.url !== '') out.url = `${out.url}?${query}`;
      out.reason = 'inbound';
      return requireEnds(out);
    },
  },
});
