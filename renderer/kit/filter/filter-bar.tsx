import { ActionIcon, Combobox, Pill, Text, TextInput, useCombobox } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconAdjustmentsHorizontal, IconFilter, IconX } from '@tabler/icons-react';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import type { FilterTable } from '../../../core/contract/discovery.ts';
import { shortText, visibleText } from '../../../core/kit/visible-text.ts';
import { useFilterCheck, useFilterFields } from '../../data/discovery.ts';
import { FilterBuilder } from './build/filter-builder.tsx';
import { splitConditions } from './chips.ts';
import { completeFilter, type Suggestion } from './complete.ts';

const TYPING_MS = 150;
/** Most characters that the engine takes. */
const MOST = 20_000;

/**
 * The filter in its text form: completes fields, operators and values, shows where an error is, and takes effect on
 * Enter. Conditions joined by `and` are chips that can be taken away one by one. A form builds it as well.
 */
export function FilterBar(props: {
  readonly table: FilterTable;
  /** An example of a filter, shown while there is none. */
  readonly example?: string;
  readonly value: string;
  readonly onChange: (filter: string) => void;
}) {
  const { table, value, onChange, example = 'category:crm and bytesSent>10MB' } = props;
  const [text, setText] = useState(value);
  const [caret, setCaret] = useState(0);
  const [building, setBuilding] = useState(false);
  const input = useRef<HTMLInputElement>(null);
  const combobox = useCombobox({ onDropdownClose: () => combobox.resetSelectedOption() });
  const { data: fields = [] } = useFilterFields(table);
  const [settled] = useDebouncedValue(text, TYPING_MS);
  // What Enter was pressed on is looked at without delay, and takes effect once it is known to be understood.
  const [entered, setEntered] = useState<string | null>(null);
  const checked = entered ?? settled;
  const { data: check, isError } = useFilterCheck(checked, table);
  useEffect(() => setText(value), [value]);

  const error = check !== undefined && !check.ok && checked === text && text.trim() !== '' ? check.error : null;
  const suggestions = completeFilter(text, caret, fields);
  const readCaret = (): void => setCaret(input.current?.selectionStart ?? text.length);
  const insert = ({ insert: word, from, to }: Suggestion): void => {
    const next = text.slice(0, from) + word + text.slice(to);
    setEntered(null);
    setText(next);
    const at = from + word.length;
    setCaret(at);
    requestAnimationFrame(() => input.current?.setSelectionRange(at, at));
  };
  const apply = (filter: string): void => {
    setEntered(null);
    combobox.closeDropdown();
    onChange(filter.trim());
  };
  const isGood = entered !== null && (entered.trim() === '' || check?.ok === true || isError);
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each Enter, whatever is drawn meanwhile
  useEffect(() => {
    if (isGood) apply(entered ?? '');
  }, [isGood]);
  const onKeyDown = (event: KeyboardEvent): void => {
    // Enter takes a suggestion only when the user walked to one; otherwise it means "filter now".
    if (event.key === 'Enter' && combobox.getSelectedOptionIndex() === -1) {
      event.preventDefault();
      setEntered(text);
    }
    if (event.key === 'Escape') {
      if (combobox.dropdownOpened) combobox.closeDropdown();
      else {
        setEntered(null);
        setText(value);
      }
      event.stopPropagation();
    }
  };
  const conditions = value === '' ? [] : (splitConditions(value) ?? [value]);

  return (
    <div className="uc-filter">
      <Combobox
        store={combobox}
        onOptionSubmit={(at) => {
          const picked = suggestions[Number(at)];
          if (picked !== undefined) insert(picked);
          combobox.resetSelectedOption();
        }}
      >
        <Combobox.Target>
          <TextInput
            ref={input}
            size="xs"
            className="uc-filter__text"
            classNames={{ input: 'uc-mono' }}
            aria-label="Filter"
            placeholder={`Filter, e.g. ${example}`}
            leftSection={<IconFilter size={16} stroke={1.5} aria-hidden />}
            rightSectionWidth={text === '' ? 32 : 58}
            rightSection={
              <>
                {text !== '' && (
                  <ActionIcon
                    variant="subtle"
                    color="gray"
                    size="sm"
                    aria-label="Clear filter"
                    onClick={() => apply('')}
                  >
                    <IconX size={14} />
                  </ActionIcon>
                )}
                <ActionIcon
                  variant="subtle"
                  color="gray"
                  size="sm"
                  aria-label="Build a filter"
                  title="Build a filter"
                  onClick={() => setBuilding(true)}
                >
                  <IconAdjustmentsHorizontal size={16} stroke={1.5} />
                </ActionIcon>
              </>
            }
            value={text}
            maxLength={MOST}
            error={error !== null}
            aria-describedby={error === null ? undefined : 'uc-filter-error'}
            onChange={(event) => {
              setEntered(null);
              setText(event.currentTarget.value);
              setCaret(event.currentTarget.selectionStart ?? event.currentTarget.value.length);
              combobox.openDropdown();
            }}
            onClick={() => {
              readCaret();
              combobox.openDropdown();
            }}
            onFocus={readCaret}
            onBlur={() => combobox.closeDropdown()}
            onKeyUp={readCaret}
            onKeyDown={onKeyDown}
          />
        </Combobox.Target>
        <Combobox.Dropdown hidden={suggestions.length === 0}>
          <Combobox.Options mah={280} style={{ overflowY: 'auto' }}>
            {suggestions.map((suggestion, at) => (
              <Combobox.Option key={suggestion.insert} value={String(at)}>
                <span className="uc-mono">{shortText(suggestion.title)}</span>{' '}
                <Text span size="xs" c="dimmed">
                  {shortText(suggestion.detail)}
                </Text>
              </Combobox.Option>
            ))}
          </Combobox.Options>
        </Combobox.Dropdown>
      </Combobox>
      {error !== null && (
        <output id="uc-filter-error" className="uc-filter__error">
          <span className="uc-mono">
            {visibleText(text.slice(0, error.position))}
            <mark>{visibleText(text.slice(error.position, error.position + 12)) || ' '}</mark>
          </span>{' '}
          {visibleText(error.message)}
        </output>
      )}
      {error === null && conditions.length > 0 && (
        <div className="uc-filter__chips">
          {conditions.map((condition) => (
            <Pill
              key={condition}
              withRemoveButton
              removeButtonProps={{
                'aria-label': `Take away “${shortText(condition)}”`,
                tabIndex: 0,
                'aria-hidden': false,
              }}
              onRemove={() => onChange(conditions.filter((other) => other !== condition).join(' and '))}
              classNames={{ label: 'uc-mono' }}
            >
              {shortText(condition)}
            </Pill>
          ))}
        </div>
      )}
      {building && (
        <FilterBuilder
          table={table}
          fields={fields}
          filter={value}
          onClose={() => setBuilding(false)}
          onApply={(filter) => {
            setBuilding(false);
            apply(filter);
          }}
        />
      )}
    </div>
  );
}
