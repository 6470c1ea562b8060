/**
 * In: slices of files, whole lines each. Out: batches of sorted cells with the frames they came from, and counts per slice.
 * Guarantee: a line is counted in exactly one cell or in exactly one other column of the ledger; a batch carries every name its
 * cells and keys refer to.
 */
import { hash as digest } from 'node:crypto';
import { doubled } from '../../kit/doubled.ts';
import type { CellTable } from '../cube/cell-table.ts';
import { PARSED } from '../formats/api.ts';
import { isCut, lineHash, MAX_FRAME_BYTES } from '../frames/cut.ts';
import { type FrameIndex, type FrameView, fresh, type KnownFrame, type Piece } from '../frames/frame-index.ts';
import { shortenLines } from '../read/long-lines.ts';
import type { Batch, FrameOutput } from './batch.ts';
import { CellFeeder } from './cell-feeder.ts';
import { MAX_DIRECTIVE } from './directives.ts';
import { type Disguise, disguiseNames, edgeText } from './disguise.ts';
import { LineCounter } from './line-counter.ts';
import type { LineReader } from './line-reader.ts';
import { type SliceInput, type SliceResult, SliceRun } from './slice-run.ts';

export type { SliceInput, SliceResult };

export interface SliceParserOptions {
  readonly reader: LineReader;
  readonly index: FrameIndex;
  readonly bucketMinutes: number;
  /** Compresses a frame for the evidence file; null when evidence is not kept. */
  readonly pack: ((raw: Uint8Array) => Uint8Array<ArrayBuffer>) | null;
  /** Of an anonymised stream: what makes its lines fit for disk. */
  readonly disguise?: Disguise | null;
  readonly onBatch: (batch: Batch) => void;
  /** Looked at per frame; true stops the slice. */
  readonly cancelled: () => boolean;
  /** The table of a parser that has flushed, to be used again: it is large. Its own when absent. */
  readonly table?: CellTable;
}

/** Packed evidence that a batch may hold before it is handed over although its cells would still fit. */
const MAX_BATCH_EVIDENCE = 8 * 1024 * 1024;
const LF = 10;
const CR = 13;
const HASH = 35;
const NO_SECONDS = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
/** The first slices are handed over by the first, second, fourth …: there is something to see soon, and few small segments. */
const EARLY_SLICES = 8;

export class SliceParser {
  private readonly o: SliceParserOptions;
  private readonly feeder: CellFeeder;
  private readonly counter: LineCounter;
  private frames: FrameOutput[] = [];
  private evidenceBytes = 0;
  private slices = 0;
  private endedByCut = false;
  /** Line starts and hashes of the frame at hand. */
  private starts = new Uint32Array(8192);
  private hashes = new Uint32Array(8192);
  private lastOwn = 0;
  /** Of the piece at hand: its first and last second, infinite where none of its lines has one. */
  private readonly seconds = new Float64Array(2);
  /** New frames of the small file at hand: it is no duplicate of itself. */
  private own: { readonly frame: KnownFrame; readonly raw: Buffer | null }[] = [];

  constructor(options: SliceParserOptions) {
    this.o = options;
    this.feeder = new CellFeeder(options.reader, options.bucketMinutes, options.table);
    // In the middle of a frame its cells go ahead, and the frame follows with the next batch.
    this.counter = new LineCounter(options.reader, this.feeder, () => this.flush());
  }

  parse(given: SliceInput): SliceResult {
    const input = { ...given, bytes: shortenLines(given.bytes) };
    const { bytes } = input;
    const run = new SliceRun(input);
    run.directives.noteHeader(this.o.reader.prime(input.prelude));
    this.o.reader.clock.restore(input.clock ?? null);
    this.o.index.beginSlice();
    let pos = 0;
    let seq = 0;
    let previous = -1;
    while (pos < bytes.length && !this.o.cancelled()) {
      const lines = this.scanFrame(bytes, pos, previous);
      previous = (this.hashes[lines - 1] ?? -1) | 0;
      const stop = this.starts[lines] ?? bytes.length;
      const view = this.view(run, lines);
      const edge = (input.startsFile && pos === 0) || !this.endedByCut;
      for (const piece of input.isSegment ? [fresh(0, lines)] : this.o.index.resolve(view, edge)) {
        this.readPiece(run, piece, view, seq++);
      }
      run.lines += lines;
      pos = stop;
    }
    for (const { frame, raw } of this.own) this.o.index.addOwn(frame, raw);
    this.own = [];
    this.slices++;
    if (this.slices <= EARLY_SLICES && (this.slices & (this.slices - 1)) === 0) {
      this.flush();
    }
    const result = run.result(given.bytes.length, this.o.reader.clock.state);
    const { disguise } = this.o;
    return disguise
      ? { ...result, samples: result.samples.map((one) => ({ ...one, raw: disguise.sealText(one.raw) })) }
      : result;
  }

  /** Hands over what is left; call when no slice will follow or when the writer must be up to date. */
  flush(): void {
    if (this.feeder.table.count === 0 && this.frames.length === 0) {
      return;
    }
    const frames = this.frames;
    this.frames = [];
    this.evidenceBytes = 0;
    const { cells, marks, fresh } = this.feeder.drain();
    const { disguise } = this.o;
    this.o.onBatch({ cells, marks, fresh: disguise ? disguiseNames(fresh, disguise) : fresh, frames });
  }

  get foldedNames(): number {
    return this.feeder.folded;
  }

  get foldedHosts(): number {
    return this.feeder.foldedHosts;
  }

  /**
   * Finds the lines of the frame at `pos`; fills starts (with one closing entry) and hashes.
   * @param lastHash signed, as `lineHash` has it
   */
  private scanFrame(bytes: Buffer, pos: number, lastHash: number): number {
    let lines = 0;
    let start = pos;
    let previous = lastHash;
    const limit = pos + MAX_FRAME_BYTES;
    for (;;) {
      if (lines + 2 > this.starts.length) {
        this.starts = doubled(this.starts);
        this.hashes = doubled(this.hashes);
      }
      const newline = bytes.indexOf(LF, start);
      const end = newline < 0 ? bytes.length : newline;
      const trimmed = end > start && bytes[end - 1] === CR ? end - 1 : end;
      const hash = lineHash(bytes, start, trimmed);
      this.starts[lines] = start;
      this.hashes[lines] = hash;
      lines++;
      start = newline < 0 ? bytes.length : newline + 1;
      this.endedByCut = isCut(hash, previous);
      if (start >= bytes.length || this.endedByCut || start >= limit) {
        this.starts[lines] = start;
        return lines;
      }
      previous = hash;
    }
  }

  private view(run: SliceRun, lines: number): FrameView {
    const { starts, hashes } = this;
    const { bytes } = run.input;
    let times: { min: number; max: number } | null | undefined;
    return {
      lines,
      line: (line) => bytes.toString('latin1', starts[line], starts[line + 1]),
      lineHash: (line) => hashes[line] ?? 0,
      hashRange: (from, to) => {
        const end = lineEnd(bytes, starts, to - 1);
        const hash = digest('sha256', bytes.subarray(starts[from], end), 'hex').slice(0, 32);
        return this.o.disguise?.hash(hash) ?? hash;
      },
      times: () => {
        times ??= this.timesOf(run.text, lines);
        return times;
      },
    };
  }

  /** Event times of a frame at a file's edge, found by reading it once more without counting. */
  private timesOf(text: string, lines: number): { min: number; max: number } | null {
    const { reader } = this.o;
    const directives = reader.saveState();
    const clock = reader.clock.state;
    let min = Number.POSITIVE_INFINITY;
    let max = Number.NEGATIVE_INFINITY;
    for (let line = 0; line < lines; line++) {
      const newline = (this.starts[line + 1] ?? text.length) - 1;
      const end = text.charCodeAt(newline) === LF ? newline : newline + 1;
      if (reader.read(text, this.starts[line] ?? 0, end) === PARSED) {
        const second = Math.floor(reader.draft.timeMs / 1000);
        min = Math.min(min, second);
        max = Math.max(max, second);
      }
    }
    // Directives met on the way apply to the lines behind them only.
    reader.restoreState(directives);
    reader.clock.restore(clock);
    return max >= min ? { min, max } : null;
  }

  /**
   * Counts the lines of a piece. By itself, for it is nearly all of the work: compiled together with what follows once a frame, which is rare,
   * its code was thrown away and made anew four times a thread.
   */
  private countLines(run: SliceRun, { fromLine, toLine }: Piece, isNew: boolean): void {
    const { counter, starts, seconds } = this;
    const { bytes } = run.input;
    for (let line = fromLine; line < toLine; line++) {
      const start = starts[line] ?? 0;
      const next = starts[line + 1] ?? bytes.length;
      const end = bytes[next - 1] === LF ? next - 1 : next;
      if (bytes[start] === HASH && end - start <= MAX_DIRECTIVE) {
        run.directives.note(bytes.toString('latin1', start, end));
      }
      const second = counter.count(run, start, end, run.lines + line, isNew);
      if (second >= 0) {
        if (second < (seconds[0] ?? 0)) seconds[0] = second;
        if (second > (seconds[1] ?? 0)) seconds[1] = second;
      }
    }
  }

  private readPiece(run: SliceRun, piece: Piece, view: FrameView, seq: number): void {
    const { input } = run;
    const { bytes } = input;
    const isNew = piece.known === null;
    const { counter } = this;
    const firstLine = run.lines + piece.fromLine;
    const preludeAtStart = run.directives.text();
    const { clock } = this.o.reader;
    const { repeated } = clock;
    const { ms } = clock.state;
    counter.beginPiece();
    this.seconds.set(NO_SECONDS);
    this.countLines(run, piece, isNew);
    const [tMin = 0, tMax = 0] = this.seconds;
    const rawStart = this.starts[piece.fromLine] ?? 0;
    const rawEnd = this.starts[piece.toLine] ?? bytes.length;
    const raw = bytes.subarray(rawStart, rawEnd);
    const packed = isNew && this.o.pack ? this.o.pack(raw) : null;
    const keys = counter.pairs.take();
    const { disguise } = this.o;
    const firstHash = this.hashes[piece.fromLine] ?? 0;
    const lastHash = this.hashes[piece.toLine - 1] ?? 0;
    const seen = {
      hash: view.hashRange(piece.fromLine, piece.toLine),
      rlen: raw.length,
      lines: piece.toLine - piece.fromLine,
      tMin: tMax >= tMin ? tMin : null,
      tMax: tMax >= tMin ? tMax : null,
    };
    const own = input.isWhole === true && isNew ? --this.lastOwn : 0;
    if (own < 0) {
      this.own.push({ frame: { ...seen, id: own, firstHash, lastHash, evidence: null }, raw: packed && raw });
    }
    this.frames.push({
      ...seen,
      file: input.file,
      slice: input.slice,
      seq,
      packed,
      firstLine,
      firstHash: disguise ? 0 : firstHash,
      lastHash: disguise ? 0 : lastHash,
      edges: disguise?.sealText(edgeText(firstHash, lastHash)) ?? null,
      dupOf: piece.known?.id ?? null,
      dupOffset: piece.knownOffset,
      own,
      prelude: disguise && preludeAtStart !== '' ? disguise.sealText(preludeAtStart) : preludeAtStart,
      clock: clock.repeated > repeated && !Number.isNaN(ms) ? ms : null,
      users: keys.users,
      dests: keys.dests,
    });
    run.seeTimes(tMin, tMax);
    this.evidenceBytes += packed?.length ?? 0;
    if (this.evidenceBytes >= MAX_BATCH_EVIDENCE) {
      this.flush();
    }
  }
}

function lineEnd(bytes: Uint8Array, starts: Uint32Array, line: number): number {
  let end = starts[line + 1] ?? bytes.length;
  if (bytes[end - 1] === LF) end--;
  if (bytes[end - 1] === CR) end--;
  return Math.max(end, starts[line] ?? 0);
}
