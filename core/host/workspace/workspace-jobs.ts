/** Backup and restore: jobs about a workspace as a whole. */
import { createHash } from 'node:crypto';
import { createWriteStream, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import yazl from 'yazl';
import { AppError } from '../../contract/errors.ts';
import { listZip, openZipMember } from '../../ingest/read/zip.ts';
import { DATABASE_FILE, EVIDENCE_FOLDER, MARKER_FILE } from '../../store/workspace-folder.ts';
import type { JobProgress } from '../jobs/job-progress.ts';
import { moveDurably, syncFolder } from '../private-file.ts';
import type { Session } from './session.ts';

/** Writes the open workspace as one archive; the target appears only when it is complete. */
export async function backupWorkspace(
  session: Session,
  target: string,
  includeEvidence: boolean,
  job: JobProgress,
): Promise<{ bytes: number; sha256: string }> {
  const workspace = session.requireWritable();
  const scratch = mkdtempSync(path.join(path.dirname(path.resolve(target)), '.undercast-backup-'));
  try {
    job.update({ stage: 'copying the database' });
    await session.writer('store.backup', { target: scratch, withEvidence: includeEvidence });
    job.throwIfCancelled();
    const zip = new yazl.ZipFile();
    zip.addFile(path.join(workspace.folder, MARKER_FILE), MARKER_FILE);
    zip.addFile(path.join(scratch, DATABASE_FILE), DATABASE_FILE);
    let total = statSync(path.join(scratch, DATABASE_FILE)).size;
    const evidence = path.join(workspace.folder, EVIDENCE_FOLDER);
    if (includeEvidence && existsSync(evidence)) {
      for (const file of readdirSync(evidence)) {
        const full = path.join(evidence, file);
        total += statSync(full).size;
        // Evidence is compressed already.
        zip.addFile(full, `${EVIDENCE_FOLDER}/${file}`, { compress: false });
      }
    }
    zip.end();
    job.update({ stage: 'writing', bytesTotal: total });
    const hash = createHash('sha256');
    let written = 0;
    const part = path.join(scratch, 'archive.part');
    await pipeline(
      zip.outputStream as Readable,
      async function* (chunks: AsyncIterable<Buffer>) {
        for await (const chunk of chunks) {
          job.throwIfCancelled();
          hash.update(chunk);
          written += chunk.length;
          job.advance(written, 0);
          yield chunk;
        }
      },
      createWriteStream(part, { flush: true }),
    );
    moveDurably(part, target);
    const sha256 = hash.digest('hex');
    await session.writer('governance.log', {
      action: 'workspace.backup',
      subject: workspace.name,
      detail: { bytes: written, sha256, includeEvidence },
    });
    return { bytes: written, sha256 };
  } finally {
    rmSync(scratch, { recursive: true, force: true });
  }
}

const ALLOWED = new RegExp(
  `^(${MARKER_FILE.replace('.', '\\.')}|${DATABASE_FILE.replace('.', '\\.')}|${EVIDENCE_FOLDER}/\\d+(\\.\\d+)?\\.frames)$`,
);

/** Unpacks an archive into a new folder, which appears only when it is complete. */
export async function restoreArchive(archive: string, folder: string, job: JobProgress): Promise<void> {
  if (existsSync(folder) && readdirSync(folder).length > 0) {
    throw new AppError('workspace.exists', `${folder} is not empty. Restore into a new folder.`, { path: folder });
  }
  const { entries, problems } = await listZip(archive);
  const names = new Set(entries.map((entry) => entry.name));
  const stray = entries.find((entry) => !ALLOWED.test(entry.name));
  if (problems.length > 0 || stray || !names.has(MARKER_FILE) || !names.has(DATABASE_FILE)) {
    throw new AppError(
      'workspace.invalid',
      `${archive} is not an Undercast backup${stray ? ` (it holds ${stray.name})` : ''}.`,
      { path: archive },
    );
  }
  const part = `${folder}.part`;
  rmSync(part, { recursive: true, force: true });
  mkdirSync(path.join(part, EVIDENCE_FOLDER), { recursive: true });
  try {
    job.update({ stage: 'unpacking', bytesTotal: entries.reduce((sum, entry) => sum + entry.compressedBytes, 0) });
    let done = 0;
    for (const entry of entries) {
      job.throwIfCancelled();
      await pipeline(
        await openZipMember(archive, entry),
        createWriteStream(path.join(part, entry.name), { flush: true }),
      );
      done += entry.compressedBytes;
      job.advance(done, 0);
    }
    rmSync(folder, { recursive: true, force: true });
    // All of it stands on disk before it has its name: a workspace that is there is whole, also after a power cut.
    for (const made of [path.join(part, EVIDENCE_FOLDER), part]) syncFolder(made);
    moveDurably(part, folder);
  } catch (cause) {
    rmSync(part, { recursive: true, force: true });
    throw cause;
  }
}
