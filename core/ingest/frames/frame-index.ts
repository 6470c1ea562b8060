/**
 * Frames that earlier files of the same stream and reading already stored, found by content.
 * In: a new frame's bytes and lines. Out: pieces, each new or standing in a stored frame.
 * Guarantee: pieces cover the frame in order, without gaps; a line is a duplicate only as part of a run that reaches an end of
 * the stored or of the new frame, so a lone coincidence inside never counts.
 */
import { commonRun } from './common-run.ts';
import { mayCut } from './cut.ts';
import { FrameTimes } from './frame-times.ts';

/** A stored frame, as parsers know it. */
export interface KnownFrame {
  readonly id: number;
  /** 16 bytes of SHA-256 in hex. */
  readonly hash: string;
  readonly rlen: number;
  readonly lines: number;
  readonly firstHash: number;
  readonly lastHash: number;
  /** Of an anonymised stream: both hashes, sealed; whoever adds the frame opens them first. */
  readonly edges?: string | null;
  /** Seconds since the epoch; null when no line had a time. */
  readonly tMin: number | null;
  readonly tMax: number | null;
  /** Where its bytes are; null when the import keeps no evidence. */
  readonly evidence: { readonly file: string; readonly offset: number; readonly clen: number } | null;
}

/** A run of whole lines of the new frame. */
export interface Piece {
  readonly fromLine: number;
  readonly toLine: number;
  /** Null: new content. */
  readonly known: KnownFrame | null;
  /** First raw byte of the run inside the known frame. */
  readonly knownOffset: number;
}

export interface FrameView {
  /** A line as latin1 text, its line end included. */
  line(line: number): string;
  readonly lines: number;
  /** SHA-256 of the lines' bytes, the last line end excluded (a file's last line may lack it). */
  hashRange(fromLine: number, toLine: number): string;
  lineHash(line: number): number;
  /** First and last event of the frame in seconds, asked only for frames at a file's edge. */
  times(): { readonly min: number; readonly max: number } | null;
}

/** Edge comparisons load stored frames; beyond this many the rest counts as new. */
const MAX_LOADED = 32;

/** A frame that is not stored yet, and what to take away with it. */
interface OwnFrame {
  readonly frame: KnownFrame;
  readonly lists: readonly KnownFrame[][];
}

export class FrameIndex {
  private readonly byHash = new Map<string, KnownFrame[]>();
  /** Stored frames found whole in the slice at hand: each explains its lines once, so that repeats inside a file stay new. */
  private readonly used = new Set<KnownFrame>();
  private readonly byFirst = new Map<number, KnownFrame[]>();
  private readonly byLast = new Map<number, KnownFrame[]>();
  /** First lines of frames that ended without a cut: a small file may stand anywhere inside a frame of a larger one. */
  private readonly loose = new Set<number>();
  private readonly times = new FrameTimes();
  /** Of files that this thread has read itself. */
  private readonly own: OwnFrame[] = [];
  private readonly ownBytes = new Map<KnownFrame, Buffer>();
  /** Evidence files by their paths: frames come from another thread, each with a path of its own. */
  private readonly files = new Map<string, string>();
  private readonly load: (frame: KnownFrame) => string | null;

  /** @param load raw bytes of a stored frame as latin1 text, null when they are not kept */
  constructor(load: (frame: KnownFrame) => string | null) {
    this.load = load;
  }

  get size(): number {
    return this.times.count;
  }

  add(given: KnownFrame): void {
    this.take(this.withSharedPath(given));
  }

  /**
   * Adds a frame of a file that is wholly read and not stored yet.
   * @param raw its bytes; null when they are not kept
   */
  addOwn(frame: KnownFrame, raw: Buffer | null): void {
    this.own.push({ frame, lists: this.take(frame) });
    if (raw) this.ownBytes.set(frame, raw);
  }

  /** Forgets them: they come again as they are stored. */
  dropOwn(): void {
    // Each is the last one of its lists.
    for (const { lists } of this.own.reverse()) for (const list of lists) list.pop();
    this.times.count -= this.own.length;
    this.own.length = 0;
    this.ownBytes.clear();
  }

  /** @returns the lists that it now ends */
  private take(frame: KnownFrame): KnownFrame[][] {
    if (!mayCut(frame.lastHash)) {
      this.loose.add(frame.firstHash);
    }
    return [
      push(this.byHash, frame.hash, frame),
      push(this.byFirst, frame.firstHash, frame),
      push(this.byLast, frame.lastHash, frame),
      ...this.times.add(frame),
    ];
  }

  /** A path is as long as a frame's other facts together, and a file of evidence has thousands of frames. */
  private withSharedPath(frame: KnownFrame): KnownFrame {
    const { evidence } = frame;
    if (evidence === null) return frame;
    const file = this.files.get(evidence.file);
    if (file !== undefined) return { ...frame, evidence: { ...evidence, file } };
    this.files.set(evidence.file, evidence.file);
    return frame;
  }

  beginSlice(): void {
    this.used.clear();
  }

  /** @param edge the frame's ends are not both cuts made by content (a file's edge, a limit of size): it may be a part of a stored frame */
  resolve(view: FrameView, edge: boolean): Piece[] {
    if (this.size === 0) {
      return [fresh(0, view.lines)];
    }
    const exact = this.byHash.get(view.hashRange(0, view.lines))?.find((known) => !this.used.has(known));
    if (exact) {
      this.used.add(exact);
      return [{ fromLine: 0, toLine: view.lines, known: exact, knownOffset: 0 }];
    }
    const head: Piece[] = [];
    const tail: Piece[] = [];
    let from = 0;
    let to = view.lines;
    for (let hit = this.prefix(view, from, to); hit; hit = this.prefix(view, from, to)) {
      this.used.add(hit);
      head.push({ fromLine: from, toLine: from + hit.lines, known: hit, knownOffset: 0 });
      from += hit.lines;
    }
    for (let hit = this.suffix(view, from, to); hit; hit = this.suffix(view, from, to)) {
      this.used.add(hit);
      tail.unshift({ fromLine: to - hit.lines, toLine: to, known: hit, knownOffset: 0 });
      to -= hit.lines;
    }
    return [...head, ...(from < to ? this.middle(view, from, to, edge) : []), ...tail];
  }

  /**
   * What no whole frame explains. Line comparison is worth its price at a file's edges, and where a stored frame begins or ends
   * with the same line (its last line may have been cut off when it was read).
   */
  private middle(view: FrameView, from: number, to: number, edge: boolean): Piece[] {
    const akin =
      edge ||
      this.byFirst.has(view.lineHash(from)) ||
      this.byLast.has(view.lineHash(to - 1)) ||
      this.startsLoose(view, from, to);
    return akin ? this.compareLines(view, from, to) : [fresh(from, to)];
  }

  private startsLoose(view: FrameView, from: number, to: number): boolean {
    if (this.loose.size > 0) {
      for (let line = from; line < to; line++) {
        if (this.loose.has(view.lineHash(line))) {
          return true;
        }
      }
    }
    return false;
  }

  /** A whole stored frame at the start of lines [from, to). */
  private prefix(view: FrameView, from: number, to: number): KnownFrame | undefined {
    if (from >= to) {
      return undefined;
    }
    return this.byFirst
      .get(view.lineHash(from))
      ?.find((k) => !this.used.has(k) && k.lines <= to - from && view.hashRange(from, from + k.lines) === k.hash);
  }

  private suffix(view: FrameView, from: number, to: number): KnownFrame | undefined {
    if (from >= to) {
      return undefined;
    }
    return this.byLast
      .get(view.lineHash(to - 1))
      ?.find((k) => !this.used.has(k) && k.lines <= to - from && view.hashRange(to - k.lines, to) === k.hash);
  }

  /** Line by line against stored frames of the same time: the new frame may begin or end in the middle of one. */
  private compareLines(view: FrameView, from: number, to: number): Piece[] {
    const times = view.times();
    if (!times) {
      // Lines without an event are counted nowhere.
      return [fresh(from, to)];
    }
    let pieces: Piece[] = [fresh(from, to)];
    let loaded = 0;
    for (const known of this.times.within(times)) {
      if (loaded >= MAX_LOADED || pieces.every((piece) => piece.known !== null)) {
        break;
      }
      const own = this.ownBytes.get(known);
      if ((!own && !known.evidence) || this.used.has(known)) {
        continue;
      }
      const stored = own?.toString('latin1') ?? this.load(known);
      loaded++;
      if (stored !== null) {
        pieces = takeRun(view, pieces, known, stored);
      }
    }
    return pieces;
  }
}

/** Splits the first new piece that shares a run with the stored frame; a stored frame explains lines only once. */
function takeRun(view: FrameView, pieces: readonly Piece[], known: KnownFrame, stored: string): Piece[] {
  const storedLines = linesOf(stored);
  for (const [at, piece] of pieces.entries()) {
    if (piece.known) {
      continue;
    }
    const lines = Array.from({ length: piece.toLine - piece.fromLine }, (_, i) => view.line(piece.fromLine + i));
    const run = commonRun(lines, storedLines);
    if (!run) {
      continue;
    }
    const fromLine = piece.fromLine + run.from;
    const toLine = piece.fromLine + run.to;
    const knownOffset = storedLines.slice(0, run.storedLine).reduce((sum, line) => sum + line.length, 0);
    return [
      ...pieces.slice(0, at),
      ...(piece.fromLine < fromLine ? [fresh(piece.fromLine, fromLine)] : []),
      { fromLine, toLine, known, knownOffset },
      ...(toLine < piece.toLine ? [fresh(toLine, piece.toLine)] : []),
      ...pieces.slice(at + 1),
    ];
  }
  return [...pieces];
}

/** Lines with their line ends. */
function linesOf(text: string): string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

/** Lines that no stored frame holds. */
export function fresh(fromLine: number, toLine: number): Piece {
  return { fromLine, toLine, known: null, knownOffset: 0 };
}

function push<K>(map: Map<K, KnownFrame[]>, key: K, frame: KnownFrame): KnownFrame[] {
  const list = map.get(key) ?? [];
  list.push(frame);
  if (list.length === 1) map.set(key, list);
  return list;
}
