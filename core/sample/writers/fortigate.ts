import type { TrafficEvent } from '../traffic/event.ts';
import { Clock } from './clock.ts';
import type { LogWriter } from './writer.ts';

const quoted = (text: string): string => `"${text.replaceAll('"', "'")}"`;

/** FortiGate key=value: web filter lines where TLS is opened or a page is refused, traffic lines for the rest. UTC. */
export class FortiGateWriter implements LogWriter {
  readonly headerLines = 0;
  readonly linesPerEvent = 1;
  readonly challenges = false;
  private readonly date = new Clock('date');
  private readonly time = new Clock('time');

  header(): string {
    return '';
  }

  write(event: TrafficEvent): string {
    const { site, person, serial } = event;
    const web = site.plain || site.inspected || event.blocked;
    const stamp = this.stamp(event, web ? '0317013312' : '0000000013');
    const kind = web
      ? `type="utm" subtype="webfilter" eventtype="${event.blocked ? 'ftgd_blk' : 'ftgd_allow'}" level="${event.blocked ? 'warning' : 'notice'}"`
      : 'type="traffic" subtype="forward" level="notice"';
    const user = event.signedIn ? ` user=${quoted(person.account)} group=${quoted(person.departmentName)}` : '';
    const service = site.plain ? 'HTTP' : 'HTTPS';
    const flow = `srcip=${event.sourceIp} srcport=${49_152 + (serial % 16_000)} srcintf="lan" srcintfrole="lan" dstip=${site.ip} dstport=${site.port} dstintf="wan1" dstintfrole="wan" proto=6 service="${service}"`;
    const common = `vd="root" eventtime=${event.timeMs}000000 tz="+0000" policyid=7 sessionid=${10_000 + serial}${user} ${flow}`;
    const host = `hostname=${quoted(site.host)}`;
    if (web) {
      const action = event.blocked ? 'blocked' : 'passthrough';
      return `${stamp} ${kind} ${common} ${host} profile="default" action="${action}" reqtype="direct" url=${quoted(event.path)} sentbyte=${event.bytesSent} rcvdbyte=${event.bytesReceived} direction="outgoing" catdesc=${quoted(site.category)}\n`;
    }
    const packets = 4 + ((event.bytesSent + event.bytesReceived) >>> 10);
    return `${stamp} ${kind} ${common} action="close" trandisp="snat" transip=192.0.2.50 appcat=${quoted(site.category)} ${host} duration=${Math.ceil(event.elapsedMs / 1000)} sentbyte=${event.bytesSent} rcvdbyte=${event.bytesReceived} sentpkt=${packets >>> 1} rcvdpkt=${packets} srchwvendor="Dell" devtype="Computer" srcname=${quoted(person.device)}\n`;
  }

  filler(event: TrafficEvent): string {
    return `${this.stamp(event, '0100032003')} type="event" subtype="system" level="information" vd="root" eventtime=${event.timeMs}000000 tz="+0000" logdesc="Admin logout successful" action="logout" status="success" msg="Administrator logged out"\n`;
  }

  private stamp(event: TrafficEvent, logId: string): string {
    const date = this.date.at(event.timeMs);
    return `date=${date} time=${this.time.at(event.timeMs)} devname="sin-fgt-1" devid="FGT60F0000000001" logid="${logId}"`;
  }
}
