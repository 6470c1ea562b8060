/** What reading evidence frames again needs: their files, and the question's filter for single lines. */
import { closeSync, openSync } from 'node:fs';
import type { CustomFormat } from '../../contract/custom-format.ts';
import { AppError } from '../../contract/errors.ts';
import type { ReadingProfile } from '../../contract/workspace.ts';
import {
  allocateColumns,
  type CellColumns,
  FLAG_RECEIVED,
  FLAG_SENT,
  FLAG_TOTAL,
  hourOf,
} from '../../ingest/cube/columns.ts';
import type { EventDraft, TrafficFormat } from '../../ingest/formats/api.ts';
import { formatsFor } from '../../ingest/formats/choose.ts';
import type { NameIndex } from '../../ingest/names/name-index.ts';
import { LineReader } from '../../ingest/slice/line-reader.ts';
import { registrableDomain } from '../../kit/domain.ts';
import { evidencePath, readFrame } from '../../store/evidence/evidence-file.ts';
import { openProfile } from '../../store/privacy/sealed-profile.ts';
import type { PseudonymKind, WorkspaceSeal } from '../../store/privacy/workspace-seal.ts';
import type { CellFilter } from '../../store/segments/cell-filter.ts';
import { nameIndexOf } from '../imports/names.ts';
import type { WorkspaceView } from '../workspace-view.ts';
import type { ResolvedScope } from './scope.ts';

export interface FrameRow {
  readonly id: number;
  readonly import: number;
  readonly rev: number;
  readonly stream: number;
  readonly anonymised: number;
  readonly file: number;
  readonly offset: number | null;
  readonly clen: number;
  readonly first_line: number;
  readonly prelude: string;
  readonly path: string;
  readonly modified: number;
  /** A collector received its lines: the file is a segment of a spool. */
  readonly received: number;
  readonly format: string;
  readonly zone: string;
  readonly profile: string | null;
  readonly ownFormats: string;
  /** JSON list of name imports. */
  readonly names: string;
  readonly lines: number;
  readonly t_min: number | null;
  readonly t_max: number | null;
}

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

/** Tells whether a line belongs to the question, by asking the cell filter about the one cell it makes. */
export class LineMatcher {
  private readonly view: WorkspaceView;
  private readonly scope: ResolvedScope;
  private readonly filter: CellFilter | null;
  private readonly cell: CellColumns = allocateColumns(1);
  /** The filter over the one cell, by stream. */
  private readonly bound = new Map<number, (cell: number) => boolean>();
  private held: { readonly file: number; readonly reader: LineReader; readonly blank: string } | null = null;
  private readonly tokens: Record<PseudonymKind, Map<string, string>> = { user: new Map(), device: new Map() };
  private readonly formats = new Map<string, readonly TrafficFormat[]>();

  constructor(view: WorkspaceView, scope: ResolvedScope, filter: CellFilter | null) {
    this.view = view;
    this.scope = scope;
    this.filter = filter;
  }

  /**
   * Reads the frame's lines as its import did. Frames of one file share a reader, which has learned by then how its lines are
   * made, as long as no directive is in force.
   */
  readerFor(frame: FrameRow, prelude: string): LineReader {
    const { held } = this;
    if (held?.file === frame.file && prelude === '' && held.reader.saveState() === held.blank) {
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
    this.held = { file: frame.file, reader, blank: reader.saveState() };
    reader.prime(prelude);
    return reader;
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

  matches(draft: EventDraft, frame: FrameRow): boolean {
    const second = Math.floor(draft.timeMs / 1000);
    const hour = hourOf(second, this.view.meta.bucketMinutes);
    if (hour < this.scope.range.fromHour || hour >= this.scope.range.toHour) {
      return false;
    }
    if (!this.filter) {
      return true;
    }
    const { cell, view } = this;
    const ids = view.dictionaries;
    const dest = draft.destinationHost === '' ? draft.destinationIp : draft.destinationHost;
    cell.hour[0] = hour;
    // One host of very many under its domain is kept under the domain's name.
    cell.dest[0] = ids.idOf('dest', dest) ?? ids.idOf('dest', `*.${registrableDomain(dest) ?? ''}`) ?? 0;
    cell.user[0] = ids.idOf('user', this.nameOf('user', draft.sourceUser, frame)) ?? 0;
    cell.source[0] = ids.idOf('source', draft.sourceIp) ?? 0;
    cell.device[0] = ids.idOf('device', this.nameOf('device', draft.sourceHost, frame)) ?? 0;
    cell.flags[0] =
      draft.action |
      (draft.bytesSent >= 0 ? FLAG_SENT : 0) |
      (draft.bytesReceived >= 0 ? FLAG_RECEIVED : 0) |
      (draft.bytesTotal >= 0 ? FLAG_TOTAL : 0);
    let passes = this.bound.get(frame.stream);
    if (!passes) {
      passes = this.filter.bind(cell, frame.stream);
      this.bound.set(frame.stream, passes);
    }
    return passes(0);
  }
}
