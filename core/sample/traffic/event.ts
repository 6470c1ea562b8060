import type { Person } from '../world/people.ts';
import type { Site } from '../world/sites.ts';

/** One transaction at a gateway. A single instance is filled again and again; writers keep no reference to it. */
export interface TrafficEvent {
  timeMs: number;
  person: Person;
  /** False for what a device does by itself: no sign-in name is logged. */
  signedIn: boolean;
  sourceIp: string;
  site: Site;
  method: 'GET' | 'POST' | 'PUT';
  /** Path of the request; '' for a tunnel. */
  path: string;
  /** HTTP status; 0 when the gateway sees only a tunnel. */
  status: number;
  blocked: boolean;
  /** Proxies ask for sign-in with 407 before the request proper; firewalls never do. */
  challenge: boolean;
  /** Client to server, bytes. */
  bytesSent: number;
  /** Server to client, bytes. */
  bytesReceived: number;
  elapsedMs: number;
  contentType: string;
  /** Rises by one per event: sessions, ports and sequence numbers are made of it. */
  serial: number;
}
