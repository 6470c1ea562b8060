/**
 * NetFlow, IPFIX and sFlow as collectors write them in JSON: ntopng and nProbe (`IPV4_SRC_ADDR`), GoFlow2 (`src_addr`), Logstash and
 * ElastiFlow's codec (`netflow.ipv4_src_addr`), pmacct (`ip_src`), nfdump (`src4_addr`). A flow has one direction: its bytes went from source
 * to destination, unless the exporter counts the other way beside it.
 */
import { jsonFormat } from '../keyed/json-format.ts';
import { requireEnds } from '../keyed/json-parser.ts';

export const flowExport = jsonFormat({
  id: 'flow-export',
  title: 'NetFlow, IPFIX and sFlow exports (JSON)',
  vendor: 'Generic',
  grade: 'documented',
  source: 'https://www.iana.org/assignments/ipfix/ipfix.xhtml',
  signature:
    'JSON with IPV4_SRC_ADDR, src_addr and time_received_ns, netflow.ipv4_src_addr, ip_src and port_src, or src4_addr',
  marks: [
    [1, '"IPV4_SRC_ADDR"', '"IPV4_DST_ADDR"'],
    [1, '"IPV6_SRC_ADDR"', '"IPV6_DST_ADDR"'],
    [1, '"src_addr"', '"dst_addr"', '"sampler_address"'],
    [1, '"ipv4_src_addr"', '"ipv4_dst_addr"'],
    [1, '"ipv6_src_addr"', '"ipv6_dst_addr"'],
    [1, '"ip_src"', '"ip_dst"', '"port_src"'],
    [1, '"src4_addr"', '"dst4_addr"'],
    [1, '"src6_addr"', '"dst6_addr"'],
  ],
  shape: {
    spec: {
      time: [
        'FIRST_SWITCHED',
        'FLOW_START_SECONDS',
        'FLOW_START_MILLISECONDS',
        'time_flow_start_ns',
        'time_flow_start',
        'netflow.first_switched',
        'timestamp_start',
        't_first',
        'first',
        'time_received_ns',
        'time_received',
        '@timestamp',
        'stamp_inserted',
      ],
      sourceIp: [
        'IPV4_SRC_ADDR',
        'IPV6_SRC_ADDR',
        'src_addr',
        'netflow.ipv4_src_addr',
        'netflow.ipv6_src_addr',
        'ipv4_src_addr',
        'ipv6_src_addr',
        'ip_src',
        'src4_addr',
        'src6_addr',
      ],
      sourceUser: ['USER_NAME'],
      destinationIp: [
        'IPV4_DST_ADDR',
        'IPV6_DST_ADDR',
        'dst_addr',
        'netflow.ipv4_dst_addr',
        'netflow.ipv6_dst_addr',
        'ipv4_dst_addr',
        'ipv6_dst_addr',
        'ip_dst',
        'dst4_addr',
        'dst6_addr',
      ],
      destinationPort: ['L4_DST_PORT', 'dst_port', 'netflow.l4_dst_port', 'l4_dst_port', 'port_dst'],
      destinationHost: ['TLS_SERVER_NAME', 'SSL_SERVER_NAME', 'HTTP_HOST', 'HTTP_SITE', 'DNS_QUERY'],
      url: ['HTTP_URL'],
      bytesSent: ['IN_BYTES', 'bytes', 'netflow.in_bytes', 'in_bytes'],
      bytesReceived: ['OUT_BYTES', 'netflow.out_bytes', 'out_bytes'],
      vendorApp: ['L7_PROTO_NAME', 'netflow.application_name'],
    },
    judged: [],
    judge: (_paths, out) => requireEnds(out),
  },
});
