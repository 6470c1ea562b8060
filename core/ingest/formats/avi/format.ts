/** NSX Advanced Load Balancer (Avi): its client logs are of visits to the organisation's own virtual services. */
import { jsonFormat } from '../keyed/json-format.ts';
import { requireEnds } from '../keyed/json-parser.ts';

export const avi = jsonFormat({
  id: 'avi',
  title: 'VMware NSX Advanced Load Balancer (Avi)',
  vendor: 'VMware',
  grade: 'documented',
  source: 'https://developer.broadcom.com/xapis/vmware-avi-load-balancer/latest/data-structures/ConnectionLog',
  signature: 'JSON with virtualservice, vs_ip and client_ip',
  marks: [[1, '"virtualservice"', '"vs_ip"', '"client_ip"']],
  shape: {
    spec: {
      time: ['report_timestamp', 'start_timestamp'],
      sourceIp: ['client_ip', 'client_ip6'],
      sourceUser: ['user_id'],
      destinationIp: ['vs_ip', 'vs_ip6'],
      destinationPort: ['client_dest_port'],
      destinationHost: ['host', 'dns_fqdn', 'sni_hostname'],
      url: ['uri_path'],
      method: ['method'],
      status: ['response_code'],
      // Counted from the balancer's side of the client.
      bytesSent: ['rx_bytes'],
      bytesReceived: ['tx_bytes'],
      userAgent: ['user_agent'],
      contentType: ['response_content_type'],
    },
    watch: ['uri_query'],
    visits: 'all',
    judge(paths, out) {
      const query = out.wantDetail ? paths.watched(0) : '';
      if (query !== '' && out.url !== '') out.url = `${out.url}?${query}`;
      out.reason = 'inbound';
      return requireEnds(out);
    },
  },
});
