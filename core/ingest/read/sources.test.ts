import { once } from 'node:events';
import { mkdirSync, mkdtempSync, ReadStream, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { queryObjects } from 'node:v8';
import { constants, gzipSync, zstdCompressSync } from 'node:zlib';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import yazl from 'yazl';
import { type LogSource, listSources } from './sources.ts';
import { listZip } from './zip.ts';

const root = mkdtempSync(path.join(tmpdir(), 'sources-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

let folder = root;
let count = 0;
beforeEach(() => {
  folder = path.join(root, String(count++));
  mkdirSync(folder);
});

const LOG = Array.from({ length: 30_000 }, (_, i) => `line ${i} of a log\n`).join('');

/** `zip -X -P secret` of two members, the second stored (`-0`). */
const LOCKED = [
  'UEsDBBQACQAIABqIfF0eWRbbIgAAAMgAAAAKAAAAcGFja2VkLmxvZwv5ZaPkB5m1CCbWch32Xt8io97vJL6kWRC6uTcU7UavbK1QSwcIHlkW2y',
  'IAAADIAAAAUEsDBAoACQAAABqIfF3H7IAKEgAAAAYAAAAIAAAAa2VwdC5sb2cT7sor20wKe8JNCkhMkysaWLNQSwcIx+yAChIAAAAGAAAAUEsB',
  'Ah4DFAAJAAgAGoh8XR5ZFtsiAAAAyAAAAAoAAAAAAAAAAQAAAKSBAAAAAHBhY2tlZC5sb2dQSwECHgMKAAkAAAAaiHxdx+yAChIAAAAGAAAACA',
  'AAAAAAAAAAAAAApIFaAAAAa2VwdC5sb2dQSwUGAAAAAAIAAgBuAAAAogAAAAAA',
].join('');

/** A zstd frame without content, as parallel compressors write them. */
const SKIPPED_FRAME = Buffer.from('502a4d180300000041424c', 'hex');
/** 300 MiB of zeros. */
const BOMB = gzipSync(Buffer.alloc(300 * 1024 * 1024), { level: 4 });

function write(name: string, content: Buffer | string): string {
  const file = path.join(folder, name);
  writeFileSync(file, content);
  return file;
}

async function textOf(source: LogSource | undefined): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of (await source?.open()) ?? []) parts.push(part as Buffer);
  return Buffer.concat(parts).toString('latin1');
}

async function drain(source: LogSource | undefined): Promise<void> {
  for await (const part of (await source?.open()) ?? []) void part;
}

async function zip(members: Readonly<Record<string, Buffer | string>>, compress = true): Promise<Buffer> {
  const file = new yazl.ZipFile();
  for (const [name, content] of Object.entries(members)) {
    file.addBuffer(Buffer.from(content), name, { compress });
  }
  file.end();
  const parts: Buffer[] = [];
  for await (const part of file.outputStream) parts.push(part as Buffer);
  return Buffer.concat(parts);
}

/** Changes every occurrence of a name (local header and directory): lengths stay the same. */
function rename(bytes: Buffer, from: string, to: string): Buffer {
  return Buffer.from(bytes.toString('latin1').replaceAll(from, to), 'latin1');
}

/** The archive of one member, with that member listed `count` times: all share their bytes. */
function overlapping(bytes: Buffer, count: number): Buffer {
  const end = bytes.lastIndexOf(Buffer.from('504b0506', 'hex'));
  const start = bytes.readUInt32LE(end + 16);
  const entry = bytes.subarray(start, end);
  const tail = Buffer.from(bytes.subarray(end));
  tail.writeUInt16LE(count, 8);
  tail.writeUInt16LE(count, 10);
  tail.writeUInt32LE(entry.length * count, 12);
  return Buffer.concat([bytes.subarray(0, start), ...Array<Buffer>(count).fill(entry), tail]);
}

const only = async (file: string): Promise<LogSource | undefined> => (await listSources([file])).sources[0];

it.skipIf(process.platform === 'win32')('lists the files of a folder by name, and nothing that is none', async () => {
  for (const name of ['b.log', 'a.log', '.hidden']) write(name, LOG);
  mkdirSync(path.join(folder, 'c'));
  write('c/d.log', LOG);
  const socket = path.join(folder, 'socket');
  const server = createServer().listen(socket);
  await once(server, 'listening');
  const { sources, problems } = await listSources([folder]);
  server.close();
  expect(sources.map(({ name }) => path.relative(folder, name))).toEqual(['a.log', 'b.log', path.join('c', 'd.log')]);
  expect(sources.map(({ bytes }) => bytes)).toEqual([LOG.length, LOG.length, LOG.length]);
  expect(problems.map(({ name, error }) => [name, error.code])).toEqual([[socket, 'file.unsupported']]);
});

describe('plain and compressed files', () => {
  it.each([
    ['none', Buffer.from(LOG)],
    ['gzip', gzipSync(LOG)],
    ['gzip', Buffer.concat([gzipSync(LOG.slice(0, 1000)), gzipSync(LOG.slice(1000))])],
    ['zstd', zstdCompressSync(LOG)],
    ['zstd', Buffer.concat([SKIPPED_FRAME, zstdCompressSync(LOG), SKIPPED_FRAME])],
    ['zstd', Buffer.concat([zstdCompressSync(LOG.slice(0, 1000)), zstdCompressSync(LOG.slice(1000))])],
  ])('are told by content (%s)', async (compression, bytes) => {
    const source = await only(write('any.name', bytes));
    expect(source).toMatchObject({ compression, bytes: bytes.length });
    expect((await textOf(source)) === LOG).toBe(true);
    expect(source?.plainPath === null).toBe(compression !== 'none');
  });

  it.each([
    ['gzip', gzipSync(LOG)],
    ['gzip of two members', Buffer.concat([gzipSync('a\n'), gzipSync(LOG)])],
    ['zstd', zstdCompressSync(LOG)],
    ['zstd with checksum', zstdCompressSync(LOG, { params: { [constants.ZSTD_c_checksumFlag]: 1 } })],
  ])('cut off say so: %s', async (_, bytes) => {
    for (const cut of [1, 7, Math.floor(bytes.length / 2)]) {
      const source = await only(write('cut', bytes.subarray(0, bytes.length - cut)));
      await expect(textOf(source)).rejects.toMatchObject({ code: 'archive.truncated' });
    }
  });

  it('report damage inside', async () => {
    const bytes = gzipSync(LOG);
    bytes[Math.floor(bytes.length / 2)] = (bytes[Math.floor(bytes.length / 2)] ?? 0) ^ 0x55;
    await expect(textOf(await only(write('flip.gz', bytes)))).rejects.toMatchObject({ code: 'archive.truncated' });
    const second = Buffer.concat([gzipSync('a line\n'), bytes]);
    await expect(textOf(await only(write('second.gz', second)))).rejects.toMatchObject({
      message: expect.stringContaining(
        `that begins at byte ${gzipSync('a line\n').length}; what stands before is whole`,
      ),
    });
  });

  it('stop a bomb', async () => {
    for (const source of [
      await only(write('bomb.gz', BOMB)),
      (await listSources(['-'], Readable.from([BOMB]))).sources[0],
    ]) {
      await expect(drain(source)).rejects.toMatchObject({ code: 'archive.ratioExceeded' });
    }
  });
});

describe('what is no log', () => {
  it('is refused by name', async () => {
    const png = Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), Buffer.alloc(100)]);
    const tar = Buffer.alloc(1024);
    tar.write('ustar', 257);
    const zipped = write('b.zip', await zip({ 'picture.png': png, 'a.log': 'a\n' }));
    const { sources, problems } = await listSources([write('a.png', png), write('a.tar', tar), zipped]);
    expect(problems.map((problem) => [problem.error.code, problem.error.data.found])).toEqual([
      ['file.unsupported', 'a PNG image'],
      ['file.unsupported', 'a tar archive'],
    ]);
    expect(await textOf(sources[1])).toBe('a\n');
    await expect(textOf(sources[0])).rejects.toMatchObject({ code: 'file.unsupported' });
    await expect(textOf(await only(write('a.tgz', gzipSync(tar))))).rejects.toMatchObject({ code: 'file.unsupported' });
  });

  it.each([
    ['gzip.gz', gzipSync(gzipSync(LOG)), 'gzip'],
    ['zstd.gz', gzipSync(zstdCompressSync(LOG)), 'zstd'],
    ['gzip.zst', zstdCompressSync(gzipSync(LOG)), 'gzip'],
  ])('is packed twice: %s', async (name, bytes, found) => {
    const refused = { code: 'file.unsupported', data: { found } };
    await expect(textOf(await only(write(name, bytes)))).rejects.toMatchObject(refused);
    const inZip = await only(write('outer.zip', await zip({ 'b.gz': bytes })));
    await expect(textOf(inZip)).rejects.toMatchObject(refused);
  });

  it('is an archive in another', async () => {
    const inner = await zip({ 'a.log': LOG });
    for (const outer of [gzipSync(inner), await zip({ 'inner.zip': inner })]) {
      const source = await only(write('outer', outer));
      await expect(textOf(source)).rejects.toMatchObject({ code: 'file.unsupported', data: { found: 'zip' } });
    }
  });

  it('is missing, or gone when it is opened', async () => {
    const { problems } = await listSources([path.join(folder, 'none.log')]);
    expect(problems[0]?.error.code).toBe('file.notFound');
    const source = await only(write('soon-gone.log', LOG));
    rmSync(path.join(folder, 'soon-gone.log'));
    await expect(textOf(source)).rejects.toMatchObject({ code: 'file.notFound' });
  });
});

describe('a date', () => {
  it('that cannot be meant is not taken for one', async () => {
    const began = Date.now();
    const plain = write('plain.log', LOG);
    utimesSync(plain, 0, 0);
    expect((await only(plain))?.modifiedMs).toBeGreaterThanOrEqual(began);

    const archive = new yazl.ZipFile();
    archive.addBuffer(Buffer.from(LOG), 'undated.log', { mtime: new Date(1980, 0, 1) });
    archive.addBuffer(Buffer.from(LOG), 'dated.log', { mtime: new Date(2026, 2, 1) });
    archive.end();
    const parts: Buffer[] = [];
    for await (const part of archive.outputStream) parts.push(part as Buffer);
    const file = write('dates.zip', Buffer.concat(parts));
    utimesSync(file, 1_780_000_000, 1_780_000_000);
    const { sources } = await listSources([file]);
    expect(sources.map((source) => source.modifiedMs)).toEqual([1_780_000_000_000, new Date(2026, 2, 1).getTime()]);
  });
});

describe('zip archives', () => {
  it.each([true, false])('give small and large members alike (compressed: %s)', async (compress) => {
    const members = {
      'none.log': '',
      'one.log': 'x',
      'small.log': 'a'.repeat(1 << 20),
      'large.log': `${'a'.repeat(1 << 20)}b`,
    };
    const { sources, problems } = await listSources([write('sizes.zip', await zip(members, compress))]);
    expect(problems).toEqual([]);
    expect(await Promise.all(sources.map(textOf))).toEqual(Object.values(members));
  });

  it('give every member, also one that is gzip itself', async () => {
    const members = {
      'a.log': LOG,
      'sub/b.log.gz': gzipSync(LOG),
      'c.log.zst': zstdCompressSync('c\n'),
      'empty.log': '',
    };
    const file = write('logs.zip', await zip(members));
    const { sources, problems } = await listSources([file]);
    expect(problems).toEqual([]);
    expect(sources.map((source) => source.name)).toEqual(Object.keys(members).map((name) => `${file}/${name}`));
    const texts: string[] = [];
    for (const source of sources) texts.push(await textOf(source));
    expect(texts).toEqual([LOG, LOG, 'c\n', '']);
  });

  it('of many members open in any order', async () => {
    const names = Array.from({ length: 400 }, (_, i) => `day/${i}.log`);
    const { sources } = await listSources([write('many.zip', await zip(Object.fromEntries(names.map((n) => [n, n]))))]);
    const texts = await Promise.all([...sources].reverse().map((source) => textOf(source)));
    expect(texts).toEqual([...names].reverse());
  });

  it('made with a password say so, whatever sizes they state; one with wrong sizes leaves the others', async () => {
    const stored = await zip({ 'a.log': 'a\n', 'xx/secret.log': 's\n', 'xx/wrong.log': 'w\n' }, false);
    stored.writeUInt16LE(1, stored.lastIndexOf('xx/secret.log') - 46 + 8);
    stored.writeUInt32LE(900, stored.lastIndexOf('xx/wrong.log') - 46 + 24);
    const { sources, problems } = await listSources([write('stored.zip', stored)]);
    expect(problems.map(({ name, error }) => [path.basename(name), error.code])).toEqual([
      ['secret.log', 'archive.encrypted'],
      ['wrong.log', 'archive.truncated'],
    ]);
    expect(sources).toHaveLength(1);
    expect(await textOf(sources[0])).toBe('a\n');
  });

  it('made by zip -e, packed and stored, say what to do', async () => {
    const { sources, problems } = await listSources([write('locked.zip', Buffer.from(LOCKED, 'base64'))]);
    expect(sources).toEqual([]);
    expect(problems.map(({ error }) => error.message.replace(/^.*\//, ''))).toEqual([
      'packed.log is password-protected. Unpack it first and import the files.',
      'kept.log is password-protected. Unpack it first and import the files.',
    ]);
  });

  it('report encrypted members, unsafe names and unknown methods, and go on with the others', async () => {
    let bytes = await zip({ 'a.log': 'a\n', 'xx/evil.log': 'e\n', 'xx/secret.log': 's\n', 'xx/odd.log': 'o\n' });
    bytes = rename(bytes, 'xx/evil.log', '../evil.log');
    for (const [name, at, value] of [
      ['xx/secret.log', 8, 1],
      ['xx/odd.log', 10, 9],
    ] as const) {
      // The directory's entry: its name stands 46 bytes behind its start.
      bytes.writeUInt16LE(value, bytes.lastIndexOf(name) - 46 + at);
    }
    const { sources, problems } = await listSources([write('mixed.zip', bytes)]);
    expect(problems.map((problem) => problem.error.code).sort()).toEqual([
      'archive.encrypted',
      'archive.unsafeName',
      'file.unsupported',
    ]);
    expect(await textOf(sources[0])).toBe('a\n');
    expect(sources).toHaveLength(1);
  });

  it('cut off or damaged say so', async () => {
    const bytes = await zip({ 'a.log': LOG });
    const cut = await listSources([write('cut.zip', bytes.subarray(0, bytes.length - 10))]);
    expect(cut.problems[0]?.error.code).toBe('archive.truncated');
    const stored = await zip({ 'a.log': LOG }, false);
    const at = stored.indexOf('line 77 ');
    stored[at] = 0x4c;
    await expect(textOf(await only(write('flip.zip', stored)))).rejects.toMatchObject({ code: 'archive.truncated' });
  });

  it('whose members share their bytes are refused whole, a bomb among others alone', async () => {
    const zeros = Buffer.alloc(270 * 1024 * 1024);
    const bomb = await listSources([write('bomb.zip', await zip({ 'a.log': 'a\n', 'b.log': zeros }))]);
    expect(bomb.problems.map((one) => one.error.code)).toEqual(['archive.ratioExceeded']);
    expect(bomb.sources.map((source) => path.basename(source.name))).toEqual(['a.log']);

    const shared = await listSources([write('shared.zip', overlapping(await zip({ 'a.log': LOG.repeat(20) }), 60))]);
    expect(shared.sources).toEqual([]);
    expect(shared.problems.map((one) => one.error.code)).toEqual(['archive.ratioExceeded']);
  });

  it('of more members than are read say so', async () => {
    const file = write('members.zip', await zip({ 'a.log': 'a\n', 'b.log': 'b\n', 'c.log': 'c\n' }));
    expect(await listZip(file, 3)).toMatchObject({ entries: { length: 3 }, problems: [] });
    const { entries, problems } = await listZip(file, 2);
    expect(entries.map((one) => one.name)).toEqual(['a.log', 'b.log']);
    expect(problems.map((one) => one.error.message)).toEqual([expect.stringContaining('more than 2 members')]);
  });

  it('that hold a bomb are stopped', async () => {
    const source = await only(write('nested.zip', await zip({ 'a.log.gz': BOMB })));
    await expect(drain(source)).rejects.toMatchObject({ code: 'archive.ratioExceeded' });
  });
});

describe('folders and standard input', () => {
  it('are walked in order, hidden files left out, links back not followed', async () => {
    mkdirSync(path.join(folder, 'b'));
    write('b/2.log', 'two\n');
    write('a.log', 'one\n');
    write('.hidden', 'no\n');
    symlinkSync(folder, path.join(folder, 'b', 'loop'));
    symlinkSync(path.join(folder, 'gone'), path.join(folder, 'broken.log'));
    const { sources, problems } = await listSources([folder]);
    expect(sources.map((source) => path.relative(folder, source.name))).toEqual(['a.log', path.join('b', '2.log')]);
    expect(problems.map((problem) => problem.error.code)).toEqual(['file.notFound']);
  });

  it('are not left through links, which are named instead', async () => {
    const inside = path.join(folder, 'case');
    mkdirSync(path.join(inside, 'kept'), { recursive: true });
    mkdirSync(path.join(folder, 'case-of-others'));
    write('case/kept/1.log', 'one\n');
    write('case-of-others/2.log', 'two\n');
    symlinkSync(path.join(folder, 'case-of-others', '2.log'), path.join(inside, 'file.log'));
    symlinkSync(path.join(folder, 'case-of-others'), path.join(inside, 'folder'));
    symlinkSync(path.join('kept', '1.log'), path.join(inside, 'newest.log'));
    const { sources, problems } = await listSources([inside]);
    expect(sources.map(({ name }) => path.relative(inside, name))).toEqual([path.join('kept', '1.log'), 'newest.log']);
    expect(problems.map(({ name, error }) => [path.relative(inside, name), error.code])).toEqual([
      ['file.log', 'file.unsupported'],
      ['folder', 'file.unsupported'],
    ]);
    expect(problems[0]?.error.message).toContain('is a link to a place outside the folder');
    // What is named itself may be a link.
    expect((await listSources([path.join(inside, 'file.log')])).problems).toEqual([]);
    expect((await listSources([path.join(inside, 'folder')])).sources).toHaveLength(1);
  });

  // Names are bytes there; elsewhere the system makes UTF-8 of them.
  it.runIf(process.platform === 'linux')('say of a name that is not UTF-8 what to do about it', async () => {
    writeFileSync(Buffer.concat([Buffer.from(`${folder}/caf`), Buffer.of(0xe9), Buffer.from('.log')]), LOG);
    const { sources, problems } = await listSources([folder]);
    expect(sources).toEqual([]);
    expect(problems).toMatchObject([
      { error: { code: 'file.notReadable', message: expect.stringMatching(/Rename it/) } },
    ]);
  });

  it('is read as it comes, compressed or not', async () => {
    for (const bytes of [Buffer.from(LOG), gzipSync(LOG), zstdCompressSync(LOG), Buffer.from('x'), Buffer.alloc(0)]) {
      const chunks = Array.from({ length: Math.ceil(bytes.length / 1000) }, (_, i) =>
        bytes.subarray(i * 1000, i * 1000 + 1000),
      );
      const { sources } = await listSources(['-'], Readable.from(chunks, { objectMode: false }));
      expect(sources[0]).toMatchObject({ name: '-', bytes: null, plainPath: null });
      expect(await textOf(sources[0])).toBe(bytes.length > 1 ? LOG : bytes.toString());
    }
  });
});

it('thousands of files that were opened leave no stream behind, and still say how much of them was read', async () => {
  for (let i = 0; i < 50; i++) write(`${i}.log`, LOG.slice(0, 1000));
  const { sources } = await listSources([folder]);
  const before = queryObjects(ReadStream, { format: 'count' });
  for (const source of sources) await drain(source);
  await new Promise((resolve) => setImmediate(resolve));
  // The last one may still be in a register.
  expect(queryObjects(ReadStream, { format: 'count' }) - before).toBeLessThan(5);
  expect(sources.map((source) => source.consumed?.())).toEqual(sources.map(() => 1000));
});
