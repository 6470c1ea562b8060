import { describe, expect, test } from 'vitest';
import type { ConnectionProvider, ConnectionRow } from '../../../../core/contract/connections.ts';
import type { ConnectedApp } from '../../../../core/contract/connectors.ts';
import { joinApps } from './joined-apps.ts';

const OKTA = { id: 'okta', title: 'Okta', app: 'okta', feeds: [{ id: 'log', kind: 'activities', connector: 'okta' }] };
const EDR = { id: 'edr', title: 'EDR', app: 'edr', feeds: [{ id: 'net', kind: 'traffic', connector: null }] };
const PROVIDERS = [OKTA, EDR] as unknown as ConnectionProvider[];

const connection = (id: number, provider: string, more: Partial<ConnectionRow> = {}): ConnectionRow =>
  ({
    id,
    config: { name: `${provider} ${id}`, provider, feeds: provider === 'okta' ? ['log'] : ['net'], stream: 'Apps' },
    state: 'connected',
    problem: null,
    feeds: [],
    lastSuccess: null,
    ...more,
  }) as unknown as ConnectionRow;

const app = (connector: string, importId: number, more: Partial<ConnectedApp> = {}): ConnectedApp =>
  ({
    connector,
    app: connector,
    appName: connector,
    withUnnamed: false,
    instance: null,
    status: 'connected',
    gaps: [],
    abilities: [],
    ingestions: [{ importId, truncated: [], read: 1, rejected: 0 }],
    ...more,
  }) as unknown as ConnectedApp;

describe('connected apps and API connections', () => {
  test('are one row where the connection brought the activities', () => {
    const rows = joinApps(
      [app('okta', 1), app('github', 1), app('okta', 2, { instance: 'other' })],
      [connection(7, 'okta', { state: 'error', problem: 'Try again.', lastSuccess: 5 })],
      PROVIDERS,
      (id) => (id === 1 ? 'Apps' : 'Elsewhere'),
    );
    expect(rows.map(({ app, state, connections }) => [app, state, connections.length])).toEqual([
      ['okta', 'error', 1],
      ['github', 'connected', 0],
      ['okta', 'connected', 0],
    ]);
    const [first] = rows;
    expect(first?.problems).toEqual(['okta 7: Try again.']);
    expect(first?.lastPull).toBe(5);
  });

  test('a connection that has brought nothing has a row of its own, but not one that reads traffic', () => {
    const rows = joinApps(
      [],
      [connection(7, 'okta', { state: 'new' }), connection(8, 'edr')],
      PROVIDERS,
      () => undefined,
    );
    expect(rows.map(({ key, state }) => [key, state])).toEqual([['connection 7', 'new']]);
    expect(rows.map(({ source }) => source)).toEqual(['API, nothing yet']);
  });

  test('needs attention where either does, and stays connected where a connection is off', () => {
    const state = (status: ConnectedApp['status'], of: ConnectionRow['state']) =>
      joinApps([app('okta', 1, { status })], [connection(7, 'okta', { state: of })], PROVIDERS, () => 'Apps')[0]?.state;
    expect(state('attention', 'connected')).toBe('attention');
    expect(state('connected', 'attention')).toBe('attention');
    expect(state('connected', 'disabled')).toBe('connected');
  });
});
