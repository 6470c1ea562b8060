import type { Metric } from '../../../core/contract/common.ts';
import { bytesMeasure, countMeasure, type Measure } from './measure.ts';

/** The measures that one picker chooses among for a whole page, in the order it lists them. */
export const METRIC_MEASURES: Readonly<Record<Metric, Measure>> = {
  bytesTotal: bytesMeasure('Traffic'),
  bytesSent: bytesMeasure('Upload'),
  bytesReceived: bytesMeasure('Download'),
  transactions: countMeasure('Requests', 'requests'),
  users: countMeasure('Users', 'users'),
  sources: countMeasure('Sources', 'source addresses'),
  blocked: countMeasure('Blocked', 'blocked requests'),
};

/** Distinct people and addresses do not add up: one who uses two apps is one user, not two. */
export function addsUp(metric: Metric): boolean {
  return metric !== 'users' && metric !== 'sources';
}
