import { Autocomplete, Select, TagsInput } from '@mantine/core';
import { BYTE_UNITS, type FormatFields, type MappedField } from '../../../../core/contract/custom-format.ts';
import type { MethodOutput } from '../../../../core/contract/methods.ts';
import { FIELD_ROWS, sourceOf, withSource } from './draft.ts';
import { ExampleOption } from './example-option.tsx';

type Source = MethodOutput<'formats.describe'>['sources'][number];

const PATTERNS = [
  'auto',
  'epoch-s',
  'epoch-ms',
  'epoch-us',
  'epoch-ns',
  'd/M/yyyy HH:mm:ss',
  'M/d/yyyy h:mm:ss a',
  'd.M.yyyy HH:mm:ss',
  "yyyy-MM-dd'T'HH:mm:ss.SSSZ",
  'EEE d MMM yyyy HH:mm:ss',
];

/** Which part of a line is which field, with a first value beside each. */
export function FieldMap(props: {
  readonly fields: FormatFields;
  readonly sources: readonly Source[];
  readonly onChange: (fields: FormatFields) => void;
}) {
  const { fields, sources, onChange } = props;
  return (
    <div className="uc-fieldmap">
      {FIELD_ROWS.map(({ field, title, about }) => {
        const from = sourceOf(fields, field);
        return (
          <div key={field} className="uc-fieldmap__row" data-set={from === '' ? undefined : ''}>
            <SourceSelect
              label={title}
              {...(about === undefined ? {} : { about })}
              value={from}
              sources={sources}
              onChange={(next) => onChange(withSource(fields, field, next))}
            />
            {from !== '' && <FieldOptions field={field} fields={fields} sources={sources} onChange={onChange} />}
          </div>
        );
      })}
    </div>
  );
}

function SourceSelect(props: {
  readonly label: string;
  readonly about?: string;
  /** Shown while nothing is chosen. */
  readonly none?: string;
  readonly value: string;
  readonly sources: readonly Source[];
  readonly onChange: (from: string | null) => void;
}) {
  const names = [...new Set([...props.sources.map(({ name }) => name), ...(props.value === '' ? [] : [props.value])])];
  const examples = new Map(props.sources.map(({ name, example }) => [name, example]));
  return (
    <Select
      label={props.label}
      {...(props.about === undefined ? {} : { description: props.about })}
      placeholder={props.none ?? 'not in this log'}
      data={names}
      searchable
      clearable
      limit={200}
      value={props.value === '' ? null : props.value}
      clearButtonProps={{ 'aria-label': `Clear ${props.label}` }}
      nothingFoundMessage="No such part of the line"
      renderOption={({ option }) => <ExampleOption name={option.value} example={examples.get(option.value) ?? ''} />}
      onChange={props.onChange}
    />
  );
}

function FieldOptions(props: {
  readonly field: MappedField;
  readonly fields: FormatFields;
  readonly sources: readonly Source[];
  readonly onChange: (fields: FormatFields) => void;
}) {
  const { field, fields, onChange } = props;
  if (field === 'time' && fields.time) return <TimeOptions {...props} time={fields.time} />;
  if (field === 'action' && fields.action) {
    const { action } = fields;
    return (
      <TagsInput
        label="Words for blocked"
        placeholder={action.deny.length === 0 ? 'the usual ones' : ''}
        value={[...action.deny]}
        maxTags={100}
        onChange={(deny) => onChange({ ...fields, action: { ...action, deny } })}
      />
    );
  }
  if (field === 'sourceUser' && fields.sourceUser) {
    const { sourceUser } = fields;
    return (
      <Select
        label="Written as"
        allowDeselect={false}
        data={[
          { value: 'logged', label: 'as logged' },
          { value: 'name', label: 'name only, no domain' },
          { value: 'commonName', label: 'CN of a distinguished name' },
        ]}
        value={sourceUser.form}
        onChange={(form) => {
          if (form === 'logged' || form === 'name' || form === 'commonName')
            onChange({ ...fields, sourceUser: { ...sourceUser, form } });
        }}
      />
    );
  }
  if (field === 'bytesSent' || field === 'bytesReceived' || field === 'bytesTotal') {
    const bytes = fields[field];
    return (
      <Select
        label="Counted in"
        allowDeselect={false}
        data={[...BYTE_UNITS]}
        value={bytes?.unit ?? 'B'}
        onChange={(value) => {
          const unit = BYTE_UNITS.find((one) => one === value);
          if (unit !== undefined && bytes !== undefined) onChange({ ...fields, [field]: { ...bytes, unit } });
        }}
      />
    );
  }
  return null;
}

function TimeOptions(props: {
  readonly time: NonNullable<FormatFields['time']>;
  readonly fields: FormatFields;
  readonly sources: readonly Source[];
  readonly onChange: (fields: FormatFields) => void;
}) {
  const { time, fields, onChange } = props;
  const first = typeof time.from === 'string' ? time.from : time.from[0];
  const clock = typeof time.from === 'string' ? '' : time.from[1];
  return (
    <>
      <SourceSelect
        label="Time of day, if apart"
        none="in the same place"
        value={clock}
        sources={props.sources}
        onChange={(next) => onChange({ ...fields, time: { ...time, from: next === null ? first : [first, next] } })}
      />
      <Autocomplete
        label="Time is written as"
        description="auto, epoch-s, or letters such as d/M/yyyy HH:mm:ss"
        data={PATTERNS}
        filter={({ options }) => options}
        maxLength={100}
        value={time.pattern}
        onChange={(pattern) => onChange({ ...fields, time: { ...time, pattern } })}
      />
    </>
  );
}
