/** Elastic Common Schema: network, web and DNS events of Beats, Elastic Agent, Logstash and what writes like them. */
import { PARSED } from '../api.ts';
import { jsonFormat } from '../keyed/json-format.ts';
import { isAuditDataset } from '../shared/audit-records.ts';
import { reject, skip } from '../shared/verdict.ts';

/** Indices of `watch` below. */
const DATASET_PATHS = [0, 1, 2, 3];

/** A search's answer puts the document into `_source`. */
function both(...names: string[]): readonly string[] {
  return names.flatMap((name) => [name, `_source.${name}`]);
}

export const ecs = jsonFormat({
  id: 'ecs',
  title: 'Elastic Common Schema (Beats, Elastic exports)',
  vendor: 'Elastic',
  grade: 'documented',
  source: 'https://www.elastic.co/guide/en/ecs/current/ecs-field-reference.html',
  signature: 'JSON with @timestamp and source, destination or url in the names of ECS',
  marks: [
    [0.9, '"@timestamp"', '"source.', '"destination.'],
    [0.9, '"@timestamp"', '"source"', '"destination"'],
    [0.88, '"@timestamp"', '"ecs"'],
    [0.88, '"@timestamp"', '"ecs.version"'],
    [0.85, '"@timestamp"', '"source.', '"event.'],
    [0.85, '"@timestamp"', '"client"', '"server"'],
    [0.85, '"@timestamp"', '"event.dataset"'],
    [0.8, '"@timestamp"', '"url"', '"source"'],
    [0.8, '"@timestamp"', '"dns"', '"client"'],
  ],
  shape: {
    spec: {
      time: both('@timestamp', 'event.start', 'event.end'),
      sourceIp: both('source.ip', 'client.ip', 'source.address', 'client.address'),
      sourceUser: both('source.user.name', 'client.user.name', 'user.name', 'user.email', 'user.id'),
      sourceHost: both('source.domain', 'client.domain'),
      destinationIp: both('destination.ip', 'server.ip', 'destination.address', 'server.address'),
      destinationHost: both(
        'url.domain',
        'tls.client.server_name',
        'dns.question.name',
        'destination.domain',
        'server.domain',
      ),
      destinationPort: both('destination.port', 'server.port'),
      url: both('url.full', 'url.original'),
      method: both('http.request.method'),
      // OPNsense's proxy puts the status into the body.
      status: both('http.response.status_code', 'http.response.body.status_code'),
      action: both('event.action', 'event.type', 'event.outcome', 'labels.request_status'),
      bytesSent: both('source.bytes', 'client.bytes', 'http.request.bytes', 'http.request.body.bytes'),
      bytesReceived: both('destination.bytes', 'server.bytes', 'http.response.bytes', 'http.response.body.bytes'),
      bytesTotal: both('network.bytes'),
      userAgent: both('user_agent.original'),
      contentType: both('http.response.mime_type'),
      vendorApp: both('network.application', 'network.protocol'),
    },
    watch: both('event.dataset', 'data_stream.dataset'),
    judge(paths, out) {
      if (DATASET_PATHS.some((at) => isAuditDataset(paths.watched(at)))) return skip(out, 'audit-record');
      const hasSource = out.sourceIp !== '' || out.sourceUser !== '' || out.sourceHost !== '';
      const hasDestination = out.destinationIp !== '' || out.destinationHost !== '';
      return hasSource && hasDestination ? PARSED : reject(out, 'address');
    },
    judged: both('event.dataset', 'data_stream.dataset'),
  },
});
