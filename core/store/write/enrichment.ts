/** Changes to IP ranges, the directory and exclusions. */
import type { ExclusionRow, IpRangeInput } from '../../contract/enrichment.ts';
import { AppError } from '../../contract/errors.ts';
import { type IpRange, type Person, rangeProblem } from '../../enrich/index.ts';
import { parseCidr } from '../../kit/ip.ts';
import type { ExclusionKind } from '../../model/enrichment.ts';
import type { WriteConnection } from '../open.ts';
import { readExclusions, readRanges, type StoredRange } from '../read/enrichment.ts';
import { writeMeta } from './meta.ts';

/** Makes a range, or changes the one with this id. @throws AppError enrichment.invalid, entity.unknown, entity.nameTaken */
export function saveRange(db: WriteConnection, range: IpRangeInput & { readonly id?: number | undefined }): number {
  const known = readRanges(db);
  const others = known.filter((one) => one.id !== range.id);
  if (range.id !== undefined && others.length === known.length) {
    throw new AppError('entity.unknown', `There is no IP range ${range.id}.`, { id: range.id });
  }
  if (others.some((one) => one.name === range.name)) {
    throw new AppError('entity.nameTaken', `There is an IP range "${range.name}" already. Choose another name.`, {
      name: range.name,
    });
  }
  requireApart(range, others);
  return writeRange(db, range);
}

function requireApart(range: IpRange, others: readonly IpRange[]): void {
  const problem = rangeProblem(range, others);
  if (problem !== null) {
    throw new AppError('enrichment.invalid', problem, { name: range.name });
  }
}

function writeRange(db: WriteConnection, range: IpRangeInput & { readonly id?: number | undefined }): number {
  const { id, name, cidrs, category, tags, location, isp } = range;
  const result = db
    .prepare(
      `INSERT INTO ip_range (id, name, cidrs, category, tags, location, isp) VALUES (?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT (id) DO UPDATE SET name = excluded.name, cidrs = excluded.cidrs, category = excluded.category,
         tags = excluded.tags, location = excluded.location, isp = excluded.isp`,
    )
    .run(id ?? null, name, JSON.stringify(cidrs), category, JSON.stringify(tags), location, isp);
  return id ?? Number(result.lastInsertRowid);
}

/** @returns the ranges that went */
export function removeRanges(db: WriteConnection, ids: readonly number[]): StoredRange[] {
  const gone = readRanges(db).filter((one) => ids.includes(one.id));
  for (const { id } of gone) {
    db.prepare('DELETE FROM ip_range WHERE id = ?').run(id);
  }
  return gone;
}

/** Puts a list of ranges in: known names are changed, others added; with `replace` all that are not in the list go. */
export function putRanges(
  db: WriteConnection,
  ranges: readonly IpRange[],
  replace: boolean,
): { added: number; changed: number; removed: number } {
  const known = readRanges(db);
  const names = new Set(ranges.map((range) => range.name));
  const removed = replace ? known.filter((one) => !names.has(one.name)) : [];
  const kept = replace ? [] : known.filter((one) => !names.has(one.name));
  const settled: IpRange[] = [...kept];
  for (const range of ranges) {
    requireApart(range, settled);
    settled.push(range);
  }
  removeRanges(
    db,
    removed.map((one) => one.id),
  );
  let changed = 0;
  for (const range of ranges) {
    const id = known.find((one) => one.name === range.name)?.id;
    changed += id === undefined ? 0 : 1;
    writeRange(db, { ...range, cidrs: [...range.cidrs], tags: [...range.tags], id });
  }
  return { added: ranges.length - changed, changed, removed: removed.length };
}

/** Puts these people in place of the directory there was. @param file what they came from; null for none */
export function replaceDirectory(
  db: WriteConnection,
  people: readonly Person[],
  file: string | null,
  imported: number,
): void {
  db.exec('DELETE FROM person');
  const add = db.prepare(
    'INSERT INTO person (upn, account, domain, mail, name, department, manager, groups) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
  );
  for (const { upn, account, domain, mail, name, department, manager, groups } of people) {
    add.run(upn, account, domain, mail, name, department, manager, JSON.stringify(groups));
  }
  writeMeta(db, { directory: file === null ? null : { file, imported } });
}

/** @throws AppError enrichment.invalid for what is no address. @returns how many were new */
export function addExclusions(
  db: WriteConnection,
  kind: ExclusionKind,
  values: readonly string[],
  comment: string,
  added: number,
): number {
  const wrong = kind === 'address' ? values.find((value) => parseCidr(value) === undefined) : undefined;
  if (wrong !== undefined) {
    throw new AppError(
      'enrichment.invalid',
      `"${wrong}" is no address. Write 192.0.2.7, 192.0.2.0/24 or 2001:db8::/32.`,
      { value: wrong },
    );
  }
  const add = db.prepare(
    'INSERT INTO exclusion (kind, value, comment, added) VALUES (?, ?, ?, ?) ON CONFLICT (kind, value) DO NOTHING',
  );
  return values.reduce((sum, value) => sum + add.run(kind, value, comment, added).changes, 0);
}

/** @returns the ones that went */
export function removeExclusions(db: WriteConnection, ids: readonly number[]): ExclusionRow[] {
  const gone = readExclusions(db).filter((one) => ids.includes(one.id));
  for (const { id } of gone) {
    db.prepare('DELETE FROM exclusion WHERE id = ?').run(id);
  }
  return gone;
}
