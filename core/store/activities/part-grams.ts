/**
 * What each part of a block's kept records may hold, as it is stored: a search unpacks only parts that may hold what it looks for. Imports
 * write it; of blocks from before that the background does, block by block (`deriveGrams`), and until then every part is unpacked. Of
 * anonymised streams there is none: it would tell words in clear from others.
 *
 * The bytes: codec, CRC-32 of what follows, number of parts; of each part the number of its first line, how many lines, how many bytes of
 * bits (32 bits each); the bits, part by part. No part: nothing could be told of the records.
 */
import { crc32 } from 'node:zlib';
import { RECORD_GRAMS } from '../../ingest/activities/columns.ts';
import { gramsOf, mayHoldGrams, recordGrams } from '../../ingest/activities/record-grams.ts';
import { isSealed, unpackFrame } from '../evidence/frame-codec.ts';
import type { ReadConnection, WriteConnection } from '../open.ts';
import { damagedColumn } from './packed-column.ts';

const GRAMS = 1;
const [CRC_AT, COUNT_AT, HEAD_BYTES, PART_BYTES] = [1, 5, 9, 12];
const LF = 10;

export interface PartGrams {
  readonly first: number;
  readonly lines: number;
  readonly grams: Uint8Array;
}

/** @returns null where a part has none, or nothing is kept */
export function packRecordGrams(
  parts: readonly { readonly first: number; readonly lines: number; readonly grams: Uint8Array | null }[],
): Buffer | null {
  const known = parts.flatMap(({ first, lines, grams }) => (grams === null ? [] : [{ first, lines, grams }]));
  return known.length === 0 || known.length < parts.length ? null : packParts(known);
}

function packParts(parts: readonly PartGrams[]): Buffer {
  const head = Buffer.alloc(HEAD_BYTES + parts.length * PART_BYTES);
  head[0] = GRAMS;
  head.writeUInt32LE(parts.length, COUNT_AT);
  for (const [at, { first, lines, grams }] of parts.entries()) {
    const place = HEAD_BYTES + at * PART_BYTES;
    for (const [word, value] of [first, lines, grams.length].entries()) head.writeUInt32LE(value, place + word * 4);
  }
  const data = Buffer.concat([head, ...parts.map(({ grams }) => grams)]);
  data.writeUInt32LE(crc32(data.subarray(COUNT_AT)), CRC_AT);
  return data;
}

/** @throws AppError workspace.corrupt */
export function unpackRecordGrams(data: Buffer): PartGrams[] {
  const isWhole = data.length >= HEAD_BYTES && data[0] === GRAMS;
  if (!isWhole || data.readUInt32LE(CRC_AT) !== crc32(data.subarray(COUNT_AT))) throw damagedColumn('grams');
  const count = data.readUInt32LE(COUNT_AT);
  let at = HEAD_BYTES + count * PART_BYTES;
  if (at > data.length) throw damagedColumn('grams');
  const parts: PartGrams[] = [];
  for (let part = 0; part < count; part++) {
    const place = HEAD_BYTES + part * PART_BYTES;
    const [first, lines, size] = [0, 4, 8].map((word) => data.readUInt32LE(place + word)) as [number, number, number];
    if (size === 0 || at + size > data.length) throw damagedColumn('grams');
    parts.push({ first, lines, grams: data.subarray(at, at + size) });
    at += size;
  }
  return parts;
}

/** Parts of a block, kept still, of which it is known that no line holds all of the texts. @param texts UTF-8, without line ends */
export function partFinder(
  db: ReadConnection,
  texts: readonly Uint8Array[],
): (block: number) => readonly Pick<PartGrams, 'first' | 'lines'>[] {
  const grams = texts.flatMap(gramsOf);
  if (grams.length === 0) return () => [];
  const read = db
    .prepare<[number, number], Buffer>('SELECT data FROM activity_column WHERE block = ? AND col = ?')
    .pluck();
  const kept = db.prepare<[number], number>('SELECT first FROM activity_raw WHERE block = ?').pluck();
  return (block) => {
    const data = read.get(block, RECORD_GRAMS);
    if (data === undefined) return [];
    // A copy without its records does not know what they said.
    const firsts = new Set(kept.all(block));
    return unpackRecordGrams(data).filter((part) => firsts.has(part.first) && !mayHoldGrams(part.grams, grams));
  };
}

/** Blocks without, whose records are kept and not sealed. */
const OLDER = `activity_block b JOIN import i ON i.id = b.import
  WHERE i.state = 'done' AND NOT EXISTS (SELECT 1 FROM activity_column c WHERE c.block = b.id AND c.col = ${RECORD_GRAMS})
    AND EXISTS (SELECT 1 FROM activity_raw r WHERE r.block = b.id)
    AND NOT EXISTS (SELECT 1 FROM stream s WHERE s.id = i.stream AND s.anonymised = 1)`;

/** How many blocks `deriveGrams` has yet to read. */
export function countWithoutGrams(db: ReadConnection): number {
  return db.prepare<[], number>(`SELECT count(*) FROM ${OLDER}`).pluck().get() ?? 0;
}

/** Reads the records of one older block and stores what they may hold. @returns false when there is no such block */
export function deriveGrams(db: WriteConnection): boolean {
  return db
    .transaction(() => {
      const block = db.prepare<[], number>(`SELECT b.id FROM ${OLDER} ORDER BY b.id LIMIT 1`).pluck().get();
      if (block === undefined) return false;
      const parts = db
        .prepare<[number], { first: number; data: Buffer }>(
          'SELECT first, data FROM activity_raw WHERE block = ? ORDER BY first',
        )
        .all(block)
        .flatMap(({ first, data }) => {
          // What is sealed, or damaged, says nothing; whoever searches looks into it.
          const raw = isSealed(data) ? null : unpackFrame(data, null, null);
          return raw === null ? [] : [{ first, lines: linesOf(raw), grams: recordGrams(raw) }];
        });
      db.prepare('INSERT INTO activity_column (block, col, data) VALUES (?, ?, ?)').run(
        block,
        RECORD_GRAMS,
        packParts(parts),
      );
      return true;
    })
    .immediate();
}

function linesOf(raw: Uint8Array): number {
  let lines = 1;
  for (let at = raw.indexOf(LF); at >= 0; at = raw.indexOf(LF, at + 1)) lines++;
  return lines;
}
