/** Changes at providers: what was about to be sent, and what became of it. */
import { AppError } from '../../contract/errors.ts';
import type { ControlAction, Given, Looked } from '../../model/control.ts';
import type { ReadConnection, WriteConnection } from '../open.ts';
import { openedWords, storedWords } from '../privacy/sealed-words.ts';
import type { WorkspaceSeal } from '../privacy/workspace-seal.ts';

export interface NewActionRun {
  readonly started: number;
  readonly connection: number;
  readonly connectionName: string;
  readonly action: ControlAction;
  readonly target: string;
  /** The run that this one takes back. */
  readonly undoOf: number | null;
  readonly given: Given;
  readonly seen: Looked;
}

export interface ActionEnd {
  readonly id: number;
  readonly ended: number;
  readonly outcome: 'done' | 'refused' | 'notSent' | 'unknown';
  readonly status: number | null;
  readonly message: string;
  /** State read afterwards. */
  readonly after: Readonly<Record<string, string>> | null;
}

export interface StoredActionRun extends NewActionRun {
  readonly id: number;
  readonly ended: number | null;
  /** Null: it has not ended, or was cut off. */
  readonly outcome: ActionEnd['outcome'] | null;
  readonly status: number | null;
  readonly message: string;
  readonly after: ActionEnd['after'];
  /** Another run has taken it back. */
  readonly isUndone: boolean;
}

interface Row {
  readonly id: number;
  readonly started: number;
  readonly ended: number | null;
  readonly connection: number;
  readonly connection_name: string;
  readonly action: ControlAction;
  readonly target: string;
  readonly undo_of: number | null;
  readonly given: string;
  readonly seen: string;
  readonly outcome: ActionEnd['outcome'] | null;
  readonly status: number | null;
  readonly message: string;
  readonly after: string | null;
  readonly undone: number;
}

const MOST_SHOWN = 500;

/** Runs, each with whether another has taken it back. */
const RUNS = `
  SELECT *, id IN (SELECT undo_of FROM action_run WHERE undo_of IS NOT NULL AND outcome = 'done') AS undone
  FROM action_run`;

/** Newest first. @throws AppError privacy.locked where they are sealed */
export function readActionRuns(db: ReadConnection, seal: WorkspaceSeal | null): StoredActionRun[] {
  return db
    .prepare<[number], Row>(`${RUNS} ORDER BY id DESC LIMIT ?`)
    .all(MOST_SHOWN)
    .map((row) => runOf(row, seal));
}

function runOf({ connection_name, undo_of, undone, ...row }: Row, seal: WorkspaceSeal | null): StoredActionRun {
  const given = openedWords(row.given, seal);
  const seen = openedWords(row.seen, seal);
  const after = row.after === null ? null : openedWords(row.after, seal);
  return {
    ...row,
    target: openedWords(row.target, seal),
    message: openedWords(row.message, seal),
    connectionName: connection_name,
    undoOf: undo_of,
    given: JSON.parse(given) as Given,
    seen: JSON.parse(seen) as Looked,
    after: after === null ? null : (JSON.parse(after) as ActionEnd['after']),
    isUndone: undone === 1,
  };
}

/** @throws AppError entity.unknown, privacy.locked */
export function requireActionRun(db: ReadConnection, id: number, seal: WorkspaceSeal | null): StoredActionRun {
  const found = db.prepare<[number], Row>(`${RUNS} WHERE id = ?`).get(id);
  if (!found) throw new AppError('entity.unknown', `There is no run ${id}.`, { id });
  return runOf(found, seal);
}

export function beginActionRun(db: WriteConnection, one: NewActionRun, seal: WorkspaceSeal | null): number {
  const { lastInsertRowid } = db
    .prepare(
      `INSERT INTO action_run (started, connection, connection_name, action, target, undo_of, given, seen)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
    )
    .run(
      one.started,
      one.connection,
      one.connectionName,
      one.action,
      storedWords(one.target, seal),
      one.undoOf,
      storedWords(JSON.stringify(one.given), seal),
      storedWords(JSON.stringify(one.seen), seal),
    );
  return Number(lastInsertRowid);
}

export function endActionRun(
  db: WriteConnection,
  { id, ended, outcome, status, message, after }: ActionEnd,
  seal: WorkspaceSeal | null,
): void {
  db.prepare('UPDATE action_run SET ended = ?, outcome = ?, status = ?, message = ?, after = ? WHERE id = ?').run(
    ended,
    outcome,
    status,
    storedWords(message, seal),
    after === null ? null : storedWords(JSON.stringify(after), seal),
    id,
  );
}
