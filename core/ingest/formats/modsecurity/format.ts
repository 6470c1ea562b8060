/** ModSecurity 3's audit log as JSON: requests to the organisation's own sites, each with its answer. */
import { ACTION_BLOCKED } from '../api.ts';
import { jsonFormat } from '../keyed/json-format.ts';
import { requireEnds } from '../keyed/json-parser.ts';

const INTERRUPTED = 0;

export const modsecurity = jsonFormat({
  id: 'modsecurity',
  title: 'ModSecurity audit log (JSON)',
  vendor: 'OWASP',
  grade: 'documented',
  source:
    'https://github.com/owasp-modsecurity/ModSecurity/wiki/Reference-Manual-(v3.x)#user-content-SecAuditLogFormat',
  signature: 'JSON with a transaction of client_ip, host_ip and unique_id',
  marks: [[1, '"transaction"', '"client_ip"', '"host_ip"', '"unique_id"']],
  judgedFields: ['action'],
  shape: {
    spec: {
      time: ['transaction.time_stamp'],
      sourceIp: ['transaction.client_ip'],
      destinationHost: ['transaction.request.headers.Host', 'transaction.request.headers.host'],
      destinationIp: ['transaction.host_ip'],
      destinationPort: ['transaction.host_port'],
      url: ['transaction.request.uri'],
      method: ['transaction.request.method'],
      status: ['transaction.response.http_code'],
      userAgent: ['transaction.request.headers.User-Agent', 'transaction.request.headers.user-agent'],
      contentType: ['transaction.response.headers.Content-Type', 'transaction.response.headers.content-type'],
    },
    watch: ['transaction.is_interrupted'],
    judged: ['transaction.is_interrupted'],
    judge(paths, out) {
      if (paths.is(INTERRUPTED, 'true')) out.action = ACTION_BLOCKED;
      out.reason = 'inbound';
      return requireEnds(out);
    },
  },
});
