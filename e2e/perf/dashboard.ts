import { performance } from 'node:perf_hooks';
import { withEngine } from './bench-engine.ts';

export interface DashboardTimes {
  /** First call after opening, ms: segments are read from disk. */
  readonly cold: number;
  /** Median and worst of the calls after it, ms. */
  readonly warm: number;
  readonly worst: number;
  /** Median of the same with a filter on the app's category, ms. */
  readonly filtered: number;
}

const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1] ?? 0;

/** Opens the workspace with the engine of this process and asks for the whole dashboard again and again. */
export function timeDashboard(root: string, workspace: string, calls = 15): Promise<DashboardTimes> {
  return withEngine(root, {}, async ({ client, grant }) => {
    const token = grant(workspace, false);
    const { extent } = await client.call('workspace.open', { token, readOnly: true });
    if (extent === null) throw new Error('the workspace is empty');
    // A few milliseconds off the range each time: the engine may remember answers, and that is not what is measured.
    const ask = async (shift: number, filter?: string): Promise<number> => {
      const begun = performance.now();
      await client.call('discovery.getDashboard', {
        from: extent.from + shift,
        to: extent.to,
        ...(filter && { filter }),
      });
      return performance.now() - begun;
    };
    const cold = await ask(0);
    const warm: number[] = [];
    const filtered: number[] = [];
    for (let i = 1; i <= calls; i++) {
      warm.push(await ask(i));
      filtered.push(await ask(i, 'score < 8'));
    }
    return { cold, warm: median(warm), worst: Math.max(...warm), filtered: median(filtered) };
  });
}
