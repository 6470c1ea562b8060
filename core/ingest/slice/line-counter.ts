/**
 * In: a line of a slice. Out: its event in a cell, or the line in another column of the ledger; and the pairs of user and destination of a piece.
 * Guarantee: read from its bytes or as text, a line counts the same, and once.
 */
import { EXCLUDED } from '../../enrich/index.ts';
import { PARSED, REJECTED } from '../formats/api.ts';
import { offerCodes } from '../formats/shared/codes.ts';
import { type CellFeeder, UNKNOWN_NAME } from './cell-feeder.ts';
import { MAX_DIRECTIVE } from './directives.ts';
import { FramePairs } from './frame-pairs.ts';
import { BLANK, type LineReader } from './line-reader.ts';
import type { SliceRun } from './slice-run.ts';

const READ_AS_TEXT = -2;

export class LineCounter {
  /** Of the piece at hand. */
  readonly pairs = new FramePairs();
  private piece = 0;
  /** The line at hand was found plain, and only its names are not known yet. */
  private hasWindows = false;
  private readonly reader: LineReader;
  private readonly feeder: CellFeeder;
  private readonly onFull: () => void;

  /** @param onFull empties the feeder's table: it has no room for another cell */
  constructor(reader: LineReader, feeder: CellFeeder, onFull: () => void) {
    this.reader = reader;
    this.feeder = feeder;
    this.onFull = onFull;
  }

  beginPiece(): void {
    this.piece++;
  }

  /**
   * @param line within the slice
   * @param isNew false: the line is stored already, and only accounted for
   * @returns the event's second, -1 when the line is no transaction
   */
  count(run: SliceRun, start: number, end: number, line: number, isNew: boolean): number {
    this.hasWindows = false;
    const second = isNew ? this.readBytes(run, start, end, line) : READ_AS_TEXT;
    return second === READ_AS_TEXT ? this.readLine(run, start, end, line, isNew) : second;
  }

  /**
   * Counts a plain line whose names are known, from its bytes.
   * @returns the event's second, -1 when the line is no transaction, READ_AS_TEXT when it must be read as text (it is not counted then)
   */
  private readBytes(run: SliceRun, start: number, end: number, line: number): number {
    const { reader } = this;
    const { bytes } = run.input;
    if (!reader.readBytes(bytes, start, end)) {
      return READ_AS_TEXT;
    }
    this.hasWindows = true;
    const { feeder } = this;
    const skip = feeder.skipReason();
    if (skip !== '') {
      run.counts.read++;
      run.counts.skipped++;
      run.noteReason(skip, line, 'skipped', start, end);
      return -1;
    }
    const second = Math.floor(reader.windows.timeMs / 1000);
    let cell = feeder.addWindows(second);
    if (cell === UNKNOWN_NAME) {
      return READ_AS_TEXT;
    }
    if (cell < 0) {
      this.onFull();
      cell = feeder.addWindows(second);
    }
    run.counts.read++;
    run.counts.parsed++;
    this.noteTime(run);
    run.noteFormat(reader.formatId);
    if (feeder.table.touch(cell, this.piece)) {
      this.pairs.add(feeder.user, feeder.dest);
    }
    return second;
  }

  private noteTime(run: SliceRun): void {
    if (this.reader.clock.count()) run.noteCounted('time-skipped');
  }

  /** Lines of this kind need no second look. */
  private learnSkip(reason: string): void {
    if (this.reader.isOtherKind && this.hasWindows) this.feeder.learnSkip(reason);
  }

  /** @returns the event's second, or -1 when the line is no transaction */
  private readLine(run: SliceRun, start: number, end: number, line: number, isNew: boolean): number {
    const { reader } = this;
    const counts = run.counts;
    counts.read++;
    // A text of its own: the characters of a whole slice's lie outside of the heap, where each costs twice the time.
    const text = run.input.bytes.toString('latin1', start, end);
    offerCodes(text, run.input.bytes, start);
    const verdict = reader.read(text, 0, text.length);
    this.hasWindows &&= reader.agrees;
    if (verdict === BLANK) {
      counts.blank++;
      return -1;
    }
    const draft = reader.draft;
    if (verdict !== PARSED) {
      const rejected = verdict === REJECTED;
      if (rejected) counts.rejected++;
      else counts.skipped++;
      if (!rejected && end - start <= MAX_DIRECTIVE && reader.isHeaderRow(text, 0, text.length)) {
        run.directives.noteHeader(text);
      }
      if (!rejected) this.learnSkip(draft.reason);
      run.noteReason(draft.reason, line, rejected ? 'rejected' : 'skipped', start, end);
      return -1;
    }
    const { feeder } = this;
    const { folded } = feeder;
    if (feeder.isForeign()) {
      counts.skipped++;
      const { direction } = reader;
      this.learnSkip(direction);
      run.noteReason(direction, line, 'skipped', start, end);
      return -1;
    }
    if (feeder.isExcluded()) {
      counts.skipped++;
      run.noteReason(EXCLUDED, line, 'skipped', start, end);
      return -1;
    }
    counts.parsed++;
    if (draft.timeIsReceipt) run.noteCounted('time-received');
    this.noteTime(run);
    run.noteFormat(reader.formatId);
    const second = Math.floor(draft.timeMs / 1000);
    if (!isNew) {
      counts.duplicates++;
      return second;
    }
    let cell = feeder.add(second);
    if (cell < 0) {
      // The table is full in the middle of a frame: its cells go ahead, the frame follows with the next batch.
      this.onFull();
      cell = feeder.add(second);
    }
    if (this.hasWindows) {
      feeder.learn(folded);
    }
    if (feeder.table.touch(cell, this.piece)) {
      this.pairs.add(feeder.user, feeder.dest);
    }
    return second;
  }
}
