import { ActionIcon, Badge, Button, Group, Select, Stack, Text, TextInput } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useState } from 'react';
import type { CustomConnector } from '../../../../core/contract/custom-connector.ts';
import { type ActivityType, isActivityType } from '../../../../core/model/activity-types.ts';
import { formatCount } from '../../../kit/format.ts';
import { SmallTable } from '../../../kit/table/small-table.tsx';
import { type Described, otherEntries, TYPE_CHOICES, typeInTable, withType } from './draft.ts';

type Operations = CustomConnector['operations'];

/** Shown before somebody asks for more: a log may have hundreds. */
const SHOWN = 40;
const CHOICES = TYPE_CHOICES.map(({ group, items }) => ({ group, items: [...items] }));

/** The provider's operations, most frequent first, each with the activity type that it is read as. */
export function OperationsPart(props: {
  readonly operations: Operations;
  readonly seen: Described['operations'];
  readonly onChange: (operations: Operations) => void;
}) {
  const { operations, seen, onChange } = props;
  const [all, setAll] = useState(false);
  const others = otherEntries(operations, seen);
  return (
    <Stack gap="xs">
      <SmallTable
        label="Operations"
        caption="Operations and their activity types"
        look="uc-optable"
        columns={['Operation', { title: 'Records', isFigure: true }, 'Activity type']}
        actions="Said here"
      >
        {(all ? seen : seen.slice(0, SHOWN)).map(({ name, count, type }) => (
          <Row
            key={name}
            name={name}
            count={count}
            type={isActivityType(type) ? type : 'other'}
            isSaid={typeInTable(operations, name) !== undefined}
            onType={(next) => onChange(withType(operations, name, next))}
          />
        ))}
        {others.map(([name, type]) => (
          <Row
            key={name}
            name={name}
            count={null}
            type={type}
            isSaid
            onType={(next) => onChange(withType(operations, name, next))}
          />
        ))}
      </SmallTable>
      {seen.length > SHOWN && !all && (
        <Button size="compact-xs" variant="subtle" w="max-content" onClick={() => setAll(true)}>
          Show all {formatCount(seen.length)} operations
        </Button>
      )}
      <AddPattern onAdd={(name, type) => onChange(withType(operations, name, type))} />
    </Stack>
  );
}

function Row(props: {
  readonly name: string;
  readonly count: number | null;
  readonly type: ActivityType;
  /** The description names it; else a pattern or the operation's own words decide. */
  readonly isSaid: boolean;
  readonly onType: (type: ActivityType | null) => void;
}) {
  const { name, count, type, isSaid, onType } = props;
  return (
    <tr>
      <th scope="row" className="uc-optable__name" title={name}>
        {name}
      </th>
      <td data-align="right">{count === null ? '–' : formatCount(count)}</td>
      <td>
        <Select
          aria-label={`Activity type of ${name}`}
          size="xs"
          searchable
          allowDeselect={false}
          data={CHOICES}
          value={type}
          onChange={(next) => next !== null && isActivityType(next) && onType(next)}
        />
      </td>
      <td>
        {isSaid ? (
          <ActionIcon
            size="sm"
            variant="subtle"
            color="gray"
            aria-label={`Leave ${name} to its own words`}
            title="Leave it to its own words"
            onClick={() => onType(null)}
          >
            <IconX size={14} />
          </ActionIcon>
        ) : (
          <Badge variant="light" color={type === 'other' ? 'orange' : 'gray'} size="xs" tt="none" miw="max-content">
            {type === 'other' ? 'unknown' : 'by words'}
          </Badge>
        )}
      </td>
    </tr>
  );
}

function AddPattern({ onAdd }: { readonly onAdd: (name: string, type: ActivityType) => void }) {
  const [name, setName] = useState('');
  const [type, setType] = useState<ActivityType | null>(null);
  return (
    <Group gap="xs" align="flex-end" wrap="nowrap">
      <TextInput
        label="Further operation"
        description="* stands for anything, as in doc.*"
        size="xs"
        maxLength={200}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <Select
        label="is"
        size="xs"
        searchable
        placeholder="activity type"
        data={CHOICES}
        value={type}
        onChange={(next) => setType(next !== null && isActivityType(next) ? next : null)}
      />
      <Button
        size="xs"
        variant="default"
        disabled={name.trim() === '' || type === null}
        onClick={() => {
          if (type === null) return;
          onAdd(name.trim(), type);
          setName('');
        }}
      >
        Add
      </Button>
    </Group>
  );
}

/** What the table says of an operation where it takes more than its name to tell. */
export function TypedByHint({ typedBy }: { readonly typedBy: readonly string[] }) {
  return typedBy.length === 0 ? null : (
    <Text size="xs" c="dimmed">
      Operations are told by {typedBy.join(' and ')} together, joined by a blank.
    </Text>
  );
}
