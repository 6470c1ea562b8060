import type { CustomFormat } from '../../contract/custom-format.ts';
import { AppError } from '../../contract/errors.ts';
import type { TrafficFormat } from './api.ts';
import { compileFormat } from './custom/compile.ts';
import { formatById, TRAFFIC_FORMATS } from './registry.ts';

/**
 * Formats that may read a line: all of them for `auto`, else the named one. Own formats come last, so that they win no tie.
 * @param own formats that the workspace or the command line describes
 * @throws AppError format.unknown, format.invalid
 */
export function formatsFor(id: string, own: readonly CustomFormat[] = []): readonly TrafficFormat[] {
  if (id === 'auto') return own.length === 0 ? TRAFFIC_FORMATS : [...TRAFFIC_FORMATS, ...own.map(compileFormat)];
  const definition = own.find((one) => one.id === id);
  if (definition) return [compileFormat(definition)];
  const format = formatById(id);
  if (!format) {
    const known = [...TRAFFIC_FORMATS, ...own].map((one) => one.id);
    throw new AppError('format.unknown', `There is no format "${id}". Known: auto, ${known.join(', ')}.`, {
      format: id,
    });
  }
  return [format];
}
