import type { TrafficEvent } from '../traffic/event.ts';
import { Clock } from './clock.ts';
import type { LogWriter } from './writer.ts';

/** Zscaler NSS web feed, tab separated key=value pairs behind the time (the feed Zscaler documents for Splunk). GMT. */
export class ZscalerWriter implements LogWriter {
  readonly headerLines = 0;
  readonly linesPerEvent = 1;
  readonly challenges = false;
  private readonly clock = new Clock('iso');

  header(): string {
    return '';
  }

  write(event: TrafficEvent): string {
    const { site, person } = event;
    const inspected = site.plain || site.inspected;
    const protocol = site.plain ? 'HTTP' : site.inspected ? 'HTTPS' : 'SSL';
    const path = inspected ? event.path : '';
    const reason = event.blocked ? 'Not allowed to upload/download files' : 'Allowed';
    const pairs = [
      `reason=${reason}`,
      `event_id=${7_000_000_000_000_000 + event.serial}`,
      `protocol=${protocol}`,
      `action=${event.blocked ? 'Blocked' : 'Allowed'}`,
      `transactionsize=${event.bytesSent + event.bytesReceived}`,
      `responsesize=${event.bytesReceived}`,
      `requestsize=${event.bytesSent}`,
      `urlcategory=${site.category}`,
      `serverip=${site.ip}`,
      `clienttranstime=${event.elapsedMs}`,
      `requestmethod=${inspected ? event.method : 'CONNECT'}`,
      'refererURL=None',
      `useragent=${person.userAgent}`,
      'product=NSS',
      'location=Home Office',
      `ClientIP=${event.sourceIp}`,
      `status=${event.blocked ? 403 : inspected ? event.status : 200}`,
      // The client on the laptop is signed in for all its traffic, whoever started it.
      `user=${person.account}@example.com`,
      `url=${site.host}${path}`,
      'vendor=Zscaler',
      `hostname=${site.host}`,
      'clientpublicIP=192.0.2.60',
      'threatcategory=None',
      'threatname=None',
      `department=${person.departmentName}`,
    ];
    return `${this.clock.at(event.timeMs)}\t${pairs.join('\t')}\n`;
  }

  filler(event: TrafficEvent): string {
    return `${this.clock.at(event.timeMs)}\treason=None\tevent_id=0\tproduct=NSS\tvendor=Zscaler\taction=heartbeat\n`;
  }
}
