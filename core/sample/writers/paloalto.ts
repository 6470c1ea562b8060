import type { TrafficEvent } from '../traffic/event.ts';
import { Clock } from './clock.ts';
import type { LogWriter } from './writer.ts';

const SERIAL = '012001000042';
const APPS: Readonly<Record<string, string>> = {
  mail: 'ms-office365',
  chat: 'web-browsing',
  storage: 'web-browsing',
  stream: 'http-video',
};

/**
 * Palo Alto Networks firewall, CSV: for each session a URL filtering line (host and decision, no bytes) and the TRAFFIC
 * line at its end (bytes and addresses, no host), as these firewalls write them. Clock in UTC.
 */
export class PaloAltoWriter implements LogWriter {
  readonly headerLines = 0;
  readonly linesPerEvent = 2;
  readonly challenges = false;
  private readonly clock = new Clock('slash');
  private readonly startClock = new Clock('slash');

  header(): string {
    return '';
  }

  write(event: TrafficEvent): string {
    const { site, person, serial } = event;
    const now = this.clock.at(event.timeMs);
    const user = event.signedIn ? `example\\${person.account}` : '';
    const category = site.category.toLowerCase().replaceAll(' ', '-').replaceAll('/', '-');
    const app = site.plain ? 'web-browsing' : (APPS[site.shape] ?? 'ssl');
    const session = 10_000 + (serial % 1_000_000);
    const sport = 49_152 + (serial % 16_000);
    const port = site.port;
    const path = site.plain || site.inspected ? event.path : '/';
    const ends = `${event.sourceIp},${site.ip},192.0.2.40,${site.ip}`;
    const zones = 'vsys1,trust,untrust,ethernet1/2,ethernet1/1,to-siem';
    const flow = `${session},1,${sport},${port},${20_000 + (serial % 40_000)},${port},0x400053,tcp`;
    const urlAction = event.blocked ? 'block-url' : 'alert';
    const places = '10.0.0.0-10.255.255.255,Reserved,0';
    const url = `1,${now},${SERIAL},THREAT,url,2561,${now},${ends},web-out,${user},,${app},${zones},${now},${flow},${urlAction},"${site.host}:${port}${path}",(9999),${category},informational,client-to-server,${serial},0x8000000000000000,${places},${event.contentType},0,,,1,"${person.userAgent}"\n`;
    const started = this.startClock.at(event.timeMs - event.elapsedMs);
    const packets = 4 + ((event.bytesSent + event.bytesReceived) >>> 10);
    const sent = event.bytesSent;
    const received = event.bytesReceived;
    const reason = event.blocked ? 'threat' : 'tcp-fin';
    const traffic = `1,${now},${SERIAL},TRAFFIC,end,2561,${now},${ends},web-out,${user},,${app},${zones},${now},${flow},allow,${sent + received},${sent},${received},${packets},${started},${Math.ceil(event.elapsedMs / 1000)},${category},0,${serial},0x8000000000000000,${places},${packets >>> 1},${packets - (packets >>> 1)},${reason}\n`;
    return url + traffic;
  }

  filler(event: TrafficEvent): string {
    const now = this.clock.at(event.timeMs);
    return `1,${now},${SERIAL},SYSTEM,general,2561,${now},,general,,0,0,general,informational,"Connection to update server is successful",${event.serial},0x0,0,0,0,0,,nyc-pa-1\n`;
  }
}
