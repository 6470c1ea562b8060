/** Zip archives that are not as they were made: what follows them keeps nobody from reading them, and of others it is said what to do. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import yazl from 'yazl';
import { listSources } from './sources.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'open-zip-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const LOG = Array.from({ length: 3000 }, (_, i) => `line ${i} of a log\n`).join('');
let whole: Buffer;

beforeAll(async () => {
  const zip = new yazl.ZipFile();
  zip.addBuffer(Buffer.from(LOG), 'a.log');
  zip.addBuffer(Buffer.from('b\n'), 'b.log');
  zip.end({ forceZip64Format: false, comment: 'a comment' });
  const parts: Buffer[] = [];
  for await (const part of zip.outputStream) parts.push(part as Buffer);
  whole = Buffer.concat(parts);
});

async function read(bytes: Buffer): Promise<{ texts: string[]; errors: string[]; places: unknown[] }> {
  const file = path.join(folder, 'any.zip');
  writeFileSync(file, bytes);
  const { sources, problems } = await listSources([file]);
  const texts: string[] = [];
  for (const source of sources) {
    const parts: Buffer[] = [];
    for await (const part of await source.open()) parts.push(part as Buffer);
    texts.push(Buffer.concat(parts).toString());
  }
  return {
    texts,
    errors: problems.map(({ error }) => error.message),
    places: problems.map(({ error }) => [error.code, error.data.offset, error.data.bytes]),
  };
}

it('what follows an archive is named, and the archive read', async () => {
  for (const rest of ['x', 'garbage '.repeat(20_000), 'PK\u{5}\u{6}']) {
    const { texts, places } = await read(Buffer.concat([whole, Buffer.from(rest)]));
    expect(texts).toEqual([LOG, 'b\n']);
    expect(places).toEqual([['archive.truncated', whole.length, rest.length]]);
  }
});

it('zeros behind it, as tapes have them, are no damage', async () => {
  for (const zeros of [1, 512, 200_000]) {
    expect(await read(Buffer.concat([whole, Buffer.alloc(zeros)]))).toMatchObject({ texts: [LOG, 'b\n'], errors: [] });
  }
});

it('one that is cut off anywhere says that its end is missing', async () => {
  for (const cut of [15, 40, 200, Math.floor(whole.length / 2), whole.length - 10]) {
    const { texts, errors } = await read(whole.subarray(0, whole.length - cut));
    expect([cut, texts, errors]).toEqual([cut, [], [expect.stringContaining('is cut off')]]);
  }
});

it('a part of one that was split says how to join it', async () => {
  const part = Buffer.concat([Buffer.from('PK\x07\x08', 'latin1'), whole]);
  part.writeUInt16LE(1, part.lastIndexOf('PK\x05\x06', undefined, 'latin1') + 4);
  expect((await read(part)).errors).toEqual([expect.stringContaining('Join the parts first')]);
});

it('bzip2, xz and 7z say what unpacks them', async () => {
  for (const [bytes, how] of [
    [Buffer.from('BZh91AY&SY'), 'bzip2 -dk'],
    [Buffer.from('fd377a585a000004', 'hex'), 'xz -dk'],
    [Buffer.from('377abcaf271c0004', 'hex'), '7z x'],
  ] as const) {
    expect((await read(bytes)).errors).toEqual([expect.stringContaining(`(${how})`)]);
  }
});
