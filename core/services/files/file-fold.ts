/** In: activities, block by block. Out: files and folders with what was done with them and every act of sharing. */
import { REPEATED, SEEN_ELSEWHERE } from '../../ingest/activities/columns.ts';
import { ACTIVITY_TYPES, isActivityType } from '../../model/activity-types.ts';
import type { ActivityBlock, ActivityStore } from '../../store/activities/activity-store.ts';
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

export class FileSum {
  readonly key: string;
  readonly app: number;
  name: number;
  nameTime = Number.NEGATIVE_INFINITY;
  owner = 0;
  isFolder = false;
  first = Number.POSITIVE_INFINITY;
  last = Number.NEGATIVE_INFINITY;
  modified = Number.NEGATIVE_INFINITY;
  gone = Number.NEGATIVE_INFINITY;
  back = Number.NEGATIVE_INFINITY;
  activities = 0;
  downloads = 0;
  /** Activities by user. */
  readonly users = new Map<number, number>();
  readonly shares: ShareMark[] = [];

  constructor(key: string, app: number, name: number) {
    this.key = key;
    this.app = app;
    this.name = name;
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
  readonly files = new Map<string, FileSum>();
  private readonly byApp = new Map<number, Map<number, FileSum>>();
  private readonly store: ActivityStore;
  private readonly facts = new Map<number, TypeFacts>();
  private readonly kinds = new Map<number, 'folder' | 'file' | 'other'>();

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
    for (let row = 0; row < block.rows; row++) {
      const facts = this.typeFacts(types[row] ?? 0);
      if (!facts.isFile || outcomes[row] === FAILURE) continue;
      const mark = marks[row];
      if (mark === REPEATED || mark === SEEN_ELSEWHERE) continue;
      const name = objects[row] ?? 0;
      const kind = this.kind(objectTypes[row] ?? 0);
      if (name === 0 || kind === 'other') continue;
      const file = this.file(apps[row] ?? 0, ids[row] || -name, name);
      const time = times[row] ?? 0;
      if (time >= file.nameTime) {
        file.nameTime = time;
        file.name = name;
      }
      if ((owners[row] ?? 0) !== 0) file.owner = owners[row] ?? 0;
      if (facts.isFolder || kind === 'folder') file.isFolder = true;
      if (time < file.first) file.first = time;
      if (time > file.last) file.last = time;
      file.activities++;
      if (facts.isDownload) file.downloads++;
      if (facts.isChange && time > file.modified) file.modified = time;
      if (facts.isDelete && time > file.gone) file.gone = time;
      if (facts.isRestore && time > file.back) file.back = time;
      const user = users[row] ?? 0;
      if (user !== 0) file.users.set(user, (file.users.get(user) ?? 0) + 1);
      if (facts.isSharing || (sharing[row] ?? 0) !== 0) {
        file.shares.push({
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

  /** @param id hash of the provider's id, or minus the name's number where it gives none */
  private file(app: number, id: number, name: number): FileSum {
    let files = this.byApp.get(app);
    if (files === undefined) {
      files = new Map();
      this.byApp.set(app, files);
    }
    let file = files.get(id);
    if (file === undefined) {
      file = new FileSum(`${app}.${id}`, app, name);
      files.set(id, file);
      this.files.set(file.key, file);
    }
    return file;
  }

  private kind(word: number): 'folder' | 'file' | 'other' {
    let kind = this.kinds.get(word);
    if (kind === undefined) {
      const text = this.store.words.text(word);
      kind = text.includes('folder') ? 'folder' : OTHERS.has(text) ? 'other' : 'file';
      this.kinds.set(word, kind);
    }
    return kind;
  }

  private typeFacts(word: number): TypeFacts {
    let facts = this.facts.get(word);
    if (facts === undefined) {
      const type = this.store.words.text(word);
      const isFile =
        isActivityType(type) && ACTIVITY_TYPES[type].category === 'file' && /^(?:file|folder)\./.test(type);
      facts = {
        isFile,
        isFolder: type.startsWith('folder.'),
        isSharing: SHARING.has(type),
        isChange: CHANGES.has(type),
        isDownload: DOWNLOADS.has(type),
        isDelete: type.endsWith('.delete'),
        isRestore: type === 'file.restore',
      };
      this.facts.set(word, facts);
    }
    return facts;
  }
}
