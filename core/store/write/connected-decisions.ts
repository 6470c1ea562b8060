/** Changes to what the user said of accounts and OAuth apps. */
import type { WriteConnection } from '../open.ts';
import { openedWords, storedWords } from '../privacy/sealed-words.ts';
import type { WorkspaceSeal } from '../privacy/workspace-seal.ts';
import {
  type AcceptedFinding,
  type OauthMark,
  readAcceptedFindings,
  readAccountJoins,
  readOauthMarks,
} from '../read/connected-decisions.ts';

/** @param person null takes back what was said. @returns what was said before. @throws AppError privacy.locked */
export function joinAccount(
  db: WriteConnection,
  account: string,
  person: string | null,
  seal: WorkspaceSeal | null,
): string | null {
  const before = readAccountJoins(db, seal).get(account) ?? null;
  forget(db, 'account_join', 'account', account, seal);
  if (person !== null) {
    db.prepare('INSERT INTO account_join (account, person) VALUES (?, ?)').run(
      storedWords(account, seal),
      storedWords(person, seal),
    );
  }
  return before;
}

type OauthState = OauthMark['mark'] | 'undetermined';

/** @returns what it was before. @throws AppError privacy.locked */
export function markOauthApp(
  db: WriteConnection,
  app: string,
  state: OauthState,
  note: string,
  seal: WorkspaceSeal | null,
): OauthState {
  const before = readOauthMarks(db, seal).get(app)?.mark ?? 'undetermined';
  forget(db, 'oauth_mark', 'app', app, seal);
  if (state !== 'undetermined') {
    db.prepare('INSERT INTO oauth_mark (app, mark, note) VALUES (?, ?, ?)').run(
      storedWords(app, seal),
      state,
      storedWords(note, seal),
    );
  }
  return before;
}

/** @param finding null takes the acceptance back. @returns what it was before. @throws AppError privacy.locked */
export function acceptFinding(
  db: WriteConnection,
  rule: string,
  finding: AcceptedFinding | null,
  seal: WorkspaceSeal | null,
): AcceptedFinding | null {
  const before = readAcceptedFindings(db, seal).get(rule) ?? null;
  db.prepare('DELETE FROM posture_accepted WHERE rule = ?').run(rule);
  if (finding !== null) {
    db.prepare('INSERT INTO posture_accepted (rule, reason, accepted) VALUES (?, ?, ?)').run(
      rule,
      storedWords(finding.reason, seal),
      finding.accepted,
    );
  }
  return before;
}

/** Takes the row of a key away: sealed, the same key is another text each time, so that it is found by opening. */
function forget(
  db: WriteConnection,
  table: 'account_join' | 'oauth_mark',
  column: string,
  key: string,
  seal: WorkspaceSeal | null,
): void {
  const stored = db.prepare<[], string>(`SELECT ${column} FROM ${table}`).pluck().all();
  const remove = db.prepare(`DELETE FROM ${table} WHERE ${column} = ?`);
  for (const one of stored) if (openedWords(one, seal) === key) remove.run(one);
}
