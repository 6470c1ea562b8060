import type { World } from '../world/world.ts';
import { planActivities, type SamplePeriod } from './plan.ts';
import { SAMPLE_EXPORTS } from './write.ts';

/** One provider's audit log of the sample, one JSON record a line. */
export interface SampleAuditFile {
  readonly name: string;
  readonly records: number;
  /** ASCII. */
  readonly text: string;
}

/** The audit logs of the organisation's cloud apps over a period, for as many of its people. */
export function writeActivities(world: World, period: SamplePeriod, people: number): readonly SampleAuditFile[] {
  const events = planActivities(world, period, people);
  return SAMPLE_EXPORTS.map(({ name, holds, write }) => {
    const records = events.filter(holds).map((event, at) => `${JSON.stringify(write(event, at))}\n`);
    return { name, records: records.length, text: records.join('') };
  });
}
