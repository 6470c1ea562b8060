/** In: files of listings. Out: by what logs call them, who could reach each when it was listed. */
import { idHash } from '../../ingest/activities/id-hash.ts';
import type { SharingLevel } from '../../model/activity.ts';
import { type ListedFile, readFile } from '../../snapshots/index.ts';
import { domainOf } from '../accounts/account-names.ts';
import { isOwnDomain, type OwnDomains } from '../accounts/own-domains.ts';
import { type Dated, tenantOf } from '../tenant/tenant-state.ts';
import type { WorkspaceView } from '../workspace-view.ts';
import type { SharingState } from './sharing-state.ts';

export type Listed = Dated<ListedFile>;

/** By the hash of each id, as activities keep it. */
export function listedFiles(view: WorkspaceView): ReadonlyMap<number, Listed> {
  const found = new Map<number, Listed>();
  for (const one of tenantOf(view).of('files', readFile)) {
    for (const id of one.is.ids) {
      const hash = idHash(id);
      const known = found.get(hash);
      if (known === undefined || known.from.taken < one.from.taken) found.set(hash, one);
    }
  }
  return found;
}

export function isShared({ is }: Listed): boolean {
  return is.links.length > 0 || is.sharedWith.length > 0;
}

/** Who could reach it when it was listed. */
export function listedState({ is }: Listed, own: OwnDomains): SharingState {
  const collaborators = new Map(
    is.sharedWith.map((mail) => {
      const domain = domainOf(mail);
      const isOwn = domain === null ? null : isOwnDomain(domain, own);
      return [mail, isOwn === null ? null : !isOwn] as const;
    }),
  );
  const reached: SharingLevel = is.links.includes('public')
    ? 'public'
    : [...collaborators.values()].includes(true)
      ? 'external'
      : is.links.includes('internal') || collaborators.size > 0
        ? 'internal'
        : 'private';
  return { level: reached, collaborators, links: new Set(is.links) };
}
