/** Changes to what the user said of accounts and OAuth apps. */
import type { WriteConnection } from '../open.ts';
import { type OauthMark, readOauthMarks } from '../read/connected-decisions.ts';

/** @param person null takes back what was said. @returns what was said before */
export function joinAccount(db: WriteConnection, account: string, person: string | null): string | null {
  const before =
    db.prepare<[string], string>('SELECT person FROM account_join WHERE account = ?').pluck().get(account) ?? null;
  if (person === null) db.prepare('DELETE FROM account_join WHERE account = ?').run(account);
  else {
    db.prepare(
      'INSERT INTO account_join (account, person) VALUES (?, ?) ON CONFLICT (account) DO UPDATE SET person = excluded.person',
    ).run(account, person);
  }
  return before;
}

type OauthState = OauthMark['mark'] | 'undetermined';

/** @returns what it was before */
export function markOauthApp(db: WriteConnection, app: string, state: OauthState, note: string): OauthState {
  const before = readOauthMarks(db).get(app)?.mark ?? 'undetermined';
  if (state === 'undetermined') db.prepare('DELETE FROM oauth_mark WHERE app = ?').run(app);
  else {
    db.prepare(
      'INSERT INTO oauth_mark (app, mark, note) VALUES (?, ?, ?) ON CONFLICT (app) DO UPDATE SET mark = excluded.mark, note = excluded.note',
    ).run(app, state, note);
  }
  return before;
}
