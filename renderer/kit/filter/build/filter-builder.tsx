import { Button, Group, Stack, Text } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import type { FilterTable } from '../../../../core/contract/discovery.ts';
import { visibleText } from '../../../../core/kit/visible-text.ts';
import { useFilterCheck } from '../../../data/discovery.ts';
import { Dialog } from '../../dialog.tsx';
import { DialogFoot } from '../../dialog-foot.tsx';
import type { FilterField } from '../complete.ts';
import { ConditionRow } from './condition-row.tsx';
import { type DraftCondition, type DraftGroup, draftOf, EMPTY_CONDITION, isComplete, textOf } from './draft.ts';

/** A row of the form; rows keep their key while others come and go. */
interface Row {
  readonly key: number;
  readonly condition: DraftCondition;
}
type Rows = readonly (readonly Row[])[];

let lastKey = 0;
function row(condition: DraftCondition): Row {
  lastKey += 1;
  return { key: lastKey, condition };
}

/** Builds a filter out of conditions, for those who do not write its text: groups joined by and, alternatives within by or. */
export function FilterBuilder({
  table,
  fields,
  filter,
  onApply,
  onClose,
}: {
  readonly table: FilterTable;
  readonly fields: readonly FilterField[];
  readonly filter: string;
  readonly onApply: (filter: string) => void;
  readonly onClose: () => void;
}) {
  const [rows, setRows] = useState<Rows>(() => {
    const groups: readonly DraftGroup[] = draftOf(filter, fields);
    return (groups.length === 0 ? [[EMPTY_CONDITION]] : groups).map((group) => group.map(row));
  });
  const text = textOf(rows.map((group) => group.map(({ condition }) => condition)));
  const { data: check } = useFilterCheck(text, table);
  const error = text !== '' && check !== undefined && !check.ok ? (check.error?.message ?? null) : null;
  const open = rows.flat().filter(({ condition }) => !isComplete(condition)).length;
  const change = (key: number, next: DraftCondition | null): void =>
    setRows(
      rows
        .map((group) =>
          group.flatMap((one) => (one.key !== key ? one : next === null ? [] : { key: one.key, condition: next })),
        )
        .filter((group) => group.length > 0),
    );
  const addTo = (group: readonly Row[]): void =>
    setRows(rows.map((one) => (one === group ? [...one, row(EMPTY_CONDITION)] : one)));
  return (
    <Dialog onClose={onClose} title="Build a filter" size={760}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (error === null) onApply(text);
        }}
      >
        <Stack gap="sm">
          {rows.map((group, at) => (
            <fieldset key={group[0]?.key} className="uc-build__group">
              <legend className="uc-scopeline">{at === 0 ? 'Where' : 'and'}</legend>
              {group.map(({ key, condition }, place) => (
                <ConditionRow
                  key={key}
                  lead={place === 0 ? '' : 'or'}
                  fields={fields}
                  condition={condition}
                  onChange={(next) => change(key, next)}
                  onRemove={() => change(key, null)}
                />
              ))}
              <Button
                size="compact-xs"
                variant="subtle"
                leftSection={<IconPlus size={12} />}
                onClick={() => addTo(group)}
              >
                or
              </Button>
            </fieldset>
          ))}
          <Group>
            <Button
              size="xs"
              variant="default"
              leftSection={<IconPlus size={14} />}
              onClick={() => setRows([...rows, [row(EMPTY_CONDITION)]])}
            >
              Add a condition
            </Button>
          </Group>
          <output className="uc-build__text" aria-label="Filter as text">
            {text === '' ? (
              'No condition yet: everything is shown.'
            ) : (
              <span className="uc-mono">{visibleText(text)}</span>
            )}
            {error !== null && <span className="uc-filter__error">{visibleText(error)}</span>}
          </output>
          <DialogFoot>
            {open > 0 && (
              <Text size="xs" c="dimmed">
                Conditions without a value are left out.
              </Text>
            )}
            <Button variant="default" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" disabled={error !== null}>
              Apply
            </Button>
          </DialogFoot>
        </Stack>
      </form>
    </Dialog>
  );
}
