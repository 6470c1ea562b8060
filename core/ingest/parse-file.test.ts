import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import { AppError } from '../contract/errors.ts';
import type { TrafficRecord } from '../model/traffic.ts';
import { parseFile } from './parse-file.ts';

const root = mkdtempSync(path.join(tmpdir(), 'parse-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

const line = (i: number, user = 'ana') =>
  `${1_700_000_000 + i}.000 1 10.0.0.1 TCP_MISS/200 10 GET http://h${i}.example.com/ ${user} HIER_DIRECT/192.0.2.1 -`;
const write = (name: string, content: Buffer | string) => {
  const file = path.join(root, name);
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(file, content);
  return file;
};

async function run(file: string, stdin?: Readable) {
  const records: TrafficRecord[] = [];
  const rejects: string[] = [];
  const failure: unknown[] = [];
  const counts = await parseFile(file, {
    format: 'auto',
    zone: 'UTC',
    onRecord: (record) => void records.push(record),
    onReject: (at, verdict, reason, raw) => void rejects.push(`${at} ${verdict} ${reason} ${raw}`),
    ...(stdin ? { stdin } : {}),
  }).catch((cause: unknown) => {
    failure.push(cause);
    return null;
  });
  return { records, rejects, counts, failure: failure[0] };
}

describe('parseFile', () => {
  it('numbers lines as the file has them and counts every one', async () => {
    const { records, rejects, counts } = await run(write('a.log', `${line(0)}\r\n\r\nno log\r\n${line(3)}`));
    expect(records.map((record) => record.line)).toEqual([1, 4]);
    expect(rejects).toEqual(['3 rejected shape no log']);
    expect(counts).toMatchObject({ read: 4, parsed: 2, rejected: 1, blank: 1 });
  });

  it('reads more than a block as one file', async () => {
    const many = Array.from({ length: 120_000 }, (_, i) => line(i)).join('\n');
    const { records, counts } = await run(write('big.log.gz', gzipSync(many, { level: 1 })));
    expect(counts).toMatchObject({ read: 120_000, parsed: 120_000 });
    expect(records.every((record, i) => record.line === i + 1 && record.destinationHost === `h${i}.example.com`)).toBe(
      true,
    );
  });

  it.each([
    ['UTF-8 with a byte order mark', (text: string) => Buffer.from(`\uFEFF${text}`)],
    ['UTF-16 LE', (text: string) => Buffer.from(`\uFEFF${text}`, 'utf16le')],
    ['UTF-16 BE', (text: string) => Buffer.from(`\uFEFF${text}`, 'utf16le').swap16()],
    ['UTF-16 without a mark', (text: string) => Buffer.from(text, 'utf16le')],
    ['Latin-1', (text: string) => Buffer.from(text, 'latin1')],
  ])('reads names in %s', async (_, encode) => {
    const { records } = await run(write('names.log', encode(`${line(0, 'jürgen')}\n${line(1)}\n`)));
    expect(records.map((record) => record.sourceUser)).toEqual(['jürgen', 'ana']);
  });

  it('reads what it can of a folder and then names what it could not', async () => {
    write('folder/a.log', line(0));
    write('folder/b.gz', gzipSync(line(1).repeat(50)).subarray(0, 60));
    write('folder/c.png', Buffer.from('89504e470d0a1a0a', 'hex'));
    write('folder/d.log', line(3));
    const { records, failure } = await run(path.join(root, 'folder'));
    expect(records.map((record) => record.destinationHost)).toEqual(['h0.example.com', 'h3.example.com']);
    expect(failure).toMatchObject({ code: 'file.unsupported' });
  });

  it('reads standard input and stops when the reader of its records does', async () => {
    const chunks = [`${line(0)}\n${line(1).slice(0, 40)}`, `${line(1).slice(40)}\n`].map((text) => Buffer.from(text));
    const { records } = await run('-', Readable.from(chunks, { objectMode: false }));
    expect(records.map((record) => record.line)).toEqual([1, 2]);
    let seen = 0;
    const stop = parseFile(path.join(root, 'folder'), {
      format: 'auto',
      zone: 'UTC',
      onRecord: () => {
        seen++;
        throw new AppError('job.cancelled', 'Enough.');
      },
      onReject: () => undefined,
    });
    await expect(stop).rejects.toMatchObject({ code: 'job.cancelled' });
    expect(seen).toBe(1);
  });
});
