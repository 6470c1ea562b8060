/** Compressed logs that are cut off or have something behind them: what is whole is read, and what is not is named. */
import { createWriteStream, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { crc32, deflateRawSync, gzipSync, zstdCompressSync } from 'node:zlib';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import yazl from 'yazl';
import type { AppError } from '../../contract/errors.ts';
import { type LogSource, listSources } from './sources.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'loss-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const line = (i: number): string => `line ${i} of a log, ${((i * 2_654_435_761) >>> 0).toString(36)}\n`;
const LOG = Array.from({ length: 20_000 }, (_, i) => line(i)).join('');
const PACKERS = { gzip: gzipSync, zstd: zstdCompressSync };
const KINDS = ['gzip', 'zstd'] as const;
let count = 0;

function write(bytes: Buffer): string {
  const file = path.join(folder, `log-${count++}`);
  writeFileSync(file, bytes);
  return file;
}

interface Got {
  readonly text: string;
  readonly losses: readonly AppError[];
}

async function read(source: LogSource | undefined): Promise<Got> {
  const losses: AppError[] = [];
  const parts: Buffer[] = [];
  for await (const part of (await source?.open({ onLoss: (loss) => losses.push(loss) })) ?? []) {
    parts.push(part as Buffer);
  }
  return { text: Buffer.concat(parts).toString('latin1'), losses };
}

const readBytes = async (bytes: Buffer): Promise<Got> => read((await listSources([write(bytes)])).sources[0]);
const places = ({ losses }: Got): unknown[] => losses.map(({ code, data }) => [code, data.offset, data.bytes]);

describe.each(KINDS)('%s', (kind) => {
  const pack = PACKERS[kind];

  it('with something behind its log gives the log and names the rest', async () => {
    const whole = Buffer.concat([pack(LOG.slice(0, 999)), pack(LOG.slice(999))]);
    for (const rest of ['something else', 'x', `\u{1f}`, '\u{1f}\u{1e}a', 'a longer text '.repeat(100_000)]) {
      const got = await readBytes(Buffer.concat([whole, Buffer.from(rest)]));
      expect(got.text === LOG).toBe(true);
      expect(places(got)).toEqual([['archive.truncated', whole.length, Buffer.byteLength(rest)]]);
    }
  });

  it('with zeros behind its parts is whole', async () => {
    const padded = [pack(LOG.slice(0, 999)), Buffer.alloc(10_000), pack(LOG.slice(999)), Buffer.alloc(511)];
    const got = await readBytes(Buffer.concat(padded));
    expect([got.text === LOG, got.losses]).toEqual([true, []]);
  });

  it('cut anywhere gives whole lines of the log and says where it ends, or that it holds nothing', async () => {
    const bytes = Buffer.concat([pack(LOG.slice(0, 4000)), pack(LOG.slice(4000))]);
    const first = pack(LOG.slice(0, 4000)).length;
    const cuts = [first - 3, first + 4, first + 12, Math.floor(bytes.length / 2), bytes.length - 5, bytes.length - 1];
    for (const cut of cuts) {
      const got = await readBytes(bytes.subarray(0, cut));
      expect(LOG.startsWith(got.text)).toBe(true);
      expect(got.text === '' || got.text.endsWith('\n')).toBe(true);
      expect(places(got)).toEqual([['archive.truncated', cut, null]]);
    }
    const { text } = await readBytes(bytes.subarray(0, bytes.length - 1000));
    expect(text.length).toBeGreaterThan(LOG.length * 0.8);
  });

  it('says so to whoever does not ask, at the end', async () => {
    const [source] = (await listSources([write(Buffer.concat([pack(LOG), Buffer.from('else')]))])).sources;
    const drained = async (): Promise<void> => {
      for await (const part of (await source?.open()) ?? []) void part;
    };
    await expect(drained()).rejects.toMatchObject({ code: 'archive.truncated' });
  });

  it('cut short while it is read has changed', async () => {
    const file = write(pack(LOG));
    const [source] = (await listSources([file])).sources;
    truncateSync(file, 20_000);
    await expect(read(source)).rejects.toMatchObject({ code: 'file.changed' });
  });

  it('from standard input and in a zip is read alike', async () => {
    const bytes = Buffer.concat([pack(LOG), Buffer.from('something else')]);
    const piped = (await listSources(['-'], Readable.from([bytes.subarray(0, 7), bytes.subarray(7)]))).sources[0];
    const archive = path.join(folder, `${kind}.zip`);
    const zip = new yazl.ZipFile();
    zip.addBuffer(bytes, 'inner', { compress: false });
    zip.end();
    const out = createWriteStream(archive);
    await new Promise<void>((resolve) => zip.outputStream.pipe(out).on('close', () => resolve()));
    for (const source of [piped, (await listSources([archive])).sources[0]]) {
      const got = await read(source);
      expect(got.text === LOG).toBe(true);
      expect(places(got)).toEqual([['archive.truncated', bytes.length - 14, 14]]);
    }
  });
});

it('a plain log that is cut short while it is read as a stream has changed', async () => {
  const file = write(Buffer.from(LOG, 'utf16le'));
  const [source] = (await listSources([file])).sources;
  truncateSync(file, 20_000);
  await expect(read(source)).rejects.toMatchObject({ code: 'file.changed' });
});

it('a cut log of one line keeps it where it is JSON, whose reader knows a torn record', async () => {
  const json = `[${Array.from({ length: 3000 }, (_, i) => `{"id":${(i * 7919) % 10_007}}`).join(',')}]`;
  const packed = gzipSync(json);
  const { text } = await readBytes(packed.subarray(0, packed.length - 500));
  expect(text.length).toBeGreaterThan(1000);
  expect(json.startsWith(text)).toBe(true);
});

/** A member with every field that a header may have. */
function decorated(content: Buffer): Buffer {
  const trailer = Buffer.alloc(8);
  trailer.writeUInt32LE(crc32(content), 0);
  trailer.writeUInt32LE(content.length, 4);
  const extra = Buffer.from('0600424302000500', 'hex');
  const head = Buffer.concat([
    Buffer.from('1f8b081e000000000003', 'hex'),
    extra,
    Buffer.from('a name\0a comment\0', 'latin1'),
    Buffer.from('beef', 'hex'),
  ]);
  return Buffer.concat([head, deflateRawSync(content), trailer]);
}

it('gzip is read in pieces of any size, whatever its headers hold, member behind member', async () => {
  const member = fc.record({ text: fc.string({ maxLength: 3000 }), isDecorated: fc.boolean(), zeros: fc.nat(40) });
  await fc.assert(
    fc.asyncProperty(fc.array(member, { maxLength: 6 }), fc.integer({ min: 1, max: 500 }), async (members, piece) => {
      const packed = members.map(({ text, isDecorated, zeros }) => {
        const content = Buffer.from(text);
        return Buffer.concat([isDecorated ? decorated(content) : gzipSync(content), Buffer.alloc(zeros)]);
      });
      const bytes = Buffer.concat([gzipSync('first\n'), ...packed]);
      const pieces: Buffer[] = [];
      for (let at = 0; at < bytes.length; at += piece) pieces.push(bytes.subarray(at, at + piece));
      const got = await read((await listSources(['-'], Readable.from(pieces))).sources[0]);
      expect(got.text).toBe(Buffer.from(`first\n${members.map(({ text }) => text).join('')}`).toString('latin1'));
      expect(got.losses).toEqual([]);
    }),
    { numRuns: 60 },
  );
});
