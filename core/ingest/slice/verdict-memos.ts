/** What lines with a verdict were found to be, for each format: the words of one mean nothing to another. */
import { randomInt } from 'node:crypto';
import { NameMemo } from '../cube/name-memo.ts';

export class VerdictMemos {
  private readonly memos = new Map<string, NameMemo>();
  private lastFormat = '';
  private last: NameMemo | undefined;

  /** @param formatId of the format that read the line; formats are few */
  of(formatId: string): NameMemo {
    if (this.last !== undefined && formatId === this.lastFormat) return this.last;
    let memo = this.memos.get(formatId);
    if (memo === undefined) {
      memo = new NameMemo(randomInt(2 ** 31));
      this.memos.set(formatId, memo);
    }
    this.lastFormat = formatId;
    this.last = memo;
    return memo;
  }
}
