/**
 * In: a log file, archive or standard input. Out: its records one by one, as `undercast parse` prints them.
 * Guarantee: lines are counted from 1 in the decompressed text; every line is counted once; memory does not grow with the file.
 */
import type { Readable } from 'node:stream';
import type { CustomFormat } from '../contract/custom-format.ts';
import type { Profile } from '../contract/workspace.ts';
import type { TrafficRecord } from '../model/traffic.ts';
import { PARSED, REJECTED } from './formats/api.ts';
import { formatsFor } from './formats/choose.ts';
import { toRecord } from './normalize/record.ts';
import { eachLine } from './read/each-line.ts';
import { emptyCounts, type LineCounts } from './slice/counts.ts';
import { BLANK, LineReader } from './slice/line-reader.ts';

export interface ParseOptions {
  /** `auto` or a format id. */
  readonly format: string;
  /** Formats described by the user, beside the built-in ones. */
  readonly own?: readonly CustomFormat[];
  /** IANA zone for times that name none. */
  readonly zone: string;
  /** May return a promise to hold the reading back (a pipe that is full). */
  readonly onRecord: (record: TrafficRecord) => void | Promise<void>;
  readonly onReject: (line: number, verdict: 'rejected' | 'skipped', reason: string, raw: string) => void;
  readonly stdin?: Readable;
}

/** No range is the organisation's own: `parse` prints what the lines say and judges no direction. */
const NO_PROFILE: Profile = { organisation: '', managedDomains: [], internalRanges: [], logZone: 'UTC' };

/**
 * Parses every log under `path` in order, as `eachLine` does.
 * @throws AppError
 */
export async function parseFile(path: string, options: ParseOptions): Promise<LineCounts> {
  const counts = emptyCounts();
  // A format that there is not is told before standard input is waited for.
  if (options.format !== 'auto') formatsFor(options.format, options.own);
  await eachLine(path, { encoding: 'latin1', stdin: options.stdin }, ({ modifiedMs, segment }) => {
    const reader = new LineReader({
      formats: formatsFor(options.format, options.own),
      zone: options.zone,
      profile: NO_PROFILE,
      skipForeignDirection: false,
      wantDetail: true,
      requireTime: false,
      readSkipped: true,
    });
    reader.beginFile(Math.max(modifiedMs, 0), segment !== undefined);
    return (text, start, end, line) => readLine(reader, text, start, end, line, options, counts);
  });
  return counts;
}

function readLine(
  reader: LineReader,
  text: string,
  start: number,
  end: number,
  line: number,
  options: ParseOptions,
  counts: LineCounts,
): void | Promise<void> {
  counts.read++;
  const verdict = reader.read(text, start, end);
  if (verdict === BLANK) {
    counts.blank++;
    return undefined;
  }
  if (verdict === PARSED) {
    counts.parsed++;
    const format = reader.formatId;
    counts.formats[format] = (counts.formats[format] ?? 0) + 1;
    return options.onRecord(toRecord(reader.draft, line, format));
  }
  const rejected = verdict === REJECTED;
  if (rejected) counts.rejected++;
  else counts.skipped++;
  const { reason } = reader.draft;
  const record = reader.hasRecord ? options.onRecord(toRecord(reader.draft, line, reader.formatId)) : undefined;
  counts.reasons[reason] = (counts.reasons[reason] ?? 0) + 1;
  options.onReject(
    line,
    rejected ? 'rejected' : 'skipped',
    reason,
    Buffer.from(text.slice(start, end), 'latin1').toString('utf8').replace(/\r$/, ''),
  );
  return record;
}
