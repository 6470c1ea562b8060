/**
 * Every traffic format, in the order that decides ties. A format is one folder; adding it here is the only other step.
 */
import type { TrafficFormat } from './api.ts';

export const TRAFFIC_FORMATS: readonly TrafficFormat[] = [];

/** The format with this id, or undefined. */
export function formatById(id: string): TrafficFormat | undefined {
  return TRAFFIC_FORMATS.find((format) => format.id === id);
}
