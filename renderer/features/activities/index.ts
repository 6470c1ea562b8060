import { IconListSearch, IconPlugConnected } from '@tabler/icons-react';
import type { Page } from '../../kit/page.ts';
import type { PanelViews } from '../../kit/panel/panel-view.ts';
import { LOG_PATH } from './around.ts';
import { ConnectedPanel } from './connectors/connected-panel.tsx';
import { ConnectorPanel } from './connectors/connector-panel.tsx';
import { ConnectorsPage } from './connectors/connectors-page.tsx';
import { ActivityLogPage } from './log/activity-log-page.tsx';
import { ActivityPanel } from './panel/activity-panel.tsx';

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
  },
  {
    path: LOG_PATH,
    title: 'Activity log',
    group: 'Connected apps',
    icon: IconListSearch,
    key: 'o',
    hint: 'Who did what inside connected apps',
    component: ActivityLogPage,
  },
];

/** What the side panel shows of connected apps. */
export const activityPanels: PanelViews = {
  activity: ActivityPanel,
  connected: ConnectedPanel,
  connector: ConnectorPanel,
};
