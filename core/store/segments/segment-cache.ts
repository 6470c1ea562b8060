import { AppError } from '../../contract/errors.ts';
import type { CellColumns, MinuteMarks } from '../../ingest/cube/columns.ts';
import type { ReadConnection } from '../open.ts';
import { decodeColumns, decodeMarks, EARLY_COLUMN, LATE_COLUMN } from './codec.ts';

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

/** Decoded segments of the open workspace, least recently used dropped first. */
export class SegmentCache {
  private readonly db: ReadConnection;
  private readonly held = new Map<number, CellColumns>();
  private heldCells = 0;
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
      throw new AppError('query.expired', 'An import was removed while the question was answered. Ask again.');
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
  }
}

function mapUsers(users: Uint32Array, map: Uint32Array | null): void {
  if (map) {
    for (let cell = 0; cell < users.length; cell++) {
      users[cell] = map[users[cell] ?? 0] ?? 0;
    }
  }
}
