/** What the pages and panels of this part draw; loaded once the window stands. */
export { AppsPage } from './apps/apps-page.tsx';
export { DashboardPage } from './dashboard/dashboard-page.tsx';
export { DevicesPage, SourcesPage, UnmatchedPage, UsersPage } from './tables/pages.tsx';
