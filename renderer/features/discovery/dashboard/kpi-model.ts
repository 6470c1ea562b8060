import type { Dashboard } from '../../../../core/contract/discovery.ts';
import { formatShare } from '../../../kit/format.ts';

export type Kpis = Dashboard['kpis'];

export interface Change {
  /** "▲ 12", "▼ 3 %", "unchanged". */
  readonly sign: string;
  readonly before: string;
  readonly words: string;
}

/** A figure against the period before; null when either is not known. */
export function changeOf(
  now: number | null,
  before: number | null | undefined,
  format: (value: number) => string,
): Change | null {
  if (now === null || before === null || before === undefined) return null;
  const delta = now - before;
  const size = format(Math.abs(delta));
  const relative = before === 0 ? '' : `, ${formatShare(Math.abs(delta) / before)}`;
  const words =
    delta === 0
      ? `Unchanged against the period of equal length just before (${format(before)}).`
      : `${size} ${delta > 0 ? 'more' : 'less'}${relative} than in the period of equal length just before (${format(before)}).`;
  return { sign: delta === 0 ? 'unchanged' : `${delta > 0 ? '▲' : '▼'} ${size}`, before: format(before), words };
}

/** Two shares, compared in percentage points. */
export function pointsOf(now: number | null, before: number | null): Change | null {
  if (now === null || before === null) return null;
  const points = (now - before) * 100;
  const size = Math.abs(points) < 0.05 ? '0' : Math.abs(points).toFixed(1);
  return {
    sign: size === '0' ? 'unchanged' : `${points > 0 ? '▲' : '▼'} ${size} pt`,
    before: formatShare(before),
    words: `${formatShare(before)} in the period of equal length just before; ${size} percentage points of difference.`,
  };
}

/** Share of traffic (or of requests, where bytes are not known) that matches no app; share of requests that was blocked. */
export function shareOf(
  kpis: Kpis,
  what: 'unmatched' | 'blocked',
  of?: 'traffic' | 'requests',
): { readonly share: number | null; readonly of: 'traffic' | 'requests' } {
  const part = (some: number, all: number): number | null => (all === 0 ? null : some / all);
  if (what === 'blocked') return { share: part(kpis.blocked, kpis.transactions), of: 'requests' };
  const byBytes = of === undefined ? kpis.bytesTotal !== null && kpis.bytesTotal > 0 : of === 'traffic';
  if (byBytes)
    return {
      share: kpis.bytesTotal === null ? null : part(kpis.unmatchedBytesTotal ?? 0, kpis.bytesTotal),
      of: 'traffic',
    };
  return { share: part(kpis.unmatchedTransactions, kpis.transactions), of: 'requests' };
}
