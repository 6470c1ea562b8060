import { activityPages } from '../features/activities/index.ts';
import { catalogPages } from '../features/catalog/index.ts';
import { dataPages } from '../features/data-pages.ts';
import { discoveryPages } from '../features/discovery/index.ts';
import type { Page } from '../kit/page.ts';

/** Every page, in the rail's order. */
export const PAGES: readonly Page[] = [...discoveryPages, ...catalogPages, ...activityPages, ...dataPages];

/** Where an open workspace starts. */
export const HOME = PAGES[0]?.path ?? '/';

/** The page that a path belongs to: the one whose own path is the longest beginning of it. */
export function pageAt(path: string): Page | undefined {
  return PAGES.filter((page) => path === page.path || path.startsWith(`${page.path}/`)).reduce<Page | undefined>(
    (best, page) => (best === undefined || page.path.length > best.path.length ? page : best),
    undefined,
  );
}
