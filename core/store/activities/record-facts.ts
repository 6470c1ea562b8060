/**
 * What the records of a block say beside its columns: proofs and grants. Imports store them; of blocks from before that, they are read
 * from the kept records, now or, by `deriveFacts`, once for good.
 */
import { isGrantType, provable, recordFacts, toActivity } from '../../connectors/index.ts';
import { COLUMN_NUMBERS } from '../../ingest/activities/columns.ts';
import type { ReadConnection, WriteConnection } from '../open.ts';
import type { ActivityBlock, ActivityStore } from './activity-store.ts';
import { encodeBlockColumn, readBlockColumn } from './block-columns.ts';
import { type ColumnOf, recordEvents, wordTexts } from './record-events.ts';
import { WordTable } from './word-table.ts';

type StoredBlock = Pick<ActivityBlock, 'id' | 'rows'>;

export interface BlockFacts {
  /** Per row the bits of `proofBit`. */
  readonly proofs: Uint32Array;
  /** A grant as `printGrant` writes it; '' for an activity of another kind. */
  grantOf(row: number): string;
  /** Number of the same word; null where the import stored none. */
  grantWordOf(row: number): number | null;
}

const IS_STORED = 'SELECT 1 FROM activity_column WHERE block = ? AND col = ?';

/** Kept as long as the list of blocks: two views ask one after the other. */
const read = new WeakMap<ActivityBlock, BlockFacts>();

/** @throws AppError workspace.corrupt */
export function factsOfBlock(store: ActivityStore, block: ActivityBlock): BlockFacts {
  const { db, words } = store;
  if (db.prepare<[number, number]>(IS_STORED).get(block.id, COLUMN_NUMBERS.proofs) !== undefined) {
    const grants = store.column(block, 'grant');
    return {
      proofs: store.column(block, 'proofs'),
      grantOf: (row) => words.text(grants[row] ?? 0),
      grantWordOf: (row) => grants[row] ?? 0,
    };
  }
  let facts = read.get(block);
  if (facts === undefined) {
    const { proofs, grants } = readFacts(
      db,
      block,
      (name) => store.column(block, name),
      (word) => words.text(word),
    );
    facts = { proofs, grantOf: (row) => grants.get(row) ?? '', grantWordOf: () => null };
    read.set(block, facts);
  }
  return facts;
}

/** Neither proof nor grant. */
const NOTHING = -1;

function readFacts(
  db: ReadConnection,
  block: StoredBlock,
  column: ColumnOf,
  text: (word: number) => string,
): { readonly proofs: Uint32Array<ArrayBuffer>; readonly grants: ReadonlyMap<number, string> } {
  const [types, operations] = [column('type'), column('operation')];
  const among = new Map<string, number>();
  const rows: { readonly row: number; readonly among: number }[] = [];
  for (let row = 0; row < block.rows; row++) {
    const pair = `${types[row]}/${operations[row]}`;
    let bits = among.get(pair);
    if (bits === undefined) {
      const type = text(types[row] ?? 0);
      bits = provable(type, text(operations[row] ?? 0));
      if (bits === 0 && !isGrantType(type)) bits = NOTHING;
      among.set(pair, bits);
    }
    if (bits !== NOTHING) rows.push({ row, among: bits });
  }
  const eventOf = recordEvents(
    db,
    block,
    rows.map(({ row }) => row),
    column,
    text,
  );
  const proofs = new Uint32Array(block.rows);
  const grants = new Map<number, string>();
  for (const { row, among: bits } of rows) {
    const { line, event } = eventOf(row);
    // Without its line (a backup without evidence) the columns say what they can.
    const plain = () => ({
      operation: '',
      target: text(column('target')[row] ?? 0) || text(column('object')[row] ?? 0),
      clientApp: text(column('clientApp')[row] ?? 0),
    });
    const activity = () => (event === undefined ? plain() : toActivity(event, 1));
    const facts = recordFacts(text(types[row] ?? 0), activity, line, bits);
    proofs[row] = facts.proofs;
    if (facts.grant !== '') grants.set(row, facts.grant);
  }
  return { proofs, grants };
}

/** Blocks that were stored before imports looked into records. */
const OLDER = `activity_block b JOIN import i ON i.id = b.import
  WHERE i.state = 'done' AND NOT EXISTS (SELECT 1 FROM activity_column c WHERE c.block = b.id AND c.col = ?)`;

function olderBlock(db: ReadConnection): StoredBlock | null {
  const found = db
    .prepare<[number], StoredBlock>(`SELECT b.id, b.rows FROM ${OLDER} ORDER BY b.id LIMIT 1`)
    .get(COLUMN_NUMBERS.proofs);
  return found ?? null;
}

/** How many blocks `deriveFacts` has yet to read. */
export function countOlderBlocks(db: ReadConnection): number {
  const count = db.prepare<[number], number>(`SELECT count(*) FROM ${OLDER}`).pluck();
  return count.get(COLUMN_NUMBERS.proofs) ?? 0;
}

/** Reads the records of one older block and stores what they say. @returns false when there is no such block */
export function deriveFacts(db: WriteConnection): boolean {
  return db
    .transaction(() => {
      const block = olderBlock(db);
      if (block === null) return false;
      const { proofs, grants } = readFacts(db, block, (name) => readBlockColumn(db, block, name), wordTexts(db));
      const column = new Uint32Array(block.rows);
      const words = new WordTable(db);
      for (const [row, grant] of grants) column[row] = words.add('grant', grant);
      const put = db.prepare('INSERT OR REPLACE INTO activity_column (block, col, data) VALUES (?, ?, ?)');
      put.run(block.id, COLUMN_NUMBERS.grant, encodeBlockColumn('grant', column));
      put.run(block.id, COLUMN_NUMBERS.proofs, encodeBlockColumn('proofs', proofs));
      return true;
    })
    .immediate();
}
