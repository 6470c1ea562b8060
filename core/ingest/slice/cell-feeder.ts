/**
 * In: the transaction a reader has just read. Out: a cell of the table, or "not ours to count".
 * Guarantee: names become ids once per thread; whether a destination is the organisation's own is asked once per name; what a window
 * of bytes means is what reading such a line as text once said.
 */
import { randomInt } from 'node:crypto';
import { isSpellingOf } from '../../kit/ip.ts';
import { CellTable } from '../cube/cell-table.ts';
import {
  type CellColumns,
  FLAG_RECEIVED,
  FLAG_SENT,
  FLAG_TOTAL,
  hourOf,
  type MinuteMarks,
  minuteOf,
} from '../cube/columns.ts';
import { NameMemo } from '../cube/name-memo.ts';
import type { ActionCode, EventDraft, LineWindows } from '../formats/api.ts';
import type { LineReader } from './line-reader.ts';
import { createInterners, type FreshNames, type Interners } from './names.ts';
import { VerdictMemos } from './verdict-memos.ts';

const ASKED_NOT_OWN = 1;
const MAX_VERDICTS = 100_000;

/** Remembers what was said of names, as many as matter; a log that invents more is asked again. */
class Verdicts {
  private readonly known = new Map<string, boolean>();

  has(name: string, ask: (name: string) => boolean): boolean {
    let verdict = this.known.get(name);
    if (verdict === undefined) {
      verdict = ask(name);
      if (this.known.size >= MAX_VERDICTS) this.known.clear();
      // A flat copy: a piece of a line would keep its whole slice in memory.
      this.known.set(Buffer.from(name, 'utf8').toString('utf8'), verdict);
    }
    return verdict;
  }
}

/** `addWindows` was given a name that it does not know. */
export const UNKNOWN_NAME = -2;

/** Verdicts below are an action code and one. */
const SKIPS = 16;

export class CellFeeder {
  readonly table: CellTable;
  private readonly names: Interners = createInterners(randomInt(2 ** 31));
  private readonly reader: LineReader;
  private readonly bucketMinutes: number;
  private readonly memo = {
    dest: new NameMemo(randomInt(2 ** 31)),
    user: new NameMemo(randomInt(2 ** 31)),
    source: new NameMemo(randomInt(2 ** 31)),
    device: new NameMemo(randomInt(2 ** 31)),
  };
  /** What a verdict means is its format's own. */
  private readonly verdicts = new VerdictMemos();
  /** Of the line that `skipReason` was asked of. */
  private verdict = 0;
  /** Reasons of skipped lines, by verdict id from SKIPS on. */
  private readonly skips: string[] = [];
  /** By destination id: ASKED_NOT_OWN, or 0 while not asked. */
  private own = new Uint8Array(4096);
  private readonly excluded = { user: new Verdicts(), source: new Verdicts(), device: new Verdicts() };
  /** Ids of the transaction at hand. */
  dest = 0;
  user = 0;
  private source = 0;
  private device = 0;

  /** @param table empty; whoever gives it does nothing else with it meanwhile */
  constructor(reader: LineReader, bucketMinutes: number, table = new CellTable(randomInt(2 ** 31))) {
    this.reader = reader;
    this.bucketMinutes = bucketMinutes;
    this.table = table;
  }

  /** Takes the destination of the transaction just read. @returns true when it is inbound or internal */
  isForeign(): boolean {
    const { reader } = this;
    const { destinationHost, destinationIp, reason } = reader.draft;
    const dest = this.names.dest.id(destinationHost === '' ? destinationIp : destinationHost);
    this.dest = dest;
    if (dest === 0 || reason !== '') {
      return reader.direction !== 'outbound';
    }
    if (dest >= this.own.length) {
      const bigger = new Uint8Array(Math.max(this.own.length * 2, dest + 1));
      bigger.set(this.own);
      this.own = bigger;
    }
    if (this.own[dest] === ASKED_NOT_OWN) {
      return false;
    }
    if (!reader.ownDestination) {
      this.own[dest] = ASKED_NOT_OWN;
      return false;
    }
    return reader.direction !== 'outbound';
  }

  /** The transaction just read is of somebody who is left out. Asked once per name. */
  isExcluded(): boolean {
    const { exclusions, draft } = this.reader;
    if (!exclusions) {
      return false;
    }
    const { excluded } = this;
    return (
      excluded.user.has(draft.sourceUser, (name) => exclusions.hasUser(name)) ||
      excluded.source.has(draft.sourceIp, (name) => exclusions.hasAddress(name)) ||
      excluded.device.has(draft.sourceHost, (name) => exclusions.hasDevice(name))
    );
  }

  /**
   * Adds the transaction whose destination `isForeign` has just taken.
   * @returns its cell, or -1 when the table is full: drain it and add again
   */
  add(second: number): number {
    const { draft } = this.reader;
    const { names } = this;
    this.user = names.user.id(draft.sourceUser);
    this.source = names.source.id(draft.sourceIp);
    this.device = names.device.id(draft.sourceHost);
    return this.count(draft, draft.count, second);
  }

  private count(figures: EventDraft | LineWindows, transactions: number, second: number): number {
    const { action, bytesSent, bytesReceived, bytesTotal } = figures;
    const bothKnown = bytesSent >= 0 && bytesReceived >= 0;
    const total = bytesTotal < 0 && bothKnown ? bytesSent + bytesReceived : bytesTotal;
    let flags: number = action;
    if (bytesSent >= 0) flags |= FLAG_SENT;
    if (bytesReceived >= 0) flags |= FLAG_RECEIVED;
    if (total >= 0) flags |= FLAG_TOTAL;
    const hour = hourOf(second, this.bucketMinutes);
    return this.table.add(
      hour,
      this.dest,
      this.user,
      this.source,
      this.device,
      flags,
      transactions,
      bytesSent,
      bytesReceived,
      total,
      second,
      minuteOf(second, hour, this.bucketMinutes),
    );
  }

  /** The reason for which the line that the reader has just read from bytes is skipped, '' when none is known. Asked of each before it is added. */
  skipReason(): string {
    const { windows } = this.reader;
    if (windows.verdictEnd === 0) return '';
    this.verdict = this.verdicts.of(this.reader.formatId).find(windows.verdict, 0, windows.verdictEnd);
    return this.skips[this.verdict - SKIPS] ?? '';
  }

  /** Learns that lines with the verdict of the line just skipped as text are skipped. */
  learnSkip(reason: string): void {
    const { windows } = this.reader;
    if (windows.verdictEnd === 0) return;
    let at = this.skips.indexOf(reason);
    if (at < 0) at = this.skips.push(reason) - 1;
    this.verdicts.of(this.reader.formatId).learn(windows.verdict, 0, windows.verdictEnd, SKIPS + at);
  }

  /**
   * Adds the transaction that the reader has just read from bytes, of which `skipReason` gave none.
   * @returns its cell; -1 when the table is full; UNKNOWN_NAME when one of its names was not learned yet
   */
  addWindows(second: number): number {
    const { memo } = this;
    const { windows, windowBytes: bytes } = this.reader;
    if (windows.verdictEnd > 0) {
      if (this.verdict <= 0) return UNKNOWN_NAME;
      windows.action = (this.verdict - 1) as ActionCode;
    }
    const dest = memo.dest.find(bytes, windows.destStart, windows.destEnd);
    if (dest <= 0) return UNKNOWN_NAME;
    const user = memo.user.find(bytes, windows.userStart, windows.userEnd);
    if (user < 0) return UNKNOWN_NAME;
    const source = memo.source.find(bytes, windows.sourceStart, windows.sourceEnd);
    if (source < 0) return UNKNOWN_NAME;
    const device = memo.device.find(bytes, windows.deviceStart, windows.deviceEnd);
    if (device < 0) return UNKNOWN_NAME;
    this.dest = dest;
    this.user = user;
    this.source = source;
    this.device = device;
    return this.count(windows, windows.count, second);
  }

  /** Learns the names of the line just added as text, whose windows were found before. */
  learn(foldedBefore: number): void {
    // A folded name is counted each time it occurs.
    if (this.folded !== foldedBefore) return;
    const { memo } = this;
    const { draft, windows, windowBytes: bytes } = this.reader;
    // Counted by more than what the reader of bytes has seen.
    if (draft.count === windows.count) {
      this.verdicts.of(this.reader.formatId).learn(windows.verdict, 0, windows.verdictEnd, draft.action + 1);
    }
    memo.user.learn(bytes, windows.userStart, windows.userEnd, this.user);
    memo.source.learn(bytes, windows.sourceStart, windows.sourceEnd, this.source);
    memo.device.learn(bytes, windows.deviceStart, windows.deviceEnd, this.device);
    // The window of a placeholder (`none`) is not where the destination came from; one of the organisation's own is asked each time.
    const isFromWindow =
      draft.destinationHost !== '' ||
      isSpellingOf(this.reader.windowText(windows.destStart, windows.destEnd), draft.destinationIp);
    if (isFromWindow && this.own[this.dest] === ASKED_NOT_OWN) {
      memo.dest.learn(bytes, windows.destStart, windows.destEnd, this.dest);
    }
  }

  /** The table's cells, sorted, and the names they brought; the table is empty afterwards. */
  drain(): { readonly cells: CellColumns | null; readonly marks: MinuteMarks | null; readonly fresh: FreshNames } {
    const drained = this.table.count > 0 ? this.table.drain() : { cells: null, marks: null };
    return { ...drained, fresh: this.names.takeFresh() };
  }

  get folded(): number {
    return this.names.folded();
  }

  get foldedHosts(): number {
    return this.names.foldedHosts();
  }
}
