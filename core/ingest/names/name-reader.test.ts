import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NameReader } from './name-reader.ts';
import {
  DHCP_DEFAULT_LEASE,
  DNS_DEFAULT_TTL,
  DNS_SLACK,
  EARLY,
  LOGON_VALID,
  type NameRecord,
  TLS_VALID,
  VPN_LONGEST,
} from './record.ts';

const AT = Date.UTC(2025, 0, 1, 10) / 1000;

function read(...lines: string[]): { verdicts: string; format: string; records: NameRecord[] } {
  const records: NameRecord[] = [];
  const reader = new NameReader({ zone: 'UTC', fileDateMs: Date.UTC(2025, 0, 2), add: (one) => records.push(one) });
  let format = '';
  const verdicts = lines.map((line) => {
    const verdict = reader.read(Buffer.from(line).toString('latin1'));
    if (reader.formatId !== '') format = reader.formatId;
    return verdict[0];
  });
  return { verdicts: verdicts.join(''), format, records };
}

const span = (from: number, to: number) => ({ from: AT + from, to: AT + to });
const host = { kind: 'host', basis: 'dns', client: '10.0.0.5', value: 'www.example.com' };

describe('answers and server names', () => {
  it('Zeek, as TSV and as JSON', () => {
    const tsv = read(
      '#separator \\x09',
      '#fields\tts\tuid\tid.orig_h\tid.resp_h\tquery\trcode\tanswers\tTTLs',
      `${AT}.5\tC1\t10.0.0.5\t10.0.0.1\tWWW.Example.com\t0\tcdn.example.net,192.0.2.7,2001:db8::7\t60.0,30.0,30.0`,
      `${AT}.5\tC2\t10.0.0.5\t10.0.0.1\tno.example.com\t3\t-\t-`,
    );
    expect(tsv.verdicts).toBe('ssps');
    expect(tsv.format).toBe('zeek-names');
    expect(tsv.records).toEqual([
      { ...host, address: '192.0.2.7', ...span(-EARLY, 30 + DNS_SLACK) },
      { ...host, address: '2001:db8::7', ...span(-EARLY, 30 + DNS_SLACK) },
    ]);
    const json = read(
      JSON.stringify({
        ts: AT,
        'id.orig_h': '10.0.0.5',
        'id.resp_h': '10.0.0.1',
        query: 'www.example.com',
        rcode: 0,
        answers: ['192.0.2.7'],
        TTLs: [30],
      }),
      JSON.stringify({ ts: AT, 'id.orig_h': '10.0.0.5', 'id.resp_h': '192.0.2.8', server_name: 'mail.example.com' }),
    );
    expect(json.records).toEqual([
      { ...host, address: '192.0.2.7', ...span(-EARLY, 30 + DNS_SLACK) },
      { ...host, basis: 'tls', address: '192.0.2.8', value: 'mail.example.com', ...span(-EARLY, TLS_VALID) },
    ]);
  });

  it('certificates, in the session or in a log of their own before or behind it', () => {
    const session = { ts: AT, 'id.orig_h': '10.0.0.5', 'id.resp_h': '192.0.2.8', cipher: 'TLS' };
    const certified = { ...host, basis: 'certificate', address: '192.0.2.8', ...span(-EARLY, TLS_VALID) };
    expect(read(JSON.stringify({ ...session, subject: 'O=Example,CN=*.example.com' })).records).toEqual([
      { ...certified, value: 'example.com' },
    ]);
    const waiting = JSON.stringify({ ...session, server_name: '192.0.2.8', cert_chain_fuids: ['F1', 'F2'] });
    const leaf = {
      ts: AT,
      id: 'F1',
      certificate: { subject: 'CN=www.example.com,O=Example' },
      san: { dns: ['example.com'] },
    };
    expect(read(waiting, JSON.stringify(leaf))).toMatchObject({ verdicts: 'sp', records: [certified] });
    expect(read(JSON.stringify(leaf), waiting)).toMatchObject({ verdicts: 'sp', records: [certified] });
    const shared = {
      ...leaf,
      certificate: { subject: 'CN=sni.example.net' },
      san: { dns: ['www.example.com', '*.example.org'] },
    };
    expect(read(waiting, JSON.stringify(shared)).records).toEqual([]);
    const tsv = read(
      '#separator \\x09',
      '#fields\tts\tfingerprint\tcertificate.subject\tsan.dns',
      `${AT}.5\tab12\tCN=www.example.com\twww.example.com,example.com`,
      JSON.stringify({ ...session, cert_chain_fps: ['ab12'] }),
    );
    expect(tsv.records).toEqual([certified]);
    const suricata = {
      timestamp: '2025-01-01T10:00:00.1+0000',
      flow_id: 1,
      event_type: 'tls',
      src_ip: '10.0.0.5',
      dest_ip: '192.0.2.8',
      tls: { subject: 'C=GB, CN=www.example.com' },
    };
    expect(read(JSON.stringify(suricata)).records).toEqual([certified]);
  });

  it('Suricata, in all its versions', () => {
    const event = (rest: object) =>
      JSON.stringify({
        timestamp: '2025-01-01T10:00:00.1+0000',
        flow_id: 1,
        src_ip: '10.0.0.5',
        src_port: 5000,
        dest_ip: '10.0.0.1',
        ...rest,
      });
    const { verdicts, records } = read(
      event({
        event_type: 'dns',
        dns: {
          type: 'answer',
          rrname: 'www.example.com',
          answers: [{ rrname: 'www.example.com', rrtype: 'A', ttl: 20, rdata: '192.0.2.7' }],
        },
      }),
      event({
        event_type: 'dns',
        src_ip: '10.0.0.1',
        src_port: 53,
        dest_ip: '10.0.0.5',
        dns: { type: 'answer', rrname: 'www.example.com', grouped: { A: ['192.0.2.8'] } },
      }),
      event({ event_type: 'dns', dns: { type: 'query', rrname: 'www.example.com' } }),
      event({ event_type: 'tls', dest_ip: '192.0.2.9', tls: { sni: 'www.example.com' } }),
      event({ event_type: 'flow' }),
    );
    expect(verdicts).toBe('ppsps');
    expect(records.map(({ address, client, to }) => [address, client, to - AT])).toEqual([
      ['192.0.2.7', '10.0.0.5', 20 + DNS_SLACK],
      ['192.0.2.8', '10.0.0.5', DNS_DEFAULT_TTL + DNS_SLACK],
      ['192.0.2.9', '10.0.0.5', TLS_VALID],
    ]);
  });

  it('dnsmasq, with and without the client', () => {
    const { verdicts, records } = read(
      'Jan  1 10:00:00 gw dnsmasq[7]: query[A] www.example.com from 10.0.0.5',
      'Jan  1 10:00:00 gw dnsmasq[7]: reply www.example.com is 192.0.2.7',
      'Jan  1 10:00:00 gw dnsmasq[7]: 12 10.0.0.5/40000 reply www.example.com is 192.0.2.8',
    );
    expect(verdicts).toBe('spp');
    expect(records.map(({ address, client }) => [address, client])).toEqual([
      ['192.0.2.7', ''],
      ['192.0.2.8', '10.0.0.5'],
    ]);
  });
});

describe('leases and sessions', () => {
  const device = { kind: 'device', basis: 'dhcp', client: '', value: 'pc12', address: '10.0.0.5' };
  const given = { ...device, ...span(-EARLY, DHCP_DEFAULT_LEASE) };

  it('dhcpd, dnsmasq-dhcp, Windows and Zeek', () => {
    expect(
      read('Jan  1 10:00:00 gw dhcpd[1]: DHCPACK on 10.0.0.5 to aa:bb:cc:dd:ee:ff (PC12) via eth0').records,
    ).toEqual([given]);
    expect(
      read('Jan  1 10:00:00 gw dhcpd: DHCPRELEASE of 10.0.0.5 from aa:bb:cc:dd:ee:ff (PC12) via eth0 (found)').records,
    ).toEqual([{ ...device, value: '', ...span(0, 0) }]);
    expect(read('Jan  1 10:00:00 gw dnsmasq-dhcp[9]: DHCPACK(br0) 10.0.0.5 aa:bb:cc:dd:ee:ff pc12').records).toEqual([
      given,
    ]);
    const windows = read(
      'Microsoft DHCP Service Activity Log',
      'Event ID  Meaning',
      'ID,Date,Time,Description,IP Address,Host Name,MAC Address,User Name',
      '10,01/01/25,10:00:00,Assign,10.0.0.5,PC12,AABBCCDDEEFF,,0,6,,,,,,,,,0',
      '12,01/01/25,10:00:00,Release,10.0.0.5,PC12,AABBCCDDEEFF,,0,6,,,,,,,,,0',
    );
    expect([windows.verdicts, windows.records[0]]).toEqual(['ssspp', given]);
    const zeek = JSON.stringify({
      ts: AT,
      mac: 'aa:bb:cc:dd:ee:ff',
      host_name: 'pc12',
      assigned_addr: '10.0.0.5',
      lease_time: 600,
    });
    expect(read(zeek).records).toEqual([{ ...device, ...span(-EARLY, 600) }]);
  });

  it('AnyConnect, FreeRADIUS and NPS', () => {
    const user = { kind: 'user', basis: 'vpn', client: '', value: 'ana', address: '10.9.0.5' };
    const started = { ...user, ...span(-EARLY, VPN_LONGEST) };
    expect(
      read(
        'Jan 01 2025 10:00:00 fw : %ASA-4-722051: Group <g> User <ana> IP <198.51.100.4> IPv4 Address <10.9.0.5> IPv6 address <::> assigned to session',
      ).records,
    ).toEqual([started]);
    const peer = { ...user, address: '198.51.100.4' };
    const session = read(
      'Jan 01 2025 10:00:00 fw : %ASA-5-722022: Group <g> User <ana> IP <198.51.100.4> TCP SVC connection established without compression',
      'Jan 01 2025 10:00:00 fw : %ASA-4-722051: Group <g> User <ana> IP <198.51.100.4> IPv4 Address <10.9.0.5> IPv6 address <::> assigned to session',
      'Jan 01 2025 11:00:00 fw : %ASA-4-113019: Group = g, Username = ana, IP = 198.51.100.4, Session disconnected. Session Type: AnyConnect-Parent, Duration: 1h:00m:00s, Bytes xmt: 1, Bytes rcv: 2, Reason: User Requested',
    );
    expect(session.verdicts).toBe('ppp');
    expect(session.records).toEqual([
      { ...peer, ...span(-EARLY, VPN_LONGEST) },
      started,
      { ...user, value: '', ...span(3600, 3600) },
      { ...peer, value: '', ...span(3600, 3600) },
      { ...peer, ...span(-EARLY, 3599) },
    ]);
    const detail = (status: string, more: string[] = []) => [
      'Wed Jan  1 10:00:00 2025',
      `\tAcct-Status-Type = ${status}`,
      '\tUser-Name = "ana"',
      '\tFramed-IP-Address = 10.9.0.5',
      ...more,
      `\tTimestamp = ${AT}`,
      '',
    ];
    const radius = read(...detail('Start'), ...detail('Stop', ['\tAcct-Session-Time = 3600']));
    expect(radius.verdicts).toBe('sssspbssssspb');
    expect(radius.records).toEqual([
      started,
      { ...user, value: '', ...span(0, 0) },
      { ...user, ...span(-3600 - EARLY, -1) },
    ]);
    const nps =
      '<Event><Timestamp data_type="4">01/01/2025 10:00:00.000</Timestamp><User-Name data_type="1">ana</User-Name><Framed-IP-Address data_type="3">10.9.0.5</Framed-IP-Address><Acct-Status-Type data_type="0">1</Acct-Status-Type></Event>';
    expect(read(nps).records).toEqual([started]);
  });

  it('Windows logons as JSON and XML, Entra sign-ins', () => {
    const user = {
      kind: 'user',
      basis: 'logon',
      client: '',
      value: 'CORP\\ana',
      address: '10.0.0.5',
      ...span(-EARLY, LOGON_VALID),
    };
    const flat = {
      EventID: 4624,
      EventTime: '2025-01-01 10:00:00',
      TargetUserName: 'ana',
      TargetDomainName: 'CORP',
      IpAddress: '10.0.0.5',
      LogonType: '3',
    };
    expect(read(JSON.stringify(flat)).records).toEqual([user]);
    const beats = {
      '@timestamp': '2025-01-01T10:00:00Z',
      winlog: {
        event_id: 4768,
        event_data: { TargetUserName: 'ana', TargetDomainName: 'CORP', IpAddress: '::ffff:10.0.0.5', Status: '0x0' },
      },
    };
    expect(read(JSON.stringify(beats)).records).toEqual([user]);
    const xml = `<Event xmlns='http://schemas.microsoft.com/win/2004/08/events/event'><System><EventID>4624</EventID><TimeCreated SystemTime='2025-01-01T10:00:00.0Z'/></System><EventData><Data Name='TargetUserName'>PC12$</Data><Data Name='LogonType'>3</Data><Data Name='IpAddress'>10.0.0.5</Data></EventData></Event>`;
    expect(read(xml).records).toMatchObject([{ kind: 'device', value: 'pc12' }]);
    expect(read(JSON.stringify({ ...flat, LogonType: '5' })).verdicts).toBe('s');
    const prose =
      'An account was successfully logged on.\n\nSubject:\n\tAccount Name:\t\tSRV$\n\nLogon Information:\n\tLogon Type:\t\t3\n\nNew Logon:\n\tSecurity ID:\t\tS-1-5\n\tAccount Name:\t\tana\n\tAccount Domain:\t\tCORP\n\nNetwork Information:\n\tWorkstation Name:\t-\n\tSource Network Address:\t10.0.0.5\n';
    const viewer = {
      Keywords: 'Audit Success',
      'Date and Time': '1/1/2025 10:00:00 AM',
      'Event ID': '4624',
      column6: prose,
    };
    expect(read(JSON.stringify(viewer)).records).toEqual([user]);
    const shell = {
      Message: prose.replaceAll('\n', '\r\n'),
      Id: '4624',
      LogName: 'Security',
      TimeCreated: '1/1/2025 10:00:00 AM',
    };
    expect(read(JSON.stringify(shell)).records).toEqual([user]);
    const entra = {
      createdDateTime: '2025-01-01T10:00:00Z',
      userPrincipalName: 'ana@corp.example',
      ipAddress: '198.51.100.7',
      status: { errorCode: 0 },
    };
    expect(read(JSON.stringify(entra)).records).toMatchObject([
      { kind: 'user', basis: 'signin', value: 'ana@corp.example' },
    ]);
    expect(read(JSON.stringify({ ...entra, status: { errorCode: 50126 } })).verdicts).toBe('s');
    const names = [
      { kind: 'user', basis: 'signin', address: '198.51.100.7', value: 'ana@corp.example' },
      { kind: 'device', basis: 'signin', address: '198.51.100.7', value: 'lap-1' },
    ];
    const column = {
      TimeGenerated: '2025-01-01T10:00:00Z',
      UserPrincipalName: 'ana@corp.example',
      IPAddress: '198.51.100.7',
    };
    const analytics = { ...column, ResultType: '0', DeviceDetail: '{"displayName":"LAP-1"}' };
    expect(read(JSON.stringify(analytics)).records).toMatchObject(names);
    expect(read(JSON.stringify({ ...analytics, DeviceDetail: '{cut off' })).records).toMatchObject(names.slice(0, 1));
    const portal = {
      'Date (UTC)': '2025-01-01T10:00:00Z',
      Username: 'ana@corp.example',
      'IP address': '198.51.100.7',
      Status: 'Success',
    };
    expect(read(JSON.stringify(portal)).records).toMatchObject(names.slice(0, 1));
    for (const Status of ['Failure', 'Interrupted'])
      expect(read(JSON.stringify({ ...portal, Status })).verdicts).toBe('s');
  });
});

it('never throws, and rejects what is no evidence', () => {
  expect(
    read('an ordinary line', '1735689600.1 5 10.0.0.1 TCP_MISS/200 1 GET http://a.example.com/ - DIRECT/- -').verdicts,
  ).toBe('rr');
  const piece = fc.constantFrom(
    'DHCPACK on ',
    '10.0.0.5',
    ' to aa:bb:cc:dd:ee:ff',
    '<Event ',
    '{"EventID":4624',
    '"a":',
    '}',
    '%ASA-4-722051: ',
    'reply ',
    ' is ',
    '#fields\tts\tquery\tanswers',
    '\t',
    '10,01/01/25,10:00:00,',
  );
  fc.assert(
    fc.property(fc.array(fc.oneof(piece, fc.string()), { maxLength: 10 }), (parts) => {
      expect(read(...parts.join('').split('\n')).verdicts).toMatch(/^[psrb]*$/);
    }),
    { numRuns: 200 },
  );
});
