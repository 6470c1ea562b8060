/** Acts that make a sharing link, take one away, or prove it by its use: the provider's operation says for whom the link is. */
import type { LinkScope } from './sharing-state.ts';

export interface LinkAct {
  readonly scope: LinkScope;
  readonly isGone: boolean;
}

const made = (scope: LinkScope): LinkAct => ({ scope, isGone: false });
const gone = (scope: LinkScope): LinkAct => ({ scope, isGone: true });

/** Source: Microsoft Purview, audit log activities, sharing and access request activities. */
const ACTS: ReadonlyMap<string, LinkAct> = new Map([
  ['anonymouslinkcreated', made('public')],
  ['anonymouslinkupdated', made('public')],
  ['anonymouslinkremoved', gone('public')],
  ['companylinkcreated', made('internal')],
  ['companylinkremoved', gone('internal')],
  ['securelinkcreated', made('people')],
  ['securelinkupdated', made('people')],
  ['securelinkdeleted', gone('people')],
  ['anonymouslinkused', made('public')],
  ['companylinkused', made('internal')],
  ['securelinkused', made('people')],
]);

/** Operations that tell that somebody came by a link: Microsoft's above, and those of Dropbox's team log. */
const USES: ReadonlySet<string> = new Set([
  'anonymouslinkused',
  'companylinkused',
  'securelinkused',
  'sharinglinkused',
  'shared_link_view',
  'shared_link_download',
  'shared_link_copy',
]);

/** Null where the operation is about no link, or does not say for whom it is. */
export function linkActOf(operation: string): LinkAct | null {
  return ACTS.get(operation.toLowerCase()) ?? null;
}

export function isUseOfLink(operation: string): boolean {
  return USES.has(operation.toLowerCase());
}

/** Whether somebody joins or leaves a group that a site gives its rights to; requests and levels of permission name nobody who got in. */
export function isMembershipAct(operation: string): boolean {
  return /^(?:addedto|removedfrom)group$/i.test(operation);
}
