import { Button, Loader, Menu } from '@mantine/core';
import { type Icon, IconChevronDown } from '@tabler/icons-react';

/** The button of a page's header that a menu hangs on. While it is busy it can be had still: the focus comes back to it from the menu. */
export function MenuButton(props: { readonly icon: Icon; readonly title: string; readonly busy?: boolean }) {
  const { icon: Mark, title, busy = false } = props;
  return (
    <Menu.Target>
      <Button
        size="xs"
        variant="default"
        aria-busy={busy}
        leftSection={busy ? <Loader size={16} /> : <Mark size={16} stroke={1.5} />}
        rightSection={<IconChevronDown size={14} />}
      >
        {title}
      </Button>
    </Menu.Target>
  );
}
