/** Rules that say whose activities are stored, and groups whose activities are private. */
import type { PrivateGroup, ScopeRuleInput, ScopeRuleRow } from '../../contract/activity-scope.ts';
import { AppError } from '../../contract/errors.ts';
import type { ScopeFacts } from '../../enrich/index.ts';
import type { ReadConnection, WriteConnection } from '../open.ts';
import { listSeal } from '../privacy/sealed-lists.ts';
import type { WorkspaceSeal } from '../privacy/workspace-seal.ts';
import { readPeople } from '../read/enrichment.ts';
import { readMeta } from './meta.ts';

export function readScopeRules(db: ReadConnection): ScopeRuleRow[] {
  type Row = Omit<ScopeRuleRow, 'groups' | 'apps'> & { readonly groups: string; readonly apps: string | null };
  return db
    .prepare<[], Row>('SELECT id, kind, name, groups, apps, added FROM scope_rule ORDER BY kind DESC, name')
    .all()
    .map((row) => ({
      ...row,
      groups: JSON.parse(row.groups) as string[],
      apps: row.apps === null ? null : (JSON.parse(row.apps) as string[]),
    }));
}

export function readPrivateGroups(db: ReadConnection): PrivateGroup[] {
  return db.prepare<[], PrivateGroup>('SELECT name, added FROM private_group ORDER BY name').all();
}

/**
 * What reading goes by; null: every activity is stored, and none is private.
 * @throws AppError privacy.locked where there are rules and the directory cannot be read without the key
 */
export function scopeFacts(db: ReadConnection, held: WorkspaceSeal | null): ScopeFacts | null {
  const rules = readScopeRules(db);
  const privateGroups = readPrivateGroups(db).map(({ name }) => name);
  if (rules.length === 0 && privateGroups.length === 0) return null;
  const people = readPeople(db, listSeal(db, held));
  return { rules, privateGroups, people, managedDomains: readMeta(db).profile?.managedDomains ?? [] };
}

/** Makes a rule, or changes the one with this id. @throws AppError entity.unknown, entity.nameTaken. @returns its id, and the rule before */
export function saveScopeRule(
  db: WriteConnection,
  { id, kind, name, groups, apps }: ScopeRuleInput & { readonly id?: number | undefined },
  now: number,
): { readonly id: number; readonly before: ScopeRuleRow | null } {
  const known = readScopeRules(db);
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
    .run(id ?? null, kind, name, JSON.stringify(groups), apps === null ? null : JSON.stringify(apps), now);
  return { id: id ?? Number(result.lastInsertRowid), before };
}

/** @throws AppError entity.unknown */
export function removeScopeRule(db: WriteConnection, id: number): ScopeRuleRow {
  const rule = readScopeRules(db).find((one) => one.id === id);
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
): { readonly added: readonly string[]; readonly removed: readonly string[] } {
  const before = readPrivateGroups(db).map(({ name }) => name);
  const wanted = [...new Set(groups)];
  const added = wanted.filter((name) => !before.includes(name));
  const removed = before.filter((name) => !wanted.includes(name));
  for (const name of removed) db.prepare('DELETE FROM private_group WHERE name = ?').run(name);
  for (const name of added) db.prepare('INSERT INTO private_group (name, added) VALUES (?, ?)').run(name, now);
  return { added, removed };
}
