/** In: all files, folders, sites and drives that activities or listings tell of. Out: those that somebody else can reach, found by how files name them. */
import { idHash } from '../../ingest/activities/id-hash.ts';
import type { OwnDomains } from '../accounts/own-domains.ts';
import type { WorkspaceView } from '../workspace-view.ts';
import type { FileSum } from './file-sum.ts';
import { type Folder, Folders } from './folders.ts';
import { type Listed, listedState } from './listed.ts';
import { stateNow, stepsOf } from './sharing-steps.ts';

export function foldersOf(
  view: WorkspaceView,
  files: readonly FileSum[],
  listed: ReadonlyMap<number, Listed>,
  own: OwnDomains,
): Folders {
  const { words } = view.activities;
  const byId = new Map<string, Folder>();
  const byPath = new Map<string, Folder>();
  const onlyListed = new Map<number, Folder>();
  for (const [hash, one] of listed) {
    if (!one.is.isFolder) continue;
    const { level } = listedState(one, own);
    onlyListed.set(hash, { key: null, name: one.is.name, level, since: one.from.taken, folder: '' });
  }
  for (const file of files) {
    if (!file.isFolder && !file.isHolder) continue;
    const app = words.text(file.app);
    const one = file.id === 0 ? undefined : listed.get(file.id);
    const { state, since } = stateNow(stepsOf(view, file, own, one).at(-1), one, own);
    const name = words.text(file.name);
    const folder = words.text(file.folder);
    // A folder that was deleted opens nothing, and is passed for what it lies in itself.
    const level = file.gone > file.back ? null : state.level;
    const found: Folder = { key: file.isHolder ? null : file.key, name, level, since, folder };
    if (file.id !== 0) byId.set(`${app}\n${file.id}`, found);
    if (folder !== '') byPath.set(`${app}\n${folder}/${name}`, found);
  }
  const named = (app: string, text: string): Folder | undefined => {
    const hash = idHash(text);
    return byId.get(`${app}\n${hash}`) ?? byPath.get(`${app}\n${text}`) ?? onlyListed.get(hash);
  };
  // Addresses of sites end in a slash in some records.
  return new Folders((app, text) => named(app, text) ?? named(app, `${text}/`));
}
