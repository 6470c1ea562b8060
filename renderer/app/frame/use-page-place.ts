import { type RefObject, useLayoutEffect } from 'react';
import { usePath, useSearchText } from '../../state/location.ts';
import { currentEntry, keepPlace, placeOf } from '../../state/places.ts';

/** What a page shows may come a moment after the page. */
const COMES_WITHIN_MS = 1500;
const TAKES_OVER = ['wheel', 'keydown', 'pointerdown'] as const;

/** A page that scrolls as a whole is where it was when back or forward brings it, and begins at its top otherwise. */
export function usePagePlace(page: RefObject<HTMLElement | null>): void {
  const path = usePath();
  const search = useSearchText();
  // biome-ignore lint/correctness/useExhaustiveDependencies: for each page anew
  useLayoutEffect(() => {
    page.current?.scrollTo({ top: 0 });
  }, [path]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: for each entry of the history anew
  useLayoutEffect(() => {
    const element = page.current;
    if (element === null) return undefined;
    const key = `${currentEntry()} page`;
    const wanted = placeOf<number>(key) ?? 0;
    const until = performance.now() + COMES_WITHIN_MS;
    let next = 0;
    const stop = (): void => {
      cancelAnimationFrame(next);
      for (const name of TAKES_OVER) removeEventListener(name, stop);
      element.addEventListener('scroll', keep, { passive: true });
    };
    const keep = (): void => keepPlace(key, element.scrollTop);
    const reach = (): void => {
      if (wanted > 0) element.scrollTo({ top: wanted });
      if (element.scrollTop >= Math.floor(wanted) || performance.now() > until) stop();
      else next = requestAnimationFrame(reach);
    };
    for (const name of TAKES_OVER) addEventListener(name, stop, { passive: true });
    reach();
    return () => {
      stop();
      element.removeEventListener('scroll', keep);
    };
  }, [path, search]);
}
