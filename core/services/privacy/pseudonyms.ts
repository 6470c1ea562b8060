/** Tokens and what stands behind them, for those who hold the key. Nothing here is logged: whoever asks writes the log first. */
import type { PrivacyState } from '../../contract/privacy.ts';
import type { ReadConnection } from '../../store/open.ts';
import {
  isToken,
  PSEUDONYM_KINDS,
  type PseudonymKind,
  type TokenKind,
  type WorkspaceSeal,
} from '../../store/privacy/workspace-seal.ts';
import { readMeta } from '../../store/write/meta.ts';

export type PrivacyFacts = Pick<PrivacyState, 'keyId' | 'streams' | 'users' | 'devices' | 'listsSealed'>;

/** What the workspace itself says of its privacy; where the key is, it does not know. */
export function privacyFacts(db: ReadConnection): PrivacyFacts {
  const streams = db
    .prepare<[], { id: number; name: string; anonymised: number; imports: number; sealed: number | null }>(
      `SELECT s.id, s.name, s.anonymised, count(i.id) AS imports,
         CASE WHEN s.anonymised = 1 THEN sum(i.evidence_bytes) ELSE 0 END AS sealed
       FROM stream s LEFT JOIN import i ON i.stream = s.id AND i.state IN ('done', 'running')
       GROUP BY s.id HAVING s.anonymised = 1 OR imports > 0 ORDER BY s.name`,
    )
    .all();
  const meta = readMeta(db);
  const tokens = (table: PseudonymKind) =>
    Number(
      db
        .prepare<[string]>(
          `SELECT count(*) FROM (SELECT name FROM ${table} WHERE sealed IS NOT NULL
             UNION SELECT mark FROM sealed_value WHERE mark GLOB ?)`,
        )
        .pluck()
        .get(GIVEN[table]),
    );
  return {
    keyId: meta.privacyKey,
    listsSealed: meta.sealedLists !== 'no',
    streams: streams.map((row) => ({ ...row, anonymised: row.anonymised === 1, sealed: row.sealed ?? 0 })),
    users: tokens('user'),
    devices: tokens('device'),
  };
}

/** Tokens of name evidence and of activities: what stands behind them is kept apart. */
const GIVEN: Readonly<Record<PseudonymKind, string>> = { user: 'User_*', device: 'Device_*' };

function hasTable(kind: TokenKind): kind is PseudonymKind {
  return (PSEUDONYM_KINDS as readonly string[]).includes(kind);
}

/** Names behind tokens; null for a token that this workspace does not have. */
export function namesOf(
  db: ReadConnection,
  seal: WorkspaceSeal,
  kind: TokenKind,
  tokens: readonly string[],
): { token: string; name: string | null }[] {
  const find = hasTable(kind)
    ? db.prepare<[string], Buffer | null>(`SELECT sealed FROM ${kind} WHERE name = ?`).pluck()
    : null;
  return tokens.map((token) => {
    if (!isToken(token)) return { token, name: null };
    const sealed = find?.get(token);
    return { token, name: sealed ? seal.openName(sealed) : openToken(db, seal, token) };
  });
}

/** What stands behind a token of an activity or of name evidence: for joins, never to be shown. */
export function openToken(db: ReadConnection, seal: WorkspaceSeal, token: string): string | null {
  const sealed = db.prepare<[string], string>('SELECT sealed FROM sealed_value WHERE mark = ?').pluck().get(token);
  return sealed === undefined ? null : seal.openText(sealed);
}

/** Tokens whose name is one of `names`, letter case aside. */
export function tokensOf(
  db: ReadConnection,
  seal: WorkspaceSeal,
  kind: PseudonymKind,
  names: readonly string[],
): { name: string; tokens: string[] }[] {
  const wanted = new Map(names.map((name) => [name.toLowerCase(), new Set<string>()]));
  const rows = db.prepare<[], { name: string; sealed: Buffer }>(
    `SELECT name, sealed FROM ${kind} WHERE sealed IS NOT NULL`,
  );
  for (const row of rows.iterate()) {
    wanted.get(seal.openName(row.sealed)?.toLowerCase() ?? '')?.add(row.name);
  }
  const given = db.prepare<[string], { mark: string; sealed: string }>(
    'SELECT mark, sealed FROM sealed_value WHERE mark GLOB ?',
  );
  for (const { mark, sealed } of given.iterate(GIVEN[kind])) {
    wanted.get(seal.openText(sealed)?.toLowerCase() ?? '')?.add(mark);
  }
  return names.map((name) => ({ name, tokens: [...(wanted.get(name.toLowerCase()) ?? [])] }));
}
