/** JSON layouts that only the bench needs: the generator's transactions as sensors, endpoints and pipelines write them. */
import type { TrafficEvent } from '../../core/sample/traffic/event.ts';
import type { LogWriter } from '../../core/sample/writers/writer.ts';

const iso = (ms: number): string => new Date(ms).toISOString();
const seconds = (ms: number): string => (ms / 1000).toFixed(6);
const portOf = ({ serial }: TrafficEvent): number => 1024 + (serial % 60_000);
const isTunnel = ({ site }: TrafficEvent): boolean => !site.plain && !site.inspected;
const urlOf = (event: TrafficEvent): string =>
  `${event.site.plain ? 'http' : 'https'}://${event.site.host}${isTunnel(event) ? '' : event.path}`;

/** Zeek's http.log through its JSON writer. */
function zeek(event: TrafficEvent): object {
  const { site, serial } = event;
  return {
    ts: Number(seconds(event.timeMs)),
    uid: `C${serial.toString(36).padStart(17, 'x')}`,
    'id.orig_h': event.sourceIp,
    'id.orig_p': portOf(event),
    'id.resp_h': site.ip,
    'id.resp_p': site.plain ? 80 : 443,
    trans_depth: 1,
    method: event.method,
    host: site.host,
    uri: event.path || '/',
    version: '1.1',
    user_agent: 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36',
    request_body_len: event.bytesSent,
    response_body_len: event.bytesReceived,
    status_code: event.status || 200,
    tags: [],
    resp_mime_types: [event.contentType],
  };
}

/** Suricata's flow records in EVE. */
function suricata(event: TrafficEvent): object {
  const { site, serial } = event;
  return {
    timestamp: `${iso(event.timeMs).slice(0, -1)}000+0000`,
    flow_id: 1_000_000_000_000 + serial,
    in_iface: 'eth1',
    event_type: 'tls',
    src_ip: event.sourceIp,
    src_port: portOf(event),
    dest_ip: site.ip,
    dest_port: 443,
    proto: 'TCP',
    pkt_src: 'wire/pcap',
    tls: {
      subject: `CN=${site.host}`,
      issuerdn: 'C=US, O=Certificates, CN=Issuing CA 3',
      sni: site.host,
      version: 'TLS 1.3',
      ja3: { hash: '579ccef312d18482fc42e2b822ca2430' },
    },
  };
}

/** Defender for Endpoint's DeviceNetworkEvents as advanced hunting exports them. */
function defender(event: TrafficEvent): object {
  const { site, person } = event;
  return {
    Timestamp: iso(event.timeMs),
    DeviceId: '6f1b1f5d0a2e4c7f9d3b8e1a5c2f7d9e0b4a6c8e',
    DeviceName: `pc-${person.account}.corp.example`,
    ActionType: event.blocked ? 'ConnectionBlocked' : 'ConnectionSuccess',
    RemoteIP: site.ip,
    RemotePort: 443,
    RemoteUrl: urlOf(event),
    LocalIP: event.sourceIp,
    LocalPort: portOf(event),
    Protocol: 'Tcp',
    InitiatingProcessFileName: 'msedge.exe',
    InitiatingProcessAccountName: person.account,
    ReportId: event.serial,
  };
}

/** Elastic Common Schema, nested, as Beats ship it. */
function ecs(event: TrafficEvent): object {
  const { site } = event;
  return {
    '@timestamp': iso(event.timeMs),
    ecs: { version: '8.11.0' },
    agent: { type: 'filebeat', version: '8.13.0', id: '2c1d4f8e-6a3b-4f0c-9b57-0f5f4b8f8d11' },
    event: { category: ['web'], action: event.blocked ? 'denied' : 'allowed', dataset: 'proxy.log' },
    source: { ip: event.sourceIp, port: portOf(event), bytes: event.bytesSent },
    destination: { ip: site.ip, port: 443, domain: site.host, bytes: event.bytesReceived },
    url: { full: urlOf(event), domain: site.host },
    user: { name: event.signedIn ? event.person.account : null },
    http: { request: { method: event.method }, response: { status_code: event.status || 200 } },
  };
}

/** A product that nobody knows, read by the names of its fields. */
function generic(event: TrafficEvent): object {
  return {
    time: iso(event.timeMs),
    client_ip: event.sourceIp,
    username: event.signedIn ? event.person.account : '',
    dest_host: event.site.host,
    dest_ip: event.site.ip,
    request_url: urlOf(event),
    action: event.blocked ? 'blocked' : 'allowed',
    bytes_sent: event.bytesSent,
    bytes_received: event.bytesReceived,
    duration_ms: event.elapsedMs,
  };
}

const LAYOUTS = { 'zeek-json': zeek, suricata, defender, ecs, 'json-generic': generic } as const;
export type JsonLayout = keyof typeof LAYOUTS;
export const JSON_LAYOUTS = Object.keys(LAYOUTS) as JsonLayout[];

export function isJsonLayout(name: string): name is JsonLayout {
  return Object.hasOwn(LAYOUTS, name);
}

/** One object a line. */
export function jsonWriter(layout: JsonLayout): LogWriter {
  const objectOf = LAYOUTS[layout];
  return {
    headerLines: 0,
    linesPerEvent: 1,
    challenges: false,
    header: () => '',
    write: (event) => `${JSON.stringify(objectOf(event))}\n`,
    filler: (event) => `${JSON.stringify(objectOf(event))}\n`,
  };
}
