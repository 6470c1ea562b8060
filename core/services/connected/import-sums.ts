/**
 * Sums of accounts and files, made while the first audit logs of a workspace are imported: their columns are at hand then, and whoever opens the
 * workspace next has no million records to sum up. In: blocks as they are stored. Out: the sums, to be stored once the import is visible.
 */
import {
  type ActivityColumn,
  type ActivityColumns,
  REPEATED,
  type WordColumn,
} from '../../ingest/activities/columns.ts';
import type { StoredBlock } from '../../store/activities/activity-store.ts';
import { type PackedSum, packSum } from '../../store/activities/stored-sums.ts';
import { ACCOUNT_SUM, AccountFold } from '../accounts/account-fold.ts';
import { FILE_SUM, FileFold } from '../files/file-fold.ts';
import { type FoldSource, LEAST_ROWS } from './fold.ts';

/** Words whose text sums go by; the others are numbers to them. */
const TOLD = ['user', 'userId', 'target', 'type', 'objectType', 'operation'] as const satisfies readonly WordColumn[];

/** A block as it was stored: its columns with the numbers of words, and texts by number of those words that it has. */
export interface StoredBatch {
  readonly block: StoredBlock;
  readonly columns: ActivityColumns;
  words(name: WordColumn): Iterable<readonly [number, string]>;
}

export class ImportSums {
  private readonly texts = new Map<number, string>([[0, '']]);
  private columns: ActivityColumns | null = null;
  private readonly seen = new Map<number, number>();
  private rows = 0;
  private readonly source: FoldSource = {
    column: <C extends ActivityColumn>(_: StoredBlock, name: C): ActivityColumns[C] => {
      if (this.columns === null) throw new Error('No block is at hand.');
      return this.columns[name];
    },
    words: { text: (word) => this.texts.get(word) ?? '' },
  };
  private readonly accounts = new AccountFold(this.source);
  private readonly files = new FileFold(this.source);

  take({ block, columns, words }: StoredBatch): void {
    for (const name of TOLD) for (const [word, text] of words(name)) this.texts.set(word, text);
    // A private row is as one that repeats another: nothing shows or counts it.
    const mark = columns.mark.map((one, row) => (columns.private[row] === 1 ? REPEATED : one));
    this.columns = { ...columns, mark };
    this.accounts.add(block);
    this.files.add(block);
    this.columns = null;
    this.seen.set(block.id, block.revision);
    this.rows += block.rows;
  }

  /** @returns nothing where there is so little that it is summed up as soon */
  packed(leastRows = LEAST_ROWS): PackedSum[] {
    if (this.rows < leastRows) return [];
    const sums = [
      { sum: ACCOUNT_SUM, columns: this.accounts.save() },
      { sum: FILE_SUM, columns: this.files.save() },
    ];
    return sums.map(({ sum, columns }) => packSum(sum.name, sum.version, this.seen, columns));
  }
}
