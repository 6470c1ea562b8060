import type { PanelItem } from '../../state/panels.ts';
import type { LazyView } from '../lazy-view.tsx';

/** The content of the side panel for each kind of item; it draws itself inside a <SidePanel>. */
export type PanelViews = Readonly<Record<string, LazyView<{ readonly item: PanelItem }>>>;
