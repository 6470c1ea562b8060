/** Changes to IP ranges, the directory and exclusions. Where the workspace's lists are sealed, `seal` is given to each of them. */
import type { ExclusionRow, IpRangeInput } from '../../contract/enrichment.ts';
import { AppError } from '../../contract/errors.ts';
import { type IpRange, type Person, rangeProblem } from '../../enrich/index.ts';
import { parseCidr } from '../../kit/ip.ts';
import type { ExclusionKind } from '../../model/enrichment.ts';
import type { WriteConnection } from '../open.ts';
import { sealRow } from '../privacy/sealed-lists.ts';
import type { WorkspaceSeal } from '../privacy/workspace-seal.ts';
import {
  type ExclusionWords,
  type RangeLabels,
  readExclusions,
  readRanges,
  type StoredRange,
} from '../read/enrichment.ts';
import { writeMeta } from './meta.ts';

/** Makes a range, or changes the one with this id. @throws AppError enrichment.invalid, entity.unknown, entity.nameTaken */
export function saveRange(
  db: WriteConnection,
  range: IpRangeInput & { readonly id?: number | undefined },
  seal: WorkspaceSeal | null,
): number {
  const known = readRanges(db, seal);
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
  return writeRange(db, range, seal);
}

function requireApart(range: IpRange, others: readonly IpRange[]): void {
  const problem = rangeProblem(range, others);
  if (problem !== null) {
    throw new AppError('enrichment.invalid', problem, { name: range.name });
  }
}

export function writeRange(
  db: WriteConnection,
  range: IpRangeInput & { readonly id?: number | undefined },
  seal: WorkspaceSeal | null,
): number {
  const { id, cidrs, category, ...labels } = range;
  const { name, tags, location, isp, sealed } = storedLabels(labels, seal);
  const result = db
    .prepare(
      `INSERT INTO ip_range (id, name, cidrs, category, tags, location, isp, sealed) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT (id) DO UPDATE SET name = excluded.name, cidrs = excluded.cidrs, category = excluded.category,
         tags = excluded.tags, location = excluded.location, isp = excluded.isp, sealed = excluded.sealed`,
    )
    .run(id ?? null, name, JSON.stringify(cidrs), category, JSON.stringify(tags), location, isp, sealed);
  return id ?? Number(result.lastInsertRowid);
}

/** Addresses and category stay readable: without the key, too, it is known what is on the network. */
function storedLabels(labels: RangeLabels, seal: WorkspaceSeal | null): RangeLabels & { sealed: string | null } {
  const { name, tags, location, isp } = labels;
  if (!seal) return { name, tags, location, isp, sealed: null };
  const sealed = sealRow(seal, { name, tags, location, isp });
  return { name: seal.mark('Range', name), tags: [], location: null, isp: null, sealed };
}

/** @returns the ranges that went */
export function removeRanges(db: WriteConnection, ids: readonly number[], seal: WorkspaceSeal | null): StoredRange[] {
  const gone = readRanges(db, seal).filter((one) => ids.includes(one.id));
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
  seal: WorkspaceSeal | null,
): { added: number; changed: number; removed: number } {
  const known = readRanges(db, seal);
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
    seal,
  );
  let changed = 0;
  for (const range of ranges) {
    const id = known.find((one) => one.name === range.name)?.id;
    changed += id === undefined ? 0 : 1;
    writeRange(db, { ...range, cidrs: [...range.cidrs], tags: [...range.tags], id }, seal);
  }
  return { added: ranges.length - changed, changed, removed: removed.length };
}

/** Puts these people in place of the directory there was. @param file what they came from; null for none */
export function replaceDirectory(
  db: WriteConnection,
  people: readonly Person[],
  file: string | null,
  imported: number,
  seal: WorkspaceSeal | null,
): void {
  db.exec('DELETE FROM person');
  const add = db.prepare(
    'INSERT INTO person (upn, account, domain, mail, name, department, manager, groups, org_unit, sealed) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
  );
  for (const person of people) {
    const { upn, account, domain, mail, name, department, manager, groups, orgUnit } = seal ? NOBODY : person;
    const sealed = seal && sealRow(seal, person);
    add.run(upn, account, domain, mail, name, department, manager, JSON.stringify(groups), orgUnit, sealed);
  }
  const shown = seal && file !== null ? seal.sealText(file) : file;
  writeMeta(db, { directory: shown === null ? null : { file: shown, imported } });
}

const NOBODY: Person = {
  upn: null,
  account: null,
  domain: null,
  mail: null,
  name: null,
  department: null,
  manager: null,
  groups: [],
  orgUnit: null,
};

/** @throws AppError enrichment.invalid for what is no address. @returns how many were new */
export function addExclusions(
  db: WriteConnection,
  kind: ExclusionKind,
  values: readonly string[],
  comment: string,
  added: number,
  seal: WorkspaceSeal | null,
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
    'INSERT INTO exclusion (kind, value, comment, added, sealed) VALUES (?, ?, ?, ?, ?) ON CONFLICT (kind, value) DO NOTHING',
  );
  return values.reduce((sum, value) => {
    const stored = storedExclusion(kind, { value, comment }, seal);
    return sum + add.run(kind, stored.value, stored.comment, added, stored.sealed).changes;
  }, 0);
}

/** What stands on disk of an exclusion; the same exclusion is the same mark. */
export function storedExclusion(
  kind: ExclusionKind,
  words: ExclusionWords,
  seal: WorkspaceSeal | null,
): ExclusionWords & { readonly sealed: string | null } {
  if (!seal) return { ...words, sealed: null };
  return { value: seal.mark('Excluded', `${kind}\0${words.value}`), comment: '', sealed: sealRow(seal, words) };
}

/** @returns the ones that went */
export function removeExclusions(
  db: WriteConnection,
  ids: readonly number[],
  seal: WorkspaceSeal | null,
): ExclusionRow[] {
  const gone = readExclusions(db, seal).filter((one) => ids.includes(one.id));
  for (const { id } of gone) {
    db.prepare('DELETE FROM exclusion WHERE id = ?').run(id);
  }
  return gone;
}
