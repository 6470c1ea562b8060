import { useCallback } from 'react';
import type { Tag } from '../../../core/model/app.ts';
import { useTagApps } from '../../data/catalog.ts';
import { TAG_STYLE } from '../charts/palette.ts';
import { plural } from '../format.ts';
import { toastError, toastUndo } from '../toast.tsx';

/** Tags apps (null clears) and offers to take it back; the engine says what stood before, so undo is exact. */
export function useTagging() {
  const { mutateAsync } = useTagApps();
  return useCallback(
    (apps: readonly { readonly id: string; readonly name: string }[], tag: Tag | null): void => {
      const [first] = apps;
      if (first === undefined) return;
      const what = apps.length === 1 ? first.name : plural(apps.length, 'app');
      const done = tag === null ? `Tag of ${what} cleared.` : `${what}: ${TAG_STYLE[tag].label.toLowerCase()}.`;
      mutateAsync({ apps: apps.map(({ id }) => ({ id, tag })) }).then(
        ({ previous }) => toastUndo(done, () => mutateAsync({ apps: previous })),
        toastError,
      );
    },
    [mutateAsync],
  );
}
