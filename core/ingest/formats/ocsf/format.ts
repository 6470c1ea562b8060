/** Open Cybersecurity Schema Framework: network, HTTP and DNS activity (Security Lake, and what exports like it). */
import { ACTION_ALLOWED, ACTION_BLOCKED } from '../api.ts';
import { jsonFormat } from '../keyed/json-format.ts';
import { requireEnds } from '../keyed/json-parser.ts';
import { skip } from '../shared/verdict.ts';

const CLASS = 0;
const DIRECTION = 1;
const ACTIVITY = 2;
/** Network, HTTP, DNS, RDP, SSH, FTP, tunnel activity and others of category 4. */
const NETWORK = '4';
/** AWS Verified Access, a proxy in front of private applications, numbers its own class. */
const VERIFIED_ACCESS = '208001';

export const ocsf = jsonFormat({
  id: 'ocsf',
  title: 'OCSF network, HTTP and DNS activity',
  vendor: 'OCSF',
  grade: 'documented',
  source: 'https://schema.ocsf.io/classes/network_activity',
  signature: 'JSON with class_uid and src_endpoint or dst_endpoint',
  marks: [
    [1, '"class_uid"', '"dst_endpoint"'],
    [1, '"class_uid"', '"src_endpoint"'],
    [0.8, '"class_uid"', '"category_uid"'],
  ],
  shape: {
    spec: {
      time: ['time', 'time_dt', 'start_time', 'start_time_dt'],
      sourceIp: ['src_endpoint.ip'],
      sourceHost: ['src_endpoint.hostname', 'device.hostname'],
      sourceUser: [
        'actor.user.email_addr',
        'actor.user.name',
        'src_endpoint.owner.name',
        'identity.user.email_addr',
        'identity.user.name',
      ],
      destinationIp: ['dst_endpoint.ip'],
      destinationHost: [
        'http_request.url.hostname',
        'tls.sni',
        'query.hostname',
        'dst_endpoint.hostname',
        'dst_endpoint.domain',
      ],
      destinationPort: ['dst_endpoint.port'],
      url: ['http_request.url.url_string', 'http_request.url.text', 'http_request.url.path'],
      method: ['http_request.http_method'],
      status: ['http_response.code'],
      action: ['action', 'disposition'],
      bytesSent: ['traffic.bytes_out'],
      bytesReceived: ['traffic.bytes_in'],
      bytesTotal: ['traffic.bytes'],
      userAgent: ['http_request.user_agent'],
      vendorApp: ['app_name', 'dst_endpoint.svc_name'],
    },
    watch: ['class_uid', 'connection_info.direction_id', 'activity'],
    judged: ['class_uid', 'connection_info.direction_id', 'activity'],
    judge(paths, out) {
      const kind = paths.watched(CLASS);
      if (kind === VERIFIED_ACCESS) {
        if (paths.is(ACTIVITY, 'Access Grant')) out.action = ACTION_ALLOWED;
        else if (paths.is(ACTIVITY, 'Access Denied')) out.action = ACTION_BLOCKED;
        return requireEnds(out);
      }
      if (!kind.startsWith(NETWORK)) return skip(out, 'message-type');
      if (paths.is(DIRECTION, '1') && kind !== '4003') out.reason = 'inbound';
      return requireEnds(out);
    },
  },
});
