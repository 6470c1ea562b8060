/**
 * In: frames in the order of their lines, and a question. Out: which of them can hold a line of it.
 * The cube's cells say when, whose and where to the question's lines went, the frame's own list says which pairs of user and
 * destination it holds: read are the frames where both agree, and of their lines those of the seconds that such cells have. Segments are looked at as frames of their hours come up, and of each no
 * more columns than it takes to find nothing in it.
 */
import { type CellColumns, hourOf, hourStart } from '../../ingest/cube/columns.ts';
import { type CellFilter, type DimensionMask, TRUE } from '../../store/segments/cell-filter.ts';
import { type ScanRange, spansOf } from '../../store/segments/scan.ts';
import type { SegmentInfo } from '../../store/segments/segment-cache.ts';
import { type FrameKeys, keysReader } from '../../store/write/frame-keys.ts';
import type { WorkspaceView } from '../workspace-view.ts';
import type { ListedFrame } from './frame-list.ts';

/** Cells of the question kept, of all segments together; beyond it those found first are let go of. */
const MAX_KEPT = 4_000_000;
const DEST_IDS = 2 ** 26;
/** A cell of so many transactions has one at its first second and one at its last, and none between. */
const ONLY_ENDS = 2;

/** Seconds of a frame that are told one by one; one of so long a time has few lines a second. */
const MOST_SECONDS = 2 ** 20;

/** What the cells say of a frame's lines that belong to the question. */
export interface FrameHint {
  /** No more than so many do. */
  readonly most: number;
  /** Whether one of them may have that time. */
  has(second: number): boolean;
}

const NO_HINT: FrameHint = { most: Number.POSITIVE_INFINITY, has: () => true };

/** A cell of the question that reaches into a frame. */
interface Reaching {
  readonly columns: CellColumns;
  readonly cell: number;
}

/** The question's cells of one segment, sorted by hour as the segment is. */
interface Found {
  readonly columns: CellColumns;
  readonly cells: Uint32Array<ArrayBuffer>;
}

const NOTHING = new Uint32Array(0);

export class FrameSieve {
  private readonly view: WorkspaceView;
  private readonly range: ScanRange;
  private readonly cancelled: () => boolean;
  private readonly byImport = new Map<number, SegmentInfo[]>();
  private readonly found = new Map<number, Found>();
  private kept = 0;
  private readonly keysOf: (frame: number) => FrameKeys | null;

  /** @param range with the question's whole filter */
  constructor(view: WorkspaceView, range: ScanRange, cancelled: () => boolean) {
    this.view = view;
    this.range = range;
    this.cancelled = cancelled;
    this.keysOf = keysReader(view.db);
    if (range.filter) {
      for (const segment of view.segmentsFor(false)) {
        const others = this.byImport.get(segment.import);
        if (others) others.push(segment);
        else this.byImport.set(segment.import, [segment]);
      }
    }
  }

  /** @returns null where the frame cannot hold a line of the question */
  hintOf(frame: ListedFrame): FrameHint | null {
    if (!this.range.filter) return NO_HINT;
    const reaching = this.reaching(frame);
    if (reaching.length === 0) return null;
    const keys = this.keysOf(frame.id);
    const pairs = keys && this.pairsOf(keys);
    const held = pairs ? reaching.filter(({ columns, cell }) => pairs.has(pairOf(columns, cell))) : reaching;
    return held.length === 0 ? null : hint(frame, held);
  }

  /** The question's cells that have transactions in the frame's seconds. */
  private reaching(frame: ListedFrame): Reaching[] {
    const { bucketMinutes } = this.view.meta;
    const fromHour = hourOf(frame.tMin, bucketMinutes);
    const toHour = hourOf(frame.tMax, bucketMinutes);
    const found: Reaching[] = [];
    for (const segment of this.byImport.get(frame.import) ?? []) {
      if (segment.hourMin > toHour || segment.hourMax < fromHour) continue;
      const { columns, cells } = this.cellsOf(segment);
      if (cells.length === 0) continue;
      const { first } = columns;
      for (let at = lowerBound(cells, first, hourStart(fromHour, bucketMinutes)); at < cells.length; at++) {
        const cell = cells[at] ?? 0;
        const begin = first[cell] ?? 0;
        if (begin >= hourStart(toHour + 1, bucketMinutes)) break;
        if (begin <= frame.tMax && reaches(columns, cell, begin, frame)) found.push({ columns, cell });
      }
    }
    return found;
  }

  private pairsOf({ users, dests }: FrameKeys): Set<number> {
    const pairs = new Set<number>();
    // Cells name one of a person's spellings.
    const { userMap } = this.view.enrichment;
    for (let i = 0; i < users.length; i++) {
      const user = users[i] ?? 0;
      pairs.add((userMap?.[user] ?? user) * DEST_IDS + (dests[i] ?? 0));
    }
    return pairs;
  }

  private cellsOf(segment: SegmentInfo): Found {
    const known = this.found.get(segment.id);
    if (known) return known;
    const { segments } = this.view;
    const source = { columns: (one: SegmentInfo) => segments.partly(one) };
    const columns = segments.partly(segment);
    let cells = NOTHING;
    const { filter } = this.range;
    // The filter comes behind: it looks at all of its columns, and one of them may leave nothing to ask the others.
    for (const { from, to } of spansOf(source, [segment], { ...this.range, filter: null }, this.cancelled)) {
      cells = passing(columns, filter, from, to, segment.stream);
    }
    const made = { columns, cells };
    this.keep(segment, made);
    return made;
  }

  private keep(segment: SegmentInfo, made: Found): void {
    this.found.set(segment.id, made);
    this.kept += made.cells.length;
    for (const [id, { cells }] of this.found) {
      if (this.kept <= MAX_KEPT || id === segment.id) break;
      this.found.delete(id);
      this.kept -= cells.length;
    }
  }
}

function passing(
  columns: CellColumns,
  filter: CellFilter | null,
  from: number,
  to: number,
  stream: number,
): Uint32Array<ArrayBuffer> {
  // One column in a plain loop first: most cells go with it.
  const need = filter?.needs.find(isOfNames);
  const cells = need ? marked(columns[need.dimension], need.mask, from, to) : every(from, to);
  if (cells.length === 0) return NOTHING;
  const pass = filter?.bind(columns, stream);
  let kept = 0;
  for (const cell of cells) {
    if (!pass || pass(cell)) cells[kept++] = cell;
  }
  return kept === 0 ? NOTHING : cells.slice(0, kept);
}

type NameMask = DimensionMask & { readonly dimension: 'dest' | 'user' | 'source' | 'device' };

function isOfNames(mask: DimensionMask): mask is NameMask {
  return mask.dimension !== 'action' && mask.dimension !== 'stream';
}

/** Cells whose id the mask marks. */
function marked(column: Uint32Array, mask: Uint8Array, from: number, to: number): Uint32Array<ArrayBuffer> {
  let count = 0;
  for (let cell = from; cell < to; cell++) {
    if (mask[column[cell] ?? 0] === TRUE) count++;
  }
  const cells = new Uint32Array(count);
  for (let cell = from, at = 0; at < count; cell++) {
    if (mask[column[cell] ?? 0] === TRUE) cells[at++] = cell;
  }
  return cells;
}

function every(from: number, to: number): Uint32Array<ArrayBuffer> {
  return Uint32Array.from({ length: to - from }, (_, at) => from + at);
}

function pairOf({ user, dest }: CellColumns, cell: number): number {
  return (user[cell] ?? 0) * DEST_IDS + (dest[cell] ?? 0);
}

/** @param held cells that the frame's lines of the question are in */
function hint({ tMin, tMax }: ListedFrame, held: readonly Reaching[]): FrameHint {
  if (tMax - tMin >= MOST_SECONDS) return NO_HINT;
  const marks = new Uint8Array(tMax - tMin + 1);
  let most = 0;
  for (const { columns, cell } of held) {
    const first = (columns.first[cell] ?? 0) - tMin;
    const last = (columns.last[cell] ?? 0) - tMin;
    const tx = columns.tx[cell] ?? 0;
    if (tx < 1 || tx > ONLY_ENDS) {
      marks.fill(1, Math.max(first, 0), Math.max(last + 1, 0));
      // A line may stand for no transaction at all.
      most += tx < 1 ? Number.POSITIVE_INFINITY : tx;
      continue;
    }
    for (const second of tx === 1 ? [first] : [first, last]) {
      if (second < 0 || second >= marks.length) continue;
      marks[second] = 1;
      most++;
    }
  }
  return { most, has: (second) => marks[second - tMin] === 1 };
}

/** A cell that begins before the frame ends has transactions in it, or may have. Most are told by their first second alone. */
function reaches(columns: CellColumns, cell: number, begin: number, frame: ListedFrame): boolean {
  if (begin >= frame.tMin) return true;
  const end = columns.last[cell] ?? 0;
  return end >= frame.tMin && (end <= frame.tMax || (columns.tx[cell] ?? 0) > ONLY_ENDS);
}

/** Place in `cells` of the first one of the hour that begins at `second`: cells are sorted by hour, and their first second lies in it. */
function lowerBound(cells: Uint32Array, first: Uint32Array, second: number): number {
  let low = 0;
  let high = cells.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((first[cells[middle] ?? 0] ?? 0) < second) low = middle + 1;
    else high = middle;
  }
  return low;
}
