/** Azure resource logs: Azure Firewall (structured and the older text in `msg`), Application Gateway and Front Door. */
import { ACTION_ALLOWED, ACTION_BLOCKED, type EventDraft } from '../api.ts';
import { jsonFormat } from '../keyed/json-format.ts';
import { requireEnds } from '../keyed/json-parser.ts';
import { setDestinationFromUrl, setSource } from '../shared/url.ts';
import { reject, skip } from '../shared/verdict.ts';

/** Event hubs and storage put a log's own columns into `properties`; Log Analytics ends their names in a type. */
function all(...names: string[]): readonly string[] {
  return names.flatMap((name) => [`properties.${name}`, `${name}_s`, `${name}_d`, `properties_${name}_s`, name]);
}

const MESSAGES = ['properties.msg', 'msg_s'] as const;
const CATEGORIES = ['category', 'Category', 'Type'] as const;
const MESSAGE = 0;
const CATEGORY = 2;
const TYPE = 4;
/** Logs of servers the organisation runs. */
const SERVERS =
  /ApplicationGateway|FrontDoor|FrontdoorAccess|FrontdoorWebApplicationFirewall|AppServiceHTTPLogs|AGWAccessLogs|AGWFirewallLogs/i;
const LONGEST = 4000;

/** `HTTPS request from 10.0.0.5:50000 to app.example.com:443. Action: Allow. …`, `TCP request from a:1 to b:2. Action: Deny…`, `DNS Request: 10.0.0.5:50000 - 1 A IN app.example.com. udp …` */
function readMessage(text: string, out: EventDraft): void {
  const message = text.slice(0, LONGEST);
  const dns = /^DNS Request: (\S+) - \d+ \S+ \S+ (\S+?)\.? /.exec(message);
  if (dns) {
    setSource(dns[1] ?? '', 0, (dns[1] ?? '').length, out);
    out.destinationHost = dns[2] ?? '';
    return;
  }
  const from = / from (\S+?)[ .,]* to (\S+?)[.,]*(?: |$)/.exec(message);
  if (from) {
    setSource(from[1] ?? '', 0, (from[1] ?? '').length, out);
    setDestinationFromUrl(from[2] ?? '', 0, (from[2] ?? '').length, out);
  }
  const url = /\bUrl: (\S+?)\.?(?= |$)/.exec(message)?.[1];
  if (url !== undefined) {
    out.url = url;
    setDestinationFromUrl(url, 0, url.length, out);
  }
  const category = out.wantDetail ? /\bWeb Category: ([^.]+)/.exec(message)?.[1] : undefined;
  if (category !== undefined) out.vendorCategory = category.trim();
  const action = /\bAction: ?(\w+)/i.exec(message)?.[1]?.toLowerCase();
  if (action === 'allow') out.action = ACTION_ALLOWED;
  else if (action === 'deny' || action === 'drop') out.action = ACTION_BLOCKED;
}

export const azureDiagnostics = jsonFormat({
  id: 'azure-diagnostics',
  title: 'Azure Firewall, Application Gateway and Front Door',
  vendor: 'Microsoft',
  grade: 'documented',
  source: 'https://learn.microsoft.com/azure/firewall/monitor-firewall-reference',
  signature: 'JSON with an Azure category such as AzureFirewallNetworkRule and its properties',
  marks: [
    [1, '"AzureFirewall'],
    [1, '"AZFW'],
    [1, '"ApplicationGateway'],
    [1, '"FrontDoor'],
    [1, '"FrontdoorAccessLog"'],
    [1, '"FrontdoorWebApplicationFirewallLog"'],
    [0.9, '"AGWAccessLogs"'],
    [0.9, '"AGWFirewallLogs"'],
    [0.9, '"AppServiceHTTPLogs"'],
  ],
  shape: {
    spec: {
      time: ['time', 'timeStamp', 'timestamp', 'TimeGenerated', 'TimeGenerated [UTC]'],
      sourceIp: all('SourceIp', 'SourceIP', 'clientIp', 'clientIP', 'socketIp', 'socketIP', 'ClientIp', 'CIp'),
      // What the client asked for stands before what a rewrite made of it.
      destinationHost: all(
        'Fqdn',
        'QueryName',
        'originalHost',
        'OriginalHost',
        'hostName',
        'hostname',
        'Hostname',
        'host',
        'Host',
        'CsHost',
      ),
      destination: all('DestinationIp'),
      destinationPort: all('DestinationPort'),
      url: all('TargetUrl', 'requestUri', 'RequestUri', 'CsUriStem'),
      method: all('httpMethod', 'HttpMethod', 'CsMethod'),
      status: all('httpStatus', 'httpStatusCode', 'HttpStatus', 'ScStatus'),
      action: all('Action', 'action'),
      bytesSent: all('receivedBytes', 'requestBytes', 'ReceivedBytes', 'CsBytes'),
      bytesReceived: all('sentBytes', 'responseBytes', 'SentBytes', 'ScBytes'),
      userAgent: all('userAgent', 'UserAgent'),
      vendorCategory: all('WebCategory'),
    },
    watch: [...MESSAGES, ...CATEGORIES],
    judged: CATEGORIES,
    unplain: MESSAGES,
    judge(paths, out) {
      const message = paths.watched(MESSAGE) || paths.watched(MESSAGE + 1);
      const category = paths.watched(CATEGORY) || paths.watched(CATEGORY + 1) || paths.watched(TYPE);
      if (message !== '' && out.sourceIp === '') readMessage(message, out);
      // A relay's object around one of Azure's has no category of its own, but may have a host.
      if (category === '' && out.sourceIp === '') return reject(out, 'shape');
      if (SERVERS.test(category)) out.reason = 'inbound';
      if (out.sourceIp === '' && out.destinationIp === '' && out.destinationHost === '') {
        return skip(out, 'message-type');
      }
      return requireEnds(out);
    },
  },
});
