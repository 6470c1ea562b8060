import type { WorkspaceView } from '../workspace-view.ts';
import { isAddress } from './scope.ts';

const CACHE = new WeakMap<WorkspaceView, Uint8Array>();

/** Which destinations are addresses, by id. Names are only ever added, so that only new ones are looked at. */
export function addressFlags(view: WorkspaceView): Uint8Array {
  const names = view.dictionaries.names.dest;
  const held = CACHE.get(view);
  if (held?.length === names.length) return held;
  const flags = new Uint8Array(names.length);
  if (held && held.length < names.length) flags.set(held);
  for (let id = held && held.length < names.length ? held.length : 0; id < names.length; id++) {
    const name = names[id] ?? '';
    flags[id] = name !== '' && isAddress(name) ? 1 : 0;
  }
  CACHE.set(view, flags);
  return flags;
}
