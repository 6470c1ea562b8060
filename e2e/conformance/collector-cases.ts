/** The collector's sources over every adapter. */
import type { Stage } from './cases.ts';

export const COLLECTOR_CASES = {
  'collectors.save': async ({ call, kept }: Stage) => {
    const receiver = { kind: 'tcp' as const, host: '127.0.0.1', port: 0 };
    const { id } = await call('collectors.save', { name: 'Branch firewall', stream: 'Branch', receiver });
    kept.set('source', String(id));
    return id;
  },
  'collectors.start': async ({ call, kept }: Stage) => call('collectors.start', { id: Number(kept.get('source')) }),
  'collectors.list': async ({ call }: Stage) => {
    const { rows, events } = await call('collectors.list', {});
    return { rows: rows.map(({ source, enabled, status }) => [source.name, enabled, status?.state]), events };
  },
  'collectors.importNow': async ({ run }: Stage) => run('collectors.importNow', {}),
  'collectors.stop': async ({ call, kept }: Stage) => call('collectors.stop', { id: Number(kept.get('source')) }),
  'collectors.remove': async ({ call, kept }: Stage) => call('collectors.remove', { id: Number(kept.get('source')) }),
};
