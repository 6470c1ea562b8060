/**
 * iboss cloud gateway: web and data loss events that its log forwarding sends as JSON.
 * Layout: events as log services that read them publish them (Datadog's iboss integration, Google SecOps IBOSS_WEBPROXY).
 */
import { ACTION_ALLOWED, ACTION_BLOCKED, type ActionCode } from '../api.ts';
import { jsonFormat } from '../keyed/json-format.ts';
import { requireEnds } from '../keyed/json-parser.ts';
import { skip } from '../shared/verdict.ts';

const TYPE = 0;
const DIRECTION = 1;

export const iboss = jsonFormat({
  id: 'iboss',
  title: 'iboss cloud secure web gateway (JSON)',
  vendor: 'iboss',
  grade: 'verified',
  source: 'https://docs.datadoghq.com/integrations/iboss/',
  signature: 'JSON objects with ibossIpAddress and filteringGroupName, or upstreamByteUsage and proxyRule',
  marks: [
    [1, '"ibossIpAddress"', '"filteringGroupName"'],
    [1, '"upstreamByteUsage"', '"downstreamByteUsage"'],
  ],
  shape: {
    spec: {
      time: ['proxyTransactionStartTime'],
      date: ['logTime'],
      clock: ['time'],
      sourceIp: ['privateIp', 'sourceIpAddress', 'publicIp'],
      sourceUser: ['username'],
      sourceHost: ['computerName'],
      destinationHost: ['host'],
      destinationIp: ['ipAddress'],
      destinationPort: ['destinationPort'],
      url: ['url'],
      method: ['requestMethod'],
      status: ['responseCode'],
      action: ['action', 'sAction'],
      bytesSent: ['upstreamByteUsage'],
      bytesReceived: ['downstreamByteUsage'],
      bytesTotal: ['totalByteUsage', 'totalByteCount'],
      userAgent: ['userAgent'],
      contentType: ['contentTypeHeader'],
      vendorCategory: ['categoryName'],
      vendorApp: ['resourceName'],
    },
    watch: ['logType', 'directionName'],
    judged: ['logType', 'directionName'],
    timesAreUtc: true,
    // A soft block shows a page that the user may pass: this request did not go through.
    actions: new Map<string, ActionCode>([
      ['soft-blocked', ACTION_BLOCKED],
      ['allowed', ACTION_ALLOWED],
    ]),
    judge(paths, out) {
      out.timeIsLocal = false;
      // 0 stands for no response at all.
      if (out.status === 0) out.status = -1;
      if (paths.is(TYPE, 'AUDIT') || paths.is(TYPE, 'AUDIT_LOG')) return skip(out, 'message-type');
      if (paths.is(DIRECTION, 'inbound')) out.reason = 'inbound';
      return requireEnds(out);
    },
  },
});
