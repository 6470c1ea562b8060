import { ActionIcon, CloseButton, FocusTrap, Group, Text } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { IconArrowLeft, IconPin, IconPinFilled } from '@tabler/icons-react';
import { type KeyboardEvent, type ReactNode, useRef } from 'react';
import { shortText } from '../../../core/kit/visible-text.ts';
import { type PanelItem, usePanels } from '../../state/panels.ts';
import { usePanelFocus } from './use-panel-focus.ts';

/**
 * The frame of one side panel: title, way back through the stack, pin, close. On a narrow window it lies over the page
 * and keeps the focus inside; beside the page it does not, so that the table stays usable.
 */
export function SidePanel(props: {
  readonly item: PanelItem;
  readonly title: ReactNode;
  /** What kind of thing it is, above the title. */
  readonly kind: string;
  readonly header?: ReactNode;
  readonly children: ReactNode;
}) {
  const { stack, pinned, back, close, togglePin } = usePanels();
  const over = useMediaQuery('(max-width: 1100px)') ?? false;
  const root = useRef<HTMLElement>(null);
  usePanelFocus(root);
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || event.defaultPrevented) return;
    event.stopPropagation();
    back();
  };
  const below = stack.at(-2);
  const wayBack = below === undefined ? null : `Back to ${shortText(below.title)}`;
  return (
    // The trap's own ref takes the place of one that the element has.
    <FocusTrap active={over} innerRef={root}>
      <aside
        className="uc-panel"
        data-over={over || undefined}
        aria-label={`${props.kind}: ${shortText(props.item.title)}`}
        tabIndex={-1}
        onKeyDown={onKeyDown}
      >
        <header className="uc-panel__head">
          <Group gap={4} wrap="nowrap" align="flex-start">
            {wayBack !== null && (
              <ActionIcon data-tip={wayBack} variant="subtle" color="gray" onClick={back} aria-label={wayBack}>
                <IconArrowLeft size={18} stroke={1.5} />
              </ActionIcon>
            )}
            <div className="uc-panel__title">
              <Text size="xs" c="dimmed">
                {props.kind}
              </Text>
              <h2>{props.title}</h2>
            </div>
            <ActionIcon
              data-tip={pinned ? 'Unpin: other pages close it' : 'Pin: keep it open on every page'}
              variant="subtle"
              color="gray"
              onClick={togglePin}
              aria-label="Pin panel"
              aria-pressed={pinned}
            >
              {pinned ? <IconPinFilled size={18} stroke={1.5} /> : <IconPin size={18} stroke={1.5} />}
            </ActionIcon>
            <CloseButton onClick={close} aria-label="Close panel" />
          </Group>
          {props.header}
        </header>
        <div className="uc-panel__body">{props.children}</div>
      </aside>
    </FocusTrap>
  );
}
