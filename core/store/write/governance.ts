import type { GovernanceAction } from '../../model/governance-action.ts';
import type { WriteConnection } from '../open.ts';

export interface GovernanceEntry {
  readonly time: number;
  readonly actor: string;

  readonly action: GovernanceAction;
  readonly subject: string;
  readonly detail: Readonly<Record<string, unknown>>;
}

/** Appends to the log that nothing can change (triggers refuse updates and deletes). */
export function logGovernance(db: WriteConnection, entry: GovernanceEntry): void {
  db.prepare('INSERT INTO governance (time, actor, action, subject, detail) VALUES (?, ?, ?, ?, ?)').run(
    entry.time,
    entry.actor,
    entry.action,
    entry.subject,
    JSON.stringify(entry.detail),
  );
}
