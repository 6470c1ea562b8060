import { UnstyledButton } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import type { WorkspaceInfo } from '../../../core/contract/workspace.ts';
import { runCommand } from '../../state/commands.ts';
import { shortcutText } from '../shortcut.ts';
import { JobsIndicator } from './jobs-indicator.tsx';
import { RangePicker } from './range-picker.tsx';
import { StreamPicker } from './stream-picker.tsx';
import { WorkspaceMenu } from './workspace-menu.tsx';
import { ZoneBadge } from './zone-badge.tsx';

/** What every page is asked of, and what always is at hand. */
export function TopBar({ workspace }: { readonly workspace: WorkspaceInfo }) {
  return (
    <header className="uc-top">
      <WorkspaceMenu workspace={workspace} />
      <StreamPicker />
      <UnstyledButton className="uc-top__search" onClick={() => runCommand('view.palette')}>
        <IconSearch size={16} stroke={1.5} aria-hidden />
        <span>Search or run a command</span>
        <kbd>{shortcutText('mod+k')}</kbd>
      </UnstyledButton>
      <RangePicker workspace={workspace} />
      <ZoneBadge zone={workspace.displayZone} />
      <JobsIndicator />
    </header>
  );
}
