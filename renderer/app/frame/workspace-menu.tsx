import { Badge, Kbd, Menu, UnstyledButton } from '@mantine/core';
import { IconChevronDown, IconFolder } from '@tabler/icons-react';
import type { WorkspaceInfo } from '../../../core/contract/workspace.ts';
import { shortText } from '../../../core/kit/visible-text.ts';
import { useRecent } from '../../data/host.ts';
import { useWorkspaceActions } from '../../data/use-workspace-actions.ts';
import { isEnabled, runCommand, useCommandRegistry } from '../../state/commands.ts';
import { shortcutText } from '../shortcut.ts';

const COMMANDS = ['workspace.create', 'workspace.pick', 'workspace.makeSample', 'workspace.backup', 'workspace.close'];

/** The open workspace, and the way to another one. */
export function WorkspaceMenu({ workspace }: { readonly workspace: WorkspaceInfo }) {
  const actions = useWorkspaceActions();
  const recent = useRecent();
  const commands = useCommandRegistry((state) => state.commands);
  const others = (recent.data ?? []).filter((entry) => entry.location !== workspace.path && !entry.missing).slice(0, 8);
  return (
    <Menu position="bottom-start" width={320}>
      <Menu.Target>
        <UnstyledButton
          className="uc-top__item uc-top__workspace"
          aria-label={`Workspace ${shortText(workspace.name)}`}
        >
          <IconFolder size={16} stroke={1.5} aria-hidden />
          <span>{shortText(workspace.name)}</span>
          {workspace.sample && (
            <Badge data-tip="A generated organisation with invented people and hosts." size="sm" variant="light">
              Sample
            </Badge>
          )}
          {workspace.readOnly && (
            <Badge
              data-tip={workspace.readOnlyReason ?? 'Opened read-only: nothing in it can be changed.'}
              size="sm"
              variant="light"
              color="orange"
            >
              Read-only
            </Badge>
          )}
          <IconChevronDown size={14} aria-hidden />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        {others.length > 0 && (
          <>
            <Menu.Label>Recent</Menu.Label>
            {others.map((entry) => (
              <Menu.Item
                key={entry.token}
                onClick={() => void actions.open(entry.token, entry.name)}
                title={shortText(entry.location)}
              >
                {shortText(entry.name)}
              </Menu.Item>
            ))}
            <Menu.Divider />
          </>
        )}
        {COMMANDS.flatMap((id) => commands.get(id) ?? [])
          .filter(isEnabled)
          .map((command) => (
            <Menu.Item
              key={command.id}
              onClick={() => runCommand(command.id)}
              rightSection={
                command.shortcut === undefined ? null : <Kbd size="xs">{shortcutText(command.shortcut)}</Kbd>
              }
            >
              {command.title}
            </Menu.Item>
          ))}
      </Menu.Dropdown>
    </Menu>
  );
}
