/** Address lists and MMDB files that the user chose, read and checked before anything is stored. */
import { readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import { AppError } from '../../contract/errors.ts';
import type { MethodOutput, MethodParsed } from '../../contract/methods.ts';
import { packRanges, readAddressList } from '../../geo/index.ts';
import { openMmdb } from '../../services/geo/mmdb-file.ts';
import type { Grant } from '../grants.ts';
import { readList } from './lists.ts';
import type { Session } from './session.ts';

/** Kept inside the workspace's database, and in memory while addresses are looked up. */
const LARGEST_FILE = 200 * 1024 * 1024;

export async function importAddressList(
  session: Session,
  grant: Grant,
  { name, class: kind }: Pick<MethodParsed<'geo.importList'>, 'name' | 'class'>,
): Promise<MethodOutput<'geo.importList'>> {
  const { ranges, entries, problems, skipped } = readAddressList(readList(grant));
  if (entries === 0) {
    throw new AppError('geo.invalid', `Nothing was taken from ${grant.shown}: no line holds an address.`, {
      path: grant.shown,
    });
  }
  const list = { name: name ?? path.parse(grant.shown).name, class: kind, entries, ranges: packRanges(ranges) };
  const id = await session.writer('geo.putList', list);
  return { id, name: list.name, entries, skipped, problems: [...problems] };
}

/** @throws AppError geo.invalid, file.notReadable */
export async function importAddressFile(session: Session, grant: Grant): Promise<MethodOutput<'geo.importFile'>> {
  const name = path.basename(grant.shown);
  let content: Buffer;
  try {
    if ((await stat(grant.path)).size > LARGEST_FILE) {
      throw new AppError('geo.invalid', `${name} is larger than 200 MB.`, { path: grant.shown });
    }
    content = await readFile(grant.path);
  } catch (cause) {
    if (cause instanceof AppError) throw cause;
    throw new AppError('file.notReadable', `${grant.shown} cannot be read.`, { path: grant.shown });
  }
  const { databaseType, built } = openMmdb(content, name);
  const id = await session.writer('geo.putFile', { name, databaseType, built, content });
  return { id, name, databaseType };
}
