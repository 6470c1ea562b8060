/** Sums of files in columns, one row a file. */
import { lengthened } from '../../kit/doubled.ts';
import type { StoredSum, SumColumns } from '../../store/activities/stored-sums.ts';

const FIRST_ROWS = 1024;
const NEVER = Number.NEGATIVE_INFINITY;

const WORD_COLUMNS = ['name', 'owner', 'folder', 'activities', 'downloads', 'users'] as const;
const BYTE_COLUMNS = ['isFolder'] as const;
const NUMBER_COLUMNS = ['nameTime', 'folderTime', 'first', 'last', 'latest', 'modified', 'gone', 'back'] as const;

export class FileColumns {
  name = new Uint32Array(FIRST_ROWS);
  owner = new Uint32Array(FIRST_ROWS);
  folder = new Uint32Array(FIRST_ROWS);
  isFolder = new Uint8Array(FIRST_ROWS);
  activities = new Uint32Array(FIRST_ROWS);
  downloads = new Uint32Array(FIRST_ROWS);
  users = new Uint32Array(FIRST_ROWS);
  nameTime = new Float64Array(FIRST_ROWS);
  folderTime = new Float64Array(FIRST_ROWS);
  first = new Float64Array(FIRST_ROWS);
  last = new Float64Array(FIRST_ROWS);
  latest = new Float64Array(FIRST_ROWS);
  modified = new Float64Array(FIRST_ROWS);
  gone = new Float64Array(FIRST_ROWS);
  back = new Float64Array(FIRST_ROWS);

  /** A row for a new file. */
  begin(file: number, name: number): void {
    if (file === this.name.length) this.makeRoom(file * 2);
    this.name[file] = name;
    this.first[file] = Number.POSITIVE_INFINITY;
    for (const column of [this.nameTime, this.folderTime, this.last, this.modified, this.gone, this.back])
      column[file] = NEVER;
  }

  /** The columns of `count` files, as they are stored. */
  save(count: number): SumColumns {
    return Object.fromEntries(
      [...WORD_COLUMNS, ...BYTE_COLUMNS, ...NUMBER_COLUMNS].map((name) => [name, this[name].slice(0, count)]),
    );
  }

  load(stored: StoredSum, count: number): void {
    this.makeRoom(count);
    for (const name of WORD_COLUMNS) this[name].set(stored.words(name));
    for (const name of BYTE_COLUMNS) this[name].set(stored.bytes(name));
    for (const name of NUMBER_COLUMNS) this[name].set(stored.numbers(name));
  }

  private makeRoom(files: number): void {
    if (files <= this.name.length) return;
    this.name = lengthened(this.name, files);
    this.owner = lengthened(this.owner, files);
    this.folder = lengthened(this.folder, files);
    this.isFolder = lengthened(this.isFolder, files);
    this.activities = lengthened(this.activities, files);
    this.downloads = lengthened(this.downloads, files);
    this.users = lengthened(this.users, files);
    this.nameTime = lengthened(this.nameTime, files);
    this.folderTime = lengthened(this.folderTime, files);
    this.first = lengthened(this.first, files);
    this.last = lengthened(this.last, files);
    this.latest = lengthened(this.latest, files);
    this.modified = lengthened(this.modified, files);
    this.gone = lengthened(this.gone, files);
    this.back = lengthened(this.back, files);
  }
}
