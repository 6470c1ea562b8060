/** What name evidence there is, and what it says. */
import type { PageRequest } from '../../contract/common.ts';
import { AppError } from '../../contract/errors.ts';
import type { MethodOutput, MethodParsed } from '../../contract/methods.ts';
import { NameIndex } from '../../ingest/names/name-index.ts';
import { plainIp } from '../../ingest/names/name-line.ts';
import { BASIS_TITLES, type NameKind } from '../../ingest/names/record.ts';
import { shortText } from '../../kit/visible-text.ts';
import {
  areSealed,
  importsWithoutNames,
  nameIdsOf,
  openNameTable,
  readNameImports,
  readNameTable,
} from '../../store/read/names.ts';
import type { WorkspaceView } from '../workspace-view.ts';
import { shownLedger } from './queries.ts';

export function listNames(view: WorkspaceView): MethodOutput<'names.list'> {
  const evidence = readNameImports(view.db).map(({ id, started, ledger }) => {
    const { files, ...counts } = shownLedger(ledger, areListsSealed(view));
    const formats = [...new Set(files.flatMap((file) => Object.keys(file.formats)))];
    return { id, started, ledger: counts, files: { count: files.length, first: files[0]?.path ?? null, formats } };
  });
  return { evidence, outdated: importsWithoutNames(view.db) };
}

/** A page of the files of one piece of evidence. @throws AppError import.unknown */
export function listNameFiles(view: WorkspaceView, id: number, page: PageRequest): MethodOutput<'names.listFiles'> {
  const found = readNameImports(view.db).find((one) => one.id === id);
  if (found === undefined) throw new AppError('import.unknown', `There is no name evidence ${id}.`, { id });
  const { files } = shownLedger(found.ledger, areListsSealed(view));
  const { offset = 0, limit = 200 } = page;
  return { total: files.length, files: files.slice(offset, offset + limit) };
}

function areListsSealed(view: WorkspaceView): boolean {
  return view.meta.sealedLists !== 'no';
}

/** Where the lists are sealed, tokens stand for users and devices, as in the tables. */
export function lookUpNames(view: WorkspaceView, input: MethodParsed<'names.lookUp'>): MethodOutput<'names.lookUp'> {
  const address = plainIp(input.address);
  if (address === '') {
    throw new AppError(
      'input.invalid',
      `"${shortText(input.address)}" is no address. Write 192.0.2.7 or 2001:db8::7.`,
      {
        method: 'names.lookUp',
        field: 'address',
      },
    );
  }
  const index = indexOf(view, nameIdsOf(view.db), false);
  const find = (kind: NameKind) => {
    const found = index?.find(kind, address, Math.floor(input.at / 1000), plainIp(input.client));
    return found ? { value: found.value, basis: BASIS_TITLES[found.basis], evidence: found.source } : null;
  };
  return { host: find('host'), user: find('user'), device: find('device') };
}

/** One set of evidence at a time: a page of lines is mostly of imports that were read with the same. */
const CACHE = new WeakMap<WorkspaceView, { readonly key: string; readonly index: NameIndex | null }>();

/** The index of a set of name imports that lines are read with; null where there are none. @throws AppError privacy.locked */
export function nameIndexOf(view: WorkspaceView, ids: readonly number[]): NameIndex | null {
  return indexOf(view, ids, areSealed(view.db, ids));
}

/** Stored evidence never changes, it only comes and goes; once it is sealed another key opens it. */
function indexOf(view: WorkspaceView, ids: readonly number[], isOpened: boolean): NameIndex | null {
  const key = `${isOpened ? (view.seal?.id ?? 'locked') : view.meta.sealedLists} ${ids.join(',')}`;
  const held = CACHE.get(view);
  if (held?.key === key) return held.index;
  const table = isOpened ? openNameTable(view.db, ids, view.seal) : readNameTable(view.db, ids);
  const index = table ? new NameIndex(table) : null;
  CACHE.set(view, { key, index });
  return index;
}
