/** What the sums of files tell of one: its fields, and the acts of sharing on it. */
import type { TripleIndex } from '../../store/activities/triple-index.ts';
import type { FileColumns } from './file-columns.ts';

/** `use` of a mark: a link was used, by somebody who signed in or by somebody who did not. */
export const LINK_USE = 1;
export const LINK_USE_BY_NOBODY = 2;

export interface ShareMark {
  readonly time: number;
  readonly pointer: number;
  readonly type: number;
  readonly user: number;
  readonly target: number;
  readonly sharing: number;
  /** What the provider calls the act: it tells one kind of link from another. */
  readonly operation: number;
  /** 0, LINK_USE or LINK_USE_BY_NOBODY: it proves a link and changes nothing. */
  readonly use: number;
}

/** What is known of one file. */
export interface FileSum {
  /** Names it in links; the same whatever else is imported. */
  readonly key: string;
  /** Hash of the provider's id; 0 where it gives none. */
  readonly id: number;
  /** Its row in the sums. */
  readonly number: number;
  readonly app: number;
  readonly name: number;
  readonly owner: number;
  /** What it lies in; 0 where nothing tells. */
  readonly folder: number;
  readonly isFolder: boolean;
  /** A site or a drive: no row among the files. */
  readonly isHolder: boolean;
  readonly first: number;
  readonly last: number;
  /** Points to its latest activity. */
  readonly latest: number;
  readonly modified: number;
  readonly gone: number;
  readonly back: number;
  readonly activities: number;
  readonly downloads: number;
  /** How many users did something with it. */
  readonly users: number;
  readonly shares: readonly ShareMark[];
}

/** `isFolder` in the sums. */
export const FOLDER = 1;
export const HOLDER = 2;
export const HALF = 2 ** 32;
/** Upper half of the key of a file that goes by its name: ids are hashes of 53 bits. */
export const BY_NAME = HALF - 1;
const NO_SHARES: readonly ShareMark[] = [];

/** A file by its row in the sums: of a hundred thousand files few fields are asked for, and each would be kept twice. */
export class FileAt implements FileSum {
  readonly number: number;
  private readonly sums: FileColumns;
  private readonly keys: TripleIndex;
  private readonly marks: ReadonlyMap<number, readonly ShareMark[]>;

  constructor(number: number, sums: FileColumns, keys: TripleIndex, marks: ReadonlyMap<number, readonly ShareMark[]>) {
    this.number = number;
    this.sums = sums;
    this.keys = keys;
    this.marks = marks;
  }

  get key(): string {
    const low = this.keys.c[this.number] ?? 0;
    return `${this.app}.${this.isByName ? -low : this.id}`;
  }

  get id(): number {
    return this.isByName ? 0 : (this.keys.b[this.number] ?? 0) * HALF + (this.keys.c[this.number] ?? 0);
  }

  private get isByName(): boolean {
    return this.keys.b[this.number] === BY_NAME;
  }

  get app(): number {
    return this.keys.a[this.number] ?? 0;
  }

  get name(): number {
    return this.sums.name[this.number] ?? 0;
  }

  get owner(): number {
    return this.sums.owner[this.number] ?? 0;
  }

  get folder(): number {
    return this.sums.folder[this.number] ?? 0;
  }

  get isFolder(): boolean {
    return this.sums.isFolder[this.number] === FOLDER;
  }

  get isHolder(): boolean {
    return this.sums.isFolder[this.number] === HOLDER;
  }

  get first(): number {
    return this.sums.first[this.number] ?? 0;
  }

  get last(): number {
    return this.sums.last[this.number] ?? 0;
  }

  get latest(): number {
    return this.sums.latest[this.number] ?? 0;
  }

  get modified(): number {
    return this.sums.modified[this.number] ?? 0;
  }

  get gone(): number {
    return this.sums.gone[this.number] ?? 0;
  }

  get back(): number {
    return this.sums.back[this.number] ?? 0;
  }

  get activities(): number {
    return this.sums.activities[this.number] ?? 0;
  }

  get downloads(): number {
    return this.sums.downloads[this.number] ?? 0;
  }

  get users(): number {
    return this.sums.users[this.number] ?? 0;
  }

  get shares(): readonly ShareMark[] {
    return this.marks.get(this.number) ?? NO_SHARES;
  }
}
