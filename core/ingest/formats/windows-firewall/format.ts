/** Windows Defender Firewall (pfirewall.log). */
import type { TrafficFormat } from '../api.ts';
import { isDigit } from '../shared/numbers.ts';
import { isAction, WindowsFirewallParser } from './parse.ts';

/** `2025-01-01 00:00:00 ALLOW ` */
function claim(text: string, start: number, end: number): number {
  if (start + 26 > end || text.charCodeAt(start + 10) !== 32 || text.charCodeAt(start + 19) !== 32) return 0;
  if (!isDigit(text.charCodeAt(start)) || text.charCodeAt(start + 4) !== 45) return 0;
  return isAction(text, start + 20, end) ? 0.9 : 0;
}

export const windowsFirewall: TrafficFormat = {
  id: 'windows-firewall',
  title: 'Windows Defender Firewall (pfirewall.log)',
  vendor: 'Microsoft',
  grade: 'verified',
  source:
    'https://learn.microsoft.com/en-us/windows/security/operating-system-security/network-security/windows-firewall/configure-logging',
  fields: ['time', 'sourceIp', 'destinationIp', 'destinationPort', 'action'],
  split: 'line',
  certain: { from: 0.9 },
  claim,
  signature: 'a date, a time, then ALLOW, DROP, OPEN or CLOSE',
  createParser: () => new WindowsFirewallParser(),
};
