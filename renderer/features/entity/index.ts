import { lazyView } from '../../kit/lazy-view.tsx';
import type { PanelViews } from '../../kit/panel/panel-view.ts';

/** What the side panel shows for each kind of thing. */
export const entityPanels: PanelViews = {
  app: lazyView(async () => (await import('./views.ts')).AppPanel),
  user: lazyView(async () => (await import('./views.ts')).UserPanel),
  source: lazyView(async () => (await import('./views.ts')).SourcePanel),
  device: lazyView(async () => (await import('./views.ts')).DevicePanel),
  host: lazyView(async () => (await import('./views.ts')).HostPanel),
};
