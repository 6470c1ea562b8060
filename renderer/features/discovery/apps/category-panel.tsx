import { useMemo } from 'react';
import type { Scope } from '../../../../core/contract/common.ts';
import { useQuestion } from '../../../data/use-question.ts';
import { type CategoryCount, CategoryList } from '../../../kit/filter/category-list.tsx';

const MOST = 5000;

/** Categories of the discovered apps behind filter and search. */
export function CategoryPanel({
  scope,
  search,
  chosen,
  onChoose,
}: {
  /** The scope without the category that is chosen here. */
  readonly scope: Scope;
  readonly search: string;
  readonly chosen: string | null;
  readonly onChoose: (category: string | null) => void;
}) {
  const { data } = useQuestion('discovery.listRows', {
    ...scope,
    table: 'apps',
    page: { limit: MOST },
    ...(search === '' ? {} : { search }),
  });
  const categories = useMemo(() => countCategories(data?.columns ?? null), [data]);
  return <CategoryList categories={categories} total={data?.total ?? 0} chosen={chosen} onChoose={onChoose} />;
}

function countCategories(
  columns: Readonly<Record<string, readonly unknown[]>> | null,
): readonly CategoryCount[] | undefined {
  if (columns === null) return undefined;
  const counts = new Map<string, { id: string; name: string; apps: number }>();
  const names = columns.categoryName ?? [];
  for (const [index, id] of (columns.category ?? []).entries()) {
    if (typeof id !== 'string') continue;
    const entry = counts.get(id) ?? { id, name: String(names[index] ?? id), apps: 0 };
    entry.apps += 1;
    counts.set(id, entry);
  }
  return [...counts.values()].sort((a, b) => b.apps - a.apps || a.name.localeCompare(b.name));
}
