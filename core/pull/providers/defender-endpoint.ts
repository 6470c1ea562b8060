/**
 * Microsoft Defender for Endpoint: connections of devices from advanced hunting, counted by the hour, so that whole fleets fit under its
 * caps. Hours are asked for once they are over and never again: counted rows have no id that would tell a repeat.
 */
import { type Ask, DAY, HOUR, type Provider, type Window } from '../provider.ts';
import { APP_SETTINGS, appSecretExpiry, appToken, explainMicrosoft, GRAPH, LOGIN } from './microsoft.ts';
import { seconds } from './shared.ts';

/** Rows that one query gives at most. */
const MAX_ROWS = 100_000;

/** Shares of the devices, where one hour of all of them is more than that: enough for 1.6 million rows an hour. */
const SHARES = 16;

/** @param share of the devices; absent: all of them */
function counted({ from, to }: Window, share?: string): string {
  return `DeviceNetworkEvents
| where Timestamp >= datetime(${seconds(from)}) and Timestamp < datetime(${seconds(to)})
| where ActionType in ("ConnectionSuccess", "ConnectionFailed")
| where isnotempty(RemoteUrl) or RemoteIPType == "Public"${share === undefined ? '' : `\n| where hash(DeviceName, ${SHARES}) == ${share}`}
| summarize count_ = count() by Timestamp = bin(Timestamp, 1h), DeviceName, InitiatingProcessAccountUpn, LocalIP, RemoteUrl, RemoteIP, ActionType`;
}

function hunt(query: string): Ask {
  return {
    url: `${GRAPH}/v1.0/security/runHuntingQuery`,
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ Query: query }),
  };
}

export const defenderEndpoint: Provider = {
  id: 'defender-endpoint',
  title: 'Defender for Endpoint (traffic)',
  app: 'microsoft-defender',
  source: 'https://learn.microsoft.com/graph/api/security-security-runhuntingquery',
  setup:
    'An app registration with the application permission ThreatHunting.Read.All (Graph), admin consent and a client secret.',
  settings: APP_SETTINGS,
  origins: () => [GRAPH, LOGIN],
  auth: (values, tools) => appToken(values, GRAPH, tools),
  feeds: [
    {
      id: 'network-events',
      title: 'Network events, counted by the hour',
      reads: { format: 'defender-endpoint' },
      isDefault: true,
      mode: 'window',
      retentionMs: 30 * DAY,
      overlapMs: 0,
      lagMs: 2 * HOUR,
      maxWindowMs: 6 * HOUR,
      wholeMs: HOUR,
      shares: SHARES,
      first: (_, window) => hunt(counted(window)),
      next: (_, share, window) => hunt(counted(window, share)),
      read: (reply) => {
        const records = reply.list('results');
        return { records, next: null, isCut: records.length >= MAX_ROWS };
      },
    },
  ],
  secretExpiry: appSecretExpiry,
  explain: explainMicrosoft,
};
