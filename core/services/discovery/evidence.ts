import type { EvidenceRow } from '../../contract/discovery.ts';
import { AppError } from '../../contract/errors.ts';
import type { MethodOutput, MethodParsed } from '../../contract/methods.ts';
import { toRecord } from '../../ingest/normalize/record.ts';
import type { LineReader } from '../../ingest/slice/line-reader.ts';
import { sealedImports } from '../../store/privacy/sealed-profile.ts';
import { bothFilters, type CellFilter, type DimensionMask, maskFilter } from '../../store/segments/cell-filter.ts';
import { type ScanRange, spansOf } from '../../store/segments/scan.ts';
import type { WorkspaceView } from '../workspace-view.ts';
import { LineMatcher, OpenFiles } from './evidence-lines.ts';
import { type FrameRow, frameReader, type ListedFrame, listFrames } from './frame-list.ts';
import { type FrameHint, FrameSieve } from './frame-sieve.ts';
import { resolveScope } from './scope.ts';
import { ShownLines } from './shown-lines.ts';
import { subjectMask } from './subject.ts';

type Input = MethodParsed<'discovery.listEvidence'>;

interface Cursor {
  readonly frame: number;
  readonly line: number;
}

type Answer = MethodOutput<'discovery.listEvidence'>;

const LF = 10;
/** Raw text of one line shown at most. */
const MAX_RAW = 16_384;

/** Damaged pieces named at most; the integrity check lists them all. */
const MAX_DAMAGED = 100;

/** @param show 'clear' only when lines of anonymised streams were asked for with a reason, which is in the governance log by then */
export function listEvidence(
  view: WorkspaceView,
  input: Input,
  cancelled: () => boolean,
  show: 'masked' | 'clear' = 'masked',
): Answer {
  const started = performance.now();
  const scope = resolveScope(view, input, 'all');
  const masks = subjectMasks(view, input);
  let filter: CellFilter | null = scope.range.filter;
  for (const mask of masks) {
    filter = bothFilters(maskFilter(mask), filter);
  }
  const after = readCursor(input.cursor);
  const sealed = new Set(view.seal ? [] : sealedImports(view.db));
  const candidates = startingAt(listFrames(view, scope, sealed), after);
  const sieve = new FrameSieve(view, { ...scope.range, filter }, cancelled);
  const frameOf = frameReader(view.db);
  const rows: EvidenceRow[] = [];
  const files = new OpenFiles(view.folder, view.seal);
  const matcher = new LineMatcher(view, scope, filter);
  const shown = new ShownLines(view, matcher, show);
  const damaged: Answer['damaged'] = [];
  let framesRead = 0;
  let passed = 0;
  let cursor: Cursor | null = null;
  /** The page ended for its time. */
  let isShort = false;
  try {
    const isOver = (): boolean =>
      rows.length >= input.limit ||
      (rows.length > 0 && input.within !== undefined && performance.now() - started >= input.within);
    for (const listed of candidates) {
      if (isOver()) {
        isShort = rows.length < input.limit;
        break;
      }
      if (cancelled()) {
        throw new AppError('job.cancelled', 'The question was cancelled.');
      }
      passed++;
      const hint = sieve.hintOf(listed);
      const frame = hint && frameOf(listed.id);
      if (!frame) continue;
      const from = after !== null && after.frame === frame.id ? after.line : 0;
      let next: number | null = null;
      try {
        next = readLines(files, frame, hint, matcher, shown, rows, input.limit, from);
      } catch (cause) {
        if (!(cause instanceof AppError) || cause.code !== 'workspace.corrupt') {
          throw cause;
        }
        // The rest stays readable.
        noteDamage(damaged, frame, shown);
      }
      cursor = next === null ? null : { frame: frame.id, line: next };
      framesRead++;
    }
  } finally {
    files.close();
  }
  const left = candidates.length - passed;
  const nextFrame = candidates[passed];
  const position =
    cursor ?? (nextFrame && (isShort || rows.length >= input.limit) ? { frame: nextFrame.id, line: 0 } : null);
  return {
    rows,
    cursor: position ? `${position.frame}:${position.line}` : null,
    framesRead,
    framesLeft: left,
    withoutEvidence: countIn(view, bareImports(view), scope.range, filter, cancelled),
    sealed: countIn(view, sealed, scope.range, filter, cancelled),
    damaged,
    queryMs: performance.now() - started,
  };
}

function readCursor(text: string | undefined): Cursor | null {
  if (text === undefined) {
    return null;
  }
  const parts = /^(\d+):(\d+)$/.exec(text);
  if (!parts) {
    throw expired();
  }
  return { frame: Number(parts[1]), line: Number(parts[2]) };
}

function startingAt(all: ListedFrame[], after: Cursor | null): ListedFrame[] {
  if (after === null) {
    return all;
  }
  const at = all.findIndex((frame) => frame.id === after.frame);
  if (at < 0) {
    throw expired();
  }
  return all.slice(at);
}

function expired(): AppError {
  return new AppError('query.expired', 'This place in the evidence is no longer known. Ask again from the start.');
}

function subjectMasks(view: WorkspaceView, { subject }: Input): DimensionMask[] {
  const kinds = ['app', 'user', 'source', 'device', 'host'] as const;
  return kinds.flatMap((kind) => {
    const key = subject[kind];
    return key === undefined ? [] : [subjectMask(view, kind, key)];
  });
}

/** @returns the line to go on with when the page filled up, null when the frame is finished */
function readLines(
  files: OpenFiles,
  frame: FrameRow,
  hint: FrameHint,
  matcher: LineMatcher,
  shown: ShownLines,
  rows: EvidenceRow[],
  limit: number,
  from: number,
): number | null {
  const raw = files.read(frame);
  const reader = matcher.readerFor(frame, shown.prelude(frame));
  let line = 0;
  let found = 0;
  for (let start = 0; start < raw.length && found < hint.most; line++) {
    const newline = raw.indexOf(LF, start);
    const end = newline < 0 ? raw.length : newline;
    // Lines of an earlier page are read as well: what they say may hold for those behind them.
    const isMeant = matcher.isMeant(reader, raw, start, end, frame, hint);
    if (isMeant) found++;
    if (isMeant && line >= from) {
      if (rows.length >= limit) {
        return line;
      }
      const record = recordOf(reader, raw, start, end, frame.first_line + line + 1);
      const text = raw.toString('utf8', start, Math.min(end, start + MAX_RAW)).replace(/\r$/, '');
      rows.push(
        shown.row(frame, {
          importId: frame.import,
          line: frame.first_line + line + 1,
          raw: text,
          truncated: end - start > MAX_RAW,
          record,
        }),
      );
    }
    start = end + 1;
  }
  return null;
}

/** Only a line that is shown is read for all that it says. */
function recordOf(reader: LineReader, raw: Buffer, start: number, end: number, line: number): EvidenceRow['record'] {
  const { draft } = reader;
  const text = raw.toString('latin1', start, end);
  draft.wantDetail = true;
  reader.read(text, 0, text.length);
  draft.wantDetail = false;
  return {
    ...toRecord(draft, line, reader.formatId),
    ...(reader.namedBy === '' ? {} : { namedBy: reader.namedBy }),
  };
}

function noteDamage(damaged: Answer['damaged'], frame: FrameRow, shown: ShownLines): void {
  const firstLine = frame.first_line + 1;
  const lastLine = frame.first_line + frame.lines;
  const before = damaged.at(-1);
  const file = shown.fileName(frame);
  if (before?.importId === frame.import && before.file === file && before.lastLine === frame.first_line) {
    before.lastLine = lastLine;
  } else if (damaged.length < MAX_DAMAGED) {
    damaged.push({ importId: frame.import, file, firstLine, lastLine });
  }
}

function bareImports(view: WorkspaceView): Set<number> {
  const query = "SELECT id FROM import WHERE state = 'done' AND keep_evidence = 0";
  return new Set(view.db.prepare<[], number>(query).pluck().all());
}

/** Transactions of the question in some imports. */
function countIn(
  view: WorkspaceView,
  wanted: ReadonlySet<number>,
  range: ScanRange,
  filter: CellFilter | null,
  cancelled: () => boolean,
): number {
  if (wanted.size === 0) return 0;
  const segments = view.segmentsFor(false).filter((segment) => wanted.has(segment.import));
  let count = 0;
  for (const { columns, from, to, pass } of spansOf(view.segments, segments, { ...range, filter }, cancelled)) {
    for (let cell = from; cell < to; cell++) {
      if (!pass || pass(cell)) {
        count += columns.tx[cell] ?? 0;
      }
    }
  }
  return count;
}
