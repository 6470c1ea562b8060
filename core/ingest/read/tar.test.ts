/** Tar archives as loggers, backups and attackers make them: members are read as those of zips, and what is none is named. */
import { execFileSync } from 'node:child_process';
import { linkSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { buffer } from 'node:stream/consumers';
import { gzipSync, zstdCompressSync } from 'node:zlib';
import fc from 'fast-check';
import { type Header, pack } from 'tar-stream';
import { afterAll, describe, expect, it } from 'vitest';
import type { AppError } from '../../contract/errors.ts';
import { HEAD_ONLY, type LogSource, listSources } from './sources.ts';
import { listTar } from './tar.ts';
import { TarBytes } from './tar-bytes.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'tar-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
let count = 0;

const DATE = new Date('2026-03-02T08:00:00Z');
const LOG = Array.from({ length: 30_000 }, (_, i) => `line ${i} of a log\n`).join('');
const PACKINGS = { '.tar': (bytes: Buffer) => bytes, '.tgz': gzipSync, '.tar.zst': zstdCompressSync };
type Packing = keyof typeof PACKINGS;
const ALL = Object.keys(PACKINGS) as Packing[];

type Member = Partial<Header> & { readonly name: string; readonly content?: Buffer | string };

function tarOf(members: readonly Member[]): Promise<Buffer> {
  const tar = pack();
  for (const { content = '', ...header } of members) {
    if ((header.type ?? 'file') === 'file') tar.entry({ mtime: DATE, ...header }, content);
    else tar.entry({ mtime: DATE, ...header });
  }
  tar.finalize();
  return buffer(tar as unknown as AsyncIterable<Buffer>);
}

function write(bytes: Buffer, ending: Packing | '.any' = '.any'): string {
  const file = path.join(folder, `${count++}${ending}`);
  writeFileSync(file, bytes);
  return file;
}

async function textOf(source: LogSource | undefined, losses?: AppError[]): Promise<string> {
  const options = losses === undefined ? {} : { onLoss: (loss: AppError) => losses.push(loss) };
  return source === undefined ? '' : (await buffer(await source.open(options))).toString('latin1');
}

async function headOf(source: LogSource): Promise<string> {
  const stream = await source.open(HEAD_ONLY);
  for await (const part of stream as AsyncIterable<Buffer>) return part.toString('latin1', 0, 10);
  return '';
}

/** Names, texts and refusals of an archive. */
async function read(file: string) {
  const { sources, problems } = await listSources([file]);
  const texts: Record<string, string> = {};
  for (const source of sources) texts[source.name.slice(file.length + 1)] = await textOf(source);
  return {
    texts,
    refused: problems.map(({ name, error }) => [name.slice(file.length + 1), error.code, error.message]),
  };
}

describe.each(ALL)('an archive %s', (ending) => {
  const made = async (members: readonly Member[]): Promise<string> =>
    write(PACKINGS[ending](await tarOf(members)), ending);

  it('gives every file, also one that is packed itself, by its content and not by its name', async () => {
    const file = await made([
      { name: './', type: 'directory' },
      { name: './var/a.log', content: LOG },
      { name: 'b.log.gz', content: gzipSync(LOG) },
      { name: 'c.zst', content: zstdCompressSync(Buffer.from('c\n')) },
      { name: `${'long/'.repeat(60)}d.log`, content: 'd\n' },
      { name: `${'x'.repeat(90)}/${'y'.repeat(90)}.log`, content: 'prefix\n' },
      { name: 'größe.log', content: 'name\n' },
      { name: 'empty.log' },
      { name: 'var/._a.log', content: 'of macOS' },
    ]);
    const { texts, refused } = await read(file);
    expect(texts).toEqual({
      'var/a.log': LOG,
      'b.log.gz': LOG,
      'c.zst': 'c\n',
      [`${'long/'.repeat(60)}d.log`]: 'd\n',
      [`${'x'.repeat(90)}/${'y'.repeat(90)}.log`]: 'prefix\n',
      'größe.log': 'name\n',
      'empty.log': '',
    });
    expect(refused).toEqual([]);
    const [first] = (await listSources([file])).sources;
    expect(first).toMatchObject({ compression: 'tar', bytes: LOG.length, modifiedMs: DATE.getTime(), plainPath: null });
  });

  it('gives its files in any order, at once, and their beginnings before all of them', async () => {
    const texts = Array.from({ length: 20 }, (_, at) => LOG.replaceAll('line', `of ${at}, line`));
    const file = await made(texts.map((content, at) => ({ name: `${at}.log`, content })));
    const { sources } = await listSources([file]);
    for (const [at, source] of sources.entries()) {
      for (const _ of [1, 2]) expect(await headOf(source)).toBe(texts[at]?.slice(0, 10));
    }
    for (const at of [3, 3, 0, 19, 7]) expect(await textOf(sources[at])).toBe(texts[at]);
    expect(await Promise.all(sources.map((source) => textOf(source)))).toEqual(texts);
  });

  it('names links, devices and pipes, and reads none of them', async () => {
    const file = await made([
      { name: 'a.log', content: 'a\n' },
      { name: 'again.log', type: 'link', linkname: 'a.log' },
      { name: 'passwd', type: 'symlink', linkname: '/etc/passwd' },
      { name: 'null', type: 'character-device' },
      { name: 'sda', type: 'block-device' },
      { name: 'pipe', type: 'fifo' },
    ]);
    expect(await read(file)).toEqual({
      texts: { 'a.log': 'a\n' },
      refused: [
        ['again.log', 'file.unsupported', expect.stringContaining('is a link to a.log, and was not followed')],
        ['passwd', 'file.unsupported', expect.stringContaining('is a link to /etc/passwd, and was not followed')],
        ['null', 'file.unsupported', expect.stringContaining('is a device')],
        ['sda', 'file.unsupported', expect.stringContaining('is a device')],
        ['pipe', 'file.unsupported', expect.stringContaining('is a pipe')],
      ],
    });
  });

  it('refuses names that lead out of it, files with holes and archives in it, and reads the others', async () => {
    const file = await made([
      { name: '../outside.log', content: 'x' },
      { name: '/etc/absolute.log', content: 'x' },
      { name: 'a/../../b.log', content: 'x' },
      { name: 'a\\..\\b.log', content: 'x' },
      { name: 'holes.log', content: 'x', pax: { 'GNU.sparse.major': '1' } },
      { name: 'fine.log', content: 'fine\n' },
    ]);
    const { texts, refused } = await read(file);
    expect(texts).toEqual({ 'fine.log': 'fine\n' });
    expect(refused.map(([, code]) => code)).toEqual([...Array(4).fill('archive.unsafeName'), 'file.unsupported']);
    const inner = await made([{ name: 'inner.tar', content: await tarOf([{ name: 'a.log', content: 'a\n' }]) }]);
    await expect(textOf((await listSources([inner])).sources[0])).rejects.toThrow('is a tar archive, not a log');
  });

  it('whose header is damaged is read up to there, and the place named', async () => {
    const tar = await tarOf([1, 2, 3].map((at) => ({ name: `${at}.log`, content: `${at}\n` })));
    tar.fill(0xff, 2 * 1024, 2 * 1024 + 300);
    expect(await read(write(PACKINGS[ending](tar), ending))).toEqual({
      texts: { '1.log': '1\n', '2.log': '2\n' },
      refused: [['', 'archive.truncated', expect.stringContaining('at byte 2048 of the unpacked archive')]],
    });
  });

  it('of more members than are read says so', async () => {
    const tar = PACKINGS[ending](await tarOf([1, 2, 3].map((at) => ({ name: `${at}.log`, content: `${at}\n` }))));
    const packing = ending === '.tar' ? 'none' : ending === '.tgz' ? 'gzip' : 'zstd';
    const listing = await listTar('a.tar', new TarBytes(write(tar), packing, tar.length), 2);
    expect(listing.entries.map(({ name }) => name)).toEqual(['1.log', '2.log']);
    expect(listing.problems.map(({ error }) => error.message)).toEqual([
      expect.stringContaining('more than 2 members'),
    ]);
  });
});

it('one that is cut off is read as far as it is whole, and what is missing is named', async () => {
  const tar = await tarOf(['a', 'b'].map((name) => ({ name, content: LOG })));
  const half = tar.subarray(0, 1024 + LOG.length + 200_000);
  const packed = gzipSync(tar);
  for (const bytes of [half, gzipSync(half), packed.subarray(0, Math.floor(packed.length * 0.75))]) {
    const file = write(bytes);
    const { sources, problems } = await listSources([file]);
    expect(problems.map(({ error }) => error.message)).toEqual([expect.stringContaining('it ends in or behind b')]);
    const losses: AppError[] = [];
    expect(await textOf(sources[0], losses)).toBe(LOG);
    expect(losses).toEqual([]);
    const rest = await textOf(sources[1], losses);
    expect(LOG.startsWith(rest) && rest.endsWith('\n') && rest.length > 10_000).toBe(true);
    expect(losses.map(({ code, message }) => [code, message])).toEqual([
      ['archive.truncated', expect.stringContaining('its archive ends in it')],
    ]);
    await expect(textOf(sources[1])).rejects.toThrow('is cut off');
  }
});

it('a bomb is stopped, as an archive and as a member', async () => {
  const zeros = Buffer.alloc(300 * 1024 * 1024);
  const archive = write(gzipSync(await tarOf([{ name: 'zeros', content: zeros }]), { level: 4 }));
  expect((await listSources([archive])).problems.map(({ error }) => error.code)).toEqual(['archive.ratioExceeded']);
  const member = write(await tarOf([{ name: 'zeros.gz', content: gzipSync(zeros, { level: 4 }) }]));
  await expect(textOf((await listSources([member])).sources[0])).rejects.toMatchObject({
    code: 'archive.ratioExceeded',
  });
});

it.skipIf(process.platform === 'win32')('what the system’s tar makes is read, in each of its formats', async () => {
  const place = path.join(folder, 'made');
  mkdirSync(path.join(place, 'sub'.repeat(30), 'deep'.repeat(20)), { recursive: true });
  const long = path.join('sub'.repeat(30), 'deep'.repeat(20), 'a.log');
  writeFileSync(path.join(place, long), LOG);
  writeFileSync(path.join(place, 'b.log'), 'b\n');
  linkSync(path.join(place, 'b.log'), path.join(place, 'c.log'));
  symlinkSync('b.log', path.join(place, 'd.log'));
  for (const format of ['v7', 'ustar', 'gnu', 'pax']) {
    const file = path.join(folder, `made-${format}.tgz`);
    // What v7 has no room for is not packed, which is a failure of tar's and none of ours.
    const names = format === 'v7' ? ['b.log', 'c.log', 'd.log'] : [long, 'b.log', 'c.log', 'd.log'];
    execFileSync('tar', ['-czf', file, `--format=${format}`, '-C', place, ...names]);
    const { texts, refused } = await read(file);
    expect([format, texts]).toEqual([format, { ...(format === 'v7' ? {} : { [long]: LOG }), 'b.log': 'b\n' }]);
    expect(refused.map(([name]) => name)).toEqual(['c.log', 'd.log']);
  }
});

it('bytes that are changed in one make nothing but refusals with a reason, and nothing hangs', async () => {
  const texts = Array.from({ length: 4 }, (_, at) => `line of ${at}\n`.repeat(100 * at + 1));
  const tar = await tarOf(texts.map((content, at) => ({ name: `${at}.log`, content })));
  await fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(fc.nat(tar.length - 1), fc.nat(255)), { maxLength: 20 }), async (changes) => {
      const bytes = Buffer.from(tar);
      for (const [at, value] of changes) bytes[at] = value;
      const { sources, problems } = await listSources([write(bytes, '.tar')]);
      for (const source of sources)
        await textOf(source, []).catch((cause) => expect(cause.code).toMatch(/^(file|archive)\./));
      for (const { error } of problems) expect(error.code).toMatch(/^(file|archive)\./);
    }),
    { numRuns: 200 },
  );
});
