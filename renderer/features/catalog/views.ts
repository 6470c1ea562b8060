/** What the pages and panels of this part draw; loaded once the window stands. */
export { CatalogPage } from './catalog-page.tsx';
export { ComparePage } from './compare-page.tsx';
export { CustomPage } from './custom-page.tsx';
export { ScoringPage } from './scoring-page.tsx';
