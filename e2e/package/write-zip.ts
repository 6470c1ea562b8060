import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { ZipFile } from 'yazl';
import type { BundleFile } from './bundle-files.ts';

/** One date for every entry, so that the same files make the same archive. */
const DATE = new Date(Date.UTC(2000, 0, 1));

export async function sha256(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}

async function digestOf(file: BundleFile): Promise<string> {
  return 'text' in file ? createHash('sha256').update(file.text, 'utf8').digest('hex') : sha256(file.from);
}

/** The text of SHA256SUMS as `sha256sum -c` reads it. */
export async function writeSums(files: readonly BundleFile[]): Promise<string> {
  const lines: string[] = [];
  for (const file of files) lines.push(`${await digestOf(file)}  ${file.path}\n`);
  return lines.join('');
}

/** Packs the files below one folder; the archive appears under its name only when it is whole. */
export async function writeZip(path: string, folder: string, files: readonly BundleFile[]): Promise<void> {
  const zip = new ZipFile();
  for (const file of files) {
    const options = { mtime: DATE, mode: file.executable ? 0o100755 : 0o100644, forceDosTimestamp: true };
    const name = `${folder}/${file.path}`;
    if ('text' in file) zip.addBuffer(Buffer.from(file.text, 'utf8'), name, options);
    else zip.addFile(file.from, name, options);
  }
  zip.end();
  const partial = `${path}.partial`;
  try {
    await pipeline(zip.outputStream, createWriteStream(partial));
    await rename(partial, path);
  } catch (error) {
    await rm(partial, { force: true });
    throw error;
  }
}
