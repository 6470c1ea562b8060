import { TagsInput, Text } from '@mantine/core';
import { ExampleOption } from '../wizard/example-option.tsx';
import type { FoundPath } from './draft.ts';

/** Paths that may hold something, best first: those of the records with a value of each, or any other typed in. */
export function PathField(props: {
  readonly label: string;
  readonly about?: string;
  readonly none?: string;
  readonly value: readonly string[];
  readonly found: readonly FoundPath[];
  readonly required?: boolean;
  readonly onChange: (paths: string[]) => void;
}) {
  const { label, about, none, value, found, required = false, onChange } = props;
  const examples = new Map(found.map(({ path, example }) => [path, example]));
  const example = value.map((path) => examples.get(path) ?? '').find((text) => text !== '');
  return (
    <div className="uc-pathfield">
      <TagsInput
        label={label}
        {...(about === undefined ? {} : { description: about })}
        placeholder={value.length === 0 ? (none ?? 'not in this log') : ''}
        data={found.map(({ path }) => path)}
        value={[...value]}
        maxTags={12}
        limit={200}
        withAsterisk={required}
        renderOption={({ option }) => <ExampleOption name={option.value} example={examples.get(option.value) ?? ''} />}
        onChange={onChange}
      />
      {example !== undefined && (
        <Text size="xs" c="dimmed" truncate title={example} className="uc-pathfield__sample">
          {example}
        </Text>
      )}
    </div>
  );
}

/** Different values that the first records have at some paths. */
export function valuesAt(found: readonly FoundPath[], paths: readonly string[]): string[] {
  return [...new Set(found.filter(({ path }) => paths.includes(path)).flatMap(({ values }) => values))];
}
