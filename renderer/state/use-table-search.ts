import { setSearch, useSearchText } from './location.ts';

/** A table's search words, kept in the address beside the filter. */
export function useTableSearch(): readonly [string, (search: string) => void] {
  const text = useSearchText();
  return [
    new URLSearchParams(text).get('q') ?? '',
    (q) => setSearch({ q: q.trim() === '' ? null : q.trim() }, { replace: true }),
  ];
}
