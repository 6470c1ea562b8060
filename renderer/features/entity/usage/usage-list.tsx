import { Button } from '@mantine/core';
import { useState } from 'react';
import type { Metric } from '../../../../core/contract/common.ts';
import type { AppRow, EntityRow } from '../../../../core/contract/discovery.ts';
import { METRIC_MEASURES } from '../../../kit/charts/metrics.ts';
import { formatBytes, formatCount } from '../../../kit/format.ts';
import { Logged } from '../../../kit/logged.tsx';
import { AppIcon } from '../../../kit/risk/app-icon.tsx';
import { ScoreTile } from '../../../kit/risk/score-tile.tsx';
import { When } from '../../../kit/when.tsx';
import { type EntityKind, openOnTop } from '../open.ts';

const FIRST = 10;

export interface ListRow {
  readonly kind: EntityKind;
  readonly key: string;
  readonly name: string;
  readonly app: AppRow | null;
  readonly row: AppRow | EntityRow;
}

export function appListRows(rows: readonly AppRow[]): readonly ListRow[] {
  return rows.map((row) => ({ kind: 'app', key: row.id, name: row.name, app: row, row }));
}
export function entityListRows(kind: EntityKind, rows: readonly EntityRow[]): readonly ListRow[] {
  return rows.map((row) => ({ kind, key: row.key, name: row.key, app: null, row }));
}

/** A ranking inside the panel: name, share as a bar, the measure, upload, requests, last seen. Every name opens on top. */
export function UsageList({
  rows,
  metric,
  noun,
  compact = false,
}: {
  readonly rows: readonly ListRow[];
  readonly metric: Metric;
  readonly noun: readonly [string, string];
  /** Only name, bar and measure. */
  readonly compact?: boolean;
}) {
  const [all, setAll] = useState(false);
  const measure = METRIC_MEASURES[metric];
  const value = (one: ListRow): number | null => one.row[metric];
  const ranked = [...rows].sort((a, b) => (value(b) ?? -1) - (value(a) ?? -1));
  const most = Math.max(1, value(ranked[0] ?? { kind: 'app', key: '', name: '', app: null, row: NOTHING }) ?? 0);
  const limit = compact ? 5 : FIRST;
  const shown = all ? ranked : ranked.slice(0, limit);
  if (rows.length === 0) return <p className="uc-scopeline">No {noun[1]} in this period.</p>;
  return (
    <>
      <table className="uc-usagelist">
        <thead>
          <tr>
            <th scope="col">{noun[0].charAt(0).toUpperCase() + noun[0].slice(1)}</th>
            <th scope="col" data-numeric>
              {measure.title}
            </th>
            {!compact && metric !== 'bytesSent' && (
              <th scope="col" data-numeric>
                Upload
              </th>
            )}
            {!compact && metric !== 'transactions' && (
              <th scope="col" data-numeric>
                Requests
              </th>
            )}
            {!compact && <th scope="col">Last seen</th>}
          </tr>
        </thead>
        <tbody>
          {shown.map((one) => (
            <tr key={one.key}>
              <th scope="row">
                <span className="uc-appcell">
                  {one.app !== null && <ScoreTile facts={one.app} />}
                  {one.app !== null && <AppIcon id={one.app.id} name={one.app.name} />}
                  <button
                    type="button"
                    className="uc-textlink uc-ellipsis"
                    onClick={() => openOnTop(one.kind, one.key, one.name)}
                  >
                    <Logged text={one.name} />
                  </button>
                </span>
              </th>
              <td data-numeric>
                {measure.format(value(one))}
                <span
                  className="uc-usagelist__bar"
                  style={{ width: `${((value(one) ?? 0) / most) * 100}%` }}
                  aria-hidden
                />
              </td>
              {!compact && metric !== 'bytesSent' && <td data-numeric>{formatBytes(one.row.bytesSent)}</td>}
              {!compact && metric !== 'transactions' && <td data-numeric>{formatCount(one.row.transactions)}</td>}
              {!compact && (
                <td>
                  <When at={one.row.lastSeen} />
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
      {ranked.length > limit && (
        <Button variant="subtle" size="compact-xs" onClick={() => setAll(!all)}>
          {all ? `Only the first ${limit}` : `All ${formatCount(ranked.length)} ${noun[1]}`}
        </Button>
      )}
    </>
  );
}

const NOTHING: EntityRow = {
  key: '',
  transactions: 0,
  blocked: 0,
  bytesSent: null,
  bytesReceived: null,
  bytesTotal: null,
  users: 0,
  sources: 0,
  apps: 0,
  hosts: 0,
  devices: 0,
  firstSeen: 0,
  lastSeen: 0,
};
