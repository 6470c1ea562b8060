/** Tokens and what stands behind them, for those who hold the key. Nothing here is logged: whoever asks writes the log first. */
import type { PrivacyState } from '../../contract/privacy.ts';
import type { ReadConnection } from '../../store/open.ts';
import { isToken, type PseudonymKind, type WorkspaceSeal } from '../../store/privacy/workspace-seal.ts';
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
    Number(db.prepare(`SELECT count(*) FROM ${table} WHERE sealed IS NOT NULL`).pluck().get());
  return {
    keyId: meta.privacyKey,
    listsSealed: meta.sealedLists !== 'no',
    streams: streams.map((row) => ({ ...row, anonymised: row.anonymised === 1, sealed: row.sealed ?? 0 })),
    users: tokens('user'),
    devices: tokens('device'),
  };
}

/** Names behind tokens; null for a token that this workspace does not have. */
export function namesOf(
  db: ReadConnection,
  seal: WorkspaceSeal,
  kind: PseudonymKind,
  tokens: readonly string[],
): { token: string; name: string | null }[] {
  const find = db.prepare<[string], Buffer | null>(`SELECT sealed FROM ${kind} WHERE name = ?`).pluck();
  // Of name evidence that has named no line yet.
  const given = db.prepare<[string], string>('SELECT sealed FROM sealed_value WHERE mark = ?').pluck();
  return tokens.map((token) => {
    if (!isToken(token)) return { token, name: null };
    const sealed = find.get(token);
    return { token, name: sealed ? seal.openName(sealed) : seal.openText(given.get(token) ?? '') };
  });
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
  return names.map((name) => ({ name, tokens: [...(wanted.get(name.toLowerCase()) ?? [])] }));
}
