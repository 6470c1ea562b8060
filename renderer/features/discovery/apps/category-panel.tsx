import type { Scope } from '../../../../core/contract/common.ts';
import { useQuestion } from '../../../data/use-question.ts';
import { CategoryList } from '../../../kit/filter/category-list.tsx';

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
  const { data } = useQuestion('discovery.listCategories', { ...scope, ...(search === '' ? {} : { search }) });
  return <CategoryList categories={data?.categories} total={data?.total ?? 0} chosen={chosen} onChoose={onChoose} />;
}
