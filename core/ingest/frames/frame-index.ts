/**
 * Frames that earlier files of the same stream and reading already stored, found by content.
 * In: a new frame's bytes and lines. Out: pieces, each new or standing in a stored frame.
 * Guarantee: pieces cover the frame in order, without gaps; a line is a duplicate only as part of a run that reaches an end of
 * the stored or of the new frame, so a lone coincidence inside never counts.
 */

/** A stored frame, as parsers know it. */
export interface KnownFrame {
  readonly id: number;
  /** 16 bytes of SHA-256 in hex. */
  readonly hash: string;
  readonly rlen: number;
  readonly lines: number;
  readonly firstHash: number;
  readonly lastHash: number;
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
  /** Latin1 text that holds the frame. */
  readonly text: string;
  /** Start of each line in `text`; one more entry marks the end of the last line (behind its line end). */
  readonly starts: Int32Array | Uint32Array;
  readonly lines: number;
  /** SHA-256 of the lines' bytes, the last line end excluded (a file's last line may lack it). */
  hashRange(fromLine: number, toLine: number): string;
  lineHash(line: number): number;
  /** First and last event of the frame in seconds, asked only for frames at a file's edge. */
  times(): { readonly min: number; readonly max: number } | null;
}

/** Edge comparisons load stored frames; beyond this many the rest counts as new. */
const MAX_LOADED = 32;

export class FrameIndex {
  private readonly byHash = new Map<string, KnownFrame>();
  private readonly byFirst = new Map<number, KnownFrame[]>();
  private readonly byLast = new Map<number, KnownFrame[]>();
  private readonly all: KnownFrame[] = [];
  private readonly load: (frame: KnownFrame) => string | null;

  /** @param load raw bytes of a stored frame as latin1 text, null when they are not kept */
  constructor(load: (frame: KnownFrame) => string | null) {
    this.load = load;
  }

  get size(): number {
    return this.all.length;
  }

  add(frame: KnownFrame): void {
    if (this.byHash.has(frame.hash)) {
      return;
    }
    this.byHash.set(frame.hash, frame);
    push(this.byFirst, frame.firstHash, frame);
    push(this.byLast, frame.lastHash, frame);
    this.all.push(frame);
  }

  /** @param edge the frame begins or ends its file, so it may be a part of a stored frame */
  resolve(view: FrameView, edge: boolean): Piece[] {
    if (this.all.length === 0) {
      return [fresh(0, view.lines)];
    }
    const exact = this.byHash.get(view.hashRange(0, view.lines));
    if (exact) {
      return [{ fromLine: 0, toLine: view.lines, known: exact, knownOffset: 0 }];
    }
    const head: Piece[] = [];
    const tail: Piece[] = [];
    let from = 0;
    let to = view.lines;
    for (let hit = this.prefix(view, from, to); hit; hit = this.prefix(view, from, to)) {
      head.push({ fromLine: from, toLine: from + hit.lines, known: hit, knownOffset: 0 });
      from += hit.lines;
    }
    for (let hit = this.suffix(view, from, to); hit; hit = this.suffix(view, from, to)) {
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
    const akin = edge || this.byFirst.has(view.lineHash(from)) || this.byLast.has(view.lineHash(to - 1));
    return akin ? this.compareLines(view, from, to) : [fresh(from, to)];
  }

  /** A whole stored frame at the start of lines [from, to). */
  private prefix(view: FrameView, from: number, to: number): KnownFrame | undefined {
    if (from >= to) {
      return undefined;
    }
    return this.byFirst
      .get(view.lineHash(from))
      ?.find((k) => k.lines <= to - from && view.hashRange(from, from + k.lines) === k.hash);
  }

  private suffix(view: FrameView, from: number, to: number): KnownFrame | undefined {
    if (from >= to) {
      return undefined;
    }
    return this.byLast
      .get(view.lineHash(to - 1))
      ?.find((k) => k.lines <= to - from && view.hashRange(to - k.lines, to) === k.hash);
  }

  /** Line by line against stored frames of the same time: the new frame may begin or end in the middle of one. */
  private compareLines(view: FrameView, from: number, to: number): Piece[] {
    const times = view.times();
    let loaded = 0;
    for (const known of this.all) {
      if (loaded >= MAX_LOADED) {
        break;
      }
      if (
        !known.evidence ||
        (times && known.tMin !== null && known.tMax !== null && (known.tMin > times.max || known.tMax < times.min))
      ) {
        continue;
      }
      const stored = this.load(known);
      loaded++;
      const run = stored === null ? null : commonRun(view, from, to, stored);
      if (run) {
        const piece: Piece = { fromLine: run.from, toLine: run.to, known, knownOffset: run.offset };
        return [
          ...(from < run.from ? this.compareLines(view, from, run.from) : []),
          piece,
          ...(run.to < to ? this.compareLines(view, run.to, to) : []),
        ];
      }
    }
    return [fresh(from, to)];
  }
}

function fresh(fromLine: number, toLine: number): Piece {
  return { fromLine, toLine, known: null, knownOffset: 0 };
}

function push(map: Map<number, KnownFrame[]>, key: number, frame: KnownFrame): void {
  const list = map.get(key);
  if (list) {
    list.push(frame);
  } else {
    map.set(key, [frame]);
  }
}

/**
 * A run of whole lines that both share and that begins at the start of one of them and reaches an end of one of them.
 * @param stored raw text of the stored frame
 */
function commonRun(
  view: FrameView,
  from: number,
  to: number,
  stored: string,
): { from: number; to: number; offset: number } | null {
  const lineOf = (line: number) => view.text.slice(view.starts[line], view.starts[line + 1]);
  // The new lines begin inside the stored frame.
  const firstNew = lineOf(from);
  for (let at = findLine(stored, firstNew, 0); at >= 0; at = findLine(stored, firstNew, at + 1)) {
    const run = extend(view, from, to, stored, at);
    if (run.to === to || run.end === stored.length) {
      return { from, to: run.to, offset: at };
    }
  }
  // The stored frame begins inside the new lines.
  const end = stored.indexOf('\n') + 1;
  const firstStored = end > 0 ? stored.slice(0, end) : stored;
  for (let line = from + 1; line < to; line++) {
    if (sameLine(lineOf(line), firstStored)) {
      const run = extend(view, line, to, stored, 0);
      if (run.to === to || run.end === stored.length) {
        return { from: line, to: run.to, offset: 0 };
      }
    }
  }
  return null;
}

/** A file's last line may lack its line end; the same line elsewhere has one. */
function sameLine(a: string, b: string): boolean {
  return a === b || trimEnd(a) === trimEnd(b);
}

function trimEnd(line: string): string {
  return line.endsWith('\r\n') ? line.slice(0, -2) : line.endsWith('\n') ? line.slice(0, -1) : line;
}

function findLine(stored: string, line: string, from: number): number {
  const bare = trimEnd(line);
  if (bare === '') {
    return -1;
  }
  for (let at = stored.indexOf(bare, from); at >= 0; at = stored.indexOf(bare, at + 1)) {
    const after = stored.charCodeAt(at + bare.length);
    if ((at === 0 || stored.charCodeAt(at - 1) === 10) && (Number.isNaN(after) || after === 10 || after === 13)) {
      return at;
    }
  }
  return -1;
}

function extend(view: FrameView, from: number, to: number, stored: string, at: number): { to: number; end: number } {
  let line = from;
  let pos = at;
  while (line < to && pos < stored.length) {
    const newline = stored.indexOf('\n', pos);
    const end = newline < 0 ? stored.length : newline + 1;
    if (!sameLine(view.text.slice(view.starts[line], view.starts[line + 1]), stored.slice(pos, end))) {
      break;
    }
    line++;
    pos = end;
  }
  return { to: line, end: pos };
}
