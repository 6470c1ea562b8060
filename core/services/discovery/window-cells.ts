/**
 * In: a line that its format can read from bytes. Out: the one cell it makes, without a string made of the line.
 * Guarantee: what a window of bytes means is what reading such a line as text once said; a window that was not met yet says nothing.
 */
import { randomInt } from 'node:crypto';
import { type CellColumns, hourOf } from '../../ingest/cube/columns.ts';
import { NameMemo } from '../../ingest/cube/name-memo.ts';
import { PARSED } from '../../ingest/formats/api.ts';
import type { LineReader, LineVerdict } from '../../ingest/slice/line-reader.ts';
import { isSpellingOf } from '../../kit/ip.ts';

/** What a line's bytes say of it. */
export const NOT_KNOWN = 0;
export const NO_TRANSACTION = 1;
export const HAS_CELL = 2;
export type WindowVerdict = typeof NOT_KNOWN | typeof NO_TRANSACTION | typeof HAS_CELL;

/** Verdicts below are an action code and one. */
const SKIP = 16;
const ACTION_BITS = 0b11;

/** Of the lines of one import. */
export class WindowCells {
  private readonly dest = newMemo();
  private readonly user = newMemo();
  private readonly source = newMemo();
  private readonly device = newMemo();
  private readonly verdict = newMemo();
  /** The line at hand was found plain. */
  private hasWindows = false;

  /** @param cell its first cell becomes the line's, where the answer is HAS_CELL: hour, names and the action among the flags */
  read(
    reader: LineReader,
    bytes: Uint8Array,
    start: number,
    end: number,
    shift: number,
    cell: CellColumns,
  ): WindowVerdict {
    this.hasWindows = reader.readBytes(bytes, start, end);
    if (!this.hasWindows) return NOT_KNOWN;
    const { windows } = reader;
    let action: number = windows.action;
    if (windows.verdictEnd > 0) {
      const verdict = this.verdict.find(windows.verdict, 0, windows.verdictEnd);
      if (verdict === SKIP) return NO_TRANSACTION;
      if (verdict <= 0) return NOT_KNOWN;
      action = verdict - 1;
    }
    const dest = this.dest.find(bytes, windows.destStart, windows.destEnd);
    const user = this.user.find(bytes, windows.userStart, windows.userEnd);
    const source = this.source.find(bytes, windows.sourceStart, windows.sourceEnd);
    const device = this.device.find(bytes, windows.deviceStart, windows.deviceEnd);
    if (dest <= 0 || user < 0 || source < 0 || device < 0) return NOT_KNOWN;
    cell.hour[0] = hourOf(Math.floor(windows.timeMs / 1000), shift);
    cell.dest[0] = dest;
    cell.user[0] = user;
    cell.source[0] = source;
    cell.device[0] = device;
    cell.flags[0] = action;
    return HAS_CELL;
  }

  /** Learns what the line just read means, once it was read as text too. @param cell the line's, where it is a transaction */
  learn(reader: LineReader, bytes: Buffer, verdict: LineVerdict, cell: CellColumns): void {
    if (!this.hasWindows) return;
    const { draft, windows } = reader;
    if (verdict !== PARSED) {
      if (reader.isOtherKind) this.verdict.learn(windows.verdict, 0, windows.verdictEnd, SKIP);
      return;
    }
    if (draft.count === 1) {
      this.verdict.learn(windows.verdict, 0, windows.verdictEnd, ((cell.flags[0] ?? 0) & ACTION_BITS) + 1);
    }
    this.user.learn(bytes, windows.userStart, windows.userEnd, cell.user[0] ?? 0);
    this.source.learn(bytes, windows.sourceStart, windows.sourceEnd, cell.source[0] ?? 0);
    this.device.learn(bytes, windows.deviceStart, windows.deviceEnd, cell.device[0] ?? 0);
    // The window of a placeholder (`none`) is not where the destination came from; one of the organisation's own is asked each time.
    if (!reader.ownDestination && isDestination(reader, bytes)) {
      this.dest.learn(bytes, windows.destStart, windows.destEnd, cell.dest[0] ?? 0);
    }
  }
}

function newMemo(): NameMemo {
  return new NameMemo(randomInt(2 ** 31));
}

function isDestination({ draft, windows }: LineReader, bytes: Buffer): boolean {
  if (draft.destinationHost !== '') return true;
  return isSpellingOf(bytes.toString('latin1', windows.destStart, windows.destEnd), draft.destinationIp);
}
