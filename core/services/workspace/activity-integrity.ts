/** The thorough check of activities: every column of every block, the words it points to, the records it was read from, the ledgers. */
import type { Ledger } from '../../contract/imports.ts';
import { COLUMN_LIST, REPEATED, WORD_COLUMN_LIST } from '../../ingest/activities/columns.ts';
import { countLines } from '../../ingest/read/count-lines.ts';
import { readBlockColumn } from '../../store/activities/block-columns.ts';
import { isSealed, sealedPart, unpackFrame } from '../../store/evidence/frame-codec.ts';
import type { ReadConnection } from '../../store/open.ts';

interface BlockRow {
  readonly id: number;
  readonly import: number;
  readonly rows: number;
}

export function activityBlocks(db: ReadConnection): readonly BlockRow[] {
  return db.prepare<[], BlockRow>('SELECT id, import, rows FROM activity_block ORDER BY id').all();
}

/** Numbers that words have. */
function wordNumbers(db: ReadConnection): Uint8Array {
  const most = db.prepare<[], number | null>('SELECT max(id) FROM activity_word').pluck().get() ?? 0;
  const known = new Uint8Array(most + 1);
  known[0] = 1;
  for (const id of db.prepare<[], number>('SELECT id FROM activity_word').pluck().iterate()) known[id] = 1;
  return known;
}

/** Checks blocks one by one. @param note takes each problem */
export class ActivityCheck {
  private readonly db: ReadConnection;
  private readonly note: (problem: string) => void;
  private readonly words: Uint8Array;
  /** Rows that count, by import. */
  private readonly counted = new Map<number, number>();

  constructor(db: ReadConnection, note: (problem: string) => void) {
    this.db = db;
    this.note = note;
    this.words = wordNumbers(db);
  }

  check(block: BlockRow): void {
    const what = `activities of import ${block.import}, block ${block.id}`;
    for (const name of COLUMN_LIST) {
      try {
        const column = readBlockColumn(this.db, block, name);
        if (name === 'mark') this.count(block, column);
        const isWord = (WORD_COLUMN_LIST as readonly string[]).includes(name);
        if (isWord && !column.every((word) => this.words[word] === 1)) this.note(`${what}: ${name} names no word`);
      } catch (cause) {
        this.note(`${what}: ${cause instanceof Error ? cause.message : String(cause)}`);
      }
    }
    this.checkRecords(block, what);
  }

  private count(block: BlockRow, marks: ArrayLike<number>): void {
    let counted = 0;
    for (let row = 0; row < marks.length; row++) if (marks[row] !== REPEATED) counted++;
    this.counted.set(block.import, (this.counted.get(block.import) ?? 0) + counted);
  }

  /** An import that kept none has none; what is there must be whole. */
  private checkRecords(block: BlockRow, what: string): void {
    const parts = this.db
      .prepare<[number], { first: number; data: Buffer }>(
        'SELECT first, data FROM activity_raw WHERE block = ? ORDER BY first',
      )
      .iterate(block.id);
    let lines = 0;
    for (const { first, data } of parts) {
      // Without the key a sealed part tells by its checksum that it is whole, and nothing more.
      if (isSealed(data)) {
        if (!sealedPart(data)) this.note(`${what}: records from ${first + 1} on are damaged`);
        continue;
      }
      const text = unpackFrame(data, null, null);
      if (text === null || first !== lines) this.note(`${what}: records from ${first + 1} on are damaged`);
      if (text === null) return;
      lines = first + 1 + countLines(text);
    }
    if (lines === 0) return;
    const last = readBlockColumn(this.db, block, 'raw').reduce((most, line) => Math.max(most, line), 0);
    if (last >= lines) this.note(`${what}: ${last + 1} records are spoken of, ${lines} are there`);
  }

  /** After all blocks. */
  checkLedgers(): void {
    const imports = this.db
      .prepare<[], { id: number; ledger: string }>(
        "SELECT id, ledger FROM import WHERE state = 'done' AND connector IS NOT NULL AND ledger IS NOT NULL",
      )
      .all();
    for (const { id, ledger: text } of imports) {
      const { stored } = JSON.parse(text) as Ledger;
      const found = this.counted.get(id) ?? 0;
      if (stored !== found) this.note(`import ${id}: ${stored} activities stored, ${found} found`);
    }
  }
}
