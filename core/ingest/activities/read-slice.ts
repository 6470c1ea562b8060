/** In: a slice of an audit log, one record a line. Out: the slice's part of the ledger, and its activities as one batch. */

import { ActivityReader, type Connector, type ReadEvent } from '../../connectors/index.ts';
import { type ActivityScope, LEFT_OUT, type ScopeVerdict } from '../../enrich/index.ts';
import type { DayOrder } from '../../kit/day-order.ts';
import type { Zone } from '../../kit/zone.ts';
import { OUT_OF_SCOPE } from '../../model/activity-scope.ts';
import { MAX_LINE_BYTES } from '../frames/cut.ts';
import { emptyCounts } from '../slice/counts.ts';
import type { Disguise } from '../slice/disguise.ts';
import type { RejectSample, SliceResult } from '../slice/slice-run.ts';
import { type ActivityBatch, ActivityBatchBuilder } from './activity-batch.ts';
import { WordMemory } from './word-memory.ts';

export interface ActivitySlice {
  readonly file: number;
  readonly slice: number;
  readonly fileName: string;
  readonly fileDateMs: number;
  /** Of day and month in times formatted for a reader's locale, where the file tells it. */
  readonly dayOrder?: DayOrder | undefined;
  /** Of clocks that name none, in the headers of lines. */
  readonly zone?: Zone | undefined;
  readonly bytes: Uint8Array;
}

const LF = 10;
const SAMPLES_PER_REASON = 5;
const SAMPLE_CHARS = 2000;

/**
 * @param pack compresses a piece of the lines that are kept, null to keep none
 * @param disguise of an anonymised stream
 * @param cancelled looked at now and then
 * @param scope whose activities are stored; null: everybody's
 * @param memory of the words in the parser's earlier slices of the import
 */
export function readActivitySlice(
  input: ActivitySlice,
  connectors: readonly Connector[],
  pack: ((raw: Uint8Array) => Uint8Array<ArrayBuffer>) | null,
  disguise: Disguise | null,
  cancelled: () => boolean,
  scope: ActivityScope | null = null,
  memory = new WordMemory(),
): { readonly result: SliceResult; readonly batch: ActivityBatch | null } {
  const { file, slice } = input;
  const builder = new ActivityBatchBuilder(pack, disguise, memory);
  const result = readRecords(input, connectors, builder, disguise, cancelled, scope);
  return { result, batch: builder.finish(file, slice) };
}

/**
 * Reads a slice's records into a batch that may hold those of other files.
 * @param fileStep how many files behind the batch's own it is
 */
export function readRecords(
  input: ActivitySlice,
  connectors: readonly Connector[],
  builder: ActivityBatchBuilder,
  disguise: Disguise | null,
  cancelled: () => boolean,
  scope: ActivityScope | null,
  fileStep = 0,
): SliceResult {
  const { file, slice } = input;
  const { fileName, fileDateMs, dayOrder, zone } = input;
  const reader = new ActivityReader(connectors, { fileName }, Math.max(fileDateMs, 0), dayOrder, zone);
  const counts = emptyCounts();
  const samples: RejectSample[] = [];
  const seen = new Map<string, number>();
  const bytes = Buffer.from(input.bytes.buffer, input.bytes.byteOffset, input.bytes.byteLength);
  let line = 0;
  let tMin = Number.POSITIVE_INFINITY;
  let tMax = Number.NEGATIVE_INFINITY;
  for (let start = 0; start < bytes.length; line++) {
    if ((line & 1023) === 0 && cancelled()) break;
    const newline = bytes.indexOf(LF, start);
    const end = newline < 0 ? bytes.length : newline;
    const part = bytes.subarray(start, end);
    start = end + 1;
    // A line of its own, not a window of a text that would live as long as any of its windows.
    const raw = part.toString('utf8');
    if (raw.trim() === '') {
      counts.read++;
      counts.blank++;
      continue;
    }
    const { events, refusal } = reader.readLine(raw);
    const verdicts = scope === null ? null : events.map((event) => verdictOf(scope, event));
    let left = 0;
    for (let at = 0; at < events.length; at++) {
      const event = events[at];
      if (event === undefined) break;
      const { draft, connector } = event;
      if (verdicts?.[at] === LEFT_OUT) {
        left++;
        continue;
      }
      tMin = Math.min(tMin, draft.timeMs);
      tMax = Math.max(tMax, draft.timeMs);
      counts.formats[connector.id] = (counts.formats[connector.id] ?? 0) + 1;
    }
    counts.read += events.length;
    counts.parsed += events.length - left;
    if (left > 0) {
      // Without a sample: nothing is kept of whoever is out of scope.
      counts.skipped += left;
      counts.reasons[OUT_OF_SCOPE] = (counts.reasons[OUT_OF_SCOPE] ?? 0) + left;
    }
    if (events.length > left) builder.add(events, line, part, raw, verdicts, fileStep);
    if (refusal === null) continue;
    const { verdict } = refusal;
    // What is left of a line that was cut off is no record any more: its length is the reason.
    const reason = part.length > MAX_LINE_BYTES && refusal.reason === 'shape' ? 'line-too-long' : refusal.reason;
    counts.read++;
    counts[verdict]++;
    counts.reasons[reason] = (counts.reasons[reason] ?? 0) + 1;
    const number = (seen.get(reason) ?? 0) + 1;
    seen.set(reason, number);
    if (number > SAMPLES_PER_REASON) continue;
    const sample = raw.slice(0, SAMPLE_CHARS);
    samples.push({ file, slice, line, verdict, reason, raw: disguise ? disguise.sealText(sample) : sample });
  }
  if (dayOrder !== undefined && reader.ordered > 0) counts.reasons[dayOrder] = reader.ordered;
  const has = tMin <= tMax;
  return {
    file,
    slice,
    bytes: input.bytes.length,
    lines: line,
    counts,
    samples,
    tMin: has ? Math.floor(tMin / 1000) : null,
    tMax: has ? Math.floor(tMax / 1000) : null,
  };
}

function verdictOf(scope: ActivityScope, { draft, connector }: ReadEvent): ScopeVerdict {
  return scope.verdictOf({
    names: [draft.sourceUser, draft.userId, draft.userName],
    app: draft.app === '' ? connector.app : draft.app,
    isPerson: draft.actorKind !== 'app' && draft.actorKind !== 'system',
  });
}
