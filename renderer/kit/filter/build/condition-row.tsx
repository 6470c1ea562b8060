import { ActionIcon, Select, TextInput } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { visibleText } from '../../../../core/kit/visible-text.ts';
import type { FilterField } from '../complete.ts';
import { type DraftCondition, type FieldCondition, isWhether, operatorsOf } from './draft.ts';

/** One condition: field, operator, value; or text that is no such condition, to keep or to take away. */
export function ConditionRow({
  lead,
  fields,
  condition,
  onChange,
  onRemove,
}: {
  /** The word before it. */
  readonly lead: string;
  readonly fields: readonly FilterField[];
  readonly condition: DraftCondition;
  readonly onChange: (condition: DraftCondition) => void;
  readonly onRemove: () => void;
}) {
  return (
    <div className="uc-build__row">
      <span className="uc-build__lead">{lead}</span>
      {condition.kind === 'text' ? (
        <span className="uc-mono uc-build__rest">{visibleText(condition.text)}</span>
      ) : (
        <FieldInputs fields={fields} condition={condition} onChange={onChange} />
      )}
      <ActionIcon variant="subtle" color="gray" size="sm" aria-label="Take this condition away" onClick={onRemove}>
        <IconX size={14} />
      </ActionIcon>
    </div>
  );
}

function FieldInputs({
  fields,
  condition,
  onChange,
}: {
  readonly fields: readonly FilterField[];
  readonly condition: FieldCondition;
  readonly onChange: (condition: DraftCondition) => void;
}) {
  const field = fields.find(({ name }) => name === condition.field);
  const choose = (name: string | null): void => {
    const next = fields.find((one) => one.name === name);
    if (next === undefined) return;
    const [first] = operatorsOf(next);
    onChange({ kind: 'field', field: next.name, operator: first?.value ?? ':', value: '' });
  };
  return (
    <>
      <Select
        size="xs"
        w={230}
        searchable
        aria-label="Field"
        placeholder="Field"
        data={fields.map(({ name, title }) => ({ value: name, label: title }))}
        value={condition.field || null}
        onChange={choose}
      />
      <Select
        size="xs"
        w={130}
        allowDeselect={false}
        aria-label="Operator"
        disabled={field === undefined}
        data={field === undefined ? [] : [...operatorsOf(field)]}
        value={field === undefined ? null : condition.operator}
        onChange={(operator) => {
          if (operator !== null) onChange({ ...condition, operator });
        }}
      />
      {field !== undefined && !isWhether(condition.operator) && (
        <ValueInput field={field} value={condition.value} onChange={(value) => onChange({ ...condition, value })} />
      )}
    </>
  );
}

function ValueInput({
  field,
  value,
  onChange,
}: {
  readonly field: FilterField;
  readonly value: string;
  readonly onChange: (value: string) => void;
}) {
  if (field.values.length > 0) {
    return (
      <Select
        size="xs"
        className="uc-build__value"
        searchable
        aria-label="Value"
        placeholder="Value"
        data={field.values.map((one) => ({ value: one.value, label: one.title }))}
        value={field.values.find((one) => one.value.toLowerCase() === value.toLowerCase())?.value ?? null}
        onChange={(next) => onChange(next ?? '')}
      />
    );
  }
  return (
    <TextInput
      size="xs"
      className="uc-build__value"
      aria-label="Value"
      placeholder={field.unit ?? 'Value'}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  );
}
