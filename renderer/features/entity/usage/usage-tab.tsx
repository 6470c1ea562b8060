import { SegmentedControl, Select } from '@mantine/core';
import { useState } from 'react';
import { METRICS, type Metric } from '../../../../core/contract/common.ts';
import type { Usage } from '../../../../core/contract/discovery.ts';
import { METRIC_MEASURES } from '../../../kit/charts/metrics.ts';
import { formatCount } from '../../../kit/format.ts';
import { UsageFigures } from './usage-figures.tsx';
import { appListRows, entityListRows, type ListRow, UsageList } from './usage-list.tsx';
import { UsageTrend } from './usage-trend.tsx';

interface Part {
  readonly id: string;
  readonly title: string;
  readonly noun: readonly [string, string];
  readonly rows: readonly ListRow[];
}

function partsOf(usage: Usage): readonly Part[] {
  const all: readonly Part[] = [
    { id: 'app', title: 'Apps', noun: ['app', 'apps'], rows: appListRows(usage.apps) },
    { id: 'user', title: 'Users', noun: ['user', 'users'], rows: entityListRows('user', usage.users) },
    {
      id: 'source',
      title: 'Sources',
      noun: ['source address', 'source addresses'],
      rows: entityListRows('source', usage.sources),
    },
    { id: 'device', title: 'Devices', noun: ['device', 'devices'], rows: entityListRows('device', usage.devices) },
    { id: 'host', title: 'Hosts', noun: ['host', 'hosts'], rows: entityListRows('host', usage.hosts) },
  ];
  // Devices are named by few logs, and a host belongs to one app or to none: a place for what is not there would be an empty one.
  const mayLack = usage.kind === 'host' ? ['device', 'app'] : ['device'];
  return all.filter(({ id, rows }) => id !== usage.kind && (rows.length > 0 || !mayLack.includes(id)));
}

/** A measure that this thing's lines carry: traffic where bytes are known, requests otherwise. */
export function defaultMetric(usage: Usage): Metric {
  return usage.totals.bytesTotal === null ? 'transactions' : 'bytesTotal';
}

/** All of one thing's use: sums, trend and who or what is behind it, by any measure. */
export function UsageTab({ usage, zone }: { readonly usage: Usage; readonly zone: string }) {
  const [chosen, setChosen] = useState<Metric | null>(null);
  const parts = partsOf(usage);
  // What there is comes first: users of hosts that no app claims have no apps.
  const [partId, setPartId] = useState((parts.find(({ rows }) => rows.length > 0) ?? parts[0])?.id ?? '');
  const metric = chosen ?? defaultMetric(usage);
  const part = parts.find((one) => one.id === partId) ?? parts[0];
  return (
    <div className="uc-tabbody">
      <UsageFigures usage={usage} />
      <Select
        size="xs"
        w={180}
        label="Measure"
        allowDeselect={false}
        data={METRICS.map((one) => ({ value: one, label: METRIC_MEASURES[one].title }))}
        value={metric}
        onChange={(next) => setChosen(METRICS.find((one) => one === next) ?? null)}
      />
      <UsageTrend usage={usage} metric={metric} zone={zone} />
      <SegmentedControl
        size="xs"
        aria-label="What is behind this use"
        data={parts.map((one) => ({ value: one.id, label: `${one.title} ${formatCount(one.rows.length)}` }))}
        value={part?.id ?? ''}
        onChange={setPartId}
      />
      {part !== undefined && <UsageList key={part.id} rows={part.rows} metric={metric} noun={part.noun} />}
    </div>
  );
}
