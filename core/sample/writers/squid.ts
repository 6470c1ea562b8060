import type { TrafficEvent } from '../traffic/event.ts';
import type { LogWriter } from './writer.ts';

const MILLIS = Array.from({ length: 1000 }, (_, i) => String(i).padStart(3, '0'));
const ELAPSED = Array.from({ length: 4096 }, (_, i) => String(i).padStart(6, ' '));

/** Squid's native access.log (`logformat squid`). It has no request size: uploads are not visible in it. */
export class SquidWriter implements LogWriter {
  readonly headerLines = 0;
  readonly linesPerEvent = 1;
  readonly challenges = true;
  private second = Number.NaN;
  private prefix = '';

  header(): string {
    return '';
  }

  write(event: TrafficEvent): string {
    const { site, timeMs } = event;
    const second = Math.floor(timeMs / 1000);
    if (second !== this.second) {
      this.second = second;
      this.prefix = `${second}.`;
    }
    const start = `${this.prefix}${MILLIS[timeMs - second * 1000]} `;
    const tunnel = !site.plain && !site.inspected;
    const target = tunnel ? `${site.host}:443` : `${site.plain ? 'http' : 'https'}://${site.host}${event.path}`;
    const method = tunnel ? 'CONNECT' : event.method;
    if (event.challenge) {
      return `${start}     0 ${event.sourceIp} TCP_DENIED/407 4106 ${method} ${target} - HIER_NONE/- text/html\n`;
    }
    const user = event.signedIn ? event.person.account : '-';
    if (event.blocked) {
      return `${start}     0 ${event.sourceIp} TCP_DENIED/403 ${event.bytesReceived} ${method} ${target} ${user} HIER_NONE/- text/html\n`;
    }
    const elapsed = ELAPSED[event.elapsedMs] ?? String(event.elapsedMs).padStart(6, ' ');
    const result = tunnel ? 'TCP_TUNNEL/200' : `${event.status === 304 ? 'TCP_IMS_HIT' : 'TCP_MISS'}/${event.status}`;
    const mime = tunnel ? '-' : event.contentType;
    return `${start}${elapsed} ${event.sourceIp} ${result} ${event.bytesReceived} ${method} ${target} ${user} HIER_DIRECT/${site.ip} ${mime}\n`;
  }

  /** Squid logs broken clients like this: no traffic, but a well formed line. */
  filler(event: TrafficEvent): string {
    const second = Math.floor(event.timeMs / 1000);
    return `${second}.000      0 ${event.sourceIp} NONE_NONE/400 3544 - error:invalid-request - HIER_NONE/- text/html\n`;
  }
}
