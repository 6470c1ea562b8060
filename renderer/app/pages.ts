import { dataPages } from '../features/data-pages.ts';
import { discoveryPages } from '../features/discovery/index.ts';
import type { Page } from '../kit/page.ts';

/** Every page, in the rail's order. */
export const PAGES: readonly Page[] = [...discoveryPages, ...dataPages];

/** Where an open workspace starts. */
export const HOME = PAGES[0]?.path ?? '/';
