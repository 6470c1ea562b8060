/**
 * In: an order to import. Out: one order for each way that its sources are to be read.
 * A sealed segment names the stream, format and zone that its collector was told; where the user names none, that is how it is read.
 * Lines that no spool may hold in clear join anonymised streams only.
 */
import { DEFAULT_STREAM } from '../../contract/imports.ts';
import type { LogSource } from '../../ingest/read/sources.ts';
import type { NewImportOrder, OpenOrder } from './orders.ts';

export function ordersOf(order: OpenOrder): NewImportOrder[] {
  const plain: NewImportOrder = { ...order, stream: order.stream ?? DEFAULT_STREAM };
  if (order.stream !== undefined) {
    const isSealed = order.sources.some((source) => source.segment?.key !== undefined);
    return [isSealed ? { ...plain, anonymise: plain.anonymise ?? true } : plain];
  }
  const groups = new Map<string, { order: NewImportOrder; sources: LogSource[] }>();
  const others: LogSource[] = [];
  for (const source of order.sources) {
    const reading = source.segment?.reading;
    if (!reading) {
      others.push(source);
      continue;
    }
    const format = order.format === 'auto' ? reading.format : order.format;
    const zone = order.zone ?? reading.zone ?? undefined;
    const anonymise = source.segment?.key === undefined ? plain.anonymise : true;
    const key = JSON.stringify([reading.stream, format, zone, anonymise]);
    const group = groups.get(key) ?? {
      order: { ...plain, stream: reading.stream, format, zone, anonymise, problems: [], mayBeEmpty: true },
      sources: [],
    };
    group.sources.push(source);
    groups.set(key, group);
  }
  const ofSegments = [...groups.values()].map((group) => ({ ...group.order, sources: group.sources }));
  const last = ofSegments.pop();
  if (!last) {
    return [plain];
  }
  // Files that could not be read stand in the ledger of whichever import comes last.
  return others.length > 0
    ? [...ofSegments, last, { ...plain, sources: others }]
    : [...ofSegments, { ...last, problems: order.problems }];
}
