/** What the pages and panels of this part draw; loaded once the window stands. */
export { SnapshotsPage } from './activities/snapshots/snapshots-page.tsx';
export { CollectorsPage } from './collectors/collectors-page.tsx';
export { ConnectionsPage } from './connections/connections-page.tsx';
export { EnrichmentPage } from './enrichment/enrichment-page.tsx';
export { FormatPanel } from './formats/format-panel.tsx';
export { FormatsPage } from './formats/formats-page.tsx';
export { EntryPanel } from './governance/entry-panel.tsx';
export { GovernancePage } from './governance/governance-page.tsx';
export { ImportsPage } from './imports/imports-page.tsx';
export { NamesPage } from './names/names-page.tsx';
export { PrivacyPage } from './privacy/privacy-page.tsx';
export { ScopePage } from './scope/scope-page.tsx';
export { SettingsPage } from './settings/settings-page.tsx';
export { StreamsPage } from './streams/streams-page.tsx';
