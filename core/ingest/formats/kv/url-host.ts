/** In: a URL that stands beside an address in a firewall's line. Out: the host the user asked for. */
import { ipKind } from '../../../kit/ip.ts';
import { findHost, hostSpan } from '../../../kit/url.ts';
import type { EventDraft } from '../api.ts';

/**
 * Sets destinationHost from `draft.url`. A host that is an address only fills an empty destinationIp: the device knows better where
 * its packets went. The port, where the URL names one, only fills an empty destinationPort for the same reason.
 * @returns false when the URL names no host (`/path`, '')
 */
export function setHostFromUrl(draft: EventDraft): boolean {
  const { url } = draft;
  if (url === '' || !findHost(url, 0, url.length)) return false;
  const host = url.substring(hostSpan.start, hostSpan.end);
  if (ipKind(host, 0, host.length) === 0) draft.destinationHost = host;
  else if (draft.destinationIp === '') draft.destinationIp = host;
  if (draft.destinationPort < 0 && hostSpan.port >= 0) draft.destinationPort = hostSpan.port;
  return true;
}
