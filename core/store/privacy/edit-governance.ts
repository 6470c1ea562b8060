/** Nothing else may change an entry of the governance log: that its values are sealed from here on stands in it, too. */
import type { WriteConnection } from '../open.ts';

const GUARD = 'governance_is_append_only_update';

export interface StoredNote {
  readonly id: number;
  readonly action: string;
  readonly subject: string;
  readonly detail: Record<string, unknown>;
}

/**
 * Writes entries anew, within the transaction of whoever calls.
 * @param where an SQL condition with one parameter. @param sealed null leaves an entry as it is. @returns how many were changed
 */
export function editGovernance(
  db: WriteConnection,
  where: string,
  parameter: string,
  sealed: (note: StoredNote) => readonly [subject: string, detail: Readonly<Record<string, unknown>>] | null,
): number {
  const create = db.prepare<[string], string>('SELECT sql FROM sqlite_schema WHERE name = ?').pluck().get(GUARD);
  if (create === undefined) throw new Error(`${GUARD} is missing`);
  const rows = db
    .prepare<[string], { id: number; action: string; subject: string; detail: string }>(
      `SELECT id, action, subject, detail FROM governance WHERE ${where}`,
    )
    .all(parameter);
  let changed = 0;
  db.exec(`DROP TRIGGER ${GUARD}`);
  const put = db.prepare('UPDATE governance SET subject = ?, detail = ? WHERE id = ?');
  for (const row of rows) {
    const next = sealed({ ...row, detail: JSON.parse(row.detail) as Record<string, unknown> });
    if (next === null) continue;
    put.run(next[0], JSON.stringify(next[1]), row.id);
    changed += 1;
  }
  db.exec(create);
  return changed;
}
