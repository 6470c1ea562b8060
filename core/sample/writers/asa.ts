import type { TrafficEvent } from '../traffic/event.ts';
import { Clock } from './clock.ts';
import type { LogWriter } from './writer.ts';

/**
 * Cisco ASA syslog: a connection is built, then torn down with its total of bytes; refused ones are one access list
 * line and one line of a translation. No users and no hosts, as on a firewall that only forwards. Clock in UTC.
 */
export class AsaWriter implements LogWriter {
  readonly headerLines = 0;
  readonly linesPerEvent = 2;
  readonly challenges = false;
  private readonly clock = new Clock('asa');

  header(): string {
    return '';
  }

  write(event: TrafficEvent): string {
    const { site, serial } = event;
    const prefix = `${this.clock.at(event.timeMs)} waw-asa-1 : `;
    const sport = 49_152 + (serial % 16_000);
    const inside = `inside:${event.sourceIp}/${sport}`;
    const outside = `outside:${site.ip}/${site.port}`;
    if (event.blocked) {
      const mapped = `192.0.2.70/${20_000 + (serial % 40_000)}`;
      return `${prefix}%ASA-6-305011: Built dynamic TCP translation from ${inside} to outside:${mapped}\n${prefix}%ASA-4-106023: Deny tcp src ${inside} dst ${outside} by access-group "inside_out" [0x8ed66b60, 0x0]\n`;
    }
    const id = 1_000_000 + serial;
    const seconds = Math.ceil(event.elapsedMs / 1000);
    const clock = `0:${String(Math.floor(seconds / 60)).padStart(2, '0')}:${String(seconds % 60).padStart(2, '0')}`;
    const bytes = event.bytesSent + event.bytesReceived;
    return `${prefix}%ASA-6-302013: Built outbound TCP connection ${id} for ${outside} (${site.ip}/${site.port}) to ${inside} (192.0.2.70/${sport})\n${prefix}%ASA-6-302014: Teardown TCP connection ${id} for ${outside} to ${inside} duration ${clock} bytes ${bytes} TCP FINs\n`;
  }

  filler(event: TrafficEvent): string {
    return `${this.clock.at(event.timeMs)} waw-asa-1 : %ASA-5-111008: User 'enable_15' executed the 'write memory' command.\n`;
  }
}
