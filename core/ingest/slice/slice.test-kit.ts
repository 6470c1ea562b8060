/** Shared by tests of frames and slices: squid lines, a parser, and a store of frames in memory. */
import { readFileSync } from 'node:fs';
import type { Profile } from '../../contract/workspace.ts';
import { CellTable } from '../cube/cell-table.ts';
import type { CellColumns } from '../cube/columns.ts';
import { formatsFor } from '../formats/choose.ts';
import { lineHash, mayCut } from '../frames/cut.ts';
import { FrameIndex, type KnownFrame } from '../frames/frame-index.ts';
import type { Batch, FrameOutput } from './batch.ts';
import type { LineCounts } from './counts.ts';
import { addCounts, emptyCounts } from './counts.ts';
import { LineReader } from './line-reader.ts';
import { SliceParser } from './slice-parser.ts';

export const FIRST_SECOND = 1_700_000_000;
export const NO_PROFILE: Profile = { organisation: '', managedDomains: [], internalRanges: [], logZone: 'UTC' };

/** Lines of a format's own sample. */
export const sampleOf = (id: string): string[] =>
  readFileSync(new URL(`../formats/${id}/sample.log`, import.meta.url), 'latin1').split(/\r?\n/);

/** A line within an object of a log service. @param names what stands before it, up to its own name and a colon */
export const objectOf = (names: string, line: string): string => `{${names}${JSON.stringify(line)}}`;

export interface SquidEvent {
  readonly second: number;
  readonly source?: string;
  readonly user?: string;
  readonly host?: string;
  readonly bytes?: number;
  readonly result?: string;
  readonly path?: string;
}

export function squidLine(event: SquidEvent): string {
  const {
    second,
    source = '10.0.0.1',
    user = '-',
    host = 'www.example.com',
    bytes = 100,
    result = 'TCP_MISS/200',
  } = event;
  return `${second}.000     20 ${source} ${result} ${bytes} GET http://${host}/${event.path ?? ''} ${user} HIER_DIRECT/192.0.2.1 text/html`;
}

/** A squid line behind which a frame ends (or surely does not). */
export function squidLineWith(event: SquidEvent, cut: boolean): string {
  for (let n = 0; ; n++) {
    // Hashes sample a line's characters: every digit stands four times.
    const path = [...String(n)].map((digit) => digit.repeat(4)).join('');
    const line = squidLine({ ...event, path });
    if (mayCut(lineHash(Buffer.from(line), 0, line.length)) === cut) {
      return line;
    }
  }
}

export function lineReader(format = 'squid-native', profile: Profile = NO_PROFILE): LineReader {
  return new LineReader({
    formats: formatsFor(format),
    zone: 'UTC',
    profile,
    skipForeignDirection: true,
    wantDetail: false,
    requireTime: true,
  });
}

/** Cells of all batches by their names, with sums; what a log means, however it was sliced. */
export function cellsOf(
  batches: readonly Batch[],
): Map<string, { tx: number; received: number; first: number; last: number }> {
  const names = { dest: [''], user: [''], source: [''], device: [''] };
  const out = new Map<string, { tx: number; received: number; first: number; last: number }>();
  for (const { cells, fresh } of batches) {
    for (const dimension of ['dest', 'user', 'source', 'device'] as const) {
      names[dimension] = names[dimension].concat(fresh[dimension]);
    }
    cells?.tx.forEach((tx, i) => {
      const value = (column: keyof CellColumns) => cells[column][i] ?? 0;
      const name = (dimension: keyof typeof names) => names[dimension][value(dimension)];
      const key = [value('hour'), name('dest'), name('user'), name('source'), name('device'), value('flags')].join('|');
      const held = out.get(key) ?? { tx: 0, received: 0, first: Number.POSITIVE_INFINITY, last: 0 };
      out.set(key, {
        tx: held.tx + tx,
        received: held.received + value('received'),
        first: Math.min(held.first, value('first')),
        last: Math.max(held.last, value('last')),
      });
    });
  }
  return out;
}

export interface Parsed {
  readonly counts: LineCounts;
  readonly batches: readonly Batch[];
  readonly frames: readonly FrameOutput[];
}

export interface FileOptions {
  /** False: frames are not kept, so that only full tables end a batch. */
  readonly keepEvidence?: boolean;
  readonly format?: string;
  /** Bytes at which the file is cut into slices (moved to the next line end), each with the header lines in force. */
  readonly cuts?: readonly number[];
  readonly prelude?: (before: Buffer) => string;
  readonly order?: 'forward' | 'backward';
  readonly profile?: Profile;
  /** Every line is read as text, also where its format could read it from bytes. */
  readonly asText?: boolean;
}

/** Property tests import thousands of small files, one after the other: making a table took most of their time. */
const TABLE = new CellTable(1);

/** What a stream already holds: imports files one after the other, as separate imports do. */
export class MemoryStream {
  readonly known: KnownFrame[] = [];
  readonly raw = new Map<number, Buffer>();

  importFile(bytes: Buffer, options: FileOptions = {}): Parsed {
    const batches: Batch[] = [];
    const reader = lineReader(options.format, options.profile);
    if (options.asText) {
      reader.readBytes = () => false;
    }
    const index = new FrameIndex((frame) => this.raw.get(frame.id)?.toString('latin1') ?? null);
    for (const frame of this.known) {
      index.add(frame);
    }
    const parser = new SliceParser({
      reader,
      index,
      bucketMinutes: 0,
      pack: options.keepEvidence === false ? null : (raw) => new Uint8Array(raw),
      onBatch: (batch) => batches.push(batch),
      cancelled: () => false,
      table: TABLE,
    });
    const counts = emptyCounts();
    const slices = slicesOf(bytes, options.cuts ?? []);
    const numbered = slices.map((slice, number) => ({ ...slice, number }));
    for (const { start, end, number } of options.order === 'backward' ? numbered.reverse() : numbered) {
      reader.beginFile((FIRST_SECOND + 1e8) * 1000);
      const result = parser.parse({
        file: 1,
        slice: number,
        bytes: bytes.subarray(start, end),
        startsFile: start === 0,
        endsFile: end === bytes.length,
        prelude: start === 0 ? '' : (options.prelude?.(bytes.subarray(0, start)) ?? ''),
      });
      addCounts(counts, result.counts);
    }
    parser.flush();
    const frames = batches.flatMap((batch) => batch.frames);
    for (const frame of frames) {
      if (frame.dupOf === null && frame.packed) {
        const id = this.raw.size + 1;
        this.raw.set(id, Buffer.from(frame.packed));
        const { hash, rlen, lines, firstHash, lastHash, tMin, tMax } = frame;
        const evidence = { file: '', offset: 0, clen: 0 };
        this.known.push({ id, hash, rlen, lines, firstHash, lastHash, tMin, tMax, evidence });
      }
    }
    return { counts, batches, frames };
  }

  /** Lines stored as new so far, without their line ends. */
  lines(): string[] {
    return [...this.raw.values()].flatMap((raw) =>
      raw
        .toString('latin1')
        .split(/\r?\n/)
        .filter((line) => line !== ''),
    );
  }
}

function slicesOf(bytes: Buffer, cuts: readonly number[]): { start: number; end: number }[] {
  const ends = cuts.map((cut) => bytes.indexOf(10, cut) + 1).filter((end) => end > 0 && end < bytes.length);
  const all = [...new Set([0, ...ends, bytes.length])].sort((a, b) => a - b);
  return bytes.length === 0 ? [{ start: 0, end: 0 }] : all.slice(1).map((end, i) => ({ start: all[i] ?? 0, end }));
}
