/** In: activities, block by block. Out: files and folders with what was done with them and every act of sharing. */
import { REPEATED, SEEN_ELSEWHERE } from '../../ingest/activities/columns.ts';
import { doubled } from '../../kit/doubled.ts';
import { ACTIVITY_TYPES, isActivityType } from '../../model/activity-types.ts';
import type { ActivityBlock, ActivityStore } from '../../store/activities/activity-store.ts';
import { TripleIndex } from '../../store/activities/triple-index.ts';
import { type Fold, pointerTo } from '../connected/fold.ts';

const FAILURE = 2;
const SHARING: ReadonlySet<string> = new Set([
  'file.share',
  'file.share.external',
  'file.share.public',
  'file.unshare',
]);
const CHANGES: ReadonlySet<string> = new Set(['file.upload', 'file.edit', 'file.rename', 'folder.create']);
const DOWNLOADS: ReadonlySet<string> = new Set(['file.download', 'file.sync']);
/** What an act in the file category is done to, where it is no file or folder. */
const OTHERS: ReadonlySet<string> = new Set(['site', 'web', 'list', 'page', 'team', 'workspace', 'bucket']);

export interface ShareMark {
  readonly time: number;
  readonly pointer: number;
  readonly type: number;
  readonly user: number;
  readonly target: number;
  readonly sharing: number;
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
  readonly isFolder: boolean;
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

const FIRST_ROWS = 1024;
const NEVER = Number.NEGATIVE_INFINITY;
const HALF = 2 ** 32;
/** Upper half of the key of a file that goes by its name: ids are hashes of 53 bits. */
const BY_NAME = HALF - 1;
const NO_SHARES: readonly ShareMark[] = [];

/** Sums in columns, one row a file. */
class FileColumns {
  name = new Uint32Array(FIRST_ROWS);
  owner = new Uint32Array(FIRST_ROWS);
  isFolder = new Uint8Array(FIRST_ROWS);
  activities = new Uint32Array(FIRST_ROWS);
  downloads = new Uint32Array(FIRST_ROWS);
  users = new Uint32Array(FIRST_ROWS);
  nameTime = new Float64Array(FIRST_ROWS);
  first = new Float64Array(FIRST_ROWS);
  last = new Float64Array(FIRST_ROWS);
  latest = new Float64Array(FIRST_ROWS);
  modified = new Float64Array(FIRST_ROWS);
  gone = new Float64Array(FIRST_ROWS);
  back = new Float64Array(FIRST_ROWS);

  /** A row for a new file. */
  begin(file: number, name: number): void {
    if (file === this.name.length) this.grow();
    this.name[file] = name;
    this.first[file] = Number.POSITIVE_INFINITY;
    for (const column of [this.nameTime, this.last, this.modified, this.gone, this.back]) column[file] = NEVER;
  }

  private grow(): void {
    this.name = doubled(this.name);
    this.owner = doubled(this.owner);
    this.isFolder = doubled(this.isFolder);
    this.activities = doubled(this.activities);
    this.downloads = doubled(this.downloads);
    this.users = doubled(this.users);
    this.nameTime = doubled(this.nameTime);
    this.first = doubled(this.first);
    this.last = doubled(this.last);
    this.latest = doubled(this.latest);
    this.modified = doubled(this.modified);
    this.gone = doubled(this.gone);
    this.back = doubled(this.back);
  }
}

interface TypeFacts {
  readonly isFile: boolean;
  readonly isFolder: boolean;
  readonly isSharing: boolean;
  readonly isChange: boolean;
  readonly isDownload: boolean;
  readonly isDelete: boolean;
  readonly isRestore: boolean;
}

export class FileFold implements Fold {
  private readonly sums = new FileColumns();
  /** App, and the halves of the hash of the provider's id, or BY_NAME and the name's number where it gives none. */
  private readonly keys = new TripleIndex();
  /** File and user, each pair once, with the activities of the pair. */
  private readonly pairs = new TripleIndex();
  private pairCounts = new Uint32Array(FIRST_ROWS);
  private readonly shares = new Map<number, ShareMark[]>();
  private readonly store: ActivityStore;
  private readonly facts: TypeFacts[] = [];
  private readonly kinds: ('folder' | 'file' | 'other')[] = [];

  constructor(store: ActivityStore) {
    this.store = store;
  }

  add(block: ActivityBlock): void {
    const { store } = this;
    const types = store.column(block, 'type');
    const marks = store.column(block, 'mark');
    const outcomes = store.column(block, 'outcome');
    const apps = store.column(block, 'app');
    const objects = store.column(block, 'object');
    const ids = store.column(block, 'objectId');
    const objectTypes = store.column(block, 'objectType');
    const owners = store.column(block, 'owner');
    const times = store.column(block, 'time');
    const users = store.column(block, 'user');
    const targets = store.column(block, 'target');
    const sharing = store.column(block, 'sharing');
    const { sums } = this;
    for (let row = 0; row < block.rows; row++) {
      const facts = this.facts[types[row] ?? 0] ?? this.typeFacts(types[row] ?? 0);
      if (!facts.isFile || outcomes[row] === FAILURE) continue;
      const mark = marks[row];
      if (mark === REPEATED || mark === SEEN_ELSEWHERE) continue;
      const name = objects[row] ?? 0;
      const kind = this.kinds[objectTypes[row] ?? 0] ?? this.kind(objectTypes[row] ?? 0);
      if (name === 0 || kind === 'other') continue;
      const file = this.file(apps[row] ?? 0, ids[row] ?? 0, name);
      const time = times[row] ?? 0;
      if (time >= (sums.nameTime[file] ?? 0)) {
        sums.nameTime[file] = time;
        sums.name[file] = name;
      }
      if ((owners[row] ?? 0) !== 0) sums.owner[file] = owners[row] ?? 0;
      if (facts.isFolder || kind === 'folder') sums.isFolder[file] = 1;
      if (time < (sums.first[file] ?? 0)) sums.first[file] = time;
      if (time > (sums.last[file] ?? 0)) {
        sums.last[file] = time;
        sums.latest[file] = pointerTo(block, row);
      }
      sums.activities[file] = (sums.activities[file] ?? 0) + 1;
      if (facts.isDownload) sums.downloads[file] = (sums.downloads[file] ?? 0) + 1;
      if (facts.isChange && time > (sums.modified[file] ?? 0)) sums.modified[file] = time;
      if (facts.isDelete && time > (sums.gone[file] ?? 0)) sums.gone[file] = time;
      if (facts.isRestore && time > (sums.back[file] ?? 0)) sums.back[file] = time;
      const user = users[row] ?? 0;
      if (user !== 0) this.countUser(file, user);
      if (facts.isSharing || (sharing[row] ?? 0) !== 0) {
        const shares = this.shares.get(file) ?? [];
        if (shares.length === 0) this.shares.set(file, shares);
        shares.push({
          time,
          pointer: pointerTo(block, row),
          type: types[row] ?? 0,
          user,
          target: facts.isSharing ? (targets[row] ?? 0) : 0,
          sharing: sharing[row] ?? 0,
        });
      }
    }
  }

  /** Every file as it stands now. */
  files(): readonly FileSum[] {
    return Array.from({ length: this.keys.size }, (_, file) => this.of(file));
  }

  /** Activities by user. */
  usersOf({ number }: FileSum): ReadonlyMap<number, number> {
    const found = new Map<number, number>();
    const { a, b, size } = this.pairs;
    for (let at = 0; at < size; at++) if (a[at] === number) found.set(b[at] ?? 0, this.pairCounts[at] ?? 0);
    return found;
  }

  private of(file: number): FileSum {
    const { sums, keys } = this;
    const [app = 0, high = 0, low = 0] = [keys.a[file], keys.b[file], keys.c[file]];
    return {
      key: `${app}.${high === BY_NAME ? -low : high * HALF + low}`,
      id: high === BY_NAME ? 0 : high * HALF + low,
      number: file,
      app,
      name: sums.name[file] ?? 0,
      owner: sums.owner[file] ?? 0,
      isFolder: sums.isFolder[file] === 1,
      first: sums.first[file] ?? 0,
      last: sums.last[file] ?? 0,
      latest: sums.latest[file] ?? 0,
      modified: sums.modified[file] ?? 0,
      gone: sums.gone[file] ?? 0,
      back: sums.back[file] ?? 0,
      activities: sums.activities[file] ?? 0,
      downloads: sums.downloads[file] ?? 0,
      users: sums.users[file] ?? 0,
      shares: this.shares.get(file) ?? NO_SHARES,
    };
  }

  private countUser(file: number, user: number): void {
    const known = this.pairs.size;
    const pair = this.pairs.numberOf(file, user, 0);
    if (pair === known) {
      if (pair === this.pairCounts.length) this.pairCounts = doubled(this.pairCounts);
      this.sums.users[file] = (this.sums.users[file] ?? 0) + 1;
    }
    this.pairCounts[pair] = (this.pairCounts[pair] ?? 0) + 1;
  }

  /** @param id hash of the provider's id, 0 where it gives none */
  private file(app: number, id: number, name: number): number {
    const known = this.keys.size;
    const high = id === 0 ? BY_NAME : Math.floor(id / HALF);
    const file = this.keys.numberOf(app, high, id === 0 ? name : id % HALF);
    if (file === known) this.sums.begin(file, name);
    return file;
  }

  private kind(word: number): 'folder' | 'file' | 'other' {
    const text = this.store.words.text(word);
    const kind = text.includes('folder') ? 'folder' : OTHERS.has(text) ? 'other' : 'file';
    this.kinds[word] = kind;
    return kind;
  }

  private typeFacts(word: number): TypeFacts {
    const type = this.store.words.text(word);
    const isFile = isActivityType(type) && ACTIVITY_TYPES[type].category === 'file' && /^(?:file|folder)\./.test(type);
    const facts = {
      isFile,
      isFolder: type.startsWith('folder.'),
      isSharing: SHARING.has(type),
      isChange: CHANGES.has(type),
      isDownload: DOWNLOADS.has(type),
      isDelete: type.endsWith('.delete'),
      isRestore: type === 'file.restore',
    };
    this.facts[word] = facts;
    return facts;
  }
}
