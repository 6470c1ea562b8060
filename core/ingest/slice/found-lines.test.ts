/** Lines that a fuzzer found: from bytes each counted under a name that another line had, or as what it is not. */
import { describe, expect, it } from 'vitest';
import { cellsOf, lineReader, MemoryStream, objectOf, sampleOf } from './slice.test-kit.ts';

describe('lines whose names hang on more than their windows', () => {
  const count = (format: string, lines: readonly string[]): void => {
    const bytes = Buffer.from([...lines, ...lines, ...lines].join('\n'), 'latin1');
    const want = new MemoryStream().importFile(bytes, { format, asText: true });
    const got = new MemoryStream().importFile(bytes, { format });
    expect(got.counts).toEqual(want.counts);
    expect(cellsOf(got.batches)).toEqual(cellsOf(want.batches));
  };

  it('takes what is no address for a name, though the resolver stands there', () => {
    const found = sampleOf('cef').find((text) => text.includes('DNS Query IN A|1|dst=')) ?? '';
    const query = `<14>Jan  2 03:04:05 fw-1 ${found}`;
    count('cef', [query, query, query.replace(/dst=(\S+) /, 'dst=$1 or $1 ')]);
  });

  it('leaves no window of the line before to one that goes nowhere', () => {
    const reader = lineReader('cef');
    const at = (bytes: Buffer): number[] => {
      reader.readBytes(bytes, 0, bytes.length);
      return [reader.windows.destStart, reader.windows.destEnd];
    };
    const update = sampleOf('cef').find((text) => text.includes('Event::Endpoint::UpdateSuccess')) ?? '';
    const visit = `CEF:0|Example|Gateway|1|1|visit|0|rt=2025-01-01T00:30:03.000Z src=10.1.2.3 dhost=files.example.com act=allowed`;
    expect(at(Buffer.from(visit))[1]).toBeGreaterThan(0);
    expect(at(Buffer.from(update))).toEqual([0, 0]);
  });

  it('takes a frontend that is not there for none', () => {
    const line = sampleOf('apache-combined').find((text) => text.includes(' main app/<NOSRV> -1/-1/1 ')) ?? '';
    count('apache-combined', [line, line.replace(' main ', '  ').replace('1/1/0/0/0', '1/1/0//0')]);
  });

  it('takes a time behind blanks alone for the beginning of its line', () => {
    const empty = '[01/Jan/2025:00:00:08 +0000] "" 400 0 "-" "-"';
    count('apache-combined', [`192.0.2.7 - - ${empty}`, ` ${empty}`]);
  });

  it('takes a flow without an address but with a name for one, in a wrapper too', () => {
    const flow = sampleOf('flow-export').find((text) => text.includes('"TLS_SERVER_NAME":"www.')) ?? '';
    const unaddressed = flow.replace(/"IPV4_DST_ADDR":"[^"]*"/, '"IPV4_DST_ADDR":""');
    expect(unaddressed).not.toBe(flow);
    for (const line of [unaddressed, objectOf('"TimeGenerated":"2025-01-01 00:00:30","SyslogMessage":', unaddressed)]) {
      const reader = lineReader('auto');
      reader.read(line, 0, line.length);
      const { destinationHost, bytesSent, bytesReceived } = reader.draft;
      expect([destinationHost, bytesSent, bytesReceived]).toEqual(['www.example.com', 1000, 4000]);
    }
  });

  it('leaves a path behind a version to the proxy that writes it', () => {
    const line =
      '12/34/ - 192.0.2.9 10.1.2.3 10.1.2.3 - alice [01/Jan/2025:00:00:00 +0000] "GET /index.html HTTP/1.1" 200 5';
    expect(lineReader('apache-combined').readBytes(Buffer.from(line), 0, line.length)).toBe(false);
  });

  it('takes no number in front of a level for a time', () => {
    const line = sampleOf('coredns').find((text) => text.includes('[INFO] 10.')) ?? '';
    count('coredns', [
      objectOf(
        '"_time":"2025-01-02T03:04:05.000+00:00","host":"relay","_raw":',
        `1735689600 ${line.slice(line.indexOf('[INFO]'))}`,
      ),
    ]);
  });

  it('takes a facility for what it is only where it is a word', () => {
    const line = sampleOf('citrix-adc').find((text) => text.includes('<local0.info> ')) ?? '';
    count('citrix-adc', [
      objectOf(
        '"_time":"2025-01-01T00:00:30.000+00:00","host":"relay","_raw":',
        line.replace('<local0.', '<local0\x03'),
      ),
    ]);
  });

  it('takes no blank behind a row that ends in an empty action for its action', () => {
    const row = '01/01-00:30:05.000000, 9, TCP, raw, 84, C2S, 10.0.0.13:1024, 198.51.100.33:443, 1:2:3,';
    const reader = lineReader('snort');
    expect(reader.readBytes(Buffer.from(`${row} `), 0, row.length)).toBe(false);
    expect(reader.readBytes(Buffer.from(`${row} allow`), 0, row.length + 6)).toBe(true);
  });

  it('takes the first closing brace of an alert for its protocol’s end', () => {
    const alert = '01/01/25-00:30:05.000000 [**] [1:2:3] test [**] [Priority: 1] {TCP} 10.0.0.8:50000 -> 192.0.2.9:443';
    count('snort', [alert, alert.replace('{TCP}', '{TCP}**] [Priority: 1] {TCP}')]);
  });

  it('asks nothing of what stands behind a line that ends with its status', () => {
    const line = '0198.51.100.1.100.7 - - [01/Jan/2025:00:00:04 +0000] "GET /index.html HTTP/2.0" 200';
    const read = (behind: string): boolean => {
      const bytes = Buffer.from(line + behind);
      return lineReader('apache-combined').readBytes(bytes, 0, line.length);
    };
    expect([read(' '), read('\n'), read('7')]).toEqual([false, false, false]);
  });

  it('asks nothing of the blank behind a line that ends with a client', () => {
    const line = '<134>Jan  1 00:00:22 lb1 info tmm[9]: Rule /Common/log_all <HTTP_REQUEST>: Client';
    const read = (behind: string): boolean => {
      const bytes = Buffer.from(line + behind);
      return lineReader('f5-bigip').readBytes(bytes, 0, line.length);
    };
    expect(read(' ')).toBe(read('\n'));
  });

  it('takes no number for a time of Envoy’s, and none that is too long to count with', () => {
    const line = sampleOf('envoy').find((text) => text.includes('Z] "GET /a HTTP/1.1" 200 - 12 ')) ?? '';
    const epoch = line.replace(/^\[[^\]]+\]/, '[1735689600]');
    count('envoy', [line, objectOf('"RawData":', epoch), line.replace(' - 12 ', ' - 00000000000000000001 - 0 ')]);
  });

  it('takes quotes within a column as the reader of text does', () => {
    const line = sampleOf('envoy').find((text) => text.includes('Z] "GET /a HTTP/1.1" 200 - ')) ?? '';
    count('envoy', [
      line,
      line.replace('"GET /a', '"GET /b HTTP5] "GET /a'),
      line.replace(/-(\w+)" "(?=www)/, '"-$1" "'),
    ]);
  });

  it('takes no long number for a process', () => {
    const line = sampleOf('i-filter')[0] ?? '';
    count('i-filter', [line, line.replace(' 4872 ', ` ${'9'.repeat(400)} `)]);
  });

  it('reads the URL of a threat that is no URL log', () => {
    const threat = sampleOf('paloalto').find((line) => line.includes('THREAT,virus')) ?? '';
    count('paloalto', [threat, threat.replace('files.example.com/up/report.pdf', 'report')]);
  });

  it('counts the sessions of a line, and tells names of files and other types from traffic', () => {
    const lines = sampleOf('paloalto').filter((line) => line.startsWith('1,'));
    const ping = lines.find((line) => line.includes(',ping,')) ?? '';
    const repeated = [2, 7, 1_000_001].map((count) => ping.replace(/,24\d+,6,/, `,24043,${count},`));
    const file = lines.find((line) => line.includes(',THREAT,file,')) ?? '';
    const names = ['files.example.com/x', 'a/files.example.com', '-.example/', 'report', `${'a'.repeat(64)}.example/x`];
    expect(new Set(repeated).size).toBe(3);
    count('paloalto', [
      ...repeated,
      ...names.map((name) => file.replace('"setup.exe"', `"${name}"`)),
      ...['SYSTEM', 'GTP', 'NEW'].map((type) => ping.replace(',TRAFFIC,end,', `,${type},end,`)),
    ]);
  });

  it('finds the names of an SRX’s web filter behind its ends, and nothing in an address of another kind', () => {
    const line = sampleOf('juniper-srx').find((text) => text.includes('WebFilter: ACTION=')) ?? '';
    count('juniper-srx', [
      line,
      line.replace('URL Permitted', 'URL Blocked'),
      line.replace('URL=www.example.org OBJ=/index.html', 'URL=N/A OBJ=N/A'),
      line.replace('CATEGORY="Business"', 'CATEGORY="Unlocked"'),
      line.replace('(51002)', '/51002'),
      line.replace('192.0.2.32(80)', '2001:db8::20(80)'),
    ]);
  });

  it('takes a key for one of a claim only where the claim does', () => {
    const colons = sampleOf('kaspersky-web').find((line) => line.includes('action="Redirect"')) ?? '';
    count('auto', [colons, colons.replace('curl/8.0":', 'curl/8.0"')]);
    const commas = sampleOf('forcepoint-ngfw').find((line) => line.includes('Action="Allow"')) ?? '';
    count('auto', [commas, commas.replace(',NodeId', ', NodeId')]);
    const quotes = sampleOf('zyxel')[0] ?? '';
    count('auto', [quotes, quotes.replace('dst="', 'dst=')]);
  });

  it('takes the word in front of an object for its thread only where no header ends in the object', () => {
    const line = sampleOf('untangle').find((text) => text.startsWith('{"timeStamp"')) ?? '';
    expect(line).not.toBe('');
    count(
      'untangle',
      ['INFO uvm[0]: ', 'Jan  1 00:00:02 198.51.', '<14>1 2025-01-01T00:00:02Z fw1 uvm - '].map(
        (front) => front + line,
      ),
    );
  });

  it('believes the best of the names that an object gives an end, whatever stands in the others', () => {
    const line = sampleOf('snort').find((text) => text.includes('"src_ap"') && text.includes('"src_addr"')) ?? '';
    const port = /"src_ap":"[\d.]+:\d+"/;
    count('snort', [line, line.replace(port, '"src_ap":"192.0.2.99:1"'), line.replace(port, '"src_ap":"host"')]);
  });

  it('takes a key that begins like a decision as the reader of text does', () => {
    const line = sampleOf('meraki').find((text) => / flows src=.*pattern: 0 /.test(text)) ?? '';
    const [plain = '', damaged = ''] = ['sport=', 'allowsport='].map((key) =>
      line.replace(/ flows src=.*/, ` flows ${key}1 src=10.1.2.3 dst=192.0.2.1`),
    );
    expect(plain).toContain(' flows sport=');
    count('meraki', [plain, plain, damaged]);
  });

  it('takes a path alone for no destination', () => {
    const line = sampleOf('sentinelone').find((text) => text.includes('"https://mail.example.com/inbox?x=1"')) ?? '';
    expect(line).not.toBe('');
    const path = line.replace('https://mail.example.com/inbox?x=1', '/inbox');
    // Learned from the second on.
    count('sentinelone', [path, path, line]);
  });

  it('takes a quote behind a blank between columns for the beginning of one', () => {
    const line = sampleOf('umbrella').find((text) => text.includes('"ams1.edc","12"')) ?? '';
    expect(line).not.toBe('');
    count('umbrella', [line, line.replace('"12"', ' "')]);
  });

  it('takes colons that make no address for a name', () => {
    const line = sampleOf('skyhigh').find((text) => text.startsWith('[') && text.includes(' 10.0.0.5 ')) ?? '';
    expect(line).not.toBe('');
    for (const client of ['2001:db8::1::5', '1:2:3', '2001:db8::5:', ':2001:db8::5', '1:2:3:4:5:6:7:8:9', '::12345'])
      count('skyhigh', [line, line.replace(' 10.0.0.5 ', ` ${client} `)]);
  });

  it('lets a name in the place of an address go before the address that follows', () => {
    const line = sampleOf('fortigate').find((text) => / dstip=192\.0\.2\.\d+ /.test(text)) ?? '';
    count('fortigate', [line.replace(' dstip=', ' dstip=www.example.net dstip='), line]);
  });

  it('takes a host with a blank behind it for no host', () => {
    const line = sampleOf('sophos-utm').find((text) => text.includes('url="https://paste.example.net/"')) ?? '';
    count('sophos-utm', [line, line.replace('paste.example.net', 'paste.examp le.net')]);
  });

  it('takes a host with a blank behind it for no host in objects either', () => {
    const line = sampleOf('google-cloud').find((text) => text.includes('"https://www.example.com/a"')) ?? '';
    expect(line).not.toBe('');
    count('google-cloud', [line, line.replace('www.example.com', 'www.example .com')]);
  });

  it('offers an object behind a header to formats of objects only', () => {
    const line = sampleOf('netfilter').find((text) => text.includes('SRC=')) ?? '';
    count('auto', [line, `<46>Jan  1 00:00:01 gw.example.com {${line}`]);
  });

  it('looks for the end of a time in brackets', () => {
    const line = sampleOf('i-filter').find((text) => text.includes('+0900] ')) ?? '';
    expect(line).not.toBe('');
    count('i-filter', [line, line.replace('+0900] ', '+09002 +0900] ')]);
  });

  it('lets a header behind the number of a relay be taken off first', () => {
    const line = sampleOf('hillstone').find((text) => text.startsWith('<') && text.endsWith('policy deny')) ?? '';
    expect(line).not.toBe('');
    count('hillstone', [line, `<134>Jan  1 00:00:04 fw1 box_Firewall_web: 1735689604 ${line}`]);
  });

  it('takes the half of the day for a part of the time, though the thread is glued to it', () => {
    const line = sampleOf('windows-dns').find((text) => text.includes(' AM 0B34 PACKET')) ?? '';
    expect(line).not.toBe('');
    count('windows-dns', [line, line.replace(' AM 0B34', ' AM0B34')]);
  });

  it('takes an address whose port is no number for no client', () => {
    const line = sampleOf('envoy').find((text) => text.includes(' 10.0.0.4:43707 ')) ?? '';
    expect(line).not.toBe('');
    count('envoy', [line, line.replace(' 10.0.0.4:43707 ', ' 10.0.0.4:A43707 ')]);
  });

  it('takes a message of a firewall without its level for none', () => {
    const line = sampleOf('cisco-asa').find((text) => /^\w{3} .* %ASA-\d-302014: /.test(text)) ?? '';
    count('cisco-asa', [line, line.replace(/%ASA-\d/, '%ASA- ')]);
  });
});
