import {
  IconApiApp,
  IconFiles,
  IconListSearch,
  IconPlugConnected,
  IconShieldCheck,
  IconUserCog,
} from '@tabler/icons-react';
import { lazyView } from '../../kit/lazy-view.tsx';
import type { Page } from '../../kit/page.ts';
import type { PanelViews } from '../../kit/panel/panel-view.ts';
import { LOG_PATH } from './around.ts';

/** Pages of the group Connected apps, in the rail's order. */
export const activityPages: readonly Page[] = [
  {
    path: '/connected/connectors',
    title: 'Connectors',
    group: 'Connected apps',
    icon: IconPlugConnected,
    key: 'k',
    hint: 'Which apps are connected, how well, and what else could be',
    component: lazyView(async () => (await import('./views.ts')).ConnectorsPage),
    regardless: ['time', 'streams'],
  },
  {
    path: LOG_PATH,
    title: 'Activity log',
    group: 'Connected apps',
    icon: IconListSearch,
    key: 'o',
    hint: 'Who did what inside connected apps',
    component: lazyView(async () => (await import('./views.ts')).ActivityLogPage),
    regardless: ['streams'],
  },
  {
    path: '/connected/accounts',
    title: 'Accounts',
    group: 'Connected apps',
    icon: IconUserCog,
    key: 'e',
    hint: 'Everybody in connected apps: outsiders, administrators, the idle',
    component: lazyView(async () => (await import('./views.ts')).AccountsPage),
    regardless: ['time', 'streams'],
  },
  {
    path: '/connected/files',
    title: 'Files',
    group: 'Connected apps',
    icon: IconFiles,
    key: 'm',
    hint: 'Who can reach which files of connected apps',
    component: lazyView(async () => (await import('./views.ts')).FilesPage),
    regardless: ['time', 'streams'],
  },
  {
    path: '/connected/oauth',
    title: 'OAuth apps',
    group: 'Connected apps',
    icon: IconApiApp,
    key: 'x',
    hint: 'Apps that were given access to connected apps',
    component: lazyView(async () => (await import('./views.ts')).OauthPage),
    regardless: ['time', 'streams'],
  },
  {
    path: '/connected/posture',
    title: 'Posture',
    group: 'Connected apps',
    icon: IconShieldCheck,
    key: 'q',
    hint: 'What activities prove of the security configuration',
    component: lazyView(async () => (await import('./views.ts')).PosturePage),
    regardless: ['time', 'streams'],
  },
];

/** What the side panel shows of connected apps. */
export const activityPanels: PanelViews = {
  account: lazyView(async () => (await import('./views.ts')).AccountPanel),
  activity: lazyView(async () => (await import('./views.ts')).ActivityPanel),
  connected: lazyView(async () => (await import('./views.ts')).ConnectedPanel),
  connector: lazyView(async () => (await import('./views.ts')).ConnectorPanel),
  file: lazyView(async () => (await import('./views.ts')).FilePanel),
  oauth: lazyView(async () => (await import('./views.ts')).OauthPanel),
  posture: lazyView(async () => (await import('./views.ts')).PosturePanel),
  snapshot: lazyView(async () => (await import('./views.ts')).SnapshotPanel),
};
