import type { Dashboard } from '../../contract/discovery.ts';
import type { Counted } from './row-types.ts';

const NOTHING: Counted = {
  transactions: 0,
  blocked: 0,
  bytesSent: null,
  bytesReceived: null,
  bytesTotal: null,
  users: 0,
  sources: 0,
};
const NO_KPIS: Dashboard['kpis'] = {
  ...NOTHING,
  apps: 0,
  devices: 0,
  hosts: 0,
  unmatchedTransactions: 0,
  unmatchedBytesTotal: null,
};

/** What a workspace without any lines shows. */
export function emptyDashboard(queryMs: number): Dashboard {
  const none = {
    bytesSent: null,
    bytesReceived: null,
    bytesTotal: null,
    user: null,
    source: null,
    device: null,
    action: null,
    matched: null,
  };
  return {
    extent: null,
    range: null,
    kpis: NO_KPIS,
    previous: null,
    known: none,
    timeline: { bucketMs: 0, starts: [], bands: { high: [], medium: [], low: [], unscored: [], unmatched: [] } },
    categories: [],
    bands: { high: NOTHING, medium: NOTHING, low: NOTHING, unscored: NOTHING, unmatched: NOTHING },
    topApps: [],
    topUsers: [],
    topSources: [],
    topDevices: [],
    headquarters: [],
    departments: [],
    network: null,
    newApps: [],
    riskyUploads: [],
    queryMs,
    provisional: false,
  };
}
