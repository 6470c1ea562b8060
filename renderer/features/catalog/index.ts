import { IconBooks, IconScale } from '@tabler/icons-react';
import type { Page } from '../../kit/page.ts';
import { CatalogPage } from './catalog-page.tsx';
import { ScoringPage } from './scoring-page.tsx';

/** Pages of the Catalog group, in the rail's order. */
export const catalogPages: readonly Page[] = [
  {
    path: '/catalog',
    title: 'App catalog',
    group: 'Catalog',
    icon: IconBooks,
    key: 'b',
    hint: 'Every app that is known, used or not, with its score and factors',
    component: CatalogPage,
  },
  {
    path: '/catalog/scoring',
    title: 'Score metrics',
    group: 'Catalog',
    icon: IconScale,
    key: 'w',
    hint: 'How much each factor counts, with a preview of what a change does',
    component: ScoringPage,
  },
];
