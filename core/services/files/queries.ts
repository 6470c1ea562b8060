/** Questions about files of connected apps. */
import { AppError } from '../../contract/errors.ts';
import type { FileRow } from '../../contract/files.ts';
import type { MethodOutput, MethodParsed } from '../../contract/methods.ts';
import { idHash } from '../../ingest/activities/activity-batch.ts';
import type { SharingLevel } from '../../model/activity.ts';
import { extensionOf, fileTypeOf, mimeTypeOf } from '../../model/file-type.ts';
import { ACTIVITY_FILTER_FIELDS, FILE_FIELDS, type FilterTree, printFilter } from '../../query/index.ts';
import { domainOf, mailOf, siteNameOf } from '../accounts/account-names.ts';
import { isOwnDomain, type OwnDomains } from '../accounts/own-domains.ts';
import { peopleOf } from '../accounts/people.ts';
import { appNames } from '../activities/question.ts';
import { perRevision, refOf, storedFold } from '../connected/fold.ts';
import { chosenRows, pageOfRows } from '../connected/row-table.ts';
import type { WorkspaceView } from '../workspace-view.ts';
import { FILE_SUM, FileFold, type FileSum, type ShareMark } from './file-fold.ts';
import { linkActOf } from './link-acts.ts';
import { isShared, type Listed, listedFiles, listedState } from './listed.ts';
import { afterAct, NO_SHARING, type SharingState } from './sharing-state.ts';

interface ListedFile {
  readonly row: FileRow;
  /** Null: it is only in a listing. */
  readonly file: FileSum | null;
  readonly listed: Listed | null;
}

const foldOf = storedFold(FILE_SUM, (store) => new FileFold(store));
const filesOf = perRevision((view): readonly ListedFile[] => {
  const fold = foldOf(view);
  const names = appNames(view);
  const { own, list } = peopleOf(view);
  // A OneDrive site is named after its owner's address.
  const sites = new Map(
    list.flatMap(({ row }) => (row.email === null ? [] : [[siteNameOf(row.email), row.email] as const])),
  );
  const listed = listedFiles(view);
  const seen = new Set<Listed>();
  const known = fold.files().map((file) => {
    const one = file.id === 0 ? undefined : listed.get(file.id);
    if (one !== undefined) seen.add(one);
    return { file, listed: one ?? null, row: rowOf(view, file, names, own, sites, one) };
  });
  // Of files that no activity tells of, those that somebody else can reach.
  const others = new Set([...listed.values()].filter((one) => !seen.has(one) && isShared(one)));
  return [...known, ...[...others].map((one) => ({ file: null, listed: one, row: listedRow(one, names, own) }))];
});

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

function rowOf(
  view: WorkspaceView,
  file: FileSum,
  names: ReadonlyMap<string, string>,
  own: OwnDomains,
  sites: ReadonlyMap<string, string>,
  listed: Listed | undefined,
): FileRow {
  const { words } = view.activities;
  const logged = words.text(file.owner);
  const told = logged === '' ? null : (sites.get(logged.toLowerCase()) ?? logged);
  const owner = told ?? listed?.is.owner ?? null;
  const { level, collaborators } = stateNow(sharingOf(view, file, own, listed).at(-1), listed, own);
  const app = words.text(file.app);
  const name = words.text(file.name);
  const { isFolder } = file;
  const extension = isFolder ? null : extensionOf(name);
  const mimeType = mimeTypeOf(extension);
  const reach = collaborators.size === 0 ? null : reached(collaborators);
  // Written out: parts that are spread into it make a hundred thousand rows several times as slow.
  return {
    key: file.key,
    name,
    app: names.get(app) ?? app,
    isFolder,
    type: isFolder ? 'folder' : fileTypeOf(mimeType),
    extension,
    mimeType,
    owner,
    ownerExternal: isOutside(owner, own),
    level,
    collaborator: reach?.collaborator ?? [],
    collaborators: collaborators.size,
    externalDomain: reach?.externalDomain ?? [],
    shares:
      file.shares.length === 0 ? 0 : file.shares.filter(({ target, sharing }) => target !== 0 || sharing === 0).length,
    activities: file.activities,
    downloads: file.downloads,
    users: file.users,
    trashed: file.gone > file.back,
    firstSeen: file.first,
    lastSeen: file.last,
    listed: listed?.from.taken ?? null,
    lastModified: Number.isFinite(file.modified) ? file.modified : null,
  };
}

function isOutside(name: string | null, own: OwnDomains): boolean | null {
  if (name === null) return null;
  const mail = mailOf(name);
  const domain = mail === null ? (/^[\w-]+(?:\.[\w-]+)+$/.test(name) ? name.toLowerCase() : null) : domainOf(mail);
  const isOwn = domain === null ? null : isOwnDomain(domain, own);
  return isOwn === null ? null : !isOwn;
}

interface Step {
  readonly mark: ShareMark;
  readonly state: SharingState;
}

/** As the last act left it, or as a listing after it saw it. */
function stateNow(last: Step | undefined, listed: Listed | undefined, own: OwnDomains): SharingState {
  const isNewer = listed !== undefined && (last === undefined || last.mark.time <= listed.from.taken);
  return isNewer ? listedState(listed, own) : (last?.state ?? NO_SHARING);
}

/** What a listing saw holds from its moment on; acts after it change that. */
function sharingOf(view: WorkspaceView, file: FileSum, own: OwnDomains, listed: Listed | undefined): readonly Step[] {
  if (file.shares.length === 0) return [];
  const { words } = view.activities;
  const steps: Step[] = [];
  let state = NO_SHARING;
  let isBefore = true;
  for (const mark of [...file.shares].sort((a, b) => a.time - b.time || a.pointer - b.pointer)) {
    if (isBefore && listed !== undefined && mark.time > listed.from.taken) {
      state = listedState(listed, own);
      isBefore = false;
    }
    const target = words.text(mark.target) || null;
    const stated = (words.text(mark.sharing) || null) as SharingLevel | null;
    const link = linkActOf(words.text(mark.operation));
    state = afterAct(state, { type: words.text(mark.type), stated, target, isOutside: isOutside(target, own), link });
    steps.push({ mark, state });
  }
  return steps;
}

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
  const { row, file, listed } = found;
  const { words } = view.activities;
  const orNull = (word: number): string | null => words.text(word) || null;
  const { own } = peopleOf(view);
  const steps = file === null ? [] : sharingOf(view, file, own, listed ?? undefined);
  const byName = { field: 'object', op: 'eq', values: [row.name] } as const;
  const all: FilterTree[] =
    file === null ? [byName] : [byName, { field: 'app', op: 'eq', values: [words.text(file.app)] }];
  return {
    row,
    appId: file === null ? (listed?.is.app ?? '') : words.text(file.app),
    ref: file === null ? null : refOf(file.latest),
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
      })),
    users: [...(file === null ? [] : foldOf(view).usersOf(file))]
      .sort(([a, x], [b, y]) => y - x || a - b)
      .slice(0, MOST_USERS)
      .map(([user, activities]) => ({ name: words.text(user), activities })),
    filter: printFilter({ and: all }, ACTIVITY_FILTER_FIELDS),
  };
}
