/**
 * Files and folders of a tenant's state that the user chose: each file that is known becomes a snapshot, all of them or none; the others are
 * named with why not.
 */
import { AppError } from '../../contract/errors.ts';
import type { MethodOutput, MethodParsed } from '../../contract/methods.ts';
import { decodeText } from '../../ingest/read/encoding.ts';
import { listShownSources } from '../../ingest/read/shown-sources.ts';
import type { LogSource } from '../../ingest/read/sources.ts';
import { badLinesText, readSnapshots, type SnapshotFile, whyNoSnapshot } from '../../snapshots/index.ts';
import type { Grants } from '../grants.ts';
import type { Session } from './session.ts';

/** A file larger than this is no list of a tenant's objects. */
const MAX_BYTES = 256 * 1024 * 1024;

/** @throws AppError file.noFormat when none of the files holds state that is known */
export async function importSnapshots(
  session: Session,
  grants: Grants,
  { files, tenant, taken }: MethodParsed<'snapshots.import'>,
): Promise<MethodOutput<'snapshots.import'>> {
  const leftOut: MethodOutput<'snapshots.import'>['leftOut'] = [];
  const damaged: MethodOutput<'snapshots.import'>['damaged'] = [];
  const found: FoundSnapshot[] = [];
  // All are read before they are stored, in one step: nothing half done.
  for (const file of files) {
    const given = grants.require(file.token, false);
    const { sources, problems } = await listShownSources([given]);
    for (const { name, error } of problems) leftOut.push({ source: name, why: error.message });
    for (const source of sources) {
      const read = await snapshotsIn(source);
      if (typeof read === 'string') leftOut.push({ source: source.name, why: read });
      else {
        const bad = read[0]?.badLines ?? null;
        if (bad !== null) {
          damaged.push({ source: source.name, lines: bad.count, firstLine: bad.first, why: badLinesText(bad) });
        }
        // What lies in a folder or archive has a date of its own.
        const modified = source.name === given.shown ? file.modified : undefined;
        for (const one of read)
          found.push({ ...one, source: source.name, taken: taken ?? modified ?? source.modifiedMs });
      }
    }
  }
  if (found.length === 0) {
    const [first] = leftOut;
    const why = first === undefined ? 'There are no files.' : `${first.source}: ${first.why}`;
    throw new AppError('file.noFormat', `No file holds state of a tenant that is known. ${why}`, {});
  }
  return { added: await keepSnapshots(session, found, tenant), leftOut, damaged };
}

/** What a file holds of a tenant, and where and when it was so. */
export interface FoundSnapshot extends SnapshotFile {
  readonly source: string;
  readonly taken: number;
}

/** Keeps all of them or none; one that is there with the same kind, tenant, time and source is replaced. @param tenant of all of them; '' for their own */
export async function keepSnapshots(
  session: Session,
  found: readonly FoundSnapshot[],
  tenant = '',
): Promise<MethodOutput<'snapshots.import'>['added']> {
  const snapshots = found.map(({ kind, tenant: named, taken: at, source, rows }) => ({
    kind,
    tenant: tenant || named,
    taken: Math.round(at),
    source: source.slice(0, 1000),
    rows: rows.map((row) => ({ ...row })),
  }));
  const { ids } = (await session.writer('command.run', {
    method: 'snapshots.add',
    input: { snapshots },
  })) as MethodOutput<'snapshots.add'>;
  return snapshots.map(({ rows, ...facts }, at) => ({ id: ids[at] ?? 0, ...facts, objects: rows.length }));
}

/** The snapshots in a file, or why there are none. */
export async function snapshotsIn(source: LogSource): Promise<readonly SnapshotFile[] | string> {
  const parts: Buffer[] = [];
  let bytes = 0;
  try {
    for await (const part of await source.open()) {
      bytes += (part as Buffer).length;
      if (bytes > MAX_BYTES) return 'It is larger than 256 MB.';
      parts.push(part as Buffer);
    }
  } catch (cause) {
    return cause instanceof AppError ? cause.message : 'It cannot be read.';
  }
  const text = decodeText(Buffer.concat(parts));
  const read = readSnapshots(source.name, text);
  return read.length > 0 ? read : whyNoSnapshot(text);
}
