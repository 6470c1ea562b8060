import { Text } from '@mantine/core';

/** A choice of a select, with an example or another name below it. */
export function ExampleOption({ name, example }: { readonly name: string; readonly example: string }) {
  return (
    <div className="uc-fieldmap__option">
      <span>{name}</span>
      <Text size="xs" c="dimmed" truncate>
        {example}
      </Text>
    </div>
  );
}
