/** HAR: a browser's recorded session; each request of it is a record. */
import { jsonFormat } from '../keyed/json-format.ts';
import { requireEnds } from '../keyed/json-parser.ts';
import { reject } from '../shared/verdict.ts';

export const har = jsonFormat({
  id: 'har',
  title: 'HAR (browser sessions)',
  vendor: 'W3C',
  grade: 'documented',
  source: 'https://w3c.github.io/web-performance/specs/HAR/Overview.html',
  signature: 'entries with startedDateTime, a request and a response',
  marks: [[1, '"startedDateTime"', '"request"']],
  shape: {
    spec: {
      time: ['startedDateTime'],
      url: ['request.url'],
      method: ['request.method'],
      status: ['response.status'],
      destinationIp: ['serverIPAddress'],
      bytesSent: ['request.bodySize'],
      bytesReceived: ['response._transferSize', 'response.bodySize', 'response.content.size'],
      contentType: ['response.content.mimeType'],
    },
    judged: [],
    judge: (_, out) => (out.url === '' ? reject(out, 'shape') : requireEnds(out)),
  },
});
