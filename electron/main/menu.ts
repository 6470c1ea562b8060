import { app, Menu, type MenuItemConstructorOptions } from 'electron';
import type { HostCommandId } from '../../core/contract/bridge.ts';
import type { RecentEntry } from '../shared/recent-list.ts';

export interface MenuActions {
  command(id: HostCommandId): void;
  openRecent(path: string): void;
}

/** The whole application menu; every item does what the page's own command registry does. */
export function setAppMenu(recent: readonly RecentEntry[], actions: MenuActions, platform = process.platform): void {
  Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate(recent, actions, platform)));
}

export function menuTemplate(
  recent: readonly RecentEntry[],
  { command, openRecent }: MenuActions,
  platform: NodeJS.Platform,
): MenuItemConstructorOptions[] {
  const mac = platform === 'darwin';
  const separator: MenuItemConstructorOptions = { type: 'separator' };
  const item = (label: string, id: HostCommandId, accelerator?: string): MenuItemConstructorOptions => ({
    id,
    label,
    ...(accelerator === undefined ? {} : { accelerator }),
    click: () => command(id),
  });
  const settings = item('Settings…', 'view.settings', 'CmdOrCtrl+,');

  const application: MenuItemConstructorOptions = {
    label: app.name,
    submenu: [
      { role: 'about' },
      separator,
      settings,
      separator,
      { role: 'services' },
      separator,
      { role: 'hide' },
      { role: 'hideOthers' },
      { role: 'unhide' },
      separator,
      { role: 'quit' },
    ],
  };
  const recents: MenuItemConstructorOptions = {
    id: 'recent',
    label: 'Open Recent',
    enabled: recent.length > 0,
    submenu: recent.map(({ name, path }) => ({
      label: name,
      sublabel: path,
      toolTip: path,
      click: () => openRecent(path),
    })),
  };
  const file: MenuItemConstructorOptions = {
    label: '&File',
    submenu: [
      item('New Workspace…', 'workspace.create', 'CmdOrCtrl+N'),
      item('Open Workspace…', 'workspace.pick', 'CmdOrCtrl+O'),
      recents,
      item('Sample Workspace', 'workspace.makeSample'),
      separator,
      item('Add Logs…', 'imports.pick', 'CmdOrCtrl+I'),
      separator,
      item('Back Up Workspace…', 'workspace.backup'),
      item('Close Workspace', 'workspace.close'),
      separator,
      ...(mac ? [] : [settings, separator]),
      { role: mac ? 'close' : 'quit' },
    ],
  };
  const view: MenuItemConstructorOptions = {
    label: '&View',
    submenu: [
      item('Search or Run a Command…', 'view.palette', 'CmdOrCtrl+K'),
      separator,
      { role: 'resetZoom' },
      { role: 'zoomIn' },
      { role: 'zoomOut' },
      separator,
      { role: 'togglefullscreen' },
      ...(app.isPackaged ? [] : [separator, { role: 'reload' as const }, { role: 'toggleDevTools' as const }]),
    ],
  };
  const help: MenuItemConstructorOptions = {
    role: 'help',
    submenu: [item('Keyboard Shortcuts', 'view.shortcuts'), ...(mac ? [] : [separator, { role: 'about' as const }])],
  };
  return [...(mac ? [application] : []), file, { role: 'editMenu' }, view, { role: 'windowMenu' }, help];
}
