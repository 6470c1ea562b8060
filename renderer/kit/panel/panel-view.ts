import type { ComponentType } from 'react';
import type { PanelItem } from '../../state/panels.ts';

/** The content of the side panel for each kind of item; it draws itself inside a <SidePanel>. */
export type PanelViews = Readonly<Record<string, ComponentType<{ readonly item: PanelItem }>>>;
