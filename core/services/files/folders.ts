/**
 * In: folders, sites and drives with who can reach them, and what each lies in. Out: what a file gets from those it lies in.
 * A folder is named by its id, by its address, or by the path of what it lies in with its own name.
 */
import { SHARING_LEVELS, type SharingLevel } from '../../model/activity.ts';

export interface Folder {
  /** Its row among the files; null for a site or a drive. */
  readonly key: string | null;
  readonly name: string;
  /** Null: nothing tells. */
  readonly level: SharingLevel | null;
  /** When that became so. */
  readonly since: number;
  /** What it lies in itself; '' where nothing tells. */
  readonly folder: string;
}

/** Finds a folder by the text that a file gives for what it lies in. */
export type FindFolder = (app: string, text: string) => Folder | undefined;

/** Deeper than any provider's folders go. */
const MOST_FOLDERS = 100;

export class Folders {
  private readonly known = new Map<string, Map<string, Folder | null>>();
  private readonly find: FindFolder;

  constructor(find: FindFolder) {
    this.find = find;
  }

  /** Of all that it lies in, the one that most can reach, the nearest first; null where nobody else reaches it by any. */
  widest(app: string, folder: string): Folder | null {
    if (folder === '') return null;
    const known = this.knownOf(app);
    const near = known.get(folder);
    if (near !== undefined) return near;
    const chain: { readonly text: string; readonly found: Folder | undefined }[] = [];
    const passed = new Set<string>();
    let widest: Folder | null = null;
    let text = folder;
    while (text !== '' && passed.size < MOST_FOLDERS && !passed.has(text)) {
      const told = known.get(text);
      if (told !== undefined) {
        widest = told;
        text = '';
        break;
      }
      passed.add(text);
      const found = this.find(app, text);
      chain.push({ text, found });
      text = above(text) || (found?.folder ?? '');
    }
    // In a circle, or beyond what any provider has, each would find another one first.
    const isWhole = text === '';
    for (const { text: one, found } of chain.reverse()) {
      if (found !== undefined && rank(found.level) >= Math.max(rank('private') + 1, rank(widest?.level ?? null)))
        widest = found;
      if (isWhole || one === folder) known.set(one, widest);
    }
    return widest;
  }

  private knownOf(app: string): Map<string, Folder | null> {
    let known = this.known.get(app);
    if (known === undefined) {
      known = new Map();
      this.known.set(app, known);
    }
    return known;
  }
}

/** The path that a path lies in; '' where it is none, or its first part. */
function above(text: string): string {
  const end = text.lastIndexOf('/', text.length - 2);
  return end <= 0 || text[end - 1] === '/' ? '' : text.slice(0, end);
}

/**
 * Whether a file is open as what it lies in is.
 * @param own its own level @param statedAt when its provider said who can reach it, by whatever way; null: it does not
 */
export function inherits(own: SharingLevel | null, statedAt: number | null, folder: Folder | null): boolean {
  if (folder === null || rank(folder.level) <= rank(own)) return false;
  // Who can reach the file by whatever way is what such a statement tells, and it was made when the folder was as open already.
  return statedAt === null || statedAt < folder.since;
}

function rank(level: SharingLevel | null): number {
  return level === null ? -1 : SHARING_LEVELS.indexOf(level);
}
