/**
 * In: a file's acts of sharing in order of time. Out: who can reach it after each.
 * Where the provider states the level, it is taken; else an act widens what stood before, and taking back narrows it to what remains.
 */
import { SHARING_LEVELS, type SharingLevel } from '../../model/activity.ts';

export interface SharingAct {
  readonly type: string;
  /** The level that the record states. */
  readonly stated: SharingLevel | null;
  readonly target: string | null;
  /** Whether the target is outside; null where nothing tells. */
  readonly isOutside: boolean | null;
}

export interface SharingState {
  /** Null: nothing tells. */
  readonly level: SharingLevel | null;
  /** Targets that were given access and not taken it since, with whether they are outside. */
  readonly collaborators: ReadonlyMap<string, boolean | null>;
}

export const NO_SHARING: SharingState = { level: null, collaborators: new Map() };

export function afterAct(before: SharingState, act: SharingAct): SharingState {
  const collaborators = new Map(before.collaborators);
  const isTaken = act.type === 'file.unshare';
  if (act.target !== null) {
    if (isTaken) collaborators.delete(act.target);
    else collaborators.set(act.target, act.isOutside);
  }
  if (act.stated !== null) return { level: act.stated, collaborators };
  if (!isTaken) return { level: wider(before.level, levelOf(act)), collaborators };
  // What a named collaborator loses does not close a link that anybody has.
  if (act.target !== null && before.level === 'public') return { level: 'public', collaborators };
  if (act.target === null || collaborators.size === 0) {
    return { level: before.level === null || act.target === null ? null : 'private', collaborators };
  }
  return {
    level: [...collaborators.values()].some((isOutside) => isOutside === true) ? 'external' : 'internal',
    collaborators,
  };
}

function levelOf({ type, isOutside }: SharingAct): SharingLevel | null {
  if (type === 'file.share.public') return 'public';
  if (type === 'file.share.external' || isOutside === true) return 'external';
  return isOutside === false ? 'internal' : null;
}

function wider(a: SharingLevel | null, b: SharingLevel | null): SharingLevel | null {
  if (a === null || b === null) return a ?? b;
  return SHARING_LEVELS.indexOf(b) > SHARING_LEVELS.indexOf(a) ? b : a;
}
