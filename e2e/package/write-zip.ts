import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream, readFileSync, statSync } from 'node:fs';
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

/** A file's bytes, read once, so that what is summed is what is packed; only Node itself is too large to hold. */
export type LoadedFile = { readonly path: string; readonly executable: boolean } & (
  | { readonly bytes: Buffer }
  | { readonly from: string }
);

const LARGE = 32 * 1024 * 1024;

export function loadFiles(files: readonly BundleFile[]): readonly LoadedFile[] {
  return files.map((file) => {
    const { path, executable } = file;
    if ('text' in file) return { path, executable, bytes: Buffer.from(file.text, 'utf8') };
    if (statSync(file.from).size > LARGE) return { path, executable, from: file.from };
    return { path, executable, bytes: readFileSync(file.from) };
  });
}

/** The text of SHA256SUMS as `sha256sum -c` reads it. */
export async function writeSums(files: readonly LoadedFile[]): Promise<string> {
  const lines: string[] = [];
  for (const file of files) {
    const digest = 'from' in file ? await sha256(file.from) : createHash('sha256').update(file.bytes).digest('hex');
    lines.push(`${digest}  ${file.path}\n`);
  }
  return lines.join('');
}

/** How hard Deflate tries: what is handed out is made small. */
export type Effort = 1 | 6;

/** Packs the files below one folder; the archive appears under its name only when it is whole. */
export async function writeZip(
  path: string,
  folder: string,
  files: readonly LoadedFile[],
  effort: Effort = 6,
): Promise<void> {
  const zip = new ZipFile();
  const failed = new Promise<never>((_, reject) => zip.once('error', reject));
  for (const file of files) {
    const mode = file.executable ? 0o100755 : 0o100644;
    const options = { mtime: DATE, mode, forceDosTimestamp: true, compressionLevel: effort };
    const name = `${folder}/${file.path}`;
    if ('from' in file) zip.addFile(file.from, name, options);
    else zip.addBuffer(file.bytes, name, options);
  }
  zip.end();
  const partial = `${path}.partial`;
  try {
    await Promise.race([pipeline(zip.outputStream, createWriteStream(partial)), failed]);
    await rename(partial, path);
  } catch (error) {
    await rm(partial, { force: true });
    throw error;
  }
}
