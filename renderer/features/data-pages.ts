import {
  IconAddressBook,
  IconAdjustments,
  IconAntennaBars5,
  IconCamera,
  IconDatabaseImport,
  IconFileDescription,
  IconGavel,
  IconPlugConnected,
  IconRouteSquare,
  IconShieldLock,
  IconUserSearch,
  IconUsersGroup,
} from '@tabler/icons-react';
import type { Page } from '../kit/page.ts';
import { SnapshotsPage } from './activities/snapshots/snapshots-page.tsx';
import { CollectorsPage } from './collectors/collectors-page.tsx';
import { ConnectionsPage } from './connections/connections-page.tsx';
import { EnrichmentPage } from './enrichment/enrichment-page.tsx';
import { FormatsPage } from './formats/formats-page.tsx';
import { GovernancePage } from './governance/governance-page.tsx';
import { ImportsPage } from './imports/imports-page.tsx';
import { NamesPage } from './names/names-page.tsx';
import { PrivacyPage } from './privacy/privacy-page.tsx';
import { ScopePage } from './scope/scope-page.tsx';
import { SettingsPage } from './settings/settings-page.tsx';
import { StreamsPage } from './streams/streams-page.tsx';

/** Pages of the groups Data and Console. */
export const dataPages: readonly Page[] = [
  {
    path: '/data/imports',
    title: 'Imports',
    group: 'Data',
    icon: IconDatabaseImport,
    key: 'i',
    hint: 'What was imported, with every line accounted for',
    component: ImportsPage,
  },
  {
    path: '/data/streams',
    title: 'Streams',
    group: 'Data',
    icon: IconRouteSquare,
    key: 't',
    hint: 'What each source of logs gives, and what it cannot give',
    component: StreamsPage,
  },
  {
    path: '/data/collectors',
    title: 'Collectors',
    group: 'Data',
    icon: IconAntennaBars5,
    key: 'c',
    hint: 'Syslog and watched folders: logs that come by themselves',
    component: CollectorsPage,
  },
  {
    path: '/data/connections',
    title: 'API connections',
    group: 'Data',
    icon: IconPlugConnected,
    key: 'j',
    hint: "Audit logs from providers' APIs, off unless you connect one",
    component: ConnectionsPage,
  },
  {
    path: '/data/snapshots',
    title: 'Tenant snapshots',
    group: 'Data',
    icon: IconCamera,
    key: 'g',
    hint: 'How a tenant stood: users, roles, apps, policies, rules, dated',
    component: SnapshotsPage,
  },
  {
    path: '/data/lists',
    title: 'Directory & ranges',
    group: 'Data',
    icon: IconAddressBook,
    key: 'r',
    hint: 'Your own users and addresses, and whom to leave out',
    component: EnrichmentPage,
  },
  {
    path: '/data/scope',
    title: 'Activity scope',
    group: 'Data',
    icon: IconUsersGroup,
    key: '1',
    hint: 'Whose activities are stored, and whose are private',
    component: ScopePage,
  },
  {
    path: '/data/names',
    title: 'Name evidence',
    group: 'Data',
    icon: IconUserSearch,
    key: 'n',
    hint: 'Logs that know who and what addresses stood for',
    component: NamesPage,
  },
  {
    path: '/data/privacy',
    title: 'Privacy',
    group: 'Data',
    icon: IconShieldLock,
    key: 'p',
    hint: 'Anonymised streams, their key, and who revealed what',
    component: PrivacyPage,
  },
  {
    path: '/data/formats',
    title: 'Formats',
    group: 'Data',
    icon: IconFileDescription,
    key: 'f',
    hint: 'Log formats that Undercast reads',
    component: FormatsPage,
  },
  {
    path: '/governance',
    title: 'Governance log',
    group: 'Console',
    icon: IconGavel,
    key: 'l',
    hint: 'Who changed what, from the first action on',
    component: GovernancePage,
  },
  {
    path: '/settings',
    title: 'Settings',
    group: 'Console',
    icon: IconAdjustments,
    key: ',',
    hint: 'Look, time zone, organisation, workspace',
    component: SettingsPage,
  },
];
