import { CloseButton, TextInput, Tooltip } from '@mantine/core';
import { useMemo, useState } from 'react';
import type { Scope } from '../../../../core/contract/common.ts';
import { useQuestion } from '../../../data/use-question.ts';
import { formatCount } from '../../../kit/format.ts';
import { BoneLines } from '../../../kit/state/late.tsx';

const MOST = 5000;

/** Browse by category: how many of the apps behind filter and search lie in each, one click to see only those. */
export function CategoryPanel({
  scope,
  search,
  chosen,
  onChoose,
}: {
  /** The scope without the category that is chosen here: the counts of the others stay. */
  readonly scope: Scope;
  readonly search: string;
  readonly chosen: string | null;
  readonly onChoose: (category: string | null) => void;
}) {
  const [words, setWords] = useState('');
  const { data } = useQuestion('discovery.listRows', {
    ...scope,
    table: 'apps',
    page: { limit: MOST },
    ...(search === '' ? {} : { search }),
  });
  const categories = useMemo(() => countCategories(data?.columns ?? null), [data]);
  const shown = categories?.filter((category) => category.name.toLowerCase().includes(words.trim().toLowerCase()));
  return (
    <nav className="uc-categories" aria-label="Browse by category">
      <TextInput
        size="xs"
        type="search"
        placeholder="Browse by category"
        aria-label="Search categories"
        value={words}
        onChange={(event) => setWords(event.currentTarget.value)}
        rightSection={words === '' ? null : <CloseButton size="xs" aria-label="Clear" onClick={() => setWords('')} />}
      />
      {shown === undefined ? (
        <BoneLines lines={10} />
      ) : (
        <ul>
          <li>
            <CategoryButton
              name="All categories"
              count={data?.total ?? 0}
              active={chosen === null}
              onClick={() => onChoose(null)}
            />
          </li>
          {shown.map((category) => (
            <li key={category.id}>
              <CategoryButton
                name={category.name}
                count={category.apps}
                active={chosen === category.id}
                onClick={() => onChoose(chosen === category.id ? null : category.id)}
              />
            </li>
          ))}
        </ul>
      )}
    </nav>
  );
}

function CategoryButton(props: {
  readonly name: string;
  readonly count: number;
  readonly active: boolean;
  readonly onClick: () => void;
}) {
  return (
    <Tooltip label={props.name} openDelay={600} position="right">
      <button type="button" className="uc-categories__item" aria-pressed={props.active} onClick={props.onClick}>
        <span className="uc-ellipsis">{props.name}</span>
        <span className="uc-num">{formatCount(props.count)}</span>
      </button>
    </Tooltip>
  );
}

interface CategoryCount {
  readonly id: string;
  readonly name: string;
  readonly apps: number;
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
