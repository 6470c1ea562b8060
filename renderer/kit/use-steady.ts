import { useCallback, useRef } from 'react';

/** One function for as long as its component lives, which calls the newest of those given: what is handed it need not be drawn again. */
export function useSteady<A extends readonly unknown[], R>(newest: (...args: A) => R): (...args: A) => R {
  const now = useRef(newest);
  now.current = newest;
  return useCallback((...args: A) => now.current(...args), []);
}
