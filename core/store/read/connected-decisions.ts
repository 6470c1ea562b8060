/** What the user said of accounts and OAuth apps: small tables, read whole. */
import type { ReadConnection } from '../open.ts';

/** By account id: the account whose person it belongs to. */
export function readAccountJoins(db: ReadConnection): ReadonlyMap<string, string> {
  const rows = db
    .prepare<[], { account: string; person: string }>('SELECT account, person FROM account_join ORDER BY account')
    .all();
  return new Map(rows.map(({ account, person }) => [account, person]));
}
