/**
 * In: rules, joins, marks and runs of a workspace whose lists are sealed, and what the governance log says of them. Out: their words sealed too. Those of workspaces that were
 * sealed before this was done are made up for. Runs within the transaction of whoever calls.
 */
import type { WriteConnection } from '../open.ts';
import { editGovernance } from './edit-governance.ts';
import { NAMING_ACTIONS, storedNote } from './sealed-notes.ts';
import { sealedWords } from './sealed-words.ts';
import type { WorkspaceSeal } from './workspace-seal.ts';

/** Tables and the columns of theirs that hold words of people. */
const COLUMNS: Readonly<Record<string, readonly string[]>> = {
  scope_rule: ['name', 'groups'],
  private_group: ['name'],
  account_join: ['account', 'person'],
  oauth_mark: ['app', 'note'],
  posture_accepted: ['reason'],
  action_run: ['target', 'given', 'seen', 'message', 'after'],
};

/** @returns whether any was in clear */
export function sealDecisions(db: WriteConnection, seal: WorkspaceSeal): boolean {
  db.function('undercast_seal', { deterministic: false }, (words: unknown) => sealedWords(String(words), seal));
  let changed = 0;
  for (const [table, columns] of Object.entries(COLUMNS)) {
    for (const column of columns) {
      changed += db
        .prepare(
          `UPDATE ${table} SET ${column} = undercast_seal(${column})
           WHERE ${column} IS NOT NULL AND ${column} <> '' AND ${column} NOT GLOB 'sealed:*'`,
        )
        .run().changes;
    }
  }
  changed += editGovernance(
    db,
    'action IN (SELECT value FROM json_each(?))',
    JSON.stringify(NAMING_ACTIONS),
    ({ action, subject, detail }) =>
      typeof detail.sealed === 'string' ? null : storedNote(action, subject, detail, seal),
  );
  return changed > 0;
}
