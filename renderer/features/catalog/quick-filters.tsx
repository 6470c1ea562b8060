import { Button, Group, Popover, RangeSlider, Select, Stack, Text } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useMemo, useState } from 'react';
import { useFilterFields } from '../../data/discovery.ts';
import { countryChoices } from '../../kit/charts/country-names.ts';
import { is } from '../../kit/filter/conditions.ts';
import { askedOf, withField } from './field-condition.ts';

const TAGS = [
  { value: 'sanctioned', label: 'Sanctioned' },
  { value: 'unsanctioned', label: 'Unsanctioned' },
  { value: 'monitored', label: 'Monitored' },
  { value: 'none', label: 'No tag' },
];
const KINDS = [
  { value: 'saas', label: 'SaaS' },
  { value: 'consumer', label: 'Consumer' },
  { value: 'infrastructure', label: 'Infrastructure' },
  { value: 'tracker', label: 'Tracker' },
  { value: 'mailSender', label: 'Sender of mail' },
];
const BREACHES = [
  { value: 'known', label: 'Known' },
  { value: 'unknown', label: 'None known' },
];

interface FilterProps {
  readonly filter: string;
  readonly onChange: (filter: string) => void;
}

/** The filters that are asked for most, as controls that write the text form beside them. */
export function QuickFilters({ filter, onChange }: FilterProps) {
  const countries = useMemo(() => countryChoices(), []);
  return (
    <Group gap={6} role="group" aria-label="Quick filters">
      <FieldSelect field="tag" label="Tag" data={TAGS} filter={filter} onChange={onChange} width={128} />
      <ScoreFilter filter={filter} onChange={onChange} />
      <FieldSelect field="kind" label="Kind" data={KINDS} filter={filter} onChange={onChange} width={128} />
      <FieldSelect
        field="headquarters"
        label="Headquarters"
        data={countries}
        filter={filter}
        onChange={onChange}
        width={150}
      />
      <FieldSelect
        field="factor.latestBreachDateTime"
        label="Known breach"
        data={BREACHES}
        filter={filter}
        onChange={onChange}
        width={132}
      />
      <FactorFilter filter={filter} onChange={onChange} />
    </Group>
  );
}

function FieldSelect({
  field,
  label,
  data,
  width,
  filter,
  onChange,
}: FilterProps & {
  readonly field: string;
  readonly label: string;
  readonly data: readonly { readonly value: string; readonly label: string }[];
  readonly width: number;
}) {
  const asked = askedOf(filter, field);
  return (
    <Select
      size="xs"
      w={width}
      clearable
      searchable={data.length > 8}
      aria-label={label}
      placeholder={label}
      data={[...data]}
      value={data.find((choice) => choice.value.toLowerCase() === asked?.toLowerCase())?.value ?? null}
      onChange={(value) => onChange(withField(filter, field, value === null ? null : `${field}:${value}`))}
    />
  );
}

/** Both ends of the score; all of it is no condition. */
function ScoreFilter({ filter, onChange }: FilterProps) {
  const [opened, setOpened] = useState(false);
  const range = /^(\d+)\.\.(\d+)$/.exec(askedOf(filter, 'score') ?? '');
  const asked: [number, number] = range === null ? [0, 10] : [Number(range[1]), Number(range[2])];
  const [draft, setDraft] = useState<[number, number]>(asked);
  const set = ([low, high]: [number, number]): void =>
    onChange(withField(filter, 'score', low === 0 && high === 10 ? null : `score:${low}..${high}`));
  return (
    <Popover opened={opened} onChange={setOpened} trapFocus withinPortal position="bottom-start">
      <Popover.Target>
        <Button
          size="xs"
          variant="default"
          fw={400}
          aria-expanded={opened}
          onClick={() => {
            setDraft(asked);
            setOpened(!opened);
          }}
        >
          {range === null ? 'Risk score' : `Risk score ${asked[0]}–${asked[1]}`}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <Text size="xs" mb="xs">
          0 is the highest risk, 10 the lowest.
        </Text>
        <RangeSlider
          w={260}
          mb="lg"
          min={0}
          max={10}
          minRange={0}
          thumbFromLabel="Lowest score"
          thumbToLabel="Highest score"
          marks={[0, 3, 7, 10].map((value) => ({ value, label: value }))}
          value={draft}
          onChange={setDraft}
          onChangeEnd={set}
        />
      </Popover.Dropdown>
    </Popover>
  );
}

const ANSWERS = [
  { value: 'known', label: 'is known' },
  { value: 'unknown', label: 'is unknown' },
];

/** Adds a condition on one of the catalog's risk factors: `SOC 2 is yes`, `MFA is no or unknown`. */
function FactorFilter({ filter, onChange }: FilterProps) {
  const [opened, setOpened] = useState(false);
  const [field, setField] = useState<string | null>(null);
  const [value, setValue] = useState<string | null>(null);
  const { data: fields = [] } = useFilterFields('catalog');
  const factors = useMemo(() => fields.filter(({ name }) => name.startsWith('factor.')), [fields]);
  const chosen = factors.find(({ name }) => name === field);
  const values = useMemo(() => {
    const own = chosen?.values.map((one) => ({ value: one.value, label: `is ${one.title.toLowerCase()}` })) ?? [];
    const open = own.some((one) => one.value === 'no') ? [{ value: 'no|unknown', label: 'is no or unknown' }] : [];
    return [...own, ...open, ...ANSWERS];
  }, [chosen]);
  const add = (): void => {
    if (field === null || value === null) return;
    const condition = value
      .split('|')
      .map((one) => (ANSWERS.some((answer) => answer.value === one) ? `${field}:${one}` : is(field, one)));
    onChange(withField(filter, field, condition.length > 1 ? `(${condition.join(' or ')})` : (condition[0] ?? null)));
    setOpened(false);
    setField(null);
    setValue(null);
  };
  return (
    <Popover opened={opened} onChange={setOpened} trapFocus withinPortal position="bottom-start">
      <Popover.Target>
        <Button
          size="xs"
          variant="default"
          fw={400}
          leftSection={<IconPlus size={14} />}
          aria-expanded={opened}
          onClick={() => setOpened(!opened)}
        >
          Risk factor
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <form
          onSubmit={(event) => {
            event.preventDefault();
            add();
          }}
        >
          <Stack gap="xs" w={300}>
            <Select
              size="xs"
              label="Factor"
              placeholder="Security, compliance, legal, general …"
              searchable
              data-autofocus
              comboboxProps={{ withinPortal: false }}
              data={factors.map(({ name, title }) => ({ value: name, label: title }))}
              value={field}
              onChange={(next) => {
                setField(next);
                setValue(null);
              }}
            />
            <Select
              size="xs"
              label="Condition"
              disabled={field === null}
              comboboxProps={{ withinPortal: false }}
              data={values}
              value={value}
              onChange={setValue}
            />
            <Button size="xs" type="submit" disabled={field === null || value === null}>
              Add
            </Button>
          </Stack>
        </form>
      </Popover.Dropdown>
    </Popover>
  );
}
