/** What the user said of accounts and OAuth apps: small tables, read whole. */
import type { ReadConnection } from '../open.ts';
import { openedWords } from '../privacy/sealed-words.ts';
import type { WorkspaceSeal } from '../privacy/workspace-seal.ts';

/** By account id: the account whose person it belongs to. @throws AppError privacy.locked where they are sealed */
export function readAccountJoins(db: ReadConnection, seal: WorkspaceSeal | null): ReadonlyMap<string, string> {
  const rows = db
    .prepare<[], { account: string; person: string }>('SELECT account, person FROM account_join ORDER BY account')
    .all();
  return new Map(rows.map(({ account, person }) => [openedWords(account, seal), openedWords(person, seal)]));
}

export interface OauthMark {
  readonly mark: 'approved' | 'banned';
  readonly note: string;
}

export interface AcceptedFinding {
  readonly reason: string;
  readonly accepted: number;
}

/** By rule. @throws AppError privacy.locked where they are sealed */
export function readAcceptedFindings(
  db: ReadConnection,
  seal: WorkspaceSeal | null,
): ReadonlyMap<string, AcceptedFinding> {
  const rows = db
    .prepare<[], AcceptedFinding & { rule: string }>(
      'SELECT rule, reason, accepted FROM posture_accepted ORDER BY rule',
    )
    .all();
  return new Map(rows.map(({ rule, reason, accepted }) => [rule, { reason: openedWords(reason, seal), accepted }]));
}

/** By key of the OAuth app. @throws AppError privacy.locked where they are sealed */
export function readOauthMarks(db: ReadConnection, seal: WorkspaceSeal | null): ReadonlyMap<string, OauthMark> {
  const rows = db.prepare<[], OauthMark & { app: string }>('SELECT app, mark, note FROM oauth_mark ORDER BY app').all();
  return new Map(rows.map(({ app, mark, note }) => [openedWords(app, seal), { mark, note: openedWords(note, seal) }]));
}
