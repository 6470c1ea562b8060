import type { PanelViews } from '../../kit/panel/panel-view.ts';
import { AppPanel } from './app/app-panel.tsx';
import { DevicePanel, HostPanel, SourcePanel, UserPanel } from './thing-panels.tsx';

/** What the side panel shows for each kind of thing. */
export const entityPanels: PanelViews = {
  app: AppPanel,
  user: UserPanel,
  source: SourcePanel,
  device: DevicePanel,
  host: HostPanel,
};
