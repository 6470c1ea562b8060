import { Menu } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { MenuButton } from './menu-button.tsx';

/** The button behind which something is saved in one form or another; `children` are the menu's items. */
export function ExportButton({ busy, children }: { readonly busy: boolean; readonly children: ReactNode }) {
  return (
    <Menu position="bottom-end" withinPortal>
      <MenuButton icon={IconDownload} title="Export" busy={busy} />
      <Menu.Dropdown>{children}</Menu.Dropdown>
    </Menu>
  );
}
