import { Popover, Text, UnstyledButton } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import type { ReactNode } from 'react';

/** Stands in the top bar for a choice that does not narrow the page, and says so to whoever asks. */
export function OfAll(props: {
  readonly icon: ReactNode;
  /** What the page is about instead: "All recorded time". */
  readonly label: string;
  /** What is named so: "Time range". */
  readonly of: string;
  /** Why, and where the choice holds. */
  readonly children: ReactNode;
}) {
  return (
    <Popover position="bottom" width={300} trapFocus>
      <Popover.Target>
        <UnstyledButton className="uc-top__item" aria-label={`${props.of}: ${props.label}`}>
          {props.icon}
          <span>{props.label}</span>
          <IconChevronDown size={14} aria-hidden />
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown>
        <Text size="sm" tabIndex={-1} data-autofocus>
          {props.children}
        </Text>
      </Popover.Dropdown>
    </Popover>
  );
}
