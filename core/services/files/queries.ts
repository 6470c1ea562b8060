/** Questions about files of connected apps. */
import { AppError } from '../../contract/errors.ts';
import type { FileRow } from '../../contract/files.ts';
import type { MethodOutput, MethodParsed } from '../../contract/methods.ts';
import type { SharingLevel } from '../../model/activity.ts';
import { extensionOf, fileTypeOf, mimeTypeOf } from '../../model/file-type.ts';
import { ACTIVITY_FILTER_FIELDS, FILE_FIELDS, printFilter } from '../../query/index.ts';
import { domainOf, mailOf, siteNameOf } from '../accounts/account-names.ts';
import { isOwnDomain, type OwnDomains } from '../accounts/own-domains.ts';
import { peopleOf } from '../accounts/people.ts';
import { appNames } from '../activities/question.ts';
import { keptFold, perRevision, refOf } from '../connected/fold.ts';
import { chosenRows, pageOfRows } from '../connected/row-table.ts';
import type { WorkspaceView } from '../workspace-view.ts';
import { FileFold, type FileSum, type ShareMark } from './file-fold.ts';
import { afterAct, NO_SHARING, type SharingState } from './sharing-state.ts';

/** A row with what only filters ask. */
interface ListedFile {
  readonly row: FileRow & { readonly word: readonly string[] };
  readonly file: FileSum;
}

const foldOf = keptFold((store) => new FileFold(store));
const filesOf = perRevision((view): readonly ListedFile[] => {
  const fold = foldOf(view);
  const names = appNames(view);
  const { own, list } = peopleOf(view);
  // A OneDrive site is named after its owner's address.
  const sites = new Map(
    list.flatMap(({ row }) => (row.email === null ? [] : [[siteNameOf(row.email), row.email] as const])),
  );
  return fold.files().map((file) => ({ file, row: rowOf(view, file, names, own, sites) }));
});

function rowOf(
  view: WorkspaceView,
  file: FileSum,
  names: ReadonlyMap<string, string>,
  own: OwnDomains,
  sites: ReadonlyMap<string, string>,
): ListedFile['row'] {
  const { words } = view.activities;
  const name = words.text(file.name);
  const logged = words.text(file.owner);
  const owner = logged === '' ? null : (sites.get(logged.toLowerCase()) ?? logged);
  const { level, collaborators } = sharingOf(view, file, own).at(-1)?.state ?? NO_SHARING;
  const extension = file.isFolder ? null : extensionOf(name);
  const mimeType = mimeTypeOf(extension);
  const outside = [...collaborators].flatMap(([target, isOutside]) =>
    isOutside === true ? domainOf(mailOf(target) ?? target) : [],
  );
  const app = words.text(file.app);
  return {
    key: file.key,
    name,
    app: names.get(app) ?? app,
    isFolder: file.isFolder,
    type: file.isFolder ? 'folder' : fileTypeOf(mimeType),
    extension,
    mimeType,
    owner,
    ownerExternal: isOutside(owner, own),
    level,
    collaborator: [...collaborators.keys()],
    collaborators: collaborators.size,
    externalDomain: [...new Set(outside)],
    shares: file.shares.filter(({ target, sharing }) => target !== 0 || sharing === 0).length,
    activities: file.activities,
    downloads: file.downloads,
    users: file.users,
    trashed: file.gone > file.back,
    firstSeen: file.first,
    lastSeen: file.last,
    lastModified: Number.isFinite(file.modified) ? file.modified : null,
    word: wordsOf(name),
  };
}

/** Whole words, as the field `word` asks for them: parted by commas, dots, hyphens and spaces. */
function wordsOf(name: string): readonly string[] {
  return name.split(/[,.\-\s]+/).filter((word) => word !== '');
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

function sharingOf(view: WorkspaceView, file: FileSum, own: OwnDomains): readonly Step[] {
  if (file.shares.length === 0) return [];
  const { words } = view.activities;
  const steps: Step[] = [];
  let state = NO_SHARING;
  for (const mark of [...file.shares].sort((a, b) => a.time - b.time || a.pointer - b.pointer)) {
    const target = words.text(mark.target) || null;
    const stated = (words.text(mark.sharing) || null) as SharingLevel | null;
    state = afterAct(state, { type: words.text(mark.type), stated, target, isOutside: isOutside(target, own) });
    steps.push({ mark, state });
  }
  return steps;
}

export function fileRows(view: WorkspaceView): readonly ListedFile['row'][] {
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
  const found = filesOf(view).find(({ file }) => file.key === key);
  if (found === undefined) {
    throw new AppError('entity.unknown', 'This file is no longer in the activities: its import was removed.', { key });
  }
  const { row, file } = found;
  const { words } = view.activities;
  const orNull = (word: number): string | null => words.text(word) || null;
  const steps = sharingOf(view, file, peopleOf(view).own);
  const named = { field: 'object', op: 'eq', values: [row.name] } as const;
  const inApp = { field: 'app', op: 'eq', values: [words.text(file.app)] } as const;
  return {
    row,
    appId: words.text(file.app),
    ref: refOf(file.latest),
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
    users: [...foldOf(view).usersOf(file)]
      .sort(([a, x], [b, y]) => y - x || a - b)
      .slice(0, MOST_USERS)
      .map(([user, activities]) => ({ name: words.text(user), activities })),
    filter: printFilter({ and: [named, inApp] }, ACTIVITY_FILTER_FIELDS),
  };
}
