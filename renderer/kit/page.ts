import type { Icon } from '@tabler/icons-react';
import type { LazyView } from './lazy-view.tsx';

export type PageGroup = 'Discovery' | 'Catalog' | 'Connected apps' | 'Data' | 'Console';

/** A page of the console. The rail, the routes, the palette and the shortcuts are all made from this. */
export interface Page {
  /** `/discovery/apps`; parameters as in wouter (`/x/:id`). */
  readonly path: string;
  readonly title: string;
  readonly group: PageGroup;
  readonly icon: Icon;
  /** The letter after `g` that goes there; unique. */
  readonly key: string;
  /** One sentence: what the page shows. Shown in the palette. */
  readonly hint: string;
  readonly component: LazyView<object>;
  /** Left out of rail and palette while no stream's lines give this field. */
  readonly needs?: string;
  /** What of the choices in the top bar does not narrow the page; the bar says so there. */
  readonly regardless?: readonly ('time' | 'streams')[];
}
