import { CloseButton, TextInput } from '@mantine/core';
import { memo, useState } from 'react';
import { formatCount } from '../format.ts';
import { BoneLines } from '../state/late.tsx';
import { useSteady } from '../use-steady.ts';
import './category-list.css';

export interface CategoryCount {
  readonly id: string;
  readonly name: string;
  readonly apps: number;
}

/** Browse by category: how many of the apps lie in each, one click to see only those. */
export function CategoryList({
  categories,
  total,
  chosen,
  onChoose,
}: {
  /** Undefined while they are on their way. The counts of the others stay when one is chosen. */
  readonly categories: readonly CategoryCount[] | undefined;
  readonly total: number;
  readonly chosen: string | null;
  readonly onChoose: (category: string | null) => void;
}) {
  const [words, setWords] = useState('');
  const choose = useSteady((id: string | null) => onChoose(id !== null && id === chosen ? null : id));
  const shown = categories?.filter((category) => category.name.toLowerCase().includes(words.trim().toLowerCase()));
  return (
    <nav className="uc-categories uc-fewlines" aria-label="Browse by category">
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
            <CategoryButton id={null} name="All categories" count={total} active={chosen === null} onChoose={choose} />
          </li>
          {shown.map((category) => (
            <li key={category.id}>
              <CategoryButton
                id={category.id}
                name={category.name}
                count={category.apps}
                active={chosen === category.id}
                onChoose={choose}
              />
            </li>
          ))}
        </ul>
      )}
    </nav>
  );
}

const CategoryButton = memo(function CategoryButton(props: {
  readonly id: string | null;
  readonly name: string;
  readonly count: number;
  readonly active: boolean;
  readonly onChoose: (id: string | null) => void;
}) {
  const { id, name, count, active, onChoose } = props;
  return (
    <button
      type="button"
      className="uc-categories__item"
      title={name}
      aria-pressed={active}
      onClick={() => onChoose(id)}
    >
      <span className="uc-ellipsis">{name}</span>
      <span className="uc-num">{formatCount(count)}</span>
    </button>
  );
});
