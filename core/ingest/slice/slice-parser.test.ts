import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MAX_CELLS } from '../cube/cell-table.ts';
import { FLAG_RECEIVED, FLAG_SENT } from '../cube/columns.ts';
import { ACTION_BLOCKED, PARSED } from '../formats/api.ts';
import { MAX_LINE_BYTES } from '../frames/cut.ts';
import { Directives } from './directives.ts';
import {
  cellsOf,
  FIRST_SECOND,
  lineReader,
  MemoryStream,
  NO_PROFILE,
  type Parsed,
  squidLine,
} from './slice.test-kit.ts';

const event = fc.record({
  second: fc.integer({ min: FIRST_SECOND, max: FIRST_SECOND + 20_000 }),
  source: fc.constantFrom('10.0.0.1', '10.0.0.2', '2001:db8::1'),
  user: fc.constantFrom('-', 'ana', 'EXAMPLE\\bo'),
  host: fc.constantFrom('www.example.com', 'files.example.org', '192.0.2.7'),
  bytes: fc.nat(100_000),
  result: fc.constantFrom('TCP_MISS/200', 'TCP_DENIED/403', 'TCP_HIT/304'),
});
const noise = fc.constantFrom('', '   ', '\r', 'not a log line', '1700000000.000', '\0\0\0', '"', 'ÿþ');
const line = fc.oneof({ weight: 6, arbitrary: event.map((e) => squidLine(e)) }, { weight: 1, arbitrary: noise });
const log = fc
  .tuple(fc.array(line, { maxLength: 60 }), fc.constantFrom('\n', '\r\n'), fc.boolean())
  .map(([lines, end, closed]) => Buffer.from(lines.join(end) + (closed ? end : ''), 'latin1'));

describe('a slice parser', () => {
  it('accounts for every line, and its cells are what single lines add up to', () => {
    fc.assert(
      fc.property(log, (bytes) => {
        const { counts, batches, frames } = new MemoryStream().importFile(bytes);
        const text = bytes.toString('latin1');
        const lines = text === '' ? [] : text.replace(/\n$/, '').split('\n');
        expect(counts.read).toBe(lines.length);
        expect(counts.read).toBe(counts.parsed + counts.rejected + counts.skipped + counts.blank);
        expect(Object.values(counts.reasons).reduce((a, b) => a + b, 0)).toBe(counts.rejected + counts.skipped);
        expect(frames.reduce((sum, frame) => sum + frame.lines, 0)).toBe(lines.length);
        expect(Buffer.concat(frames.map((frame) => frame.packed ?? new Uint8Array()))).toEqual(bytes);
        const reader = lineReader();
        reader.beginFile((FIRST_SECOND + 1e8) * 1000);
        let transactions = 0;
        const want = new Map<string, number>();
        for (const one of lines) {
          if (reader.read(one, 0, one.length) === PARSED) {
            const { draft } = reader;
            transactions++;
            const flags = draft.action | (draft.bytesReceived >= 0 ? FLAG_RECEIVED : 0);
            const dest = draft.destinationHost || draft.destinationIp;
            const hour = Math.floor(draft.timeMs / 3_600_000);
            const key = [hour, dest, draft.sourceUser, draft.sourceIp, draft.sourceHost, flags].join('|');
            want.set(key, (want.get(key) ?? 0) + Math.max(0, draft.bytesReceived));
          }
        }
        const got = cellsOf(batches);
        expect(counts.parsed).toBe(transactions);
        expect([...got.values()].reduce((sum, cell) => sum + cell.tx, 0)).toBe(transactions);
        expect(new Map([...got].map(([key, cell]) => [key, cell.received]))).toEqual(want);
        expect([...got.keys()].every((key) => (Number(key.split('|').at(-1)) & FLAG_SENT) === 0)).toBe(true);
      }),
      { numRuns: 150 },
    );
  });

  it('finds the same whatever the slices and their order', () => {
    fc.assert(
      fc.property(log, fc.array(fc.nat(6000), { maxLength: 5 }), (bytes, cuts) => {
        const whole = new MemoryStream().importFile(bytes);
        for (const order of ['forward', 'backward'] as const) {
          same(new MemoryStream().importFile(bytes, { cuts, order }), whole);
        }
      }),
      { numRuns: 80 },
    );
  });

  it('says which user went where in each frame', () => {
    const bytes = Buffer.from(
      ['ana a.example.com', 'bo b.example.com', 'ana b.example.com', 'ana a.example.com']
        .map((pair, i) => {
          const [user = '', host = ''] = pair.split(' ');
          return `${squidLine({ second: FIRST_SECOND + i, user, host })}\n`;
        })
        .join(''),
    );
    const { frames, batches } = new MemoryStream().importFile(bytes);
    const fresh = batches[0]?.fresh;
    const pairs = frames.flatMap((frame) =>
      [...frame.users].map((user, i) => `${fresh?.user[user - 1]} ${fresh?.dest[(frame.dests[i] ?? 0) - 1]}`),
    );
    expect(pairs).toEqual(['ana a.example.com', 'ana b.example.com', 'bo b.example.com']);
  });
});

function same(got: Parsed, want: Parsed): void {
  expect(got.counts).toEqual(want.counts);
  expect(cellsOf(got.batches)).toEqual(cellsOf(want.batches));
}

describe('hostile lines', () => {
  it('beyond 1 MiB are rejected, kept only in part, and do not hurt their neighbours', () => {
    const good = squidLine({ second: FIRST_SECOND });
    const huge = `${good}${'x'.repeat(3 * MAX_LINE_BYTES)}`;
    const bytes = Buffer.from(`${good}\n${huge}\n${good}\n${huge}`);
    const { counts, frames } = new MemoryStream().importFile(bytes);
    expect(counts).toMatchObject({ read: 4, parsed: 2, rejected: 2, reasons: { 'line-too-long': 2 } });
    expect(frames.reduce((sum, frame) => sum + frame.rlen, 0)).toBeLessThan(2.1 * MAX_LINE_BYTES);
    const again = new MemoryStream();
    again.importFile(bytes);
    expect(again.importFile(bytes).counts).toMatchObject({ parsed: 2, duplicates: 2 });
  });

  it('of zero bytes are blank, also behind a record', () => {
    const bytes = Buffer.from(`${squidLine({ second: FIRST_SECOND })}\0\0\0\n${'\0'.repeat(5000)}`);
    expect(new MemoryStream().importFile(bytes).counts).toMatchObject({ read: 2, parsed: 1, blank: 1 });
  });

  it('in a flood of one line make few frames', () => {
    for (let n = 0; n < 3; n++) {
      const bytes = Buffer.from(`${squidLine({ second: FIRST_SECOND + n })}\n`.repeat(20_000));
      expect(new MemoryStream().importFile(bytes).frames.length).toBeLessThan(5);
    }
  });
});

it('hands cells over when the table is full in the middle of a frame, and loses none', () => {
  const extra = 5000;
  const lines = Array.from({ length: MAX_CELLS + extra }, (_, i) =>
    squidLine({ second: FIRST_SECOND + (i % 7), user: `u${i}`, bytes: 3 }),
  );
  const { counts, batches, frames } = new MemoryStream().importFile(Buffer.from(lines.join('\n')), {
    keepEvidence: false,
  });
  expect(counts.parsed).toBe(lines.length);
  expect(batches.length).toBeGreaterThan(1);
  expect(batches[0]?.cells?.hour.length).toBe(MAX_CELLS);
  const cells = cellsOf(batches);
  expect(cells.size).toBe(lines.length);
  expect([...cells.values()].reduce((sum, cell) => sum + cell.received, 0)).toBe(3 * lines.length);
  expect(frames.reduce((sum, frame) => sum + frame.users.length, 0)).toBe(lines.length);
});

describe('directives', () => {
  const fieldsA = '#Fields: date time c-ip cs-username cs-host sc-bytes';
  const fieldsB = '#Fields: date time cs-username sc-bytes c-ip cs-host';
  const stamp = (i: number) => new Date((FIRST_SECOND + i) * 1000).toISOString().slice(0, 19).replace('T', ' ');
  const of = (layout: 'A' | 'B', i: number) =>
    layout === 'A'
      ? `${stamp(i)} 10.0.0.${i % 9} user${i} www.example.com ${i}`
      : `${stamp(i)} user${i} ${i} 10.0.0.${i % 9} www.example.com`;
  const header = (layout: 'A' | 'B') => ['#Software: Example', '#Version: 1.0', layout === 'A' ? fieldsA : fieldsB];
  const part = fc.record({
    layout: fc.constantFrom<'A' | 'B'>('A', 'B'),
    lines: fc.nat(12),
    remark: fc.boolean(),
  });
  const w3c = fc.array(part, { minLength: 1, maxLength: 5 }).map((parts) => {
    let i = 0;
    const lines = parts.flatMap(({ layout, lines: count, remark }) => [
      ...header(layout),
      ...Array.from({ length: count }, () => of(layout, i++)),
      ...(remark ? ['#Remark: log rolled', '# a comment', of(layout, i++)] : []),
    ]);
    return { bytes: Buffer.from(lines.map((one) => `${one}\r\n`).join('')), events: i };
  });
  const prelude = (before: Buffer) => {
    const state = new Directives('');
    for (const one of before.toString('latin1').split('\n')) {
      state.note(one);
    }
    return state.text();
  };

  it.each(['w3c', 'auto'])('that change in the middle of a file read the same in any slices (%s)', (format) => {
    fc.assert(
      fc.property(w3c, fc.array(fc.nat(3000), { maxLength: 4 }), ({ bytes, events }, cuts) => {
        const whole = new MemoryStream().importFile(bytes, { format });
        expect(whole.counts).toMatchObject({ parsed: events, rejected: 0 });
        same(new MemoryStream().importFile(bytes, { format, cuts, prelude, order: 'backward' }), whole);
      }),
      { numRuns: 60 },
    );
  });

  it('stay right where a grown file is compared with what is stored', () => {
    const lines = [
      ...header('A'),
      ...[0, 1, 2].map((i) => of('A', i)),
      ...header('B'),
      ...[3, 4, 5].map((i) => of('B', i)),
    ];
    const file = (n: number) =>
      Buffer.from(
        lines
          .slice(0, n)
          .map((one) => `${one}\n`)
          .join(''),
      );
    const stream = new MemoryStream();
    stream.importFile(file(5), { format: 'w3c' });
    // Another file that begins under the first layout and goes on under the second.
    const { counts, batches } = stream.importFile(file(lines.length), { format: 'w3c' });
    expect(counts).toMatchObject({ parsed: 6, duplicates: 2, rejected: 0 });
    expect([...cellsOf(batches).values()].reduce((sum, cell) => sum + cell.received, 0)).toBe(2 + 3 + 4 + 5);
  });

  it('may be a row of column names, which each slice and frame is read by', () => {
    const names = 'Time,User,Client IP,Host,Bytes Received';
    const rows = Array.from({ length: 400 }, (_, i) => `${stamp(i)},user${i},10.0.0.${i % 9},www.example.com,${i}`);
    const bytes = Buffer.from([names, '', ...rows].map((one) => `${one}\r\n`).join(''));
    const first = (before: Buffer) => `${before.toString('latin1').split('\n')[0]}\n`;
    for (const format of ['csv-header', 'auto']) {
      const whole = new MemoryStream().importFile(bytes, { format });
      expect(whole.counts).toMatchObject({ parsed: 400, skipped: 1, blank: 1, rejected: 0 });
      const cut = new MemoryStream().importFile(bytes, {
        format,
        cuts: [3000, 9000],
        prelude: first,
        order: 'backward',
      });
      same(cut, whole);
      expect(cut.frames.filter((frame) => frame.prelude.trim() === names)).toHaveLength(cut.frames.length - 1);
    }
  });

  it('travel with each frame, so that it can be read alone', () => {
    const state = new Directives(`${fieldsA}\n#Date: 2026-01-01\n`);
    state.note('#Remark: x');
    state.note('# no name');
    state.note(fieldsB);
    expect(state.text()).toBe(`${fieldsB}\n#Date: 2026-01-01\n#Remark: x\n`);
  });
});

it('skips what stays inside the organisation', () => {
  const profile = { ...NO_PROFILE, managedDomains: ['example.com'], internalRanges: ['10.0.0.0/8'] };
  const bytes = Buffer.from(
    ['intranet.example.com', 'www.example.org'].map((host) => squidLine({ second: FIRST_SECOND, host })).join('\n'),
  );
  expect(new MemoryStream().importFile(bytes, { profile }).counts).toMatchObject({
    parsed: 1,
    skipped: 1,
    reasons: { internal: 1 },
  });
});

it('marks what the proxy refused', () => {
  const bytes = Buffer.from(squidLine({ second: FIRST_SECOND, result: 'TCP_DENIED/403' }));
  const cells = new MemoryStream().importFile(bytes).batches[0]?.cells;
  expect((cells?.flags[0] ?? 0) & 3).toBe(ACTION_BLOCKED);
});

describe('hosts of one domain', () => {
  const line = (host: string, at: number) =>
    `${1_700_000_000 + at}.000 1 10.0.0.1 TCP_MISS/200 10 GET http://${host}/ ana HIER_DIRECT/192.0.2.1 -`;

  it('fold into *.domain beyond ten thousand, and every transaction still counts', () => {
    const hosts = Array.from({ length: 10_050 }, (_, i) => `h${i}.tunnel.example.com`);
    // A suffix of two labels is no domain: the ones under it are counted each for itself.
    const others = Array.from({ length: 10_020 }, (_, i) => `www.d${i}.co.uk`);
    const lines = [...hosts, ...hosts.slice(-3), ...others].map(line);
    const { batches, counts } = new MemoryStream().importFile(Buffer.from(lines.join('\n')), {
      format: 'squid-native',
    });
    const names = batches.flatMap((batch) => batch.fresh.dest);
    const cells = batches.flatMap((batch) => (batch.cells ? [batch.cells] : []));
    const star = names.indexOf('*.example.com') + 1;
    const folded = cells.flatMap((c) => [...c.tx].filter((_, i) => c.dest[i] === star));
    expect([names.length, folded.reduce((a, b) => a + b, 0)]).toEqual([10_001 + others.length, 53]);
    expect(cells.flatMap((c) => [...c.tx]).reduce((a, b) => a + b, 0)).toBe(counts.parsed);
  });
});
