import type { TrafficEvent } from '../traffic/event.ts';
import { Clock } from './clock.ts';
import type { LogWriter } from './writer.ts';

const FIELDS =
  'date time time-taken c-ip cs-username cs-auth-group x-exception-id sc-filter-result cs-categories cs(Referer) sc-status s-action cs-method rs(Content-Type) cs-uri-scheme cs-host cs-uri-port cs-uri-path cs-uri-query cs-uri-extension cs(User-Agent) s-ip sc-bytes cs-bytes x-virus-id';

/** Blue Coat (Symantec) ProxySG main access log, W3C extended format, times in UTC. */
export class BlueCoatWriter implements LogWriter {
  readonly headerLines = 5;
  readonly linesPerEvent = 1;
  readonly challenges = true;
  private readonly clock = new Clock('iso');

  header(startMs: number): string {
    const start = this.clock.at(startMs);
    return `#Software: SGOS 7.3.8.1\n#Version: 1.0\n#Start-Date: ${start}\n#Date: ${start}\n#Fields: ${FIELDS}\n`;
  }

  write(event: TrafficEvent): string {
    const { site, person } = event;
    const start = `${this.clock.at(event.timeMs)} ${event.elapsedMs} ${event.sourceIp}`;
    const tunnel = !site.plain && !site.inspected;
    const user = event.signedIn && !event.challenge ? person.account : '-';
    const group = user === '-' ? '-' : `"EXAMPLE\\${person.departmentName}"`;
    const mark = event.path.indexOf('?');
    const path = tunnel ? '/' : mark < 0 ? event.path : event.path.slice(0, mark);
    const query = tunnel || mark < 0 ? '-' : event.path.slice(mark);
    const scheme = tunnel ? 'tcp' : site.plain ? 'http' : 'https';
    const method = tunnel ? 'CONNECT' : event.method;
    const target = `${scheme} ${site.host} ${site.port} ${path} ${query} -`;
    const agent = `"${person.userAgent}" 10.20.0.8`;
    if (event.challenge) {
      return `${start} - - authentication_required DENIED "${site.category}" - 407 TCP_DENIED ${method} - ${target} ${agent} 1043 ${event.bytesSent & 1023} -\n`;
    }
    if (event.blocked) {
      return `${start} ${user} ${group} policy_denied DENIED "${site.category}" - 403 TCP_DENIED ${method} text/html ${target} ${agent} ${event.bytesReceived} ${event.bytesSent} -\n`;
    }
    const action = tunnel ? 'TCP_TUNNELED' : event.status === 304 ? 'TCP_HIT' : 'TCP_NC_MISS';
    const mime = tunnel ? '-' : event.contentType;
    const status = tunnel ? 200 : event.status;
    return `${start} ${user} ${group} - OBSERVED "${site.category}" - ${status} ${action} ${method} ${mime} ${target} ${agent} ${event.bytesReceived} ${event.bytesSent} -\n`;
  }

  filler(event: TrafficEvent): string {
    return `#Date: ${this.clock.at(event.timeMs)}\n`;
  }
}
