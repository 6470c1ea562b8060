/**
 * In: a file's acts of sharing in order of time. Out: who can reach it after each.
 * Where the provider states the level, it is taken; else an act widens what stood before, and taking back narrows it to what remains: links by
 * their kind, and people by name.
 */
import { SHARING_LEVELS, type SharingLevel } from '../../model/activity.ts';
import type { LinkAct } from './link-acts.ts';

/** Whom a link is for: anyone who has it, everybody of the organisation, or people by name. */
export type LinkScope = 'public' | 'internal' | 'people';

export interface SharingAct {
  readonly type: string;
  /** The level that the record states. */
  readonly stated: SharingLevel | null;
  readonly target: string | null;
  /** Whether the target is outside; null where nothing tells. */
  readonly isOutside: boolean | null;
  /** The link that it makes or takes away; null where it is about none, or does not say which. */
  readonly link: LinkAct | null;
}

export interface SharingState {
  /** Null: nothing tells. */
  readonly level: SharingLevel | null;
  /** Targets that were given access and not taken it since, with whether they are outside. */
  readonly collaborators: ReadonlyMap<string, boolean | null>;
  /** Kinds of links that are there. */
  readonly links: ReadonlySet<LinkScope>;
}

export const NO_SHARING: SharingState = { level: null, collaborators: new Map(), links: new Set() };

export function afterAct(before: SharingState, act: SharingAct): SharingState {
  const collaborators = new Map(before.collaborators);
  const links = new Set(before.links);
  const isTaken = act.type === 'file.unshare' || act.type === 'permission.revoke';
  if (act.target !== null) {
    if (isTaken) collaborators.delete(act.target);
    else collaborators.set(act.target, act.isOutside);
  }
  if (act.link?.isGone === true) links.delete(act.link.scope);
  else if (act.link !== null) links.add(act.link.scope);
  else if (act.type === 'file.share.public') links.add('public');
  if (act.stated !== null) {
    // A level below that of a link says that the link is gone.
    for (const scope of ['public', 'internal'] as const) if (rank(scope) > rank(act.stated)) links.delete(scope);
    if (act.stated === 'public') links.add('public');
    return { level: act.stated, collaborators, links };
  }
  if (!isTaken) return { level: wider(before.level, levelOf(act)), collaborators, links };
  const remaining = wider(levelOfLinks(links), levelOfPeople(collaborators));
  if (act.link !== null || act.target !== null) {
    // Nothing known remains: whom a name was taken from last, it is private; a link tells nothing of what else there was.
    const none = act.target !== null && before.level !== null ? 'private' : null;
    return { level: remaining ?? none, collaborators, links };
  }
  // Something was taken back, and no record says what.
  return { level: null, collaborators, links: new Set() };
}

function levelOfLinks(links: ReadonlySet<LinkScope>): SharingLevel | null {
  return links.has('public') ? 'public' : links.has('internal') ? 'internal' : null;
}

function levelOfPeople(collaborators: SharingState['collaborators']): SharingLevel | null {
  if (collaborators.size === 0) return null;
  return [...collaborators.values()].includes(true) ? 'external' : 'internal';
}

function levelOf({ type, isOutside, link }: SharingAct): SharingLevel | null {
  if (type === 'file.share.public' || link?.scope === 'public') return 'public';
  if (type === 'file.share.external' || isOutside === true) return 'external';
  return isOutside === false || link?.scope === 'internal' ? 'internal' : null;
}

function rank(level: SharingLevel): number {
  return SHARING_LEVELS.indexOf(level);
}

function wider(a: SharingLevel | null, b: SharingLevel | null): SharingLevel | null {
  if (a === null || b === null) return a ?? b;
  return rank(b) > rank(a) ? b : a;
}
