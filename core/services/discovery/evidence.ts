import type { EvidenceRow } from '../../contract/discovery.ts';
import { AppError } from '../../contract/errors.ts';
import type { MethodParsed } from '../../contract/methods.ts';
import { PARSED } from '../../ingest/formats/api.ts';
import { formatsFor } from '../../ingest/formats/choose.ts';
import { toRecord } from '../../ingest/normalize/record.ts';
import { LineReader } from '../../ingest/slice/line-reader.ts';
import { bothFilters, type CellFilter, type DimensionMask, maskFilter } from '../../store/segments/cell-filter.ts';
import { type ScanRange, spansOf } from '../../store/segments/scan.ts';
import { unpackKeys } from '../../store/write/frame-keys.ts';
import type { WorkspaceView } from '../workspace-view.ts';
import { type FrameRow, LineMatcher, OpenFiles } from './evidence-lines.ts';
import { type ResolvedScope, resolveScope } from './scope.ts';
import { subjectMask } from './subject.ts';

type Input = MethodParsed<'discovery.listEvidence'>;

interface Cursor {
  readonly frame: number;
  readonly line: number;
}

export interface EvidenceAnswer {
  readonly rows: EvidenceRow[];
  readonly cursor: string | null;
  readonly framesRead: number;
  readonly framesLeft: number;
  readonly withoutEvidence: number;
  readonly queryMs: number;
}

/** Raw text of one line shown at most. */
const MAX_RAW = 16_384;

export function listEvidence(view: WorkspaceView, input: Input, cancelled: () => boolean): EvidenceAnswer {
  const started = performance.now();
  const scope = resolveScope(view, input, 'all');
  const masks = subjectMasks(view, input);
  let filter: CellFilter | null = scope.range.filter;
  for (const mask of masks) {
    filter = bothFilters(maskFilter(mask), filter);
  }
  const after = readCursor(input.cursor);
  const candidates = frames(view, scope).filter(
    (frame) => mayHold(frame, masks) && (after === null || frame.id >= after.frame),
  );
  const rows: EvidenceRow[] = [];
  const files = new OpenFiles(view.folder);
  const matcher = new LineMatcher(view, scope, filter);
  let framesRead = 0;
  let cursor: Cursor | null = null;
  try {
    for (const frame of candidates) {
      if (rows.length >= input.limit) {
        break;
      }
      if (cancelled()) {
        throw new AppError('job.cancelled', 'The question was cancelled.');
      }
      const from = after !== null && after.frame === frame.id ? after.line : 0;
      const next = readLines(files, frame, matcher, rows, input.limit, from);
      cursor = next === null ? null : { frame: frame.id, line: next };
      framesRead++;
    }
  } finally {
    files.close();
  }
  const left = candidates.length - framesRead;
  const nextFrame = candidates[framesRead];
  const position = cursor ?? (nextFrame && rows.length >= input.limit ? { frame: nextFrame.id, line: 0 } : null);
  return {
    rows,
    cursor: position ? `${position.frame}:${position.line}` : null,
    framesRead,
    framesLeft: left,
    withoutEvidence: withoutEvidence(view, scope.range, filter, cancelled),
    queryMs: performance.now() - started,
  };
}

function readCursor(text: string | undefined): Cursor | null {
  if (text === undefined) {
    return null;
  }
  const parts = /^(\d+):(\d+)$/.exec(text);
  if (!parts) {
    throw new AppError('query.expired', 'This place in the evidence is no longer known. Ask again from the start.');
  }
  return { frame: Number(parts[1]), line: Number(parts[2]) };
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
      `SELECT f.id, f.import, i.stream, f.offset, f.clen, f.first_line, f.prelude, f.lines, p.path, p.modified, i.format, i.zone, i.profile, k.keys
       FROM frame f JOIN import i ON i.id = f.import JOIN file p ON p.id = f.file LEFT JOIN frame_keys k ON k.frame = f.id
       WHERE i.state = 'done' AND f.dup_of IS NULL AND f.offset IS NOT NULL AND f.t_max >= ? AND f.t_min < ?
       ORDER BY f.id`,
    )
    .all(Math.floor(scope.span.from / 1000), Math.ceil(scope.span.to / 1000))
    .filter((frame) => scope.range.streams?.has(frame.stream) ?? true);
}

/** The frame's own pairs say whether any of its lines can be meant. */
function mayHold(frame: FrameRow, masks: readonly DimensionMask[]): boolean {
  const users = masks.filter((mask) => mask.dimension === 'user');
  const dests = masks.filter((mask) => mask.dimension === 'dest');
  if (!frame.keys || (users.length === 0 && dests.length === 0)) {
    return true;
  }
  const keys = unpackKeys(frame.keys);
  for (let i = 0; i < keys.users.length; i++) {
    const user = keys.users[i] ?? 0;
    const dest = keys.dests[i] ?? 0;
    if (users.every(({ mask }) => mask[user] === 1) && dests.every(({ mask }) => mask[dest] === 1)) {
      return true;
    }
  }
  return false;
}

/** @returns the line to go on with when the page filled up, null when the frame is finished */
function readLines(
  files: OpenFiles,
  frame: FrameRow,
  matcher: LineMatcher,
  rows: EvidenceRow[],
  limit: number,
  from: number,
): number | null {
  const raw = files.read(frame);
  const text = raw.toString('latin1');
  const reader = new LineReader({
    formats: formatsFor(frame.format),
    zone: frame.zone,
    profile: matcher.profileOf(frame),
    skipForeignDirection: true,
    wantDetail: true,
    requireTime: true,
  });
  reader.beginFile(frame.modified);
  reader.prime(frame.prelude);
  let line = 0;
  for (let start = 0; start < text.length; line++) {
    const newline = text.indexOf('\n', start);
    const end = newline < 0 ? text.length : newline;
    const parsed = reader.read(text, start, end) === PARSED;
    if (parsed && line >= from && matcher.matches(reader.draft, frame.stream)) {
      if (rows.length >= limit) {
        return line;
      }
      const number = frame.first_line + line + 1;
      const bytes = raw.subarray(start, Math.min(end, start + MAX_RAW));
      rows.push({
        importId: frame.import,
        file: frame.path,
        line: number,
        raw: bytes.toString('utf8').replace(/\r$/, ''),
        truncated: end - start > MAX_RAW,
        record: { ...toRecord(reader.draft, number, reader.formatId) },
      });
    }
    start = end + 1;
  }
  return null;
}

/** Transactions of the question whose import keeps no evidence. */
function withoutEvidence(
  view: WorkspaceView,
  range: ScanRange,
  filter: CellFilter | null,
  cancelled: () => boolean,
): number {
  const bare = new Set(
    view.db.prepare<[], number>(`SELECT id FROM import WHERE state = 'done' AND keep_evidence = 0`).pluck().all(),
  );
  const segments = view.segmentsFor(false).filter((segment) => bare.has(segment.import));
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
