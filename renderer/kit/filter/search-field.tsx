import { CloseButton, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useEffect, useState } from 'react';

/** Most characters that every table's search takes. */
const MOST = 200;

/** A search that takes effect a moment after the last key. */
export function SearchField({
  value,
  placeholder,
  onChange,
}: {
  readonly value: string;
  readonly placeholder: string;
  readonly onChange: (search: string) => void;
}) {
  const [text, setText] = useState(value);
  useEffect(() => setText(value), [value]);
  const settle = useDebouncedCallback(onChange, 150);
  const set = (next: string): void => {
    setText(next);
    settle(next);
  };
  return (
    <TextInput
      size="xs"
      w={230}
      type="search"
      aria-label={placeholder}
      placeholder={placeholder}
      leftSection={<IconSearch size={16} stroke={1.5} aria-hidden />}
      rightSection={text === '' ? null : <CloseButton size="xs" aria-label="Clear search" onClick={() => set('')} />}
      value={text}
      maxLength={MOST}
      onChange={(event) => set(event.currentTarget.value)}
    />
  );
}
