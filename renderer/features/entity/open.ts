import { usePanels } from '../../state/panels.ts';

export type EntityKind = 'app' | 'user' | 'source' | 'device' | 'host';

/** Puts another thing on top of the panel's stack: Escape leads back. */
export function openOnTop(kind: EntityKind, key: string, title: string): void {
  usePanels.getState().open({ kind, key, title });
}
