import { setSearch, useSearchText } from './location.ts';

/**
 * A table's search words, kept in the address beside the filter, so that back brings them again.
 * @param name of the second table's words on a page of two
 */
export function useTableSearch(name = 'q'): readonly [string, (search: string) => void] {
  const text = useSearchText();
  return [
    new URLSearchParams(text).get(name) ?? '',
    (words) => setSearch({ [name]: words.trim() === '' ? null : words.trim() }, { replace: true }),
  ];
}
