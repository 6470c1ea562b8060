import { Button, Group, Stack, TagsInput, Text } from '@mantine/core';
import type { CustomConnector } from '../../../../core/contract/custom-connector.ts';
import type { FoundPath } from './draft.ts';
import { PathField, valuesAt } from './path-field.tsx';

type Shape = CustomConnector['shapes'][number];

/** What a record of this log looks like, so that it is recognised by itself. */
export function ShapePart(props: {
  readonly shapes: readonly Shape[];
  readonly found: readonly FoundPath[];
  readonly onChange: (shapes: Shape[]) => void;
}) {
  const { shapes, found, onChange } = props;
  const put = (at: number, next: Shape | null): void =>
    onChange(shapes.flatMap((shape, index) => (index === at ? (next ?? []) : shape)));
  return (
    <Stack gap="sm">
      {shapes.map((shape, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: shapes have no name, and their order is what tells them apart
        <Stack key={at} gap="xs" className="uc-shape">
          {at > 0 && (
            <Text size="xs" c="dimmed">
              or
            </Text>
          )}
          <PathField
            label={shapes.length === 1 ? 'Always there' : `Always there, look ${at + 1}`}
            about="A file is this log when its records have all of these"
            none="at least one"
            required
            value={shape.has}
            found={found}
            onChange={(has) => put(at, { ...shape, has })}
          />
          <Conditions where={shape.where} found={found} onChange={(where) => put(at, { ...shape, where })} />
          {shapes.length > 1 && (
            <Button size="compact-xs" variant="subtle" onClick={() => put(at, null)} w="max-content">
              Remove look {at + 1}
            </Button>
          )}
        </Stack>
      ))}
      <Button
        size="compact-xs"
        variant="default"
        w="max-content"
        disabled={shapes.length >= 12}
        onClick={() => onChange([...shapes, { has: [found[0]?.path ?? 'time'], where: {} }])}
      >
        Add another look
      </Button>
    </Stack>
  );
}

/** Paths whose text must be one of some words. */
function Conditions(props: {
  readonly where: Shape['where'];
  readonly found: readonly FoundPath[];
  readonly onChange: (where: Shape['where']) => void;
}) {
  const { where, found, onChange } = props;
  const chosen = Object.keys(where);
  return (
    <>
      <PathField
        label="With certain words in"
        none="anywhere"
        value={chosen}
        found={found}
        onChange={(paths) => {
          const first = (path: string): string[] => valuesAt(found, [path]).slice(0, 1);
          onChange(
            Object.fromEntries(
              paths.map((path) => [path, where[path] ?? (first(path).length > 0 ? first(path) : ['*'])]),
            ),
          );
        }}
      />
      {chosen.map((path) => (
        <Group key={path} grow>
          <TagsInput
            label={`${path} is one of`}
            description="* stands for anything"
            data={valuesAt(found, [path])}
            value={[...(where[path] ?? [])]}
            maxTags={100}
            onChange={(words) => onChange({ ...where, [path]: words })}
          />
        </Group>
      ))}
    </>
  );
}
