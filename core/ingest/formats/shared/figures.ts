/** For tests: what of a golden line an import must find as well. An address beside a host is detail, as the host is what counts. */
import { figuresOf, type GoldenLine } from '../kv/test-kit.ts';

export function withoutDetail(line: GoldenLine): Record<string, unknown> {
  const figures = figuresOf(line);
  if (figures.destinationHost !== undefined) delete figures.destinationIp;
  return figures;
}
