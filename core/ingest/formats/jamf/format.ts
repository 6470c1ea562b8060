/**
 * Jamf Security Cloud (formerly Wandera): event streams about mobile and desktop devices as JSON over HTTPS. The same streams as CEF are
 * read by that format.
 * Layout: "Data streams" and the stream dictionaries of Jamf's documentation.
 */
import { jsonFormat } from '../keyed/json-format.ts';
import { requireEnds } from '../keyed/json-parser.ts';
import { skip } from '../shared/verdict.ts';

/** Events stand alone or under `event`. */
function both(...names: string[]): readonly string[] {
  return names.flatMap((name) => [`event.${name}`, name]);
}

export const jamf = jsonFormat({
  id: 'jamf',
  title: 'Jamf Security Cloud and Wandera event streams (JSON)',
  vendor: 'Jamf',
  grade: 'documented',
  source: 'https://developer.jamf.com/developer-guide/docs/data-streams',
  fromEndpoints: true,
  signature: 'JSON objects with metadata of the vendor Jamf or Wandera, a device and an account',
  marks: [
    [1, '"metadata"', '"Jamf"', '"account"', '"device"'],
    [1, '"metadata"', '"Wandera"', '"account"', '"device"'],
  ],
  shape: {
    spec: {
      time: both('timestamp', 'eventTime'),
      sourceIp: both('source.ip', 'sourceIp'),
      sourceUser: both('user.email', 'user.name'),
      sourceHost: both('device.userDeviceName', 'device.deviceName'),
      destinationHost: both('destination.name', 'destination.domain', 'destinationDomain', 'domain', 'hostName'),
      destinationIp: both('destination.ip', 'destinationIp'),
      destinationPort: both('destination.port', 'destinationPort'),
      url: both('destination.url', 'requestUrl', 'url'),
      action: both('action'),
      bytesSent: both('bytesSent', 'uploadBytes', 'upstreamBytes'),
      bytesReceived: both('bytesReceived', 'downloadBytes', 'downstreamBytes'),
      bytesTotal: both('totalBytes', 'bytes'),
      vendorCategory: both('category', 'categories'),
      vendorApp: both('application', 'app.name'),
    },
    judged: [],
    judge(_paths, out) {
      return out.destinationIp === '' && out.destinationHost === '' ? skip(out, 'message-type') : requireEnds(out);
    },
  },
});
