import {
  IconApiApp,
  IconFiles,
  IconListSearch,
  IconPlugConnected,
  IconShieldCheck,
  IconUserCog,
} from '@tabler/icons-react';
import type { Page } from '../../kit/page.ts';
import type { PanelViews } from '../../kit/panel/panel-view.ts';
import { LOG_PATH } from './around.ts';
import { ConnectedPanel } from './connectors/connected-panel.tsx';
import { ConnectorPanel } from './connectors/connector-panel.tsx';
import { ConnectorsPage } from './connectors/connectors-page.tsx';
import { AccountPanel } from './derived/account-panel.tsx';
import { AccountsPage } from './derived/accounts.tsx';
import { FilePanel } from './derived/file-panel.tsx';
import { FilesPage } from './derived/files.tsx';
import { OauthPage } from './derived/oauth.tsx';
import { OauthPanel } from './derived/oauth-panel.tsx';
import { PosturePage } from './derived/posture.tsx';
import { PosturePanel } from './derived/posture-panel.tsx';
import { ActivityLogPage } from './log/activity-log-page.tsx';
import { ActivityPanel } from './panel/activity-panel.tsx';
import { SnapshotPanel } from './snapshots/snapshot-panel.tsx';

/** Pages of the group Connected apps, in the rail's order. */
export const activityPages: readonly Page[] = [
  {
    path: '/connected/connectors',
    title: 'Connectors',
    group: 'Connected apps',
    icon: IconPlugConnected,
    key: 'k',
    hint: 'Which apps are connected, how well, and what else could be',
    component: ConnectorsPage,
    regardless: ['time', 'streams'],
  },
  {
    path: LOG_PATH,
    title: 'Activity log',
    group: 'Connected apps',
    icon: IconListSearch,
    key: 'o',
    hint: 'Who did what inside connected apps',
    component: ActivityLogPage,
    regardless: ['streams'],
  },
  {
    path: '/connected/accounts',
    title: 'Accounts',
    group: 'Connected apps',
    icon: IconUserCog,
    key: 'e',
    hint: 'Everybody in connected apps: outsiders, administrators, the idle',
    component: AccountsPage,
    regardless: ['time', 'streams'],
  },
  {
    path: '/connected/files',
    title: 'Files',
    group: 'Connected apps',
    icon: IconFiles,
    key: 'm',
    hint: 'Who can reach which files of connected apps',
    component: FilesPage,
    regardless: ['time', 'streams'],
  },
  {
    path: '/connected/oauth',
    title: 'OAuth apps',
    group: 'Connected apps',
    icon: IconApiApp,
    key: 'x',
    hint: 'Apps that were given access to connected apps',
    component: OauthPage,
    regardless: ['time', 'streams'],
  },
  {
    path: '/connected/posture',
    title: 'Posture',
    group: 'Connected apps',
    icon: IconShieldCheck,
    key: 'q',
    hint: 'What activities prove of the security configuration',
    component: PosturePage,
    regardless: ['time', 'streams'],
  },
];

/** What the side panel shows of connected apps. */
export const activityPanels: PanelViews = {
  account: AccountPanel,
  activity: ActivityPanel,
  connected: ConnectedPanel,
  connector: ConnectorPanel,
  file: FilePanel,
  oauth: OauthPanel,
  posture: PosturePanel,
  snapshot: SnapshotPanel,
};
