import { Select } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useState } from 'react';
import { useAppSearch } from '../../data/catalog.ts';

/** One app of the catalog, found by words of its name. */
export function AppSearch({
  title,
  taken = [],
  onChoose,
}: {
  readonly title: string;
  /** Ids that are not offered. */
  readonly taken?: readonly string[];
  readonly onChoose: (id: string) => void;
}) {
  const [words, setWords] = useState('');
  const [settled] = useDebouncedValue(words, 150);
  const { data = [] } = useAppSearch(settled);
  return (
    <Select
      size="xs"
      w={220}
      searchable
      aria-label={title}
      placeholder={`${title} …`}
      searchValue={words}
      onSearchChange={setWords}
      filter={({ options }) => options}
      data={data
        .filter(({ id }) => !taken.includes(id))
        .map(({ id, name, categoryName }) => ({ value: id, label: `${name} · ${categoryName}` }))}
      value={null}
      onChange={(id) => {
        if (id !== null) onChoose(id);
        setWords('');
      }}
      nothingFoundMessage={words.trim() === '' ? 'Type a name' : 'No app has these words'}
    />
  );
}
