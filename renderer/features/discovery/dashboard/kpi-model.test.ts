import { describe, expect, it } from 'vitest';
import { changeOf, pointsOf, shareOf } from './kpi-model.ts';

const kpis = {
  apps: 3,
  users: 2,
  sources: 2,
  devices: 0,
  hosts: 5,
  transactions: 200,
  blocked: 10,
  bytesSent: null,
  bytesReceived: 900,
  bytesTotal: 1000,
  unmatchedTransactions: 50,
  unmatchedBytesTotal: 70,
};

describe('key figures', () => {
  it('compare with the period before, and do not where one side is unknown', () => {
    expect(changeOf(412, 400, String)).toMatchObject({ sign: '▲ 12', before: '400' });
    expect(changeOf(5, 5, String)?.sign).toBe('unchanged');
    expect(changeOf(5, undefined, String)).toBeNull();
    expect(changeOf(null, 5, String)).toBeNull();
  });

  it('compare shares in points', () => {
    expect(pointsOf(0.07, 0.05)?.sign).toBe('▲ 2.0 pt');
    expect(pointsOf(0.05, 0.05)?.sign).toBe('unchanged');
    expect(pointsOf(0.05, null)).toBeNull();
  });

  it('take the unmatched share of traffic, or of requests where bytes are unknown', () => {
    expect(shareOf(kpis, 'unmatched')).toEqual({ share: 0.07, of: 'traffic' });
    expect(shareOf({ ...kpis, bytesTotal: null, unmatchedBytesTotal: null }, 'unmatched')).toEqual({
      share: 0.25,
      of: 'requests',
    });
    expect(shareOf(kpis, 'blocked')).toEqual({ share: 0.05, of: 'requests' });
    expect(shareOf({ ...kpis, transactions: 0, blocked: 0 }, 'blocked').share).toBeNull();
  });
});
