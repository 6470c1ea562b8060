/**
 * In: slices of files, whole lines each. Out: batches of sorted cells with the frames they came from, and counts per slice.
 * Guarantee: a line is counted in exactly one cell or in exactly one other column of the ledger; a batch carries every name its
 * cells and keys refer to.
 */
import { hash as digest, randomInt } from 'node:crypto';
import { CellTable } from '../cube/cell-table.ts';
import { type CellColumns, FLAG_RECEIVED, FLAG_SENT, FLAG_TOTAL, hourOf } from '../cube/columns.ts';
import { ACTION_UNKNOWN, PARSED, REJECTED } from '../formats/api.ts';
import { isCut, lineHash, MAX_FRAME_BYTES } from '../frames/cut.ts';
import type { FrameIndex, FrameView, Piece } from '../frames/frame-index.ts';
import { emptyCounts, type LineCounts } from './counts.ts';
import { BLANK, type LineReader } from './line-reader.ts';
import { createInterners, type FreshNames, type Interners } from './names.ts';

export interface SliceInput {
  readonly file: number;
  readonly slice: number;
  /** Whole lines only; the last line of a file may lack its line end. */
  readonly bytes: Buffer;
  readonly startsFile: boolean;
  readonly endsFile: boolean;
  /** Directive lines in force at the slice's start, and the file's first line if it is a header. */
  readonly prelude: string;
}

/** A frame as it goes to the writer; `users` and `dests` are local ids of the pairs that occur in it. */
export interface FrameOutput {
  readonly file: number;
  readonly slice: number;
  readonly seq: number;
  readonly hash: string;
  readonly packed: Uint8Array<ArrayBuffer> | null;
  readonly rlen: number;
  readonly firstLine: number;
  readonly lines: number;
  readonly tMin: number | null;
  readonly tMax: number | null;
  readonly firstHash: number;
  readonly lastHash: number;
  readonly dupOf: number | null;
  readonly dupOffset: number;
  readonly prelude: string;
  readonly users: Uint32Array<ArrayBuffer>;
  readonly dests: Uint32Array<ArrayBuffer>;
}

export interface Batch {
  readonly cells: CellColumns | null;
  readonly fresh: FreshNames;
  readonly frames: readonly FrameOutput[];
}

export interface RejectSample {
  readonly file: number;
  readonly slice: number;
  /** Line within the slice, from 0. */
  readonly line: number;
  readonly verdict: 'rejected' | 'skipped';
  readonly reason: string;
  readonly raw: string;
}

export interface SliceResult {
  readonly file: number;
  readonly slice: number;
  readonly bytes: number;
  readonly lines: number;
  readonly counts: LineCounts;
  readonly samples: readonly RejectSample[];
  readonly tMin: number | null;
  readonly tMax: number | null;
}

export interface SliceParserOptions {
  readonly reader: LineReader;
  readonly index: FrameIndex;
  readonly bucketMinutes: number;
  /** Compresses a frame for the evidence file; null when evidence is not kept. */
  readonly pack: ((raw: Uint8Array) => Uint8Array<ArrayBuffer>) | null;
  readonly onBatch: (batch: Batch) => void;
  /** Looked at per frame; true stops the slice. */
  readonly cancelled: () => boolean;
}

/** Samples kept of each reason in a slice; the ledger keeps the first of a file. */
const SAMPLES_PER_REASON = 5;
const SAMPLE_CHARS = 2000;
/** Packed evidence that a batch may hold before it is handed over although its cells would still fit. */
const MAX_BATCH_EVIDENCE = 16 * 1024 * 1024;
const SPARE = 4096;

export class SliceParser {
  private readonly o: SliceParserOptions;
  private readonly table = new CellTable(randomInt(2 ** 31));
  private readonly names: Interners = createInterners();
  private frames: FrameOutput[] = [];
  private evidenceBytes = 0;
  private frameStamp = 0;
  /** Line starts and hashes of the frame at hand. */
  private starts = new Uint32Array(8192);
  private hashes = new Uint32Array(8192);
  private pairUsers = new Uint32Array(SPARE);
  private pairDests = new Uint32Array(SPARE);
  private pairs = 0;

  constructor(options: SliceParserOptions) {
    this.o = options;
  }

  parse(input: SliceInput): SliceResult {
    const text = input.bytes.toString('latin1');
    const run = new SliceRun(input, text);
    this.o.reader.prime(input.prelude);
    let pos = 0;
    let seq = 0;
    while (pos < text.length && !this.o.cancelled()) {
      const lines = this.scanFrame(text, pos);
      const stop = this.starts[lines] ?? text.length;
      const view = this.view(run, lines);
      const edge = (input.startsFile && pos === 0) || (input.endsFile && stop === text.length);
      for (const piece of this.o.index.resolve(view, edge)) {
        this.readPiece(run, piece, view, seq++);
      }
      run.lines += lines;
      pos = stop;
    }
    return run.result();
  }

  /** Hands over what is left; call when no slice will follow or when the writer must be up to date. */
  flush(): void {
    if (this.table.count === 0 && this.frames.length === 0) {
      return;
    }
    const cells = this.table.count > 0 ? this.table.drain() : null;
    const frames = this.frames;
    this.frames = [];
    this.evidenceBytes = 0;
    this.o.onBatch({ cells, fresh: this.names.takeFresh(), frames });
  }

  get foldedNames(): number {
    return this.names.folded();
  }

  /** Finds the lines of the frame at `pos`; fills starts (with one closing entry) and hashes. */
  private scanFrame(text: string, pos: number): number {
    let lines = 0;
    let start = pos;
    const limit = pos + MAX_FRAME_BYTES;
    for (;;) {
      if (lines + 2 > this.starts.length) {
        this.starts = grow(this.starts);
        this.hashes = grow(this.hashes);
      }
      const newline = text.indexOf('\n', start);
      const end = newline < 0 ? text.length : newline;
      const trimmed = end > start && text.charCodeAt(end - 1) === 13 ? end - 1 : end;
      const hash = lineHash(text, start, trimmed);
      this.starts[lines] = start;
      this.hashes[lines] = hash;
      lines++;
      start = newline < 0 ? text.length : newline + 1;
      if (start >= text.length || isCut(hash) || start >= limit) {
        this.starts[lines] = start;
        return lines;
      }
    }
  }

  private view(run: SliceRun, lines: number): FrameView {
    const { starts, hashes } = this;
    const { text, input } = run;
    return {
      text,
      starts,
      lines,
      lineHash: (line) => hashes[line] ?? 0,
      hashRange: (from, to) => {
        const end = lineEnd(text, starts, to - 1);
        return digest('sha256', input.bytes.subarray(starts[from], end), 'hex').slice(0, 32);
      },
      times: () => this.timesOf(text, lines),
    };
  }

  /** Event times of a frame at a file's edge, found by reading it once more without counting. */
  private timesOf(text: string, lines: number): { min: number; max: number } | null {
    const { reader } = this.o;
    let min = Number.POSITIVE_INFINITY;
    let max = Number.NEGATIVE_INFINITY;
    for (let line = 0; line < lines; line++) {
      const newline = (this.starts[line + 1] ?? text.length) - 1;
      const end = text.charCodeAt(newline) === 10 ? newline : newline + 1;
      if (reader.read(text, this.starts[line] ?? 0, end) === PARSED) {
        const second = Math.floor(reader.draft.timeMs / 1000);
        min = Math.min(min, second);
        max = Math.max(max, second);
      }
    }
    return max >= min ? { min, max } : null;
  }

  private readPiece(run: SliceRun, piece: Piece, view: FrameView, seq: number): void {
    const { text, input } = run;
    const count = piece.known === null;
    const firstLine = run.lines + piece.fromLine;
    const preludeAtStart = run.prelude;
    this.frameStamp++;
    this.pairs = 0;
    let tMin = Number.POSITIVE_INFINITY;
    let tMax = Number.NEGATIVE_INFINITY;
    for (let line = piece.fromLine; line < piece.toLine; line++) {
      const start = this.starts[line] ?? 0;
      const next = this.starts[line + 1] ?? text.length;
      const end = text.charCodeAt(next - 1) === 10 ? next - 1 : next;
      run.noteDirective(text, start, end);
      const second = this.readLine(run, start, end, run.lines + line, count);
      if (second >= 0) {
        if (second < tMin) tMin = second;
        if (second > tMax) tMax = second;
      }
    }
    const rawStart = this.starts[piece.fromLine] ?? 0;
    const rawEnd = this.starts[piece.toLine] ?? text.length;
    const raw = input.bytes.subarray(rawStart, rawEnd);
    const packed = count && this.o.pack ? this.o.pack(raw) : null;
    const keys = this.takePairs();
    this.frames.push({
      file: input.file,
      slice: input.slice,
      seq,
      hash: view.hashRange(piece.fromLine, piece.toLine),
      packed,
      rlen: raw.length,
      firstLine,
      lines: piece.toLine - piece.fromLine,
      tMin: tMax >= tMin ? tMin : null,
      tMax: tMax >= tMin ? tMax : null,
      firstHash: this.hashes[piece.fromLine] ?? 0,
      lastHash: this.hashes[piece.toLine - 1] ?? 0,
      dupOf: piece.known?.id ?? null,
      dupOffset: piece.knownOffset,
      prelude: preludeAtStart,
      users: keys.users,
      dests: keys.dests,
    });
    run.seeTimes(tMin, tMax);
    this.evidenceBytes += packed?.length ?? 0;
    if (this.evidenceBytes >= MAX_BATCH_EVIDENCE) {
      this.flush();
    }
  }

  /** @returns the event's second, or -1 when the line is no transaction */
  private readLine(run: SliceRun, start: number, end: number, line: number, count: boolean): number {
    const { reader } = this.o;
    const counts = run.counts;
    counts.read++;
    const verdict = reader.read(run.text, start, end);
    if (verdict === BLANK) {
      counts.blank++;
      return -1;
    }
    const draft = reader.draft;
    if (verdict !== PARSED) {
      const rejected = verdict === REJECTED;
      if (rejected) counts.rejected++;
      else counts.skipped++;
      run.noteReason(draft.reason, line, rejected ? 'rejected' : 'skipped', start, end);
      return -1;
    }
    counts.parsed++;
    const format = reader.formatId;
    counts.formats[format] = (counts.formats[format] ?? 0) + 1;
    const second = Math.floor(draft.timeMs / 1000);
    if (!count) {
      counts.duplicates++;
      return second;
    }
    let total = draft.bytesTotal;
    if (total < 0 && draft.bytesSent >= 0 && draft.bytesReceived >= 0) {
      total = draft.bytesSent + draft.bytesReceived;
    }
    let flags: number = draft.action ?? ACTION_UNKNOWN;
    if (draft.bytesSent >= 0) flags |= FLAG_SENT;
    if (draft.bytesReceived >= 0) flags |= FLAG_RECEIVED;
    if (total >= 0) flags |= FLAG_TOTAL;
    const names = this.names;
    const host = draft.destinationHost;
    const dest = names.dest.id(host === '' ? draft.destinationIp : host);
    const user = names.user.id(draft.sourceUser);
    const source = names.source.id(draft.sourceIp);
    const device = names.device.id(draft.sourceHost);
    const hour = hourOf(second, this.o.bucketMinutes);
    let cell = this.table.add(
      hour,
      dest,
      user,
      source,
      device,
      flags,
      draft.count,
      draft.bytesSent,
      draft.bytesReceived,
      total,
      second,
    );
    if (cell < 0) {
      this.flushCells();
      cell = this.table.add(
        hour,
        dest,
        user,
        source,
        device,
        flags,
        draft.count,
        draft.bytesSent,
        draft.bytesReceived,
        total,
        second,
      );
    }
    if (this.table.touch(cell, this.frameStamp)) {
      this.addPair(user, dest);
    }
    return second;
  }

  /** The table is full in the middle of a frame: its cells go ahead, the frame follows with the next batch. */
  private flushCells(): void {
    const frames = this.frames;
    this.frames = [];
    this.evidenceBytes = 0;
    this.o.onBatch({ cells: this.table.drain(), fresh: this.names.takeFresh(), frames });
  }

  private addPair(user: number, dest: number): void {
    if (this.pairs >= this.pairUsers.length) {
      this.pairUsers = grow(this.pairUsers);
      this.pairDests = grow(this.pairDests);
    }
    this.pairUsers[this.pairs] = user;
    this.pairDests[this.pairs] = dest;
    this.pairs++;
  }

  /** Distinct pairs, sorted by user, then destination (sorted ids compress well). */
  private takePairs(): { users: Uint32Array<ArrayBuffer>; dests: Uint32Array<ArrayBuffer> } {
    const keys = new Float64Array(this.pairs);
    for (let i = 0; i < this.pairs; i++) {
      keys[i] = (this.pairUsers[i] ?? 0) * 2 ** 24 + (this.pairDests[i] ?? 0);
    }
    keys.sort();
    const users = new Uint32Array(this.pairs);
    const dests = new Uint32Array(this.pairs);
    let n = 0;
    for (let i = 0; i < keys.length; i++) {
      const key = keys[i] ?? 0;
      if (i > 0 && key === keys[i - 1]) {
        continue;
      }
      users[n] = Math.floor(key / 2 ** 24);
      dests[n] = key % 2 ** 24;
      n++;
    }
    return { users: users.slice(0, n), dests: dests.slice(0, n) };
  }
}

/** State of one slice while it is read. */
class SliceRun {
  readonly counts = emptyCounts();
  readonly samples: RejectSample[] = [];
  lines = 0;
  prelude: string;
  private directive = false;
  private tMin = Number.POSITIVE_INFINITY;
  private tMax = Number.NEGATIVE_INFINITY;
  readonly input: SliceInput;
  readonly text: string;

  constructor(input: SliceInput, text: string) {
    this.input = input;
    this.text = text;
    this.prelude = input.prelude;
  }

  /** `#` lines replace the directives in force; consecutive ones belong together. */
  noteDirective(text: string, start: number, end: number): void {
    if (text.charCodeAt(start) !== 35) {
      this.directive = false;
      return;
    }
    if (end - start > 16_384) {
      return;
    }
    const line = `${text.slice(start, end)}\n`;
    this.prelude = this.directive ? this.prelude + line : line;
    this.directive = true;
  }

  noteReason(reason: string, line: number, verdict: 'rejected' | 'skipped', start: number, end: number): void {
    const seen = (this.counts.reasons[reason] ?? 0) + 1;
    this.counts.reasons[reason] = seen;
    if (seen <= SAMPLES_PER_REASON) {
      const raw = this.input.bytes.subarray(start, Math.min(end, start + SAMPLE_CHARS)).toString('utf8');
      this.samples.push({ file: this.input.file, slice: this.input.slice, line, verdict, reason, raw });
    }
  }

  seeTimes(min: number, max: number): void {
    this.tMin = Math.min(this.tMin, min);
    this.tMax = Math.max(this.tMax, max);
  }

  result(): SliceResult {
    const known = this.tMax >= this.tMin;
    return {
      file: this.input.file,
      slice: this.input.slice,
      bytes: this.input.bytes.length,
      lines: this.lines,
      counts: this.counts,
      samples: this.samples,
      tMin: known ? this.tMin : null,
      tMax: known ? this.tMax : null,
    };
  }
}

function lineEnd(text: string, starts: Uint32Array, line: number): number {
  let end = starts[line + 1] ?? text.length;
  if (text.charCodeAt(end - 1) === 10) end--;
  if (text.charCodeAt(end - 1) === 13) end--;
  return Math.max(end, starts[line] ?? 0);
}

function grow(old: Uint32Array): Uint32Array<ArrayBuffer> {
  const bigger = new Uint32Array(old.length * 2);
  bigger.set(old);
  return bigger;
}
