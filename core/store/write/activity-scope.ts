/** Rules that say whose activities are stored, and groups whose activities are private. */
import type { PrivateGroup, ScopeRuleInput, ScopeRuleRow } from '../../contract/activity-scope.ts';
import { AppError } from '../../contract/errors.ts';
import type { ScopeFacts } from '../../enrich/index.ts';
import type { ReadConnection, WriteConnection } from '../open.ts';
import { listSeal } from '../privacy/sealed-lists.ts';
import { openedWords, storedWords } from '../privacy/sealed-words.ts';
import type { WorkspaceSeal } from '../privacy/workspace-seal.ts';
import { readPeople } from '../read/enrichment.ts';
import { readMeta } from './meta.ts';

/** @throws AppError privacy.locked where they are sealed */
export function readScopeRules(db: ReadConnection, seal: WorkspaceSeal | null): ScopeRuleRow[] {
  type Row = Omit<ScopeRuleRow, 'groups' | 'apps'> & { readonly groups: string; readonly apps: string | null };
  return db
    .prepare<[], Row>('SELECT id, kind, name, groups, apps, added FROM scope_rule')
    .all()
    .map((row) => ({
      ...row,
      name: openedWords(row.name, seal),
      groups: JSON.parse(openedWords(row.groups, seal)) as string[],
      apps: row.apps === null ? null : (JSON.parse(row.apps) as string[]),
    }))
    .sort((a, b) => (a.kind === b.kind ? (a.name < b.name ? -1 : 1) : a.kind > b.kind ? -1 : 1));
}

/** @throws AppError privacy.locked where they are sealed */
export function readPrivateGroups(db: ReadConnection, seal: WorkspaceSeal | null): PrivateGroup[] {
  return db
    .prepare<[], PrivateGroup>('SELECT name, added FROM private_group')
    .all()
    .map(({ name, added }) => ({ name: openedWords(name, seal), added }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

/**
 * What reading goes by; null: every activity is stored, and none is private.
 * @throws AppError privacy.locked where there are rules and the directory cannot be read without the key
 */
export function scopeFacts(db: ReadConnection, held: WorkspaceSeal | null): ScopeFacts | null {
  const rules = readScopeRules(db, held);
  const privateGroups = readPrivateGroups(db, held).map(({ name }) => name);
  if (rules.length === 0 && privateGroups.length === 0) return null;
  const people = readPeople(db, listSeal(db, held));
  return { rules, privateGroups, people, managedDomains: readMeta(db).profile?.managedDomains ?? [] };
}

/** Makes a rule, or changes the one with this id. @throws AppError entity.unknown, entity.nameTaken. @returns its id, and the rule before */
export function saveScopeRule(
  db: WriteConnection,
  { id, kind, name, groups, apps }: ScopeRuleInput & { readonly id?: number | undefined },
  now: number,
  seal: WorkspaceSeal | null,
): { readonly id: number; readonly before: ScopeRuleRow | null } {
  const known = readScopeRules(db, seal);
  const before = id === undefined ? null : (known.find((one) => one.id === id) ?? null);
  if (id !== undefined && before === null) throw unknownRule(id);
  if (known.some((one) => one.id !== id && one.name === name)) {
    throw new AppError('entity.nameTaken', `There is a rule "${name}" already. Choose another name.`, { name });
  }
  const result = db
    .prepare(
      `INSERT INTO scope_rule (id, kind, name, groups, apps, added) VALUES (?, ?, ?, ?, ?, ?)
       ON CONFLICT (id) DO UPDATE SET kind = excluded.kind, name = excluded.name, groups = excluded.groups, apps = excluded.apps`,
    )
    .run(
      id ?? null,
      kind,
      storedWords(name, seal),
      storedWords(JSON.stringify(groups), seal),
      apps === null ? null : JSON.stringify(apps),
      now,
    );
  return { id: id ?? Number(result.lastInsertRowid), before };
}

/** @throws AppError entity.unknown */
export function removeScopeRule(db: WriteConnection, id: number, seal: WorkspaceSeal | null): ScopeRuleRow {
  const rule = readScopeRules(db, seal).find((one) => one.id === id);
  if (rule === undefined) throw unknownRule(id);
  db.prepare('DELETE FROM scope_rule WHERE id = ?').run(id);
  return rule;
}

function unknownRule(id: number): AppError {
  return new AppError('entity.unknown', `There is no rule ${id}.`, { id });
}

/** @returns names of groups that became private, and of those that are private no longer */
export function setPrivateGroups(
  db: WriteConnection,
  groups: readonly string[],
  now: number,
  seal: WorkspaceSeal | null,
): { readonly added: readonly string[]; readonly removed: readonly string[] } {
  const stored = db.prepare<[], string>('SELECT name FROM private_group').pluck().all();
  const before = stored.map((name) => openedWords(name, seal));
  const wanted = [...new Set(groups)];
  const added = wanted.filter((name) => !before.includes(name));
  const removed = before.filter((name) => !wanted.includes(name));
  const remove = db.prepare('DELETE FROM private_group WHERE name = ?');
  for (const [at, name] of before.entries()) if (removed.includes(name)) remove.run(stored[at]);
  const add = db.prepare('INSERT INTO private_group (name, added) VALUES (?, ?)');
  for (const name of added) add.run(storedWords(name, seal), now);
  return { added, removed };
}
