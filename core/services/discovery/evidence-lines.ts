/** What reading evidence frames again needs: their files, and the question's filter for single lines. */
import { closeSync, openSync } from 'node:fs';
import type { CustomFormat } from '../../contract/custom-format.ts';
import { AppError } from '../../contract/errors.ts';
import type { ReadingProfile } from '../../contract/workspace.ts';
import { allocateColumns, type CellColumns, hourOf } from '../../ingest/cube/columns.ts';
import { type EventDraft, PARSED, type TrafficFormat } from '../../ingest/formats/api.ts';
import { formatsFor } from '../../ingest/formats/choose.ts';
import { offerCodes } from '../../ingest/formats/shared/codes.ts';
import type { NameIndex } from '../../ingest/names/name-index.ts';
import { LineReader } from '../../ingest/slice/line-reader.ts';
import { foldsOf, narrowedHost } from '../../ingest/slice/names.ts';
import { evidencePath, readFrame } from '../../store/evidence/evidence-file.ts';
import { openProfile } from '../../store/privacy/sealed-profile.ts';
import type { PseudonymKind, WorkspaceSeal } from '../../store/privacy/workspace-seal.ts';
import { type CellFilter, type DimensionMask, TRUE } from '../../store/segments/cell-filter.ts';
import { keysReader } from '../../store/write/frame-keys.ts';
import { nameIndexOf } from '../imports/names.ts';
import type { WorkspaceView } from '../workspace-view.ts';
import type { FrameRow } from './frame-list.ts';
import type { FrameHint } from './frame-sieve.ts';
import type { ResolvedScope } from './scope.ts';
import { HAS_CELL, NAMED, type NamedDimension, NOT_MEANT, WindowCells } from './window-cells.ts';

export class OpenFiles {
  private readonly folder: string;
  private readonly seal: WorkspaceSeal | null;
  private readonly open = new Map<number, number>();

  constructor(folder: string, seal: WorkspaceSeal | null) {
    this.folder = folder;
    this.seal = seal;
  }

  read(frame: FrameRow): Buffer {
    const file = evidencePath(this.folder, frame.import, frame.rev);
    let fd = this.open.get(frame.import);
    if (fd === undefined) {
      try {
        fd = openSync(file, 'r');
      } catch {
        throw new AppError(
          'workspace.corrupt',
          `Evidence of import ${frame.import} is missing. The figures are not affected; restore a backup to see these lines.`,
          { id: frame.import },
        );
      }
      this.open.set(frame.import, fd);
    }
    return readFrame(fd, file, frame.offset ?? 0, frame.clen, this.seal);
  }

  close(): void {
    for (const fd of this.open.values()) {
      closeSync(fd);
    }
  }
}

/** The reader of the frame at hand. */
interface HeldReader {
  readonly file: number;
  readonly prelude: string;
  readonly reader: LineReader;
  /** Directives in force where the frame begins. */
  readonly state: string;
  readonly windows: WindowCells;
}

/** Tells whether a line belongs to the question, by asking the cell filter about the one cell it makes. */
export class LineMatcher {
  private readonly view: WorkspaceView;
  private readonly scope: ResolvedScope;
  private readonly filter: CellFilter | null;
  private readonly cell: CellColumns = allocateColumns(1);
  /** The filter over the one cell, by stream. */
  private readonly bound = new Map<number, (cell: number) => boolean>();
  private readonly needs: readonly DimensionMask[];
  /** What decides most often comes first. */
  private readonly order: readonly NamedDimension[];
  private held: HeldReader | null = null;
  private readonly keysOf: ReturnType<typeof keysReader>;
  /** Destinations of the frame that was asked for last. */
  private dests: { readonly frame: number; readonly ids: ReadonlySet<number> } = { frame: -1, ids: new Set() };
  /** The destination found last is another one in another frame. */
  private isOfFrame = false;
  private readonly tokens: Record<PseudonymKind, Map<string, string>> = { user: new Map(), device: new Map() };
  private readonly formats = new Map<string, readonly TrafficFormat[]>();

  constructor(view: WorkspaceView, scope: ResolvedScope, filter: CellFilter | null) {
    this.view = view;
    this.scope = scope;
    this.filter = filter;
    this.keysOf = keysReader(view.db);
    this.needs = filter?.needs ?? [];
    const isNeeded = (dimension: NamedDimension): boolean => this.needs.some((need) => need.dimension === dimension);
    this.order = [...NAMED.filter(isNeeded), ...NAMED.filter((dimension) => !isNeeded(dimension))];
  }

  /**
   * Reads the frame's lines as its import did. Frames of one file share a reader, which has learned by then how its lines are
   * made, as long as the same directives are in force.
   */
  readerFor(frame: FrameRow, prelude: string): LineReader {
    const { held } = this;
    const clock = frame.clock === null ? null : { ms: frame.clock, isAssumed: false, assumed: 0 };
    if (held?.file === frame.file && held.prelude === prelude && held.reader.saveState() === held.state) {
      held.reader.clock.restore(clock);
      return held.reader;
    }
    const reader = new LineReader({
      formats: this.formatsOf(frame),
      names: this.namesOf(frame),
      zone: frame.zone,
      profile: this.profileOf(frame),
      skipForeignDirection: true,
      wantDetail: false,
      requireTime: true,
    });
    reader.beginFile(frame.modified, frame.received === 1);
    reader.prime(prelude);
    reader.clock.restore(clock);
    this.held = { file: frame.file, prelude, reader, state: reader.saveState(), windows: new WindowCells(this.needs) };
    return reader;
  }

  /**
   * Whether a line of the frame belongs to the question.
   * @param reader the frame's; its draft is filled only where the line had to be read as text
   */
  isMeant(reader: LineReader, bytes: Buffer, start: number, end: number, frame: FrameRow, hint: FrameHint): boolean {
    const { windows } = this.held ?? {};
    const { cell } = this;
    const quick = windows?.read(reader, bytes, start, end, this.view.meta.bucketMinutes, hint, cell);
    if (quick === NOT_MEANT) return false;
    if (quick === HAS_CELL) return this.passes(frame);
    const text = bytes.toString('latin1', start, end);
    offerCodes(text, bytes, start);
    const isTransaction = reader.read(text, 0, text.length) === PARSED;
    windows?.learnVerdict(reader, isTransaction);
    if (!isTransaction) return false;
    const { draft } = reader;
    const second = Math.floor(draft.timeMs / 1000);
    if (!hint.has(second)) return false;
    for (const dimension of this.order) {
      const id = this.idOf(dimension, draft, frame);
      if (dimension !== 'dest' || !this.isOfFrame) windows?.learn(dimension, id, reader);
      cell[dimension][0] = id;
      if (this.needs.some((need) => need.dimension === dimension && need.mask[id] !== TRUE)) return false;
    }
    cell.hour[0] = hourOf(second, this.view.meta.bucketMinutes);
    // Of the flags questions ask for the action only.
    cell.flags[0] = draft.action;
    return this.passes(frame);
  }

  /** The profile that the frame's import was read with. */
  profileOf(frame: FrameRow): ReadingProfile {
    const none: ReadingProfile = { organisation: '', managedDomains: [], internalRanges: [], logZone: 'UTC' };
    if (frame.profile === null) return this.view.meta.profile ?? none;
    return openProfile(this.view.db, frame.profile, this.view.seal);
  }

  /** The name evidence that the frame's import was read with. */
  namesOf({ names }: FrameRow): NameIndex | null {
    return nameIndexOf(this.view, JSON.parse(names) as number[]);
  }

  /** The formats that the frame's import was read with. */
  formatsOf({ format, ownFormats }: FrameRow): readonly TrafficFormat[] {
    const key = `${format} ${ownFormats}`;
    const formats = this.formats.get(key) ?? formatsFor(format, JSON.parse(ownFormats) as CustomFormat[]);
    this.formats.set(key, formats);
    return formats;
  }

  /** What the workspace calls a line's user or device: in an anonymised stream its token. */
  nameOf(kind: PseudonymKind, clear: string, frame: FrameRow): string {
    const { seal } = this.view;
    if (frame.anonymised === 0 || !seal || clear === '') {
      return clear;
    }
    const known = this.tokens[kind].get(clear);
    if (known !== undefined) {
      return known;
    }
    const token = seal.token(kind, clear);
    this.tokens[kind].set(clear, token);
    return token;
  }

  private idOf(dimension: NamedDimension, draft: EventDraft, frame: FrameRow): number {
    const name = this.keptName(dimension, draft, frame);
    const ids = this.view.dictionaries;
    const id = ids.idOf(dimension, name);
    if (dimension === 'dest') {
      const narrowed = narrowedHost(name);
      const folded = narrowed === null ? undefined : ids.idOf('dest', narrowed);
      this.isOfFrame = id !== undefined && folded !== undefined;
      if (folded !== undefined) return id !== undefined && this.destsOf(frame).has(id) ? id : folded;
    }
    if (id !== undefined) return id;
    for (const fold of foldsOf(dimension, name)) {
      const other = ids.idOf(dimension, fold);
      if (other !== undefined) return other;
    }
    return 0;
  }

  private keptName(dimension: NamedDimension, draft: EventDraft, frame: FrameRow): string {
    switch (dimension) {
      case 'dest':
        return draft.destinationHost === '' ? draft.destinationIp : draft.destinationHost;
      case 'user':
        return this.nameOf('user', draft.sourceUser, frame);
      case 'source':
        return draft.sourceIp;
      default:
        return this.nameOf('device', draft.sourceHost, frame);
    }
  }

  /**
   * A host among very many of its domain stands by its own name where it came early in an import, and under the domain's where it came
   * late: the list of what the frame holds tells. What reads a frame keeps to one of the two all through it.
   */
  private destsOf(frame: FrameRow): ReadonlySet<number> {
    if (this.dests.frame !== frame.id) {
      this.dests = { frame: frame.id, ids: new Set(this.keysOf(frame.id)?.dests) };
    }
    return this.dests.ids;
  }

  /** Whether the line's cell is one of the question's. */
  private passes(frame: FrameRow): boolean {
    const { cell, scope } = this;
    const hour = cell.hour[0] ?? 0;
    if (hour < scope.range.fromHour || hour >= scope.range.toHour) {
      return false;
    }
    if (!this.filter) {
      return true;
    }
    let passes = this.bound.get(frame.stream);
    if (!passes) {
      passes = this.filter.bind(cell, frame.stream);
      this.bound.set(frame.stream, passes);
    }
    return passes(0);
  }
}
