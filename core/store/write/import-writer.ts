/**
 * In: batches of the parsers. Out: committed segments, frames and names of one import in state 'running'.
 * Guarantee: once `close` returns, the evidence that they speak of is on disk, so that the import can be published; a rolled back batch
 * leaves neither rows nor evidence.
 */
import type { Statement } from 'better-sqlite3';
import { AppError } from '../../contract/errors.ts';
import { COLUMN_NAMES } from '../../ingest/cube/columns.ts';
import type { KnownFrame } from '../../ingest/frames/frame-index.ts';
import type { Batch, FrameOutput } from '../../ingest/slice/batch.ts';
import { EvidenceAppender, evidencePath } from '../evidence/evidence-file.ts';
import { LocalIds } from '../local-ids.ts';
import type { WriteConnection } from '../open.ts';
import { EARLY_COLUMN, encodeColumn, LATE_COLUMN } from '../segments/codec.ts';
import { DICTIONARIES, Dictionary, type DictionaryName } from './dictionary.ts';
import { packKeys } from './frame-keys.ts';

type FrameParams = [
  number,
  number,
  number,
  number,
  Buffer,
  number | null,
  number,
  number,
  number,
  number,
  number | null,
  number | null,
  number,
  number,
  number | null,
  number,
  string,
  string | null,
  number | null,
];

export class ImportWriter {
  private readonly db: WriteConnection;
  private readonly folder: string;
  readonly importId: number;
  readonly stream: number;
  /** Lines of each slice of finished files, for the shift at the end. */
  readonly sliceLines = new Map<number, readonly number[]>();
  private readonly evidence: EvidenceAppender | null;
  private failed = false;
  /** The file begun last, and what was stored before it. */
  private lastFile: { readonly id: number; readonly segment: number; readonly evidence: number } | null = null;
  private readonly dictionaries: Record<DictionaryName, Dictionary>;
  /** Ids of frames that their parser numbered itself, by parser. */
  private readonly own = new Map<number, Map<number, number>>();
  private readonly locals = new Map<number, Record<DictionaryName, LocalIds>>();
  private readonly addSegment: Statement<[number, number, number, number, number, number]>;
  private readonly addColumn: Statement<[number, number, Buffer]>;
  private readonly addFrame: Statement<FrameParams>;
  private readonly addKeys: Statement<[number, Buffer]>;

  constructor(db: WriteConnection, folder: string, importId: number, stream: number, keepEvidence: boolean) {
    this.db = db;
    this.folder = folder;
    this.importId = importId;
    this.stream = stream;
    this.evidence = keepEvidence ? new EvidenceAppender(folder, importId) : null;
    this.dictionaries = {
      dest: new Dictionary(db, 'dest'),
      user: new Dictionary(db, 'user'),
      source: new Dictionary(db, 'source'),
      device: new Dictionary(db, 'device'),
    };
    this.addSegment = db.prepare(
      'INSERT INTO segment (import, stream, hour_min, hour_max, cells, tx) VALUES (?, ?, ?, ?, ?, ?)',
    );
    this.addColumn = db.prepare('INSERT INTO segment_column (segment, col, data) VALUES (?, ?, ?)');
    this.addFrame = db.prepare(
      `INSERT INTO frame (import, file, slice, seq, hash, offset, clen, rlen, first_line, lines,
        t_min, t_max, first_hash, last_hash, dup_of, dup_offset, prelude, edges, clock)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    );
    this.addKeys = db.prepare('INSERT INTO frame_keys (frame, keys) VALUES (?, ?)');
  }

  get evidenceBytes(): number {
    return this.evidence?.length ?? 0;
  }

  private localIds(parser: number): Record<DictionaryName, LocalIds> {
    const known = this.locals.get(parser);
    if (known) {
      return known;
    }
    const made = { dest: new LocalIds(), user: new LocalIds(), source: new LocalIds(), device: new LocalIds() };
    this.locals.set(parser, made);
    return made;
  }

  /**
   * Stores one batch of one parser. After a failure the import cannot go on: names that were rolled back are not known any more.
   * @returns its new frames, for the parsers' index of known frames
   */
  append(parser: number, batch: Batch): KnownFrame[] {
    if (this.failed) {
      throw new AppError('import.unknown', `Import ${this.importId} failed and takes no more lines.`, {
        id: this.importId,
      });
    }
    const before = this.evidenceBytes;
    const packed = batch.frames.flatMap((frame) => (frame.packed ? [frame.packed] : []));
    try {
      if (this.evidence && packed.length > 0) {
        this.evidence.append(packed);
      }
      return this.db.transaction(() => this.store(parser, batch, before)).immediate();
    } catch (cause) {
      this.failed = true;
      this.evidence?.truncate(before);
      throw cause;
    }
  }

  private store(parser: number, batch: Batch, evidenceStart: number): KnownFrame[] {
    const ids = this.localIds(parser);
    for (const name of DICTIONARIES) {
      const sealed = name === 'user' || name === 'device' ? batch.fresh.sealed?.[name] : undefined;
      const dictionary = this.dictionaries[name];
      ids[name].extend(batch.fresh[name].map((text, at) => dictionary.id(text, sealed?.[at])));
    }
    if (batch.cells) {
      const c = batch.cells;
      ids.dest.mapInPlace(c.dest);
      ids.user.mapInPlace(c.user);
      ids.source.mapInPlace(c.source);
      ids.device.mapInPlace(c.device);
      const n = c.hour.length;
      let tx = 0;
      for (let i = 0; i < n; i++) tx += c.tx[i] ?? 0;
      const { lastInsertRowid } = this.addSegment.run(
        this.importId,
        this.stream,
        c.hour[0] ?? 0,
        c.hour[n - 1] ?? 0,
        n,
        tx,
      );
      COLUMN_NAMES.forEach((name, col) => {
        this.addColumn.run(Number(lastInsertRowid), col, encodeColumn(c[name]));
      });
      if (batch.marks) {
        this.addColumn.run(Number(lastInsertRowid), EARLY_COLUMN, encodeColumn(batch.marks.early));
        this.addColumn.run(Number(lastInsertRowid), LATE_COLUMN, encodeColumn(batch.marks.late));
      }
    }
    let offset = evidenceStart;
    const known: KnownFrame[] = [];
    for (const frame of batch.frames) {
      ids.user.mapInPlace(frame.users);
      ids.dest.mapInPlace(frame.dests);
      const at = frame.packed ? offset : null;
      const stored = this.storeFrame(parser, frame, at);
      // Lines of a frame that repeats another are found through that other one.
      if (frame.dupOf === null) {
        known.push(stored);
      }
      offset += frame.packed?.length ?? 0;
    }
    this.db.prepare('UPDATE import SET evidence_bytes = ? WHERE id = ?').run(offset, this.importId);
    return known;
  }

  /** The stored frame that one repeats: its parser may have known it before it was stored. */
  private dupOf(parser: number, { dupOf }: FrameOutput): number | null {
    if (dupOf === null || dupOf >= 0) return dupOf;
    const stored = this.own.get(parser)?.get(dupOf);
    if (stored === undefined) throw new Error(`a frame repeats frame ${dupOf} of its parser, which did not come`);
    return stored;
  }

  private storeFrame(parser: number, frame: FrameOutput, offset: number | null): KnownFrame {
    const clen = frame.packed?.length ?? 0;
    const { lastInsertRowid } = this.addFrame.run(
      this.importId,
      frame.file,
      frame.slice,
      frame.seq,
      Buffer.from(frame.hash, 'hex'),
      offset,
      clen,
      frame.rlen,
      frame.firstLine,
      frame.lines,
      frame.tMin,
      frame.tMax,
      frame.firstHash,
      frame.lastHash,
      this.dupOf(parser, frame),
      frame.dupOffset,
      frame.prelude,
      frame.edges,
      frame.clock,
    );
    const id = Number(lastInsertRowid);
    if (frame.own < 0) this.ownOf(parser).set(frame.own, id);
    if (frame.dupOf === null) {
      this.addKeys.run(id, packKeys(frame.users, frame.dests));
    }
    return {
      id,
      hash: frame.hash,
      rlen: frame.rlen,
      lines: frame.lines,
      firstHash: frame.firstHash,
      lastHash: frame.lastHash,
      edges: frame.edges,
      tMin: frame.tMin,
      tMax: frame.tMax,
      evidence: offset === null ? null : { file: evidencePath(this.folder, this.importId), offset, clen },
    };
  }

  private ownOf(parser: number): Map<number, number> {
    const known = this.own.get(parser) ?? new Map<number, number>();
    this.own.set(parser, known);
    return known;
  }

  /** Everything of earlier files must be stored: what comes from now on is this file's. */
  beginFile(id: number): void {
    const segment = Number(this.db.prepare('SELECT coalesce(max(id), 0) FROM segment').pluck().get());
    this.lastFile = { id, segment, evidence: this.evidenceBytes };
  }

  /** Takes back all that the file begun last stored. */
  dropFile(): void {
    const { db, importId, lastFile } = this;
    if (!lastFile) {
      return;
    }
    const { id, segment, evidence } = lastFile;
    db.transaction(() => {
      const segments = 'SELECT id FROM segment WHERE import = ? AND id > ?';
      db.prepare(`DELETE FROM segment_column WHERE segment IN (${segments})`).run(importId, segment);
      db.prepare('DELETE FROM segment WHERE import = ? AND id > ?').run(importId, segment);
      db.prepare('DELETE FROM frame_keys WHERE frame IN (SELECT id FROM frame WHERE file = ?)').run(id);
      db.prepare('DELETE FROM frame WHERE file = ?').run(id);
      db.prepare('DELETE FROM reject_sample WHERE file = ?').run(id);
      db.prepare('DELETE FROM file WHERE id = ?').run(id);
      db.prepare('UPDATE import SET evidence_bytes = ? WHERE id = ?').run(evidence, importId);
    }).immediate();
    this.evidence?.truncate(evidence);
    this.sliceLines.delete(id);
    this.lastFile = null;
  }

  /** Nothing more comes; what came is on disk. */
  close(): void {
    this.evidence?.sync();
    this.evidence?.close();
  }
}
