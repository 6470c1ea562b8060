/** In: activities, block by block. Out: files and folders with what was done with them and every act of sharing. */
import { ACTOR_KINDS, REPEATED, SEEN_ELSEWHERE } from '../../ingest/activities/columns.ts';
import { doubled } from '../../kit/doubled.ts';
import { ACTIVITY_TYPES } from '../../model/activity-types.ts';
import type { StoredBlock } from '../../store/activities/activity-store.ts';
import type { StoredSum, SumColumn, SumColumns } from '../../store/activities/stored-sums.ts';
import { TripleIndex } from '../../store/activities/triple-index.ts';
import { type Fold, type FoldSource, pointerTo, type SumName, sumVersion } from '../connected/fold.ts';
import { FILE_ACT_TYPES, FileActs } from './file-acts.ts';
import { FileColumns } from './file-columns.ts';
import {
  BY_NAME,
  FileAt,
  type FileSum,
  FOLDER,
  HALF,
  HOLDER,
  LINK_USE,
  LINK_USE_BY_NOBODY,
  type ShareMark,
} from './file-sum.ts';

const FAILURE = 2;
const ANONYMOUS = ACTOR_KINDS.indexOf('anonymous') + 1;

const FIRST_PAIRS = 1024;

/** File and user, each pair once, with the activities of the pair. */
interface Pairs {
  readonly index: TripleIndex;
  counts: Uint32Array<ArrayBuffer>;
}

export const FILE_SUM: SumName = {
  name: 'files',
  version: sumVersion(3, ACTIVITY_TYPES, FILE_ACT_TYPES),
};

export class FileFold implements Fold {
  private readonly sums = new FileColumns();
  /** App, and the halves of the hash of the provider's id, or BY_NAME and the name's number where it gives none. */
  private keys = new TripleIndex();
  private heldPairs: Pairs = { index: new TripleIndex(), counts: new Uint32Array(FIRST_PAIRS) };
  /** Millions of pairs that were stored are looked at only when somebody asks for the users of a file, or more comes. */
  private storedPairs: StoredSum | null = null;
  private readonly shares = new Map<number, ShareMark[]>();
  private readonly store: FoldSource;
  private readonly acts: FileActs;

  constructor(store: FoldSource) {
    this.store = store;
    this.acts = new FileActs((word) => store.words.text(word));
  }

  add(block: StoredBlock): void {
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
    const operations = store.column(block, 'operation');
    const actors = store.column(block, 'actor');
    const folders = store.column(block, 'folder');
    const { sums, acts } = this;
    for (let row = 0; row < block.rows; row++) {
      const facts = acts.factsOf(types[row] ?? 0);
      if ((!facts.isFile && !facts.isMembership) || outcomes[row] === FAILURE) continue;
      const mark = marks[row];
      if (mark === REPEATED || mark === SEEN_ELSEWHERE) continue;
      const name = objects[row] ?? 0;
      const kind = acts.kindOf(objectTypes[row] ?? 0);
      if (name === 0 || kind === 'other') continue;
      const operation = operations[row] ?? 0;
      const isMembership = facts.isMembership && acts.isMembership(operation);
      const isSharing = facts.isSharing || isMembership;
      if (kind === 'holder' ? !isSharing : !facts.isFile) continue;
      const file = this.file(apps[row] ?? 0, ids[row] ?? 0, name);
      const time = times[row] ?? 0;
      if (time >= (sums.nameTime[file] ?? 0)) {
        sums.nameTime[file] = time;
        sums.name[file] = name;
      }
      if ((owners[row] ?? 0) !== 0) sums.owner[file] = owners[row] ?? 0;
      if ((folders[row] ?? 0) !== 0 && time >= (sums.folderTime[file] ?? 0)) {
        sums.folderTime[file] = time;
        sums.folder[file] = folders[row] ?? 0;
      }
      if (kind === 'holder') sums.isFolder[file] = HOLDER;
      else if (facts.isFolder || kind === 'folder') sums.isFolder[file] = FOLDER;
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
      const isUse = !isSharing && acts.isLinkUse(operation);
      const use = facts.isRead && actors[row] === ANONYMOUS ? LINK_USE_BY_NOBODY : isUse ? LINK_USE : 0;
      if (isSharing || use !== 0 || (sharing[row] ?? 0) !== 0) {
        this.sharesOf(file).push({
          time,
          pointer: pointerTo(block, row),
          type: types[row] ?? 0,
          user,
          target: isSharing ? (targets[row] ?? 0) : 0,
          sharing: sharing[row] ?? 0,
          operation: isSharing || use !== 0 ? operation : 0,
          use,
        });
      }
    }
  }

  private get pairs(): Pairs {
    if (this.storedPairs !== null) {
      const [files, users] = [this.storedPairs.words('pairFile'), this.storedPairs.words('pairUser')];
      const counts = this.storedPairs.words('pairCount');
      this.heldPairs = { index: TripleIndex.of(files, users, new Uint32Array(files.length)), counts };
      this.storedPairs = null;
    }
    return this.heldPairs;
  }

  save(): SumColumns {
    const { keys, sums } = this;
    const { index, counts } = this.pairs;
    const shares = [...this.shares].flatMap(([file, marks]) => marks.map((mark) => ({ file, ...mark })));
    const words = (of: (share: (typeof shares)[number]) => number): SumColumn => Uint32Array.from(shares, of);
    return {
      ...sums.save(keys.size),
      keyApp: keys.a.slice(0, keys.size),
      keyHigh: keys.b.slice(0, keys.size),
      keyLow: keys.c.slice(0, keys.size),
      pairFile: index.a.slice(0, index.size),
      pairUser: index.b.slice(0, index.size),
      pairCount: counts.slice(0, index.size),
      shareFile: words(({ file }) => file),
      shareTime: Float64Array.from(shares, ({ time }) => time),
      sharePointer: Float64Array.from(shares, ({ pointer }) => pointer),
      shareType: words(({ type }) => type),
      shareUser: words(({ user }) => user),
      shareTarget: words(({ target }) => target),
      shareSharing: words(({ sharing }) => sharing),
      shareOperation: words(({ operation }) => operation),
      shareUse: Uint8Array.from(shares, ({ use }) => use),
    };
  }

  load(stored: StoredSum): void {
    this.keys = TripleIndex.of(stored.words('keyApp'), stored.words('keyHigh'), stored.words('keyLow'));
    this.sums.load(stored, this.keys.size);
    this.storedPairs = stored;
    const [times, pointers] = [stored.numbers('shareTime'), stored.numbers('sharePointer')];
    const [types, users] = [stored.words('shareType'), stored.words('shareUser')];
    const [targets, sharing] = [stored.words('shareTarget'), stored.words('shareSharing')];
    const [operations, uses] = [stored.words('shareOperation'), stored.bytes('shareUse')];
    for (const [at, file] of stored.words('shareFile').entries()) {
      this.sharesOf(file).push({
        time: times[at] ?? 0,
        pointer: pointers[at] ?? 0,
        type: types[at] ?? 0,
        user: users[at] ?? 0,
        target: targets[at] ?? 0,
        sharing: sharing[at] ?? 0,
        operation: operations[at] ?? 0,
        use: uses[at] ?? 0,
      });
    }
  }

  private sharesOf(file: number): ShareMark[] {
    const shares = this.shares.get(file) ?? [];
    if (shares.length === 0) this.shares.set(file, shares);
    return shares;
  }

  /** How many files there are. */
  get size(): number {
    return this.keys.size;
  }

  /** Every file as it stands now. */
  files(): readonly FileSum[] {
    const { sums, keys, shares } = this;
    return Array.from({ length: keys.size }, (_, number) => new FileAt(number, sums, keys, shares));
  }

  /** Activities by user. */
  usersOf({ number }: FileSum): ReadonlyMap<number, number> {
    const found = new Map<number, number>();
    const { index, counts } = this.pairs;
    const { a, b, size } = index;
    for (let at = 0; at < size; at++) if (a[at] === number) found.set(b[at] ?? 0, counts[at] ?? 0);
    return found;
  }

  private countUser(file: number, user: number): void {
    const { pairs } = this;
    const known = pairs.index.size;
    const pair = pairs.index.numberOf(file, user, 0);
    if (pair === known) {
      if (pair >= pairs.counts.length) pairs.counts = doubled(pairs.counts);
      this.sums.users[file] = (this.sums.users[file] ?? 0) + 1;
    }
    pairs.counts[pair] = (pairs.counts[pair] ?? 0) + 1;
  }

  /** @param id hash of the provider's id, 0 where it gives none */
  private file(app: number, id: number, name: number): number {
    const known = this.keys.size;
    const high = id === 0 ? BY_NAME : Math.floor(id / HALF);
    const file = this.keys.numberOf(app, high, id === 0 ? name : id % HALF);
    if (file === known) this.sums.begin(file, name);
    return file;
  }
}
