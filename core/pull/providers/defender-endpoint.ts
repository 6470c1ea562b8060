/**
 * Microsoft Defender for Endpoint: connections of devices from advanced hunting, counted by the hour, so that whole fleets fit under its
 * caps. Hours are asked for once they are over and never again: counted rows have no id that would tell a repeat.
 */
import { type Ask, DAY, type Explained, HOUR, type Provider, type Window } from '../provider.ts';
import type { Reply } from '../reply.ts';
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

/** Refusals of one query for what it costs: rows of more bytes than are given, or more time or memory than a query may take. */
const TOO_LARGE = /exceeded the allowed result size/i;
const TOO_COSTLY = /exceeded the (?:allowed limits|timeout period)/i;

/** A share is the least that can be asked for: what it costs may be over by the next try, its size will not be. */
function isTooMuch(reply: Reply, isShare: boolean): boolean {
  const said = reply.status === 400 ? reply.word('error', 'message') : '';
  return TOO_LARGE.test(said) || (!isShare && TOO_COSTLY.test(said));
}

function explain(reply: Reply): Explained | null {
  const shown = [reply.word('error', 'code'), reply.word('error', 'message')].filter((word) => word !== '').join(': ');
  const why = shown === '' ? '' : ` (${shown})`;
  if (reply.status === 403) {
    return {
      kind: 'attention',
      message: `The app lacks the permission ThreatHunting.Read.All. Add it as an application permission of Microsoft Graph, with admin consent, in Entra${why}.`,
    };
  }
  if (reply.status !== 400 || shown === '') return explainMicrosoft(reply);
  if (/DeviceNetworkEvents/.test(shown)) {
    return {
      kind: 'attention',
      message: `The tenant keeps no network events of devices. They need Defender for Endpoint Plan 2, or Defender for Business, and devices that report to it${why}.`,
    };
  }
  if (TOO_COSTLY.test(shown)) {
    return {
      kind: 'error',
      message: `The query took more of Defender's resources than it may; it is asked again later${why}.`,
    };
  }
  return {
    kind: 'attention',
    message: `Defender does not accept the query: its tables may have changed. Update Undercast; until then export with the query on Formats and import the file${why}.`,
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
      isTooMuch,
      first: (_, window) => hunt(counted(window)),
      next: (_, share, window) => hunt(counted(window, share)),
      read: (reply) => {
        const records = reply.list('results');
        return { records, next: null, isCut: records.length >= MAX_ROWS };
      },
    },
  ],
  secretExpiry: appSecretExpiry,
  explain,
};
