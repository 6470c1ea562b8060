import type { Readable } from 'node:stream';
import { AppError } from '../../contract/errors.ts';
import { peek } from './peek.ts';

const TAR = 'a tar archive';
const MAGIC: readonly (readonly [string, string])[] = [
  ['89504e47', 'a PNG image'],
  ['ffd8ff', 'a JPEG image'],
  ['25504446', 'a PDF document'],
  ['50415231', 'a Parquet file'],
  ['7f454c46', 'a program'],
  ['4d5a90', 'a Windows program'],
  ['53514c69746520666f726d6174', 'an SQLite database'],
  ['377abcaf271c', 'a 7z archive'],
  ['526172211a07', 'a RAR archive'],
  ['425a68', 'a bzip2 file'],
  ['fd377a585a00', 'an xz file'],
  ['d0cf11e0', 'an Office document'],
  ['456c6646696c65', 'a Windows event log'],
];
/** What is unpacked once, or in an archive, and found packed again. */
const PACKED: readonly (readonly [string, string])[] = [
  ['1f8b', 'gzip'],
  ['28b52ffd', 'zstd'],
  ['504b0304', 'zip'],
  ['504b0506', 'zip'],
];
/** Archives that hold logs, and what unpacks them. */
const UNPACKERS: ReadonlyMap<string, string> = new Map([
  [TAR, 'tar -xf'],
  ['a 7z archive', '7z x'],
  ['a RAR archive', 'unrar x'],
  ['a bzip2 file', 'bzip2 -dk'],
  ['an xz file', 'xz -dk'],
]);
/** Bytes that `refuseBinary` looks at. */
export const MAGIC_BYTES = 512;
const TAR_AT = 257;

/** A clear word for what is plainly no log, instead of a million rejects. @throws AppError file.unsupported */
export function refuseBinary(name: string, head: Buffer): void {
  const hex = head.toString('hex', 0, 16);
  const isTar = head.toString('latin1', TAR_AT, TAR_AT + 5) === 'ustar';
  const found = isTar ? TAR : MAGIC.find(([prefix]) => hex.startsWith(prefix))?.[1];
  if (found !== undefined) {
    const how = UNPACKERS.get(found);
    const next =
      how === undefined
        ? 'Give the log as text, or as gzip, zip or zstd.'
        : `Unpack it first (${how}) and import what comes out.`;
    throw new AppError('file.unsupported', `${name} is ${found}, not a log. ${next}`, { path: name, found });
  }
}

/** @throws AppError file.unsupported */
export function refusePacked(name: string, head: Buffer): void {
  const hex = head.toString('hex', 0, 4);
  const found = PACKED.find(([prefix]) => hex.startsWith(prefix))?.[1];
  if (found !== undefined) {
    throw new AppError(
      'file.unsupported',
      `${name} holds another packed file (${found}). Unpack it first and import what is in it.`,
      { path: name, found },
    );
  }
}

/** The stream, once its first bytes are known not to be a picture, a program or another archive. */
export async function refuseBinaryStream(name: string, input: Readable): Promise<Readable> {
  const { head, rest } = await peek(input, MAGIC_BYTES);
  try {
    refuseBinary(name, head);
    refusePacked(name, head);
  } catch (cause) {
    rest.destroy();
    throw cause;
  }
  return rest;
}
