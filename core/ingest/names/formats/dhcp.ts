/**
 * Names of devices: DHCP leases.
 * ISC dhcpd and dnsmasq-dhcp in syslog; Windows DHCP audit logs
 * (https://learn.microsoft.com/windows-server/networking/technologies/dhcp/dhcp-top); Zeek dhcp.log.
 */
import { addName, endName, jsonText, jsonValue, type NameFormat, type NameVerdict, secondOf } from '../name-line.ts';
import { DHCP_DEFAULT_LEASE, EARLY } from '../record.ts';
import { zeekRows } from './zeek-rows.ts';

/** `DHCPACK on 10.0.0.5 to aa:bb:… (pc12) via eth0`, with the lease's length where the server logs it. */
const ISC_ACK =
  /^(?:dhcpd?(?:\[\d+\])?: )?DHCPACK on ([0-9a-f.:]+) to [0-9a-f:]{11,}(?: \(([^)]*)\))? via \S+(?:.*lease-duration (\d+))?/i;
const ISC_END = /^(?:dhcpd?(?:\[\d+\])?: )?DHCP(?:RELEASE of|EXPIRE on) ([0-9a-f.:]+)/i;
const ISC_OTHER = /^(?:dhcpd?(?:\[\d+\])?: )?DHCP[A-Z]+ (?:on|from|for|of|to)\b/i;
/** `dnsmasq-dhcp[12]: DHCPACK(eth0) 10.0.0.5 aa:bb:… pc12`. */
const DNSMASQ_ACK = /^(?:dnsmasq-dhcp\[\d+\]: )?(?:\d+ )?DHCPACK\(\S+\) ([0-9a-f.:]+) \S+(?: (\S+))?$/i;
const DNSMASQ_END = /^(?:dnsmasq-dhcp\[\d+\]: )?(?:\d+ )?DHCPRELEASE\(\S+\) ([0-9a-f.:]+)/i;
const DNSMASQ_OTHER = /^(?:dnsmasq-dhcp\[\d+\]: )?(?:\d+ )?DHCP[A-Z]+\(\S+\)/i;

export const dhcpdNames: NameFormat = {
  id: 'dhcpd-names',
  title: 'ISC dhcpd and dnsmasq leases',
  createParser: () => (line) => {
    const { text, headerSecond } = line;
    const ack = ISC_ACK.exec(text) ?? DNSMASQ_ACK.exec(text);
    if (ack !== null) {
      const [, address = '', value = '', lease] = ack;
      if (Number.isNaN(headerSecond)) return 'rejected';
      const seconds = lease === undefined ? DHCP_DEFAULT_LEASE : Number(lease);
      const from = headerSecond - EARLY;
      return addName(line, 'device', 'dhcp', { address, value }, from, headerSecond + seconds) ? 'parsed' : 'skipped';
    }
    const end = ISC_END.exec(text) ?? DNSMASQ_END.exec(text);
    if (end !== null) return endName(line, 'device', 'dhcp', end[1] ?? '', headerSecond) ? 'parsed' : 'rejected';
    return ISC_OTHER.test(text) || DNSMASQ_OTHER.test(text) ? 'skipped' : null;
  },
};

/** `ID,Date,Time,Description,IP Address,Host Name,MAC Address,…`; 10 new, 11 renewed, 12 released, 17 and 18 expired. */
const WINDOWS = /^(\d{2}),(\d\d\/\d\d\/\d\d(?:\d\d)?),(\d\d:\d\d:\d\d),[^,]*,([0-9a-fA-F.:]*),([^,]*),/;
const GIVEN = new Set(['10', '11']);
const ENDED = new Set(['12', '16', '17', '18']);

export const windowsDhcpNames: NameFormat = {
  id: 'windows-dhcp-names',
  title: 'Windows DHCP audit log',
  createParser: () => {
    let isAudit = false;
    return (line): NameVerdict => {
      if (/^\s*(Microsoft DHCP Service Activity Log|ID,Date,Time,Description,IP Address)/i.test(line.text)) {
        isAudit = true;
        return 'skipped';
      }
      const row = WINDOWS.exec(line.text);
      // The head of an audit log explains its event ids in words.
      if (row === null) return isAudit ? 'skipped' : null;
      const [, id = '', date = '', clock = '', address = '', value = ''] = row;
      const second = secondOf(isoDate(date, clock), line.times);
      if (Number.isNaN(second)) return 'rejected';
      if (ENDED.has(id)) return endName(line, 'device', 'dhcp', address, second) ? 'parsed' : 'skipped';
      if (!GIVEN.has(id)) return 'skipped';
      const to = second + DHCP_DEFAULT_LEASE;
      return addName(line, 'device', 'dhcp', { address, value }, second - EARLY, to) ? 'parsed' : 'skipped';
    };
  },
};

/** The service writes month, day and a year of two digits, whatever the server's language. */
function isoDate(date: string, clock: string): string {
  const [month = '', day = '', year = ''] = date.split('/');
  return `${year.length === 2 ? `20${year}` : year}-${month}-${day} ${clock}`;
}

export const zeekDhcpNames: NameFormat = {
  id: 'zeek-dhcp-names',
  title: 'Zeek dhcp.log',
  createParser: () => {
    const rows = zeekRows();
    return (line) => {
      const row = rows(line);
      if (row === null || typeof row === 'string') return row;
      if (jsonValue(row, 'assigned_addr', 'mac') === undefined) return null;
      const address = jsonText(row, 'assigned_addr');
      const value = jsonText(row, 'client_fqdn', 'host_name');
      const second = secondOf(jsonValue(row, 'ts'), line.times);
      if (Number.isNaN(second)) return 'rejected';
      const lease = Number(jsonValue(row, 'lease_time'));
      const to = second + (lease > 0 ? lease : DHCP_DEFAULT_LEASE);
      return addName(line, 'device', 'dhcp', { address, value }, second - EARLY, to) ? 'parsed' : 'skipped';
    };
  },
};
