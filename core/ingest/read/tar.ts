/**
 * In: a tar archive, plain or compressed. Out: its files, each openable as a log, and what of it is none.
 * Guarantee: as for zip archives: nothing is unpacked to disk, names that lead out of the archive are refused, links and devices are named and
 * never followed, and what is damaged or cut off is told while what stands before it is read.
 */
import { Readable } from 'node:stream';
import { extract, type Header } from 'tar-stream';
import { validateFileName } from 'yauzl';
import { AppError } from '../../contract/errors.ts';
import { peek } from './peek.ts';
import { refuseBinaryStream } from './refuse-binary.ts';
import type { SourceProblem } from './sources.ts';
import type { TarBytes } from './tar-bytes.ts';
import { TAR_BLOCK } from './tar-sniff.ts';
import { compressionOf, unpack } from './unpack.ts';
import { untilTornLine } from './unpack-loss.ts';

export interface TarMember {
  readonly name: string;
  readonly bytes: number;
  readonly modifiedMs: number;
  /** Of its content, in the unpacked archive. */
  readonly offset: number;
}

export interface TarListing {
  readonly entries: readonly TarMember[];
  readonly problems: readonly SourceProblem[];
}

/** What the library gives beside what its types say. */
type Entry = Omit<Header, 'type' | 'pax'> & {
  readonly type: Header['type'] | null;
  readonly pax: Readonly<Record<string, string>> | null;
  readonly byteOffset: number;
};

/** Archives from before the magic word are read too: their checksums hold. */
const OPTIONS = { highWaterMark: 1 << 16, allowUnknownFormat: true };
const MAX_MEMBERS = 100_000;
const FILES: ReadonlySet<unknown> = new Set(['file', 'contiguous-file']);
const KINDS: ReadonlyMap<unknown, string> = new Map([
  ['character-device', 'a device'],
  ['block-device', 'a device'],
  ['fifo', 'a pipe'],
]);
/** Copies of macOS keep there what is no content of a file. */
const MAC_NAMES = /^__MACOSX\/|(?:^|\/)\._[^/]*$/;

/** @throws AppError archive.ratioExceeded; archive.truncated where not one member can be listed @param most members that are listed; a problem says that there are more */
export async function listTar(file: string, bytes: TarBytes, most = MAX_MEMBERS): Promise<TarListing> {
  const entries: TarMember[] = [];
  const problems: SourceProblem[] = [];
  let listed = 0;
  /** Where the next header stands. */
  let next = 0;
  let last = '';
  const input = Readable.from(bytes.read(0, Number.MAX_SAFE_INTEGER), { objectMode: false });
  const members = extract(OPTIONS);
  input.on('error', (cause) => members.destroy(cause));
  input.pipe(members as unknown as NodeJS.WritableStream);
  try {
    for await (const member of members) {
      const entry = member.header as unknown as Entry;
      if (++listed > most) {
        problems.push({ name: file, error: tooMany(file, most) });
        break;
      }
      next = entry.byteOffset + Math.ceil(entry.size / TAR_BLOCK) * TAR_BLOCK;
      last = entry.name;
      const one = memberOf(file, entry);
      if (one instanceof AppError) problems.push({ name: `${file}/${entry.name}`, error: one });
      else if (one !== null) entries.push(one);
      member.resume();
    }
  } catch (cause) {
    if (cause instanceof AppError) throw cause;
    const isCut = cause instanceof Error && cause.message === 'Unexpected end of data';
    const error = isCut ? cutOff(file, last, next) : damaged(file, next);
    if (listed === 0) throw error;
    problems.push({ name: file, error });
  } finally {
    input.destroy();
  }
  return { entries, problems };
}

/** @returns null for what is passed over without a word */
function memberOf(file: string, entry: Entry): TarMember | AppError | null {
  const name = entry.name.replace(/^(?:\.\/)+/, '');
  const shown = `${file}/${name}`;
  const { type } = entry;
  if (type === 'directory' || name === '' || MAC_NAMES.test(name)) return null;
  const refused = (why: string): AppError => new AppError('file.unsupported', `${shown} ${why}`, { path: shown });
  if (type === 'link' || type === 'symlink') {
    return refused(
      `is a link to ${entry.linkname}, and was not followed. What is in the archive under that name is read there.`,
    );
  }
  if (!FILES.has(type)) return refused(`is ${KINDS.get(type) ?? 'of a kind that is not read here'}, and was left out.`);
  if (validateFileName(name) !== null) {
    return new AppError('archive.unsafeName', `${shown} has a name that points outside its archive.`, { path: shown });
  }
  if (Object.keys(entry.pax ?? {}).some((key) => key.startsWith('GNU.sparse.'))) {
    return refused(
      'is stored with holes (sparse), which is not read here. Unpack it first (tar -xf) and import what comes out.',
    );
  }
  return { name, bytes: entry.size, modifiedMs: entry.mtime.getTime(), offset: entry.byteOffset };
}

function tooMany(file: string, most: number): AppError {
  const why = `${file} lists more than ${most.toLocaleString('en')} members; those behind were left out. Unpack it and import the folder.`;
  return new AppError('file.unsupported', why, { path: file });
}

function damaged(file: string, offset: number): AppError {
  const why = `${file} is damaged: at byte ${offset} of the unpacked archive stands no member. Those before it are read; what follows was left out. Fetch the file again.`;
  return new AppError('archive.truncated', why, { path: file, offset, bytes: null });
}

function cutOff(file: string, last: string, offset: number): AppError {
  const inside = last === '' ? 'in its first member' : `in or behind ${last}`;
  const why = `${file} is cut off: it ends ${inside}. What stands before is read. Fetch the file again and import it: lines that are known count once.`;
  return new AppError('archive.truncated', why, { path: file, offset, bytes: null });
}

/** Opens one member as a log; a member that is itself gzip or zstd is unpacked once more. */
export async function openTarMember(
  file: string,
  bytes: TarBytes,
  member: TarMember,
  onLoss?: (loss: AppError) => void,
): Promise<Readable> {
  const name = `${file}/${member.name}`;
  const raw = Readable.from(bytes.read(member.offset, member.bytes), { objectMode: false });
  const { head, rest } = await peek(raw, 4);
  const compression = compressionOf(head);
  if (compression !== 'none') return refuseBinaryStream(name, unpack(rest, compression, name, member.bytes, onLoss));
  return refuseBinaryStream(name, Readable.from(wholeLines(rest, name, member, onLoss), { objectMode: false }));
}

/** Of a member in which the archive ends, what is whole. */
async function* wholeLines(
  parts: AsyncIterable<Buffer>,
  name: string,
  { bytes, offset }: TarMember,
  onLoss: ((loss: AppError) => void) | undefined,
): AsyncGenerator<Buffer> {
  let seen = 0;
  async function* counted(): AsyncGenerator<Buffer> {
    for await (const part of parts) {
      seen += part.length;
      yield part;
    }
  }
  yield* untilTornLine(counted(), () => seen < bytes);
  if (seen >= bytes) return;
  const why = `${name} is cut off: its archive ends in it, ${seen} of its ${bytes} bytes are there. It was read up to its last whole line. Fetch the archive again and import it: lines that are known count once.`;
  const loss = new AppError('archive.truncated', why, { path: name, offset: offset + seen, bytes: bytes - seen });
  if (onLoss === undefined) throw loss;
  onLoss(loss);
}
