import { closeSync, mkdirSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { allocateColumns, COLUMN_NAMES } from '../../ingest/cube/columns.ts';
import { decodeColumns, encodeColumn } from '../segments/codec.ts';
import { packKeys, unpackKeys } from '../write/frame-keys.ts';
import { EvidenceAppender, evidencePath, readFrame } from './evidence-file.ts';
import { packFrame } from './frame-codec.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'evidence-'));
mkdirSync(path.join(folder, 'evidence'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const RAW = Buffer.from(
  Array.from({ length: 900 }, (_, i) => `1700000${i}.000 line ${i * 7919} example.com\n`).join(''),
);

function readBack(packed: Uint8Array, clen = packed.length): Buffer {
  const file = path.join(folder, 'one.frames');
  const fd = openSync(file, 'w+');
  try {
    writeSync(fd, packed);
    return readFrame(fd, file, 0, clen);
  } finally {
    closeSync(fd);
  }
}

function flipped(bytes: Uint8Array, bit: number): Uint8Array<ArrayBuffer> {
  const out = new Uint8Array(bytes);
  out[bit >> 3] = (out[bit >> 3] ?? 0) ^ (1 << (bit & 7));
  return out;
}

describe('a frame of evidence', () => {
  const packed = packFrame(RAW);

  it('comes back as it was', () => {
    expect(readBack(packed).equals(RAW)).toBe(true);
    expect(readBack(packFrame(new Uint8Array()))).toHaveLength(0);
  });

  it('is never read with a flipped bit: every bit of its beginning and end, and 200 between', () => {
    const bits = packed.length * 8;
    const edges = Array.from({ length: 128 }, (_, i) => i).flatMap((i) => [i, bits - 1 - i]);
    const between = Array.from({ length: 200 }, (_, i) => (i * 7_919_993) % bits);
    for (const bit of [...edges, ...between]) {
      expect(() => readBack(flipped(packed, bit)), `bit ${bit}`).toThrow('Evidence is damaged');
    }
  });

  it('is an error when the file is short, and never more than a frame', () => {
    for (const clen of [0, 1, 5, packed.length - 1]) {
      expect(() => readBack(packed.subarray(0, clen), packed.length)).toThrow('Evidence is damaged');
      expect(() => readBack(packed, clen)).toThrow('Evidence is damaged');
    }
    expect(() => readBack(packFrame(Buffer.alloc(8 * 1024 * 1024)))).toThrow('Evidence is damaged');
  });
});

describe('the appender', () => {
  it('goes on at the end and forgets what is cut off', () => {
    const first = new EvidenceAppender(folder, 7);
    const frames = [packFrame(Buffer.from('a\n')), packFrame(Buffer.from('b\n'))];
    expect(first.append(frames)).toBe(0);
    const end = first.length;
    first.append([packFrame(Buffer.from('lost\n'))]);
    first.truncate(end);
    first.sync();
    first.close();
    const second = new EvidenceAppender(folder, 7);
    const last = packFrame(Buffer.from('c\n'));
    expect(second.append([last])).toBe(end);
    second.close();
    const fd = openSync(evidencePath(folder, 7), 'r');
    expect(readFrame(fd, 'f', end, last.length).toString()).toBe('c\n');
    closeSync(fd);
  });
});

describe('columns and keys', () => {
  it('come back as they were', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(2 ** 31 - 1), { maxLength: 50 }), (values) => {
        const columns = allocateColumns(values.length);
        for (const name of COLUMN_NAMES) columns[name].set(name === 'flags' ? values.map((v) => v & 31) : values);
        columns.device.fill(0);
        columns.hour.set(values.map((v) => -v));
        const blobs = COLUMN_NAMES.map((name) => encodeColumn(columns[name]));
        expect(decodeColumns(blobs, values.length)).toEqual(columns);
        const users = Uint32Array.from(values);
        const keys = unpackKeys(packKeys(users, users.slice().reverse()));
        expect([...keys.users, ...keys.dests]).toEqual([...users, ...users.slice().reverse()]);
      }),
    );
  });

  it('with a flipped bit are an error or unchanged, never wrong', () => {
    const columns = allocateColumns(300);
    for (const name of COLUMN_NAMES) columns[name].set(Array.from({ length: 300 }, (_, i) => (i * 7919) % 31));
    columns.device.fill(0);
    const blobs = COLUMN_NAMES.map((name) => encodeColumn(columns[name]));
    const keys = packKeys(columns.user, columns.dest);
    let found = 0;
    for (const [at, blob] of blobs.entries()) {
      for (let i = 0; i < 200; i++) {
        const damaged = Buffer.from(flipped(blob, (i * 104_729) % (blob.length * 8)));
        try {
          expect(decodeColumns(blobs.with(at, damaged), 300)).toEqual(columns);
        } catch (cause) {
          expect(cause).toMatchObject({ code: 'workspace.corrupt' });
          found++;
        }
        try {
          expect([...unpackKeys(Buffer.from(flipped(keys, (i * 104_729) % (keys.length * 8)))).users]).toEqual([
            ...columns.user,
          ]);
        } catch (cause) {
          expect(cause).toMatchObject({ code: 'workspace.corrupt' });
        }
      }
    }
    expect(found).toBeGreaterThan(blobs.length * 190);
    expect(() => decodeColumns(blobs.slice(1), 300)).toThrow('damaged');
    expect(() => decodeColumns(blobs, 299)).toThrow('damaged');
  });
});
