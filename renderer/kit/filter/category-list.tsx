import { CloseButton, TextInput, Tooltip } from '@mantine/core';
import { useState } from 'react';
import { formatCount } from '../format.ts';
import { BoneLines } from '../state/late.tsx';
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
              count={total}
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
