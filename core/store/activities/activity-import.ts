/** One running import of activities, as the writer thread sees it. */
import type { ActivityBatch } from '../../ingest/activities/activity-batch.ts';
import type { WriteConnection } from '../open.ts';
import { ActivityWriter, type TakeBlock } from './activity-writer.ts';
import { deleteBlocks, shiftBlocks } from './block-rows.ts';
import type { RepeatedBy } from './marks.ts';

export class ActivityImport {
  /** Lines of each slice of finished files. */
  readonly sliceLines = new Map<number, readonly number[]>();
  private readonly db: WriteConnection;
  private readonly id: number;
  private writer: ActivityWriter;
  private file: number | null = null;

  /** @param take is given each block once it is stored, until a file of the import is taken back */
  constructor(db: WriteConnection, id: number, take: TakeBlock | null = null) {
    this.db = db;
    this.id = id;
    this.writer = new ActivityWriter(db, id, take);
  }

  /** @returns how many rows of each of its files repeat earlier ones */
  append(parser: number, batch: ActivityBatch): RepeatedBy {
    return this.writer.append(parser, batch);
  }

  beginFile(file: number): void {
    this.file = file;
  }

  /** Takes back all that the file begun last stored. */
  dropFile(): void {
    const { db, id, file } = this;
    if (file === null) return;
    db.transaction(() => {
      deleteBlocks(db, id, file);
      db.prepare('DELETE FROM reject_sample WHERE file = ?').run(file);
      db.prepare('DELETE FROM file WHERE id = ?').run(file);
    }).immediate();
    this.sliceLines.delete(file);
    // Its rows are no longer there to be repeated.
    this.writer = this.writer.anew();
    this.file = null;
  }

  /** Once every batch is stored: lines count from the start of their file. */
  settleLines(): void {
    this.db
      .transaction(() => {
        for (const [file, lines] of this.sliceLines) shiftBlocks(this.db, file, lines);
      })
      .immediate();
  }
}
