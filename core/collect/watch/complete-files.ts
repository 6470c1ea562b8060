/**
 * In: what a folder held at each look. Out: the files that are complete.
 * A file is complete when its size and date have stood still for the settling time, or at once when it was seen under a
 * temporary name before and got its own by a rename.
 */

/** One regular file at one look; `id` stays when it is renamed (device and inode). */
export interface SeenFile {
  readonly path: string;
  readonly id: string;
  readonly size: number;
  readonly modifiedMs: number;
}

/** What tells a file from another that took its name since, and from itself once it was written to. */
export function versionOf({ id, size, modifiedMs }: Omit<SeenFile, 'path'>): string {
  return `${id}:${size}:${modifiedMs}`;
}

interface Watched {
  readonly size: number;
  readonly modifiedMs: number;
  readonly since: number;
}

/** Endings that uploaders give to files that are not whole yet, and editors to what is none of ours. */
const TEMPORARY = /\.(part|partial|filepart|tmp|temp|crdownload|download|upload|uploading|swp|lock)$|~$/i;

export function isTemporaryName(name: string): boolean {
  return TEMPORARY.test(name);
}

export class CompleteFiles {
  private readonly settleMs: number;
  private watched = new Map<string, Watched>();
  /** Ids of files seen under a temporary name at the last look. */
  private temporary = new Set<string>();

  constructor(settleMs: number) {
    this.settleMs = settleMs;
  }

  /** @returns the complete ones among `files`, in order of their dates; the caller takes them away or they come again */
  look(files: readonly SeenFile[], now: number): SeenFile[] {
    const watched = new Map<string, Watched>();
    const temporary = new Set<string>();
    const complete: SeenFile[] = [];
    for (const file of files) {
      if (isTemporaryName(file.path)) {
        temporary.add(file.id);
        continue;
      }
      const before = this.watched.get(file.path);
      const isSame = before?.size === file.size && before.modifiedMs === file.modifiedMs;
      const since = isSame ? before.since : now;
      watched.set(file.path, { size: file.size, modifiedMs: file.modifiedMs, since });
      if (file.size > 0 && (this.temporary.has(file.id) || (isSame && now - since >= this.settleMs))) {
        complete.push(file);
        // Stays complete while it waits to be imported.
        if (this.temporary.has(file.id)) watched.set(file.path, { ...file, since: now - this.settleMs });
      }
    }
    this.watched = watched;
    this.temporary = temporary;
    return complete.sort((a, b) => a.modifiedMs - b.modifiedMs || (a.path < b.path ? -1 : 1));
  }
}
