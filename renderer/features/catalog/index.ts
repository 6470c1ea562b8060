import { IconBooks } from '@tabler/icons-react';
import type { Page } from '../../kit/page.ts';
import { CatalogPage } from './catalog-page.tsx';

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
];
