/**
 * In: the pairs of a FortiMail line that say who delivered a message to whom. Out: for those who look at the line, its ends, its sender and what
 * became of it: a message is no visit to a service.
 */
import { ACTION_UNKNOWN, type EventDraft } from '../api.ts';
import { looksLikeIp } from '../kv/window.ts';
import { fortiAction } from './actions.ts';

export class MailEvent {
  private client = '';
  private clientName = '';
  private server = '';
  private sender = '';
  private disposition = '';

  begin(): void {
    this.client = '';
    this.clientName = '';
    this.server = '';
    this.sender = '';
    this.disposition = '';
  }

  take(key: string, value: string): void {
    if (key === 'client_ip') this.client = value;
    else if (key === 'client_name') this.clientName = value;
    else if (key === 'dst_ip') this.server = value;
    else if (key === 'from') this.sender = value;
    else if (key === 'disposition') this.disposition = value;
  }

  settle(out: EventDraft): void {
    // The sending server's name, or its address in brackets or bare where it has none.
    const name = this.clientName.replace(/^\[(.*)\]$/, '$1');
    const isAddress = looksLikeIp(name, 0, name.length);
    if (out.sourceIp === '') out.sourceIp = this.client || (isAddress ? name : '');
    if (out.sourceHost === '' && !isAddress) out.sourceHost = name;
    if (out.sourceUser === '') out.sourceUser = this.sender;
    if (out.destinationIp === '' && looksLikeIp(this.server, 0, this.server.length)) out.destinationIp = this.server;
    if (out.action === ACTION_UNKNOWN) out.action = fortiAction(this.disposition, 0, this.disposition.length);
  }
}
