import { useEffect, useState } from 'react';
import type { RowSource } from './row-source.ts';

/** The text of `sum` for the chosen rows, which are fetched when the user chose more than is loaded. */
export function useSelectionSum<R extends object>(
  source: RowSource<R>,
  selected: readonly number[],
  sum: ((rows: readonly R[]) => string | null) | undefined,
): string | null {
  const [text, setText] = useState<string | null>(null);
  useEffect(() => {
    if (sum === undefined || selected.length < 2) {
      setText(null);
      return undefined;
    }
    let current = true;
    const here = selected.map((index) => source.at(index));
    if (here.every((row) => row !== undefined)) {
      setText(sum(here));
      return undefined;
    }
    const from = selected[0] ?? 0;
    source.fetchRange(from, (selected.at(-1) ?? from) + 1).then(
      (rows) => current && setText(sum(selected.flatMap((index) => rows[index - from] ?? []))),
      () => current && setText(null),
    );
    return () => {
      current = false;
    };
  }, [source, selected, sum]);
  return text;
}
