import { ActionIcon, Button, Group, MultiSelect, Popover, Select, Stack, TextInput } from '@mantine/core';
import { IconPencil } from '@tabler/icons-react';
import { useState } from 'react';
import { useOrder } from '../../../data/use-question.ts';
import { type Factor, factorText, valueText } from '../../../kit/risk/factor-text.ts';
import { toastError, toastUndo } from '../../../kit/toast.tsx';

/** Puts a factor's value right for this workspace; the own value wins until it is taken back. */
export function FactorEdit({ app, factor }: { readonly app: string; readonly factor: Factor }) {
  const [opened, setOpened] = useState(false);
  const { mutateAsync } = useOrder('catalog.correctApp');
  const set = (value: Factor['value']): void => {
    setOpened(false);
    const before = factor.corrected ? factor.value : null;
    mutateAsync({ id: app, factors: { [factor.id]: value } }).then(
      () =>
        toastUndo(
          value === null
            ? `${factor.title}: the catalog’s value holds again.`
            : `${factor.title} is ${factorText({ ...factor, value })} in this workspace.`,
          () => mutateAsync({ id: app, factors: { [factor.id]: before } }),
        ),
      toastError,
    );
  };
  return (
    <Popover opened={opened} onChange={setOpened} trapFocus withinPortal position="bottom-end">
      <Popover.Target>
        <ActionIcon
          size="xs"
          variant="subtle"
          color="gray"
          aria-label={`Correct ${factor.title}`}
          aria-expanded={opened}
          onClick={() => setOpened(!opened)}
        >
          <IconPencil size={12} stroke={1.5} />
        </ActionIcon>
      </Popover.Target>
      <Popover.Dropdown w={280}>{opened && <EditForm factor={factor} onSet={set} />}</Popover.Dropdown>
    </Popover>
  );
}

const NOT_APPLICABLE = 'notApplicable';

function EditForm({ factor, onSet }: { readonly factor: Factor; readonly onSet: (value: Factor['value']) => void }) {
  const [draft, setDraft] = useState<readonly string[]>(() => draftOf(factor.value));
  const [only = ''] = draft;
  const extra = factor.naAllowed ? [{ value: NOT_APPLICABLE, label: 'Not applicable' }] : [];
  const choices =
    factor.valueKind === 'flag'
      ? [
          { value: 'true', label: 'Yes' },
          { value: 'false', label: 'No' },
        ]
      : factor.values.map((value) => ({ value, label: valueText(value) ?? value }));
  const value = typedValue(factor, draft);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (value !== null) onSet(value);
      }}
    >
      <Stack gap="xs">
        {choices.length === 0 ? (
          <TextInput
            size="xs"
            data-autofocus
            label={factor.title}
            description={HINTS[factor.valueKind]}
            value={only}
            onChange={(event) => setDraft([event.currentTarget.value])}
          />
        ) : factor.valueKind === 'list' ? (
          <MultiSelect
            size="xs"
            label={factor.title}
            searchable
            comboboxProps={{ withinPortal: false }}
            data={choices}
            value={[...draft]}
            onChange={setDraft}
          />
        ) : (
          <Select
            size="xs"
            data-autofocus
            label={factor.title}
            comboboxProps={{ withinPortal: false }}
            data={[...choices, ...extra]}
            value={only === '' ? null : only}
            onChange={(next) => setDraft(next === null ? [] : [next])}
          />
        )}
        <Group gap="xs" justify="flex-end">
          {factor.corrected && (
            <Button size="xs" variant="default" onClick={() => onSet(null)}>
              Back to the catalog’s
            </Button>
          )}
          <Button size="xs" type="submit" disabled={value === null}>
            Set
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

const HINTS: Readonly<Partial<Record<Factor['valueKind'], string>>> = {
  integer: 'A whole number from 1 to 10.',
  year: 'A year, such as 2009.',
  date: 'A date, such as 2024-05-31, or none.',
  url: 'A web address.',
  country: 'Two letters of a country, such as DE.',
  list: 'Separated by commas.',
};

function draftOf(value: Factor['value']): readonly string[] {
  return value === null ? [] : typeof value === 'object' ? value : [String(value)];
}

/** The draft as the factor's kind of value; null while there is none. The engine checks what it may be. */
function typedValue(factor: Factor, draft: readonly string[]): Factor['value'] {
  const text = (draft[0] ?? '').trim();
  if (draft.length === 0 || text === '') return null;
  switch (factor.valueKind) {
    case 'flag':
      return text === NOT_APPLICABLE ? text : text === 'true';
    case 'integer':
    case 'year': {
      const number = Number(text);
      return Number.isInteger(number) ? number : null;
    }
    case 'list':
      return factor.values.length > 0 ? [...draft] : text.split(',').map((one) => one.trim());
    case 'country':
      return text.toUpperCase();
    default:
      return text;
  }
}
