/**
 * In: a line that its format can read from bytes. Out: the one cell it makes, without a string made of the line.
 * Guarantee: what a window of bytes means is what reading such a line as text once said; a window that was not met yet says nothing.
 */
import { randomInt } from 'node:crypto';
import { type CellColumns, hourOf } from '../../ingest/cube/columns.ts';
import { NameMemo } from '../../ingest/cube/name-memo.ts';
import type { LineReader } from '../../ingest/slice/line-reader.ts';
import { VerdictMemos } from '../../ingest/slice/verdict-memos.ts';
import { isSpellingOf } from '../../kit/ip.ts';
import { type Dimension, type DimensionMask, TRUE } from '../../store/segments/cell-filter.ts';
import type { FrameHint } from './frame-sieve.ts';

/** What a line's bytes say of it. */
export const NOT_KNOWN = 0;
export const NOT_MEANT = 1;
export const HAS_CELL = 2;
export type WindowVerdict = typeof NOT_KNOWN | typeof NOT_MEANT | typeof HAS_CELL;

export const NAMED = ['dest', 'user', 'source', 'device'] as const satisfies readonly Dimension[];
export type NamedDimension = (typeof NAMED)[number];

/** Verdicts below are an action code and one. */
const SKIP = 16;

/** Of the lines of one import. */
export class WindowCells {
  private readonly memo: Record<NamedDimension, NameMemo>;
  private readonly verdicts = new VerdictMemos();
  private readonly needs: readonly DimensionMask[];
  /** The line at hand was found plain. */
  private hasWindows = false;

  /** @param needs masks without whose consent no line belongs to the question */
  constructor(needs: readonly DimensionMask[]) {
    this.needs = needs;
    this.memo = { dest: newMemo(), user: newMemo(), source: newMemo(), device: newMemo() };
  }

  /**
   * @param hint what is known of the question's lines around it
   * @param cell its first cell becomes the line's, where the answer is HAS_CELL: hour, names and the action among the flags
   */
  read(
    reader: LineReader,
    bytes: Uint8Array,
    start: number,
    end: number,
    shift: number,
    hint: FrameHint,
    cell: CellColumns,
  ): WindowVerdict {
    this.hasWindows = reader.readBytes(bytes, start, end);
    if (!this.hasWindows) return NOT_KNOWN;
    const { windows } = reader;
    const second = Math.floor(windows.timeMs / 1000);
    if (!hint.has(second)) return NOT_MEANT;
    let action: number = windows.action;
    if (windows.verdictEnd > 0) {
      const verdict = this.verdicts.of(reader.formatId).find(windows.verdict, 0, windows.verdictEnd);
      if (verdict === SKIP) return NOT_MEANT;
      if (verdict <= 0) return NOT_KNOWN;
      action = verdict - 1;
    }
    for (const { dimension, mask } of this.needs) {
      const id = dimension === 'action' ? action : dimension === 'stream' ? -1 : this.find(dimension, reader);
      if (id >= 0 && mask[id] !== TRUE) return NOT_MEANT;
    }
    for (const dimension of NAMED) {
      const id = this.find(dimension, reader);
      if (id < 0) return NOT_KNOWN;
      cell[dimension][0] = id;
    }
    cell.hour[0] = hourOf(second, shift);
    cell.flags[0] = action;
    return HAS_CELL;
  }

  /** @returns -1 for a name that was not learned */
  private find(dimension: NamedDimension, { windows, windowBytes: bytes }: LineReader): number {
    switch (dimension) {
      case 'dest': {
        const id = this.memo.dest.find(bytes, windows.destStart, windows.destEnd);
        return id === 0 ? -1 : id;
      }
      case 'user':
        return this.memo.user.find(bytes, windows.userStart, windows.userEnd);
      case 'source':
        return this.memo.source.find(bytes, windows.sourceStart, windows.sourceEnd);
      default:
        return this.memo.device.find(bytes, windows.deviceStart, windows.deviceEnd);
    }
  }

  /** Learns what lines with such a verdict are, once the line just read was read as text too. */
  learnVerdict({ draft, windows, isOtherKind, agrees, formatId }: LineReader, isTransaction: boolean): void {
    if (!this.hasWindows || !agrees) return;
    if (!isTransaction) {
      if (isOtherKind) this.verdicts.of(formatId).learn(windows.verdict, 0, windows.verdictEnd, SKIP);
    } else if (draft.count === 1) {
      this.verdicts.of(formatId).learn(windows.verdict, 0, windows.verdictEnd, draft.action + 1);
    }
  }

  /** Learns a name of the transaction just read as text. */
  learn(dimension: NamedDimension, id: number, reader: LineReader): void {
    if (!this.hasWindows || !reader.agrees) return;
    const { windows, windowBytes: bytes } = reader;
    if (dimension === 'user') this.memo.user.learn(bytes, windows.userStart, windows.userEnd, id);
    else if (dimension === 'source') this.memo.source.learn(bytes, windows.sourceStart, windows.sourceEnd, id);
    else if (dimension === 'device') this.memo.device.learn(bytes, windows.deviceStart, windows.deviceEnd, id);
    // The window of a placeholder (`none`) is not where the destination came from; one of the organisation's own is asked each time.
    else if (!reader.ownDestination && isDestination(reader)) {
      this.memo.dest.learn(bytes, windows.destStart, windows.destEnd, id);
    }
  }
}

function newMemo(): NameMemo {
  return new NameMemo(randomInt(2 ** 31));
}

function isDestination(reader: LineReader): boolean {
  const { draft, windows } = reader;
  if (draft.destinationHost !== '') return true;
  return isSpellingOf(reader.windowText(windows.destStart, windows.destEnd), draft.destinationIp);
}
