import { spotlight } from '@mantine/spotlight';
import { useEffect } from 'react';
import { HOST_COMMANDS } from '../../core/contract/bridge.ts';
import { useHost } from '../bridge/client.tsx';
import { useHostInfo } from '../data/host.ts';
import { useAddLogs } from '../data/use-add-logs.ts';
import { useWorkspaceActions } from '../data/use-workspace-actions.ts';
import { useWorkspace } from '../data/workspace.ts';
import { toastDone, toastError } from '../kit/toast.tsx';
import { type Command, runCommand } from '../state/commands.ts';
import { hrefWithScope, navigate } from '../state/location.ts';
import { usePanels } from '../state/panels.ts';
import { usePreferences } from '../state/preferences.ts';
import { useCommands } from '../state/use-commands.ts';
import { useWindows } from '../state/windows.ts';
import { useShownPages } from './use-shown-pages.ts';

const THEMES = [
  ['light', 'Light theme'],
  ['dark', 'Dark theme'],
  ['auto', 'Theme of the system'],
] as const;

/** The commands that are there on every page, and the native menu's way to them. */
export function useAppCommands(): void {
  const { data: workspace } = useWorkspace();
  const { data: info } = useHostInfo();
  const actions = useWorkspaceActions();
  const logs = useAddLogs();
  const host = useHost();
  const { show } = useWindows.getState();
  const preferences = usePreferences.getState();
  const isOpen = workspace != null;
  const writable = isOpen && !workspace.readOnly;
  const native = info?.nativeDialogs === true;

  const pages = useShownPages(isOpen);
  const go: Command[] = pages.map((page) => ({
    id: `go.${page.path}`,
    title: `Go to ${page.title}`,
    group: 'Go to',
    shortcut: `g ${page.key}`,
    when: () => isOpen,
    run: () => navigate(hrefWithScope(page.path)),
  }));
  const workspaceCommands: Command[] = [
    {
      id: 'workspace.create',
      title: 'New workspace …',
      group: 'Workspace',
      run: () => show({ kind: 'createWorkspace' }),
    },
    {
      id: 'workspace.pick',
      title: 'Open workspace …',
      group: 'Workspace',
      shortcut: 'mod+o',
      when: () => native,
      run: () => actions.pick(),
    },
    {
      id: 'workspace.openToken',
      title: 'Open this workspace',
      group: 'Workspace',
      hidden: true,
      run: async (token) => {
        if (token !== null) await actions.open(token, 'Workspace');
      },
    },
    {
      id: 'workspace.makeSample',
      title: 'Explore the sample workspace',
      group: 'Workspace',
      run: () => actions.makeSample('Sample organisation').catch(toastError),
    },
    {
      id: 'workspace.backup',
      title: 'Back up this workspace …',
      group: 'Workspace',
      when: () => isOpen,
      run: () => actions.backup(workspace?.name ?? 'Workspace', true).catch(toastError),
    },
    {
      id: 'workspace.close',
      title: 'Close this workspace',
      group: 'Workspace',
      when: () => isOpen,
      run: () => actions.close(),
    },
  ];
  const importCommands: Command[] = [
    {
      id: 'imports.pick',
      title: 'Import logs …',
      group: 'Import',
      shortcut: 'mod+i',
      when: () => !isOpen || writable,
      run: () => (native ? logs.pick(false) : pickInBrowser('uc-file-input')),
    },
    {
      id: 'imports.pickFolder',
      title: 'Import a folder of logs …',
      group: 'Import',
      when: () => !isOpen || writable,
      run: () => (native ? logs.pick(true) : pickInBrowser('uc-folder-input')),
    },
    {
      id: 'connectors.describe',
      title: 'Describe a connector …',
      group: 'Import',
      when: () => writable,
      run: () => show({ kind: 'connector' }),
    },
    {
      id: 'imports.openToken',
      title: 'Import this file',
      group: 'Import',
      hidden: true,
      run: async (token) => {
        if (token !== null) await logs.addTokens([{ token, name: 'File' }]);
      },
    },
  ];
  const viewCommands: Command[] = [
    {
      id: 'view.palette',
      title: 'Search or run a command',
      group: 'View',
      shortcut: 'mod+k',
      inFields: true,
      hidden: true,
      run: () => spotlight.toggle(),
    },
    {
      id: 'view.shortcuts',
      title: 'Keyboard shortcuts',
      group: 'View',
      shortcut: '?',
      run: () => show({ kind: 'shortcuts' }),
    },
    {
      id: 'view.settings',
      title: 'Settings',
      group: 'View',
      shortcut: 'mod+,',
      hidden: true,
      when: () => isOpen,
      run: () => navigate(hrefWithScope('/settings')),
    },
    {
      id: 'view.rail',
      title: 'Collapse or widen the rail',
      group: 'View',
      shortcut: 'mod+b',
      run: () => preferences.toggleRail(),
    },
    {
      id: 'view.density',
      title: 'Compact or comfortable rows',
      group: 'View',
      run: () => preferences.setDensity(usePreferences.getState().density === 'compact' ? 'comfortable' : 'compact'),
    },
    {
      id: 'view.closePanel',
      title: 'Close the side panel',
      group: 'View',
      shortcut: 'Escape',
      hidden: true,
      when: () => usePanels.getState().stack.length > 0,
      run: () => usePanels.getState().back(),
    },
    ...THEMES.map(([id, title]) => ({
      id: `view.theme.${id}`,
      title,
      group: 'View',
      run: () => preferences.setTheme(id),
    })),
    {
      id: 'view.copyLink',
      title: 'Copy the address of this view',
      group: 'View',
      when: () => isOpen,
      run: async () => {
        await navigator.clipboard.writeText(location.href);
        toastDone('Address copied: page, time range, streams and filter are part of it.');
      },
    },
  ];
  useCommands([...go, ...workspaceCommands, ...importCommands, ...viewCommands]);

  useEffect(
    () =>
      host.onCommand(({ id, token }) => {
        if ((HOST_COMMANDS as readonly string[]).includes(id)) runCommand(id, token);
      }),
    [host],
  );
}

/** A browser opens its file dialog only for a real file input. */
function pickInBrowser(id: string): void {
  document.getElementById(id)?.click();
}
