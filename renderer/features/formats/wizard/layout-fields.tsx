import { Autocomplete, Checkbox, Group, Select, Stack, TagsInput, Textarea } from '@mantine/core';
import type { CustomFormat, FormatLayout } from '../../../../core/contract/custom-format.ts';
import { emptyLayout, KIND_CHOICES } from './draft.ts';

const NAMED: Readonly<Record<string, string>> = {
  '\t': 'Tab',
  ' ': 'Space',
  ',': 'Comma',
  ';': 'Semicolon',
  '|': 'Bar',
};
const SPELT: Readonly<Record<string, string>> = Object.fromEntries(Object.entries(NAMED).map(([a, b]) => [b, a]));

/** A separator: one with a name, or any other typed as it is. */
function SeparatorField(props: {
  readonly label: string;
  readonly value: string;
  readonly choices: readonly string[];
  readonly longest: number;
  readonly onChange: (value: string) => void;
}) {
  return (
    <Autocomplete
      label={props.label}
      w={132}
      maxLength={12}
      data={props.choices.map((choice) => NAMED[choice] ?? choice)}
      filter={({ options }) => options}
      value={NAMED[props.value] ?? props.value}
      onChange={(typed) => {
        const value = SPELT[typed] ?? typed.slice(0, props.longest);
        if (value !== '') props.onChange(value);
      }}
    />
  );
}

const QUOTES = [
  { value: '"', label: 'Double quotes' },
  { value: "'", label: 'Single quotes' },
  { value: '', label: 'Nothing' },
];

/** How a line is built. */
export function LayoutFields(props: {
  readonly layout: FormatLayout;
  readonly onChange: (layout: FormatLayout) => void;
}) {
  const { layout, onChange } = props;
  return (
    <Stack gap="xs">
      <Group gap="sm" align="flex-end">
        <Select
          label="Lines are"
          w={190}
          data={[...KIND_CHOICES]}
          allowDeselect={false}
          value={layout.kind}
          onChange={(value) => {
            const kind = KIND_CHOICES.find((choice) => choice.value === value)?.value;
            if (kind !== undefined && kind !== layout.kind) onChange(emptyLayout(kind));
          }}
        />
        {layout.kind === 'csv' && (
          <>
            <SeparatorField
              label="Separated by"
              value={layout.delimiter}
              choices={[',', ';', '\t', '|', ' ']}
              longest={1}
              onChange={(delimiter) => onChange({ ...layout, delimiter })}
            />
            <QuoteField value={layout.quote} onChange={(quote) => onChange({ ...layout, quote })} />
          </>
        )}
        {layout.kind === 'keyvalue' && (
          <>
            <SeparatorField
              label="Between pairs"
              value={layout.pairSeparator}
              choices={[' ', ',', ';', '|', '\t', '^^']}
              longest={4}
              onChange={(pairSeparator) => onChange({ ...layout, pairSeparator })}
            />
            <SeparatorField
              label="Before a value"
              value={layout.keySeparator}
              choices={['=', ':']}
              longest={4}
              onChange={(keySeparator) => onChange({ ...layout, keySeparator })}
            />
            <QuoteField value={layout.quote} onChange={(quote) => onChange({ ...layout, quote })} />
          </>
        )}
      </Group>
      {layout.kind === 'csv' && (
        <Checkbox
          label="The first line names the columns"
          checked={layout.header}
          onChange={(event) => onChange({ ...layout, header: event.currentTarget.checked })}
        />
      )}
      {(layout.kind === 'w3c' || (layout.kind === 'csv' && !layout.header)) && (
        <TagsInput
          label="Columns, in their order"
          description={
            layout.kind === 'w3c' ? 'Where no #Fields line names them.' : 'Unnamed ones go by their number, from 1.'
          }
          value={[...layout.columns]}
          allowDuplicates
          maxTags={400}
          onChange={(columns) => onChange({ ...layout, columns })}
        />
      )}
      {layout.kind === 'regex' && (
        <>
          <Textarea
            label="Pattern"
            description="RE2 syntax; each part to be read is a named group, (?P<name>…)."
            autosize
            minRows={2}
            maxRows={5}
            maxLength={4000}
            classNames={{ input: 'uc-mono' }}
            spellCheck={false}
            value={layout.pattern}
            onChange={(event) => onChange({ ...layout, pattern: event.currentTarget.value })}
          />
          <Checkbox
            label="Capitals do not matter"
            checked={layout.ignoreCase}
            onChange={(event) => onChange({ ...layout, ignoreCase: event.currentTarget.checked })}
          />
        </>
      )}
    </Stack>
  );
}

type Quote = '"' | "'" | '';

function QuoteField(props: { readonly value: Quote; readonly onChange: (quote: Quote) => void }) {
  return (
    <Select
      label="Quoted with"
      w={150}
      data={QUOTES}
      allowDeselect={false}
      value={props.value}
      onChange={(value) => (value === '"' || value === "'" || value === '') && props.onChange(value)}
    />
  );
}

/** Which lines are traffic at all. */
export function LineFields(props: {
  readonly lines: CustomFormat['lines'];
  readonly onChange: (lines: CustomFormat['lines']) => void;
}) {
  const { lines, onChange } = props;
  return (
    <Stack gap="xs">
      <Group gap="sm" align="flex-start" grow>
        <TagsInput
          label="Only lines that hold"
          value={[...lines.contain]}
          maxTags={100}
          onChange={(contain) => onChange({ ...lines, contain })}
        />
        <TagsInput
          label="No lines that hold"
          value={[...lines.lack]}
          maxTags={100}
          onChange={(lack) => onChange({ ...lines, lack })}
        />
        <Autocomplete
          label="Comments begin with"
          data={['#', '//', ';']}
          filter={({ options }) => options}
          maxLength={20}
          value={lines.comment}
          onChange={(comment) => onChange({ ...lines, comment })}
        />
      </Group>
      <Checkbox
        label="Without a time of its own, a line has that of its syslog header"
        checked={lines.syslog}
        onChange={(event) => onChange({ ...lines, syslog: event.currentTarget.checked })}
      />
    </Stack>
  );
}
