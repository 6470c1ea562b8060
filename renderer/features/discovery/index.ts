import {
  IconApps,
  IconDevices,
  IconHelpSquare,
  IconLayoutDashboard,
  IconNetwork,
  IconUsers,
} from '@tabler/icons-react';
import { lazyView } from '../../kit/lazy-view.tsx';
import type { Page } from '../../kit/page.ts';

/** Pages of the Discovery group, in the rail's order. */
export const discoveryPages: readonly Page[] = [
  {
    path: '/discovery',
    title: 'Dashboard',
    group: 'Discovery',
    icon: IconLayoutDashboard,
    key: 'd',
    hint: 'What is used, by whom and how risky it is',
    component: lazyView(async () => (await import('./views.ts')).DashboardPage),
  },
  {
    path: '/discovery/apps',
    title: 'Apps',
    group: 'Discovery',
    icon: IconApps,
    key: 'a',
    hint: 'Every discovered app with score, tag and use',
    component: lazyView(async () => (await import('./views.ts')).AppsPage),
  },
  {
    path: '/discovery/users',
    title: 'Users',
    group: 'Discovery',
    icon: IconUsers,
    key: 'u',
    hint: 'Who uses which apps, and how much',
    component: lazyView(async () => (await import('./views.ts')).UsersPage),
  },
  {
    path: '/discovery/sources',
    title: 'Sources',
    group: 'Discovery',
    icon: IconNetwork,
    key: 's',
    hint: 'The addresses that requests came from',
    component: lazyView(async () => (await import('./views.ts')).SourcesPage),
  },
  {
    path: '/discovery/devices',
    title: 'Devices',
    group: 'Discovery',
    icon: IconDevices,
    key: 'v',
    hint: 'The devices behind the requests, where logs name them',
    component: lazyView(async () => (await import('./views.ts')).DevicesPage),
    needs: 'sourceHost',
  },
  {
    path: '/discovery/unmatched',
    title: 'Unmatched hosts',
    group: 'Discovery',
    icon: IconHelpSquare,
    key: 'h',
    hint: 'Hosts that no app of the catalog claims',
    component: lazyView(async () => (await import('./views.ts')).UnmatchedPage),
  },
];
