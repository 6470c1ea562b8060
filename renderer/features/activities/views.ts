/** What the pages and panels of this part draw; loaded once the window stands. */
export { ConnectedPanel } from './connectors/connected-panel.tsx';
export { ConnectorPanel } from './connectors/connector-panel.tsx';
export { ConnectorsPage } from './connectors/connectors-page.tsx';
export { AccountPanel } from './derived/account-panel.tsx';
export { AccountsPage } from './derived/accounts.tsx';
export { FilePanel } from './derived/file-panel.tsx';
export { FilesPage } from './derived/files.tsx';
export { OauthPage } from './derived/oauth.tsx';
export { OauthPanel } from './derived/oauth-panel.tsx';
export { PosturePage } from './derived/posture.tsx';
export { PosturePanel } from './derived/posture-panel.tsx';
export { ActivityLogPage } from './log/activity-log-page.tsx';
export { ActivityPanel } from './panel/activity-panel.tsx';
export { SnapshotPanel } from './snapshots/snapshot-panel.tsx';
