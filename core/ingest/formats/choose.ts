import { AppError } from '../../contract/errors.ts';
import type { TrafficFormat } from './api.ts';
import { formatById, TRAFFIC_FORMATS } from './registry.ts';

/** Formats that may read a line: all of them for `auto`, else the named one. @throws AppError format.unknown */
export function formatsFor(id: string): readonly TrafficFormat[] {
  if (id === 'auto') {
    return TRAFFIC_FORMATS;
  }
  const format = formatById(id);
  if (!format) {
    throw new AppError(
      'format.unknown',
      `There is no format "${id}". Known: auto, ${TRAFFIC_FORMATS.map((f) => f.id).join(', ')}.`,
      { format: id },
    );
  }
  return [format];
}
