import type { PanelViews } from '../../kit/panel/panel-view.ts';

/** What the side panel shows for each kind of thing. */
export const entityPanels: PanelViews = {};
