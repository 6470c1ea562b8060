/** Acts that make a sharing link, or take one away: the provider's operation says for whom the link is. */
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
]);

/** Null where the operation is about no link, or does not say for whom it is. */
export function linkActOf(operation: string): LinkAct | null {
  return ACTS.get(operation.toLowerCase()) ?? null;
}
