/** Barracuda CloudGen Firewall: the JSON records of Firewall Insights and of its log streams (firewall, web, threat). */
import { ACTION_ALLOWED, type LineWindows } from '../api.ts';
import { jsonFormat } from '../keyed/json-format.ts';
import { requireEnds } from '../keyed/json-parser.ts';
import { isSameBytes } from '../shared/bytes.ts';

/** The user is written as the client is. */
function isSameWindow(bytes: Uint8Array, { userStart, userEnd, sourceStart, sourceEnd }: LineWindows): boolean {
  return userEnd !== 0 && isSameBytes(bytes, userStart, userEnd, sourceStart, sourceEnd);
}

export const barracudaJson = jsonFormat({
  id: 'barracuda-json',
  title: 'Barracuda CloudGen Firewall (F-series) JSON stream',
  vendor: 'Barracuda',
  grade: 'documented',
  source: 'https://campus.barracuda.com/product/cloudgenfirewall/doc/96025953/how-to-configure-syslog-streaming/',
  signature:
    'JSON with fw_rule and app_rule, and with bytes of both directions or a traffic_type, or with operation, threat_severity and trans_proto',
  marks: [
    [1, '"fw_rule"', '"app_rule"', '"fwd_bytes"'],
    [1, '"fw_rule"', '"app_rule"', '"traffic_type"'],
    [1, '"component"', '"operation"', '"threat_severity"', '"trans_proto"'],
  ],
  shape: {
    spec: {
      time: ['timestamp'],
      sourceIp: ['src_ip', 'source_ip'],
      sourceUser: ['user'],
      destinationIp: ['dst_ip', 'destination_ip'],
      destinationPort: ['dst_port', 'destination_port', 'port'],
      destinationHost: ['domain'],
      url: ['name'],
      method: ['method'],
      status: ['status_code'],
      action: ['action', 'operation'],
      bytesSent: ['fwd_bytes'],
      bytesReceived: ['rev_bytes'],
      bytesTotal: ['size'],
      userAgent: ['user_agent'],
      contentType: ['content_type'],
    },
    // A session that ended was let through.
    actions: new Map([['end', ACTION_ALLOWED]]),
    judged: [],
    settle: (bytes, out) => !isSameWindow(bytes, out),
    judge(_, out) {
      // Where nobody is signed in, the client's address stands for the user.
      if (out.sourceUser === out.sourceIp) out.sourceUser = '';
      return requireEnds(out);
    },
  },
});
