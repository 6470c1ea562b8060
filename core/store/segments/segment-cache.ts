import type { Statement } from 'better-sqlite3';
import { AppError } from '../../contract/errors.ts';
import { type CellColumns, COLUMN_NAMES, type ColumnName, type MinuteMarks } from '../../ingest/cube/columns.ts';
import type { ReadConnection } from '../open.ts';
import { decodeColumns, decodeMarks, decodeNamed, EARLY_COLUMN, LATE_COLUMN } from './codec.ts';
import { LazyColumns } from './lazy-columns.ts';

export interface SegmentInfo {
  readonly id: number;
  readonly import: number;
  readonly stream: number;
  readonly hourMin: number;
  readonly hourMax: number;
  readonly cells: number;
  readonly running: boolean;
}

const BYTES_PER_CELL = 57;
/** Bytes of columns decoded one by one that are kept. */
const PART_BYTES = 96 * 1024 * 1024;

/** Decoded segments of the open workspace, least recently used dropped first. */
export class SegmentCache {
  private readonly db: ReadConnection;
  private readonly held = new Map<number, CellColumns>();
  private heldCells = 0;
  private readonly parts = new Map<number, LazyColumns>();
  private partBytes = 0;
  private oneColumn: Statement<[number, number], Buffer> | null = null;
  private readonly maxCells: number;
  private readonly userMap: () => Uint32Array | null;

  /** @param userMap the id that stands for each user; asked whenever a segment is decoded */
  constructor(db: ReadConnection, maxBytes: number, userMap: () => Uint32Array | null = () => null) {
    this.db = db;
    this.userMap = userMap;
    this.maxCells = Math.floor(maxBytes / BYTES_PER_CELL);
  }

  /** Visible segments: of finished imports, and of a running one where its provisional figures are wanted. */
  list(provisional: boolean): SegmentInfo[] {
    return this.db
      .prepare<[string], SegmentInfo>(
        `SELECT s.id, s.import, s.stream, s.hour_min AS hourMin, s.hour_max AS hourMax, s.cells, i.state = 'running' AS running
         FROM segment s JOIN import i ON i.id = s.import
         WHERE i.state IN ('done', ?) ORDER BY s.id`,
      )
      .all(provisional ? 'running' : 'done')
      .map((row) => ({ ...row, running: Boolean(row.running) }));
  }

  columns(segment: SegmentInfo): CellColumns {
    const held = this.held.get(segment.id);
    if (held) {
      this.held.delete(segment.id);
      this.held.set(segment.id, held);
      return held;
    }
    const blobs = this.db
      .prepare<[number], Buffer>(
        `SELECT data FROM segment_column WHERE segment = ? AND col < ${EARLY_COLUMN} ORDER BY col`,
      )
      .pluck()
      .all(segment.id);
    if (blobs.length === 0) {
      throw removed();
    }
    const columns = decodeColumns(blobs, segment.cells);
    mapUsers(columns.user, this.userMap());
    this.held.set(segment.id, columns);
    this.heldCells += segment.cells;
    for (const [id, oldest] of this.held) {
      if (this.heldCells <= this.maxCells || id === segment.id) {
        break;
      }
      this.held.delete(id);
      this.heldCells -= oldest.hour.length;
    }
    return columns;
  }

  /**
   * The same columns, each decoded when it is first looked at: for questions that look at few of them, or find most segments empty by
   * the first one. To be used at once, like the connection it reads with.
   */
  partly(segment: SegmentInfo): CellColumns {
    const known = this.held.get(segment.id) ?? this.parts.get(segment.id);
    if (known) return known;
    if (this.partBytes > PART_BYTES) this.dropParts();
    const made = new LazyColumns((name) => this.decode(segment, name));
    this.parts.set(segment.id, made);
    return made;
  }

  private decode<N extends ColumnName>(segment: SegmentInfo, name: N): CellColumns[N] {
    this.oneColumn ??= this.db
      .prepare<[number, number], Buffer>('SELECT data FROM segment_column WHERE segment = ? AND col = ?')
      .pluck();
    const blob = this.oneColumn.get(segment.id, COLUMN_NAMES.indexOf(name));
    if (!blob) throw removed();
    const column = decodeNamed(name, blob, segment.cells);
    this.partBytes += column.byteLength;
    if (name === 'user' && column instanceof Uint32Array) mapUsers(column, this.userMap());
    return column;
  }

  private dropParts(): void {
    this.parts.clear();
    this.partBytes = 0;
  }

  /** Minutes of the segment's cells, not kept; null where its import was made before they were stored. */
  marks(segment: SegmentInfo): MinuteMarks | null {
    const [early, late] = this.db
      .prepare<[number, number, number], Buffer>(
        'SELECT data FROM segment_column WHERE segment = ? AND col IN (?, ?) ORDER BY col',
      )
      .pluck()
      .all(segment.id, EARLY_COLUMN, LATE_COLUMN);
    return early && late ? decodeMarks(early, late, segment.cells) : null;
  }

  /** Decoded again when next asked for: another id stands for some users. */
  clear(): void {
    this.dropParts();
    this.held.clear();
    this.heldCells = 0;
  }

  /** Segments never change; gone ones are dropped when the data version moves. */
  retain(alive: ReadonlySet<number>): void {
    for (const [id, columns] of this.held) {
      if (!alive.has(id)) {
        this.held.delete(id);
        this.heldCells -= columns.hour.length;
      }
    }
    for (const id of this.parts.keys()) {
      if (!alive.has(id)) this.dropParts();
    }
  }
}

function removed(): AppError {
  return new AppError('query.expired', 'An import was removed while the question was answered. Ask again.');
}

function mapUsers(users: Uint32Array, map: Uint32Array | null): void {
  if (map) {
    for (let cell = 0; cell < users.length; cell++) {
      users[cell] = map[users[cell] ?? 0] ?? 0;
    }
  }
}
