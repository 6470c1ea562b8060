/** Parts of a connector's description: what it is called, times, fields, outcome, the thing acted upon, places. */
import { Autocomplete, Group, Select, Stack, TagsInput, Text, TextInput } from '@mantine/core';
import type { CustomConnector } from '../../../../core/contract/custom-connector.ts';
import { useAppSearch } from '../../../data/catalog.ts';
import { ZoneSelect } from '../../../kit/zone-select.tsx';
import { ExampleOption } from '../wizard/example-option.tsx';
import { ACTIVITY_FIELD_ROWS, type FoundPath, objectOf, placeOf, withClock, withPart, withPaths } from './draft.ts';
import { PathField, valuesAt } from './path-field.tsx';

interface PartProps {
  readonly draft: CustomConnector;
  readonly found: readonly FoundPath[];
  readonly onChange: (draft: CustomConnector) => void;
}

export function NamePart(props: Omit<PartProps, 'found'> & { readonly id: string; readonly replaces: boolean }) {
  const { draft, id, replaces, onChange } = props;
  return (
    <Stack gap="xs">
      <TextInput
        label="Title"
        description={replaces ? `${id}: replaces the connector of that name` : id}
        required
        maxLength={100}
        value={draft.title}
        onChange={(event) => onChange({ ...draft, title: event.currentTarget.value })}
      />
      <Group grow align="flex-start">
        <TextInput
          label="Vendor"
          description="who makes it"
          maxLength={100}
          value={draft.vendor}
          onChange={(event) => onChange({ ...draft, vendor: event.currentTarget.value })}
        />
        <AppField value={draft.app} onChange={(app) => onChange({ ...draft, app })} />
      </Group>
    </Stack>
  );
}

/** The app that activities happen in: one of the catalog by its id, or any name. */
function AppField({ value, onChange }: { readonly value: string; readonly onChange: (app: string) => void }) {
  const { data: found = [] } = useAppSearch(value);
  const names = new Map(found.map(({ id, name }) => [id, name]));
  const known = names.get(value);
  return (
    <Autocomplete
      label="App"
      required
      maxLength={100}
      description={known === undefined ? 'not in the catalog: an app of your own' : `${known} in the catalog`}
      data={[...names.keys()]}
      filter={({ options }) => options}
      renderOption={({ option }) => (
        <ExampleOption name={names.get(option.value) ?? option.value} example={option.value} />
      )}
      value={value}
      onChange={onChange}
    />
  );
}

const ORDERS = [
  { value: 'none', label: 'need not be told' },
  { value: 'dmy', label: 'day first, 31/12/2026' },
  { value: 'mdy', label: 'month first, 12/31/2026' },
];

export function TimePart({ draft, found, onChange }: PartProps) {
  const { time } = draft;
  return (
    <Stack gap="xs">
      <PathField
        label="Time"
        required
        none="at least one"
        value={time.from}
        found={found}
        onChange={(from) => onChange({ ...draft, time: { ...time, from } })}
      />
      <Group grow align="flex-start">
        <ZoneSelect
          label="Zone of times that name none"
          value={time.zone ?? 'UTC'}
          onChange={(zone) => onChange({ ...draft, time: withClock(time, { zone }) })}
        />
        <Select
          label="Day and month"
          allowDeselect={false}
          data={ORDERS}
          value={time.order ?? 'none'}
          onChange={(order) => onChange({ ...draft, time: withClock(time, { order }) })}
        />
      </Group>
      <PathField
        label="Time as a reader saw it"
        about="Asked only where a record has no other"
        value={time.local}
        found={found}
        onChange={(local) => onChange({ ...draft, time: { ...time, local } })}
      />
    </Stack>
  );
}

export function FieldsPart({ draft, found, onChange }: PartProps) {
  return (
    <div className="uc-fieldmap">
      {ACTIVITY_FIELD_ROWS.map(({ field, title, about }) => (
        <PathField
          key={field}
          label={title}
          {...(about === undefined ? {} : { about })}
          required={field === 'operation'}
          value={draft.paths[field] ?? []}
          found={found}
          onChange={(paths) => onChange({ ...draft, paths: withPaths(draft.paths, field, paths) })}
        />
      ))}
    </div>
  );
}

export function OutcomePart({ draft, found, onChange }: PartProps) {
  const outcome = draft.outcome ?? NO_OUTCOME;
  const seen = valuesAt(found, outcome.from);
  const words = (key: 'success' | 'failure', label: string) => (
    <TagsInput
      label={label}
      placeholder={outcome[key].length === 0 ? 'the usual ones' : ''}
      data={seen}
      value={[...outcome[key]]}
      maxTags={100}
      onChange={(next) => onChange(withPart(draft, 'outcome', { ...outcome, [key]: next }))}
    />
  );
  return (
    <Stack gap="xs">
      <PathField
        label="Outcome"
        about="A word that says whether it came about"
        value={outcome.from}
        found={found}
        onChange={(from) => onChange(withPart(draft, 'outcome', from.length === 0 ? NO_OUTCOME : { ...outcome, from }))}
      />
      {outcome.from.length > 0 && (
        <>
          {seen.length > 0 && (
            <Text size="xs" c="dimmed">
              Words in the first records: {seen.join(', ')}
            </Text>
          )}
          <Group grow align="flex-start">
            {words('success', 'Words for success')}
            {words('failure', 'Words for failure')}
          </Group>
        </>
      )}
    </Stack>
  );
}

const NO_OUTCOME: NonNullable<CustomConnector['outcome']> = { from: [], success: [], failure: [] };

export function ObjectPart({ draft, found, onChange }: PartProps) {
  const object = objectOf(draft);
  const field = (key: 'typeFrom' | 'id' | 'name' | 'owner', label: string, about?: string) => (
    <PathField
      label={label}
      {...(about === undefined ? {} : { about })}
      value={object[key]}
      found={found}
      onChange={(paths) => onChange(withPart(draft, 'object', { ...object, [key]: paths }))}
    />
  );
  return (
    <div className="uc-fieldmap">
      {field('name', 'Name')}
      {field('id', 'Id')}
      {field('owner', 'Owner')}
      {field('typeFrom', 'Kind', 'Where a record says it')}
      {draft.object !== undefined && (
        <TextInput
          label="Kind otherwise"
          description="A plain word, such as file"
          maxLength={40}
          value={object.type}
          onChange={(event) => onChange(withPart(draft, 'object', { ...object, type: event.currentTarget.value }))}
        />
      )}
    </div>
  );
}

export function PlacePart({ draft, found, onChange }: PartProps) {
  const place = placeOf(draft);
  const field = (key: 'country' | 'region' | 'city', label: string) => (
    <PathField
      label={label}
      value={place[key]}
      found={found}
      onChange={(paths) => onChange(withPart(draft, 'place', { ...place, [key]: paths }))}
    />
  );
  return (
    <div className="uc-fieldmap">
      {field('country', 'Country')}
      {field('region', 'Region')}
      {field('city', 'City')}
    </div>
  );
}
