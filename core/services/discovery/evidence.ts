import type { EvidenceRow } from '../../contract/discovery.ts';
import { AppError } from '../../contract/errors.ts';
import type { MethodOutput, MethodParsed } from '../../contract/methods.ts';
import { PARSED } from '../../ingest/formats/api.ts';
import { toRecord } from '../../ingest/normalize/record.ts';
import { sealedImports } from '../../store/privacy/sealed-profile.ts';
import { bothFilters, type CellFilter, type DimensionMask, maskFilter } from '../../store/segments/cell-filter.ts';
import { type ScanRange, spansOf } from '../../store/segments/scan.ts';
import type { WorkspaceView } from '../workspace-view.ts';
import { type FrameRow, LineMatcher, OpenFiles } from './evidence-lines.ts';
import { FrameSieve } from './frame-sieve.ts';
import { type ResolvedScope, resolveScope } from './scope.ts';
import { ShownLines } from './shown-lines.ts';
import { subjectMask } from './subject.ts';

type Input = MethodParsed<'discovery.listEvidence'>;

interface Cursor {
  readonly frame: number;
  readonly line: number;
}

type Answer = MethodOutput<'discovery.listEvidence'>;

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
  const candidates = startingAt(frames(view, scope), after).filter((frame) => !sealed.has(frame.import));
  const sieve = new FrameSieve(view, masks, { ...scope.range, filter }, cancelled);
  const rows: EvidenceRow[] = [];
  const files = new OpenFiles(view.folder, view.seal);
  const matcher = new LineMatcher(view, scope, filter);
  const shown = new ShownLines(view, matcher, show);
  const damaged: Answer['damaged'] = [];
  let framesRead = 0;
  let passed = 0;
  let cursor: Cursor | null = null;
  try {
    for (const frame of candidates) {
      if (rows.length >= input.limit) {
        break;
      }
      if (cancelled()) {
        throw new AppError('job.cancelled', 'The question was cancelled.');
      }
      passed++;
      if (!sieve.mayHold(frame)) {
        continue;
      }
      const from = after !== null && after.frame === frame.id ? after.line : 0;
      let next: number | null = null;
      try {
        next = readLines(files, frame, matcher, shown, rows, input.limit, from);
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
  const position = cursor ?? (nextFrame && rows.length >= input.limit ? { frame: nextFrame.id, line: 0 } : null);
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

function startingAt(all: FrameRow[], after: Cursor | null): FrameRow[] {
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

function frames(view: WorkspaceView, scope: ResolvedScope): FrameRow[] {
  if (!scope.span) {
    return [];
  }
  return view.db
    .prepare<[number, number], FrameRow>(
      `SELECT f.id, f.import, i.evidence_rev AS rev, i.stream, s.anonymised, f.file, f.offset, f.clen, f.first_line, f.prelude, f.lines, p.path, p.modified, p.spool_sha256 IS NOT NULL AS received, i.format, i.zone, i.profile, i.own_formats AS ownFormats, i.names, f.t_min, f.t_max
       FROM frame f JOIN import i ON i.id = f.import JOIN stream s ON s.id = i.stream JOIN file p ON p.id = f.file
       WHERE i.state = 'done' AND f.dup_of IS NULL AND f.offset IS NOT NULL AND f.t_max >= ? AND f.t_min < ?
       ORDER BY i.place, f.file, f.first_line, f.id`,
    )
    .all(Math.floor(scope.span.from / 1000), Math.ceil(scope.span.to / 1000))
    .filter((frame) => scope.range.streams?.has(frame.stream) ?? true);
}

/** @returns the line to go on with when the page filled up, null when the frame is finished */
function readLines(
  files: OpenFiles,
  frame: FrameRow,
  matcher: LineMatcher,
  shown: ShownLines,
  rows: EvidenceRow[],
  limit: number,
  from: number,
): number | null {
  const raw = files.read(frame);
  const text = raw.toString('latin1');
  const reader = matcher.readerFor(frame, shown.prelude(frame));
  let line = 0;
  for (let start = 0; start < text.length; line++) {
    const newline = text.indexOf('\n', start);
    const end = newline < 0 ? text.length : newline;
    const parsed = reader.read(text, start, end) === PARSED;
    if (parsed && line >= from && matcher.matches(reader.draft, frame)) {
      if (rows.length >= limit) {
        return line;
      }
      // Only a line that is shown is read for all that it says.
      reader.draft.wantDetail = true;
      reader.read(text, start, end);
      reader.draft.wantDetail = false;
      const number = frame.first_line + line + 1;
      const bytes = raw.subarray(start, Math.min(end, start + MAX_RAW));
      rows.push(
        shown.row(frame, {
          importId: frame.import,
          line: number,
          raw: bytes.toString('utf8').replace(/\r$/, ''),
          truncated: end - start > MAX_RAW,
          record: {
            ...toRecord(reader.draft, number, reader.formatId),
            ...(reader.namedBy === '' ? {} : { namedBy: reader.namedBy }),
          },
        }),
      );
    }
    start = end + 1;
  }
  return null;
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
