/** Formats that read plain lines from bytes must count exactly what reading the same lines as text counts. */
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { layoutOf } from '../formats/keyed/json-layout.ts';
import { TRAFFIC_FORMATS } from '../formats/registry.ts';
import { cellsOf, lineReader, MemoryStream, NO_PROFILE } from './slice.test-kit.ts';

const sampleOf = (id: string): string[] =>
  readFileSync(new URL(`../formats/${id}/sample.log`, import.meta.url), 'latin1').split(/\r?\n/);

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

/** What relays put in front of lines. */
const HEADERS = [
  '<14>Jan  2 03:04:05 fw-1 ',
  'Jan 12 03:04:05 10.0.0.1 squid[123]: ',
  '<134>2025-01-02T03:04:05.678+01:00 FGT proxy: ',
  '2025-01-02T03:04:05Z relay squid: ',
  '<134>1 2025-01-02T03:04:05.678Z fw1 app 123 id - ',
] as const;

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
    .tuple(fc.array(damage, { minLength: 1, maxLength: 12 }), fc.constantFrom('', ...HEADERS))
    .map(([all, header]) =>
      spoil(
        sample.map((line) => (line === '' || line.startsWith('#') ? line : header + line)),
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
      { numRuns: 60 },
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

/** What a fuzzer found: each line counted under a name that another line had, or as what it is not. */
describe('lines whose names hang on more than their windows', () => {
  const count = (format: string, lines: readonly string[]): void => {
    const bytes = Buffer.from([...lines, ...lines, ...lines].join('\n'), 'latin1');
    const want = new MemoryStream().importFile(bytes, { format, asText: true });
    const got = new MemoryStream().importFile(bytes, { format });
    expect(got.counts).toEqual(want.counts);
    expect(cellsOf(got.batches)).toEqual(cellsOf(want.batches));
  };

  it('reads the URL of a threat that is no URL log', () => {
    const threat = sampleOf('paloalto').find((line) => line.includes('THREAT,virus')) ?? '';
    count('paloalto', [threat, threat.replace('files.example.com/up/report.pdf', 'report')]);
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

  it('takes a message of a firewall without its level for none', () => {
    const line = sampleOf('cisco-asa').find((text) => /^\w{3} .* %ASA-\d-302014: /.test(text)) ?? '';
    count('cisco-asa', [line, line.replace(/%ASA-\d/, '%ASA- ')]);
  });
});

it('passes over the words behind the last pair', () => {
  const reader = lineReader('watchguard');
  const plain = sampleOf('watchguard').filter((line) => reader.readBytes(Buffer.from(line, 'latin1'), 0, line.length));
  expect(plain.some((line) => line.endsWith('(HTTP-proxy-00)'))).toBe(true);
});

it('knows the format of a log by lines that are no traffic', () => {
  const [first = '', second = ''] = sampleOf('huawei').filter((line) => /SESSION_BUILT|CMDRECORD/.test(line));
  const reader = lineReader('auto');
  expect(reader.readBytes(Buffer.from(second, 'latin1'), 0, second.length)).toBe(false);
  reader.read(first, 0, first.length);
  expect(reader.readBytes(Buffer.from(second, 'latin1'), 0, second.length)).toBe(true);
});
