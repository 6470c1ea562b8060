/** Questions about files of connected apps. */
import { AppError } from '../../contract/errors.ts';
import type { FileRow } from '../../contract/files.ts';
import type { MethodOutput, MethodParsed } from '../../contract/methods.ts';
import { idHash } from '../../ingest/activities/id-hash.ts';
import { extensionOf, fileTypeOf, mimeTypeOf } from '../../model/file-type.ts';
import { ACTIVITY_FILTER_FIELDS, FILE_FIELDS, type FilterTree, printFilter } from '../../query/index.ts';
import { domainOf, mailOf, siteNameOf } from '../accounts/account-names.ts';
import type { OwnDomains } from '../accounts/own-domains.ts';
import { peopleOf } from '../accounts/people.ts';
import { appNames } from '../activities/question.ts';
import { type Pieces, perRevisionInPieces, refOf, storedFold } from '../connected/fold.ts';
import { chosenRows, pageOfRows } from '../connected/row-table.ts';
import type { WorkspaceView } from '../workspace-view.ts';
import { FILE_SUM, FileFold } from './file-fold.ts';
import type { FileSum } from './file-sum.ts';
import { foldersOf } from './find-folders.ts';
import { type Folder, type Folders, inherits } from './folders.ts';
import { isShared, type Listed, listedFiles, listedState } from './listed.ts';
import type { SharingState } from './sharing-state.ts';
import { isAct, isLinkUse, isOutside, stateNow, stepsOf } from './sharing-steps.ts';

interface ListedFile {
  readonly row: FileRow;
  /** Null: it is only in a listing. */
  readonly file: FileSum | null;
  /** What it lies in, where that opens it. */
  readonly inherited: Folder | null;
  readonly listed: Listed | null;
}

const foldOf = storedFold(FILE_SUM, (store) => new FileFold(store));
/** Files between two looks at the clock. */
const PIECE = 1024;

/** The rows of more files take more memory than should be spent before anybody asks for them. */
const MOST_READY = 250_000;

const filesOf = perRevisionInPieces(function* listed(view): Pieces<readonly ListedFile[]> {
  const fold = foldOf(view);
  const names = appNames(view);
  const { own, list } = peopleOf(view);
  // A OneDrive site is named after its owner's address.
  const sites = new Map(
    list.flatMap(({ row }) => (row.email === null ? [] : [[siteNameOf(row.email), row.email] as const])),
  );
  const listed = listedFiles(view);
  const seen = new Set<Listed>();
  const files = fold.files();
  const folders = foldersOf(view, files, listed, own);
  const around = { names, own, folders, ownerOf: owners((word) => view.activities.words.text(word), sites, own) };
  const known: ListedFile[] = [];
  for (const file of files) {
    const one = listed.size === 0 || file.id === 0 ? undefined : listed.get(file.id);
    if (one !== undefined) seen.add(one);
    if (!file.isHolder) known.push(fileOf(view, file, around, one));
    if (file.number % PIECE === 0) yield;
  }
  // Of files that no activity tells of, those that somebody else can reach.
  const others = new Set([...listed.values()].filter((one) => !seen.has(one) && isShared(one)));
  for (const one of others) known.push({ file: null, listed: one, inherited: null, row: listedRow(one, names, own) });
  return known;
});

/** Makes rows of files before they are asked for. @returns whether there was anything to do */
export function prepareFiles(view: WorkspaceView, isTime: () => boolean): boolean {
  return foldOf(view).size <= MOST_READY && filesOf.prepare(view, isTime);
}

/** @param sites owners' addresses by the names of their OneDrive sites */
function owners(
  text: (word: number) => string,
  sites: ReadonlyMap<string, string>,
  own: OwnDomains,
): Surroundings['ownerOf'] {
  const known = new Map<number, Owner>();
  return (word) => {
    let owner = known.get(word);
    if (owner === undefined) {
      const logged = text(word);
      const name = logged === '' ? null : (sites.get(logged.toLowerCase()) ?? logged);
      owner = { name, isOutside: isOutside(name, own) };
      known.set(word, owner);
    }
    return owner;
  };
}

/** Of most files: a list for each would be as much as all else of its row. */
const NOBODY: string[] = [];

/** A file that is only in a listing. */
function listedRow(listed: Listed, names: ReadonlyMap<string, string>, own: OwnDomains): FileRow {
  const { is, from } = listed;
  const { level, collaborators } = listedState(listed, own);
  return {
    key: `listed.${idHash(is.ids[0] ?? '')}`,
    ...named(is.name, is.isFolder),
    app: names.get(is.app) ?? is.app,
    owner: is.owner,
    ownerExternal: isOutside(is.owner, own),
    level,
    basis: 'listing',
    inheritedFrom: null,
    folder: null,
    ...reached(collaborators),
    shares: 0,
    activities: 0,
    downloads: 0,
    users: 0,
    trashed: false,
    firstSeen: null,
    lastSeen: null,
    lastModified: is.modified,
    listed: from.taken,
  };
}

function named(
  name: string,
  isFolder: boolean,
): Pick<FileRow, 'name' | 'isFolder' | 'type' | 'extension' | 'mimeType'> {
  const extension = isFolder ? null : extensionOf(name);
  const mimeType = mimeTypeOf(extension);
  return {
    name,
    isFolder,
    type: isFolder ? 'folder' : fileTypeOf(mimeType),
    extension,
    mimeType,
  };
}

function reached(
  collaborators: SharingState['collaborators'],
): Pick<FileRow, 'collaborator' | 'collaborators' | 'externalDomain'> {
  if (collaborators.size === 0) return { collaborator: [], collaborators: 0, externalDomain: [] };
  const outside = [...collaborators].flatMap(([target, isOutside]) =>
    isOutside === true ? (domainOf(mailOf(target) ?? target) ?? []) : [],
  );
  return {
    collaborator: [...collaborators.keys()],
    collaborators: collaborators.size,
    externalDomain: [...new Set(outside)],
  };
}

interface Owner {
  readonly name: string | null;
  readonly isOutside: boolean | null;
}

interface Surroundings {
  readonly names: ReadonlyMap<string, string>;
  readonly own: OwnDomains;
  /** By the word for the owner: of a hundred thousand files there are few. */
  readonly ownerOf: (word: number) => Owner;
  readonly folders: Folders;
}

function fileOf(
  view: WorkspaceView,
  file: FileSum,
  { names, own, ownerOf, folders }: Surroundings,
  listed: Listed | undefined,
): ListedFile {
  const { words } = view.activities;
  const told = ownerOf(file.owner);
  const owner = told.name ?? listed?.is.owner ?? null;
  const now = stateNow(stepsOf(view, file, own, listed).at(-1), listed, own);
  const { level, collaborators } = now.state;
  const app = words.text(file.app);
  const folder = words.text(file.folder);
  const widest = folders.widest(app, folder);
  const statesAll = now.basis === 'listing' || STATES_ALL.test(app);
  const inherited = inherits(level, level !== null && statesAll ? now.since : null, widest) ? widest : null;
  const name = words.text(file.name);
  const { isFolder } = file;
  const extension = isFolder ? null : extensionOf(name);
  const mimeType = mimeTypeOf(extension);
  const reach = collaborators.size === 0 ? null : reached(collaborators);
  // Written out: parts that are spread into it make a hundred thousand rows several times as slow.
  const row: FileRow = {
    key: file.key,
    name,
    app: names.get(app) ?? app,
    isFolder,
    type: isFolder ? 'folder' : fileTypeOf(mimeType),
    extension,
    mimeType,
    owner,
    ownerExternal: told.name === null ? isOutside(owner, own) : told.isOutside,
    level: inherited?.level ?? level,
    basis: inherited !== null ? 'folder' : level === null ? null : now.basis,
    inheritedFrom: inherited?.name ?? null,
    folder: folder || null,
    collaborator: reach?.collaborator ?? NOBODY,
    // Nobody tells who can reach it: that is not to be reached by nobody.
    collaborators: reach === null && level === null ? null : collaborators.size,
    externalDomain: reach?.externalDomain ?? NOBODY,
    shares: file.shares.length === 0 ? 0 : file.shares.filter(isAct).length,
    activities: file.activities,
    downloads: file.downloads,
    users: file.users,
    trashed: file.gone > file.back,
    firstSeen: file.first,
    lastSeen: file.last,
    listed: listed?.from.taken ?? null,
    lastModified: Number.isFinite(file.modified) ? file.modified : null,
  };
  return { row, file, inherited, listed: listed ?? null };
}

/** Apps whose records state who can reach a file by whatever way, that of its folder among them. */
const STATES_ALL = /^google-/;

export function fileRows(view: WorkspaceView): readonly FileRow[] {
  return filesOf(view).map(({ row }) => row);
}

export function listFiles(view: WorkspaceView, input: MethodParsed<'files.list'>): MethodOutput<'files.list'> {
  const started = performance.now();
  return pageOfRows(chosenRows(view, fileRows(view), FILE_FIELDS, input), input, started);
}

const MOST_ACTS = 500;
const MOST_USERS = 200;

/** @throws AppError entity.unknown */
export function getFile(view: WorkspaceView, key: string): MethodOutput<'files.get'> {
  const found = filesOf(view).find(({ row }) => row.key === key);
  if (found === undefined) {
    throw new AppError(
      'entity.unknown',
      'This file is no longer there: its import, or the listing that told of it, was removed.',
      { key },
    );
  }
  const { row, file, listed, inherited } = found;
  const { words } = view.activities;
  const orNull = (word: number): string | null => words.text(word) || null;
  const { own } = peopleOf(view);
  const steps = file === null ? [] : stepsOf(view, file, own, listed ?? undefined);
  const byName = { field: 'object', op: 'eq', values: [row.name] } as const;
  const all: FilterTree[] =
    file === null ? [byName] : [byName, { field: 'app', op: 'eq', values: [words.text(file.app)] }];
  return {
    row,
    appId: file === null ? (listed?.is.app ?? '') : words.text(file.app),
    ref: file === null ? null : refOf(file.latest),
    inherited: inherited === null ? null : told(inherited),
    listedAs: listed === null ? null : { id: listed.is.ids[0] ?? '', drive: listed.is.drive },
    sharing: steps
      .slice(-MOST_ACTS)
      .reverse()
      .map(({ mark, state }) => ({
        time: mark.time,
        type: words.text(mark.type),
        by: orNull(mark.user),
        target: orNull(mark.target),
        level: state.level,
        ref: refOf(mark.pointer),
        isUse: isLinkUse(mark),
      })),
    users: [...(file === null ? [] : foldOf(view).usersOf(file))]
      .sort(([a, x], [b, y]) => y - x || a - b)
      .slice(0, MOST_USERS)
      .map(([user, activities]) => ({ name: words.text(user), activities })),
    filter: printFilter({ and: all }, ACTIVITY_FILTER_FIELDS),
  };
}

function told({ key, name, level, since }: Folder): MethodOutput<'files.get'>['inherited'] {
  return level === null ? null : { key, name, level, since };
}
