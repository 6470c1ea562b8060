import { IconBooks, IconColumns3, IconScale, IconTags } from '@tabler/icons-react';
import { lazyView } from '../../kit/lazy-view.tsx';
import type { Page } from '../../kit/page.ts';

/** Pages of the Catalog group, in the rail's order. */
export const catalogPages: readonly Page[] = [
  {
    path: '/catalog',
    title: 'App catalog',
    group: 'Catalog',
    icon: IconBooks,
    key: 'b',
    hint: 'Every app that is known, used or not, with its score and factors',
    component: lazyView(async () => (await import('./views.ts')).CatalogPage),
  },
  {
    path: '/catalog/compare',
    title: 'Compare apps',
    group: 'Catalog',
    icon: IconColumns3,
    key: 'z',
    hint: 'Up to four apps side by side, every factor',
    component: lazyView(async () => (await import('./views.ts')).ComparePage),
  },
  {
    path: '/catalog/scoring',
    title: 'Score metrics',
    group: 'Catalog',
    icon: IconScale,
    key: 'w',
    hint: 'How much each factor counts, with a preview of what a change does',
    component: lazyView(async () => (await import('./views.ts')).ScoringPage),
  },
  {
    path: '/catalog/custom',
    title: 'Custom apps',
    group: 'Catalog',
    icon: IconTags,
    key: 'y',
    hint: 'Apps and tags that this workspace adds',
    component: lazyView(async () => (await import('./views.ts')).CustomPage),
  },
];
