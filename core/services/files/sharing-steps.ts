/** In: what is known of one file. Out: who could reach it after each act, and what tells who can now. */
import type { SharingLevel } from '../../model/activity.ts';
import { domainOf, mailOf } from '../accounts/account-names.ts';
import { isOwnDomain, type OwnDomains } from '../accounts/own-domains.ts';
import type { WorkspaceView } from '../workspace-view.ts';
import { type FileSum, LINK_USE_BY_NOBODY, type ShareMark } from './file-sum.ts';
import { type LinkAct, linkActOf } from './link-acts.ts';
import { type Listed, listedState } from './listed.ts';
import { afterAct, NO_SHARING, type SharingState } from './sharing-state.ts';

/** What a level is known from: an act of sharing, the use of a link, or a listing. */
export type OwnBasis = 'activity' | 'linkUse' | 'listing';

export interface Step {
  readonly mark: ShareMark;
  readonly state: SharingState;
  /** What gave the level its present value. */
  readonly basis: OwnBasis;
}

/** Whoever holds the link could use it, without an account. */
const OPEN_LINK: LinkAct = { scope: 'public', isGone: false };

/** What a listing saw holds from its moment on; acts after it change that. */
export function stepsOf(
  view: WorkspaceView,
  file: FileSum,
  own: OwnDomains,
  listed: Listed | undefined,
): readonly Step[] {
  if (file.shares.length === 0) return [];
  const { words } = view.activities;
  const steps: Step[] = [];
  let state = NO_SHARING;
  let basis: OwnBasis = 'activity';
  let isBefore = true;
  for (const mark of [...file.shares].sort((a, b) => a.time - b.time || a.pointer - b.pointer)) {
    if (isBefore && listed !== undefined && mark.time > listed.from.taken) {
      state = listedState(listed, own);
      basis = 'listing';
      isBefore = false;
    }
    const { level } = state;
    const stated = (words.text(mark.sharing) || null) as SharingLevel | null;
    const type = words.text(mark.type);
    const link = linkActOf(words.text(mark.operation));
    if (mark.use === 0) {
      const target = words.text(mark.target) || null;
      state = afterAct(state, { type, stated, target, isOutside: isOutside(target, own), link });
    } else {
      // That somebody inside came by a link says nothing of others.
      const cameFromOutside = isOutside(words.text(mark.user), own) === true || null;
      const used = mark.use === LINK_USE_BY_NOBODY ? OPEN_LINK : link;
      state = afterAct(state, { type, stated, target: null, isOutside: cameFromOutside, link: used });
    }
    if (state.level !== level) basis = mark.use === 0 || stated !== null ? 'activity' : 'linkUse';
    steps.push({ mark, state, basis });
  }
  return steps;
}

/** As the last act left it, or as a listing after it saw it. */
export function stateNow(
  last: Step | undefined,
  listed: Listed | undefined,
  own: OwnDomains,
): { readonly state: SharingState; readonly basis: OwnBasis; readonly since: number } {
  const isNewer = listed !== undefined && (last === undefined || last.mark.time <= listed.from.taken);
  if (isNewer) return { state: listedState(listed, own), basis: 'listing', since: listed.from.taken };
  if (last === undefined) return { state: NO_SHARING, basis: 'activity', since: Number.NEGATIVE_INFINITY };
  return { state: last.state, basis: last.basis, since: last.mark.time };
}

/** @param name a mail, a domain or a sign-in name; null where nothing tells */
export function isOutside(name: string | null, own: OwnDomains): boolean | null {
  if (name === null) return null;
  const mail = mailOf(name);
  const domain = mail === null ? (/^[\w-]+(?:\.[\w-]+)+$/.test(name) ? name.toLowerCase() : null) : domainOf(mail);
  const isOwn = domain === null ? null : isOwnDomain(domain, own);
  return isOwn === null ? null : !isOwn;
}

/** Whether it is an act that changed who can reach the file, and no use of a link or statement alone. */
export function isAct({ use, target, sharing }: ShareMark): boolean {
  return use === 0 && (target !== 0 || sharing === 0);
}

/** Words for the use of a link, where a list of acts shows it. */
export function isLinkUse({ use }: ShareMark): boolean {
  return use !== 0;
}
