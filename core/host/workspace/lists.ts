/** The organisation's lists (IP ranges, directory) from files that the user chose, whatever their encoding. */
import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { AppError } from '../../contract/errors.ts';
import type { MethodOutput } from '../../contract/methods.ts';
import { readDirectory, readRanges } from '../../enrich/index.ts';
import { decodeText } from '../../ingest/read/encoding.ts';
import type { Grant } from '../grants.ts';
import type { Session } from './session.ts';

/** A list larger than this is none. */
const MAX_BYTES = 256 * 1024 * 1024;

/** A list's text, whatever its encoding. @throws AppError file.notReadable, file.unsupported */
export function readList(grant: Grant): string {
  let bytes: Buffer;
  try {
    if (statSync(grant.path).size > MAX_BYTES) {
      throw new AppError(
        'file.unsupported',
        `${grant.shown} is larger than 256 MB: that is no list of people or ranges.`,
        {
          path: grant.shown,
        },
      );
    }
    bytes = readFileSync(grant.path);
  } catch (cause) {
    if (cause instanceof AppError) throw cause;
    throw new AppError('file.notReadable', `${grant.shown} cannot be read.`, { path: grant.shown });
  }
  return decodeText(bytes);
}

function refuse(
  grant: Grant,
  text: string,
  problems: readonly { readonly line: number; readonly problem: string }[],
): AppError {
  const [first] = problems;
  const nothing = text.trim() === '' ? 'it is empty' : 'no rows follow the line that names its columns';
  const why = first ? `line ${first.line} ${first.problem}` : nothing;
  return new AppError('enrichment.invalid', `Nothing was taken from ${grant.shown}: ${why}.`, { path: grant.shown });
}

export async function importDirectory(session: Session, grant: Grant): Promise<MethodOutput<'directory.import'>> {
  const text = readList(grant);
  const { people, problems, columns } = readDirectory(text);
  if (people.length === 0) {
    throw refuse(grant, text, problems);
  }
  await session.writer('directory.put', { people, file: path.basename(grant.shown) });
  return { people: people.length, problems: problems.slice(0, 100), columns: { ...columns } };
}

export async function importRanges(
  session: Session,
  grant: Grant,
  replace: boolean,
): Promise<MethodOutput<'ranges.import'>> {
  const text = readList(grant);
  const { ranges, problems } = readRanges(text);
  if (ranges.length === 0) {
    throw refuse(grant, text, problems);
  }
  const counts = await session.writer('ranges.put', { ranges, replace, file: path.basename(grant.shown) });
  return { ...counts, problems: problems.slice(0, 100) };
}
