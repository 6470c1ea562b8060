import { basename } from 'node:path';
import type { HostInfo } from '../../core/contract/host.ts';
import type { Grants } from './grants.ts';

export type StartWish =
  | { readonly action: 'none' }
  | { readonly action: 'open'; readonly path: string }
  | { readonly action: 'sample'; readonly path: string; readonly name: string };

/** What the page shall do first. It holds until a workspace was opened, so that a reload does not do it again. */
export interface StartAction {
  get(): HostInfo['start'];
  set(wish: StartWish): void;
  done(): void;
}

const NOTHING: HostInfo['start'] = { action: 'none', token: null, name: null };

export function createStartAction(grants: Grants, first: StartWish): StartAction {
  const toStart = (wish: StartWish): HostInfo['start'] => {
    if (wish.action === 'none') return NOTHING;
    const name = wish.action === 'sample' ? wish.name : basename(wish.path);
    return { action: wish.action, token: grants.add(wish.path, true).token, name };
  };
  let current = toStart(first);
  return {
    get: () => current,
    set: (wish) => {
      current = toStart(wish);
    },
    done: () => {
      current = NOTHING;
    },
  };
}
