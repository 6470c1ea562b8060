/** What the user said of accounts and OAuth apps: small tables, read whole. */
import type { ReadConnection } from '../open.ts';

/** By account id: the account whose person it belongs to. */
export function readAccountJoins(db: ReadConnection): ReadonlyMap<string, string> {
  const rows = db
    .prepare<[], { account: string; person: string }>('SELECT account, person FROM account_join ORDER BY account')
    .all();
  return new Map(rows.map(({ account, person }) => [account, person]));
}

export interface OauthMark {
  readonly mark: 'approved' | 'banned';
  readonly note: string;
}

/** By key of the OAuth app. */
export function readOauthMarks(db: ReadConnection): ReadonlyMap<string, OauthMark> {
  const rows = db.prepare<[], OauthMark & { app: string }>('SELECT app, mark, note FROM oauth_mark ORDER BY app').all();
  return new Map(rows.map(({ app, ...mark }) => [app, mark]));
}
