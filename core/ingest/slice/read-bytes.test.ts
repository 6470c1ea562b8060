/** Formats that read plain lines from bytes must count exactly what reading the same lines as text counts. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { layoutOf } from '../formats/keyed/json-layout.ts';
import { TRAFFIC_FORMATS } from '../formats/registry.ts';
import { cellsOf, lineReader, MemoryStream, NO_PROFILE, objectOf, sampleOf } from './slice.test-kit.ts';

interface Damage {
  readonly line: number;
  readonly at: number;
  readonly over: number;
  readonly put: string;
  readonly cut: number | null;
}

/** What to replace, put in or cut off a line of the sample. */
const damage: fc.Arbitrary<Damage> = fc.record({
  line: fc.nat(),
  at: fc.nat(300),
  over: fc.nat(3),
  put: fc.stringMatching(/^[\0"\\=,|:()[\]{}%a1A \t\xff/@^.-]{0,4}$/),
  cut: fc.option(fc.nat(400), { freq: 6 }),
});

/** What relays put in front of lines, and log services around them. */
const HEADERS = [
  '<14>Jan  2 03:04:05 fw-1 ',
  'Jan 12 03:04:05 10.0.0.1 squid[123]: ',
  '<134>2025-01-02T03:04:05.678+01:00 FGT proxy: ',
  '2025-01-02T03:04:05Z relay squid: ',
  '<134>1 2025-01-02T03:04:05.678Z fw1 app 123 id - ',
] as const;
const AROUND: readonly ((line: string) => string)[] = [
  (line) => line,
  ...HEADERS.map((header) => (line: string) => header + line),
  (line) => objectOf('"_time":"2025-01-02T03:04:05.000+00:00","host":"relay","_raw":', line),
  (line) => `{"@timestamp":"2025-01-02T03:04:05Z","event":${objectOf('"original":', line)}}`,
];

/** The sample in its order (directives hold for what follows), each damaged line behind the whole one. */
function spoil(sample: readonly string[], all: readonly Damage[]): string[] {
  return sample.flatMap((line, index) => [
    line,
    ...all
      .filter((damaged) => damaged.line % sample.length === index)
      .map(({ at, over, put, cut }) => (line.slice(0, at) + put + line.slice(at + over)).slice(0, cut ?? undefined)),
  ]);
}

const profile = { ...NO_PROFILE, managedDomains: ['files.example.com'], internalRanges: ['192.0.2.0/28'] };
const formats = TRAFFIC_FORMATS.filter((format) => format.createParser().readBytes !== undefined);

describe.each(formats)('$id', ({ id }) => {
  const sample = sampleOf(id);
  const log = fc
    .tuple(fc.array(damage, { minLength: 1, maxLength: 36, size: 'max' }), fc.constantFrom(...AROUND))
    .map(([all, around]) =>
      spoil(
        sample.map((line) => (line === '' || line.startsWith('#') ? line : around(line))),
        all,
      ),
    )
    // Names are learned from the first of several lines.
    .map((lines) => Buffer.from([...lines, ...lines, ...lines].join('\n'), 'latin1'));

  it.each([id, 'auto'])('counts the same from bytes as from text (format %s)', (format) => {
    fc.assert(
      fc.property(log, (bytes) => {
        const want = new MemoryStream().importFile(bytes, { format, profile, asText: true });
        const got = new MemoryStream().importFile(bytes, { format, profile });
        expect(got.counts).toEqual(want.counts);
        expect(cellsOf(got.batches)).toEqual(cellsOf(want.batches));
      }),
      // Most of an import's time goes into beginning it: a few long logs hold as many damaged lines as many short ones.
      { numRuns: 8 },
    );
  });

  it('reads plain lines of its sample from bytes', () => {
    // Lines that never looked alike stand in front: objects of a layout are looked for until it is believed again that they come back.
    for (let at = 0; at < 2100; at++) layoutOf(`{"settled":${at}}`, 0, `{"settled":${at}}`.length);
    const reader = lineReader(id);
    const isPlain = (line: string): boolean => reader.readBytes(Buffer.from(line, 'latin1'), 0, line.length);
    const taken = sample.filter((line) => {
      if (isPlain(line)) return true;
      // Directives and header rows hold for what follows, names of objects for the next line with them.
      reader.read(line, 0, line.length);
      return isPlain(line);
    });
    expect(taken.length).toBeGreaterThan(0);
  });
});

/** What damage seldom makes: each line behind plain ones of the same names, so that its names are known. */
describe('lines that only look plain', () => {
  it.each([
    ['welf', 'id=firewall ', 'id=firewall id= '],
    ['zscaler-nss', 'ClientIP=', 'CLIENTIP='],
  ])('counts the same of %s with %s as %s', (format, word, other) => {
    const plain = sampleOf(format).filter((line) => line.startsWith('id=') || /^\d{4}-/.test(line));
    const bytes = Buffer.from(
      [...plain, ...plain, ...plain.map((line) => line.replace(word, other))].join('\n'),
      'latin1',
    );
    const want = new MemoryStream().importFile(bytes, { format, asText: true });
    const got = new MemoryStream().importFile(bytes, { format });
    expect(got.counts).toEqual(want.counts);
  });
});

it('passes over the words behind the last pair', () => {
  const reader = lineReader('watchguard');
  const plain = sampleOf('watchguard').filter((line) => reader.readBytes(Buffer.from(line, 'latin1'), 0, line.length));
  expect(plain.some((line) => line.endsWith('(HTTP-proxy-00)'))).toBe(true);
});

/** Whoever else might claim them, and however their times and addresses are written. */
it.each([
  ['apache-combined', 10],
  ['aws-network-firewall', 2],
  ['defender-endpoint', 4],
  ['envoy', 1],
  ['forcepoint-cloud', 1],
  ['json', 12],
  ['paloalto', 3],
  ['snort', 1],
  ['sophos-central', 4],
  ['untangle', 2],
  ['w3c', 1],
])('reads objects of %s from bytes', (id, count) => {
  // Not many objects of this test have been looked at yet: what never comes back is looked at less.
  for (let at = 0; at < 2100; at++) layoutOf(`{"settled":${at}}`, 0, `{"settled":${at}}`.length);
  const reader = lineReader('auto');
  const taken = sampleOf(id).filter((line) => {
    reader.read(line, 0, line.length);
    return line.startsWith('{') && reader.readBytes(Buffer.from(line, 'latin1'), 0, line.length);
  });
  expect(taken.length).toBe(count);
});

/** Lines of text, each read as text once before. */
it.each([
  ['apache-combined', 23],
  ['barracuda', 11],
  ['cef', 35],
  ['checkpoint', 14],
  ['citrix-adc', 21],
  ['dansguardian', 6],
  ['envoy', 5],
  ['forcepoint-cloud', 2],
  ['forcepoint-ngfw', 4],
  ['fortigate', 25],
  ['juniper-srx', 19],
  ['kaspersky-web', 4],
  ['leef', 18],
  ['netskope', 3],
  ['paloalto', 22],
  ['skyhigh', 12],
  ['sonicwall', 9],
  ['sophos-web-appliance', 3],
  ['symantec-endpoint', 6],
  ['sysmon', 4],
  ['untangle', 2],
  ['w3c', 19],
  ['windows-wfp', 7],
  ['zyxel', 5],
])('reads lines of %s from bytes', (id, count) => {
  for (let at = 0; at < 2100; at++) layoutOf(`{"settled":${at}}`, 0, `{"settled":${at}}`.length);
  const taken = sampleOf(id).filter((line) => {
    const reader = lineReader('auto');
    reader.read(line, 0, line.length);
    return (
      reader.formatId === id && !line.startsWith('{') && reader.readBytes(Buffer.from(line, 'latin1'), 0, line.length)
    );
  });
  expect(taken.length).toBe(count);
});

it('reads lines of a W3C log without its directives from bytes, visits whatever else they say', () => {
  const reader = lineReader('auto');
  const lines = sampleOf('w3c').filter((text) =>
    /^2025-01-01 00:0[01]:0[1-4] .* (?:OBSERVED|PROXIED|DENIED) /.test(text),
  );
  const visit = '2025-01-01 00:01:09 W3SVC1 192.0.2.1 GET /x - 443 - 198.51.100.10 Mozilla/5.0+(X11) - 200 0 0 12';
  const taken = [...lines, visit].filter((line) => {
    reader.read(line, 0, line.length);
    return reader.readBytes(Buffer.from(line, 'latin1'), 0, line.length);
  });
  expect(taken).toContain(visit);
  expect(taken.length).toBeGreaterThan(3);
});

it('reads rows under a header from bytes, however short their first column is', () => {
  const reader = lineReader('auto');
  const isRead = (line: string): boolean => reader.readBytes(Buffer.from(line, 'latin1'), 0, line.length);
  const sample = sampleOf('skyhigh');
  const header = sample.findIndex((line) => line.startsWith('"user_id"'));
  const [names = '', row = ''] = sample.slice(header);
  reader.read(names, 0, names.length);
  expect(isRead(row)).toBe(true);
  expect(isRead(names)).toBe(false);
});

it('reads objects of Zscaler\u2019s feeds, in a wrapper and without, from bytes', () => {
  const reader = lineReader('auto');
  const taken = sampleOf('zscaler-nss').filter((line) => {
    reader.read(line, 0, line.length);
    return line.startsWith('{') && reader.readBytes(Buffer.from(line, 'latin1'), 0, line.length);
  });
  expect(taken.length).toBe(8);
});

it('reads objects whose URL holds escapes from bytes where they name a host beside it', () => {
  const reader = lineReader('auto');
  const line = sampleOf('iboss').find((text) => text.includes(String.raw`https:\/\/`)) ?? '';
  reader.read(line, 0, line.length);
  const isRead = (text: string): boolean => reader.readBytes(Buffer.from(text, 'latin1'), 0, text.length);
  expect(isRead(line)).toBe(true);
  expect(isRead(line.replace('"host":"files.example.com"', '"host":"-"'))).toBe(false);
});

it('knows the format of a log by lines that are no traffic', () => {
  const [first = '', second = ''] = sampleOf('huawei').filter((line) => /SESSION_BUILT|CMDRECORD/.test(line));
  const reader = lineReader('auto');
  expect(reader.readBytes(Buffer.from(second, 'latin1'), 0, second.length)).toBe(false);
  reader.read(first, 0, first.length);
  expect(reader.readBytes(Buffer.from(second, 'latin1'), 0, second.length)).toBe(true);
});

describe('raw lines of other products in objects', () => {
  const squid =
    '1735787045.123    245 10.1.2.3 TCP_MISS/200 5321 GET http://www.example.com/ alice HIER_DIRECT/192.0.2.1 text/html';
  const kv =
    'date=2025-01-02 time=03:04:05 devname="fw" devid="FG1" logid="0000000013" type="traffic" subtype="forward" vd="root" srcip=10.1.2.3 dstip=192.0.2.1 action="accept" sentbyte=1 rcvdbyte=2';
  const isRead = (line: string): boolean => {
    const reader = lineReader('auto');
    reader.read(line, 0, line.length);
    return reader.readBytes(Buffer.from(line, 'latin1'), 0, line.length);
  };

  it.each([
    ['as it stands', objectOf('"_raw":', squid), true],
    ['with escapes', objectOf('"event.original":', kv), true],
    ['with codes', objectOf('"RawData":', `<134>${kv}`).replace('<', '\\u003c'), true],
    ['with line ends behind it', objectOf('"SyslogMessage":', `${kv}\r\n`), true],
    ['with line ends within', objectOf('"SyslogMessage":', `${kv}\nmore`), false],
    ['with codes beyond a byte', objectOf('"_raw":', `${kv} user="zo"`).replace('zo', 'zo\\u00eb'), false],
    ['named twice', `{"_raw":${JSON.stringify(squid)},"_raw":${JSON.stringify(kv)}}`, false],
  ])('are read from bytes %s: %s', (_, line, expected) => {
    expect(isRead(line)).toBe(expected);
  });

  it('have the time of a header that a reader looks behind', () => {
    const line = sampleOf('hillstone').find((text) => text.includes(' 10.1.2.4:')) ?? '';
    const header = '2025-01-02T03:04:05Z fp1  %FTD-1-430003: Access';
    const whole = objectOf('"_time":"2025-01-02T05:04:35.000Z","_raw":', header + line);
    const bytes = Buffer.from([whole, whole, whole].join('\n'), 'latin1');
    const want = new MemoryStream().importFile(bytes, { format: 'hillstone', asText: true });
    const got = new MemoryStream().importFile(bytes, { format: 'hillstone' });
    expect(want.counts.parsed).toBe(3);
    expect(cellsOf(got.batches)).toEqual(cellsOf(want.batches));
  });

  it('have the time beside them where they name none, and its year where they name none', () => {
    const asa =
      '%ASA-6-302014: Teardown TCP connection 7 for outside:192.0.2.1/443 to inside:10.1.2.3/50000 duration 0:00:05 bytes 7 TCP FINs';
    for (const line of [asa, `Jan 02 03:04:05 fw ${asa}`]) {
      const whole = objectOf('"_time":"2019-01-02T03:04:06.000Z","_raw":', line);
      const reader = lineReader('auto');
      reader.beginFile(Date.UTC(2026, 0, 1));
      reader.read(whole, 0, whole.length);
      const { timeMs } = reader.draft;
      expect(new Date(timeMs).getUTCFullYear()).toBe(2019);
      expect(reader.readBytes(Buffer.from(whole, 'latin1'), 0, whole.length)).toBe(true);
      expect(reader.windows.timeMs).toBe(timeMs);
    }
  });
});

it.each([
  ['w3c', /^<134>1 .* splunk_format - c-ip=/, 3],
  ['netfilter', / \[lan-wan-10-A\]IN=/, 1],
])('reads pairs that a %s line names or marks from bytes', (id, shape, count) => {
  const reader = lineReader(id);
  const taken = sampleOf(id).filter((line) => {
    if (!shape.test(line)) return false;
    reader.read(line, 0, line.length);
    return reader.readBytes(Buffer.from(line, 'latin1'), 0, line.length);
  });
  expect(taken.length).toBe(count);
});
