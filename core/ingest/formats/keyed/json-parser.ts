/**
 * In: lines that are one JSON object each, and what a format knows of them: paths per field, values to judge by.
 * Out: a LineParser, so that a JSON format is a table and a few lines of judgement.
 */
import {
  type ActionCode,
  type EventDraft,
  type LineParser,
  type LineWindows,
  PARSED,
  type SyslogHeader,
  type Verdict,
} from '../api.ts';
import { reject } from '../shared/verdict.ts';
import { DraftFiller } from './draft-filler.ts';
import type { FieldSpec } from './field-table.ts';
import { JsonBytes } from './json-bytes.ts';
import { jsonStart } from './json-keys.ts';
import { JsonPaths } from './json-paths.ts';
import { JsonVisits } from './json-visits.ts';
import type { WatchedWindows } from './watched-windows.ts';

export interface JsonShape {
  readonly spec: FieldSpec;
  /** Paths whose values `judge` asks for by index. */
  readonly watch?: readonly string[];
  /** Watched paths through a list of which every element counts (`valueBehind`). */
  readonly listed?: readonly string[];
  /** The format's own verdict words, lower case. */
  readonly actions?: ReadonlyMap<string, ActionCode>;
  /** Settles what the table cannot; the draft is filled. Without it a line with an address or a host is a record. */
  readonly judge?: (paths: JsonPaths, out: EventDraft) => Verdict;
  /**
   * The watched paths whose values decide, together with the action and with which ends and figures a line names, what `judge` says of a
   * line on import; what else it does must hang on each name's own value. Lines are read from bytes then. Absent: `judge` hangs on more.
   */
  readonly judged?: readonly string[];
  /** `judge` takes times that name no zone for UTC; said for lines that are read from bytes. */
  readonly timesAreUtc?: true;
  /** Watched paths whose values change what others are worth: lines with one are read as text. */
  readonly unplain?: readonly string[];
  /** What else `judge` does with the names of a line, done with their windows. @returns false when the line must be read as text */
  readonly settle?: (bytes: Uint8Array, out: LineWindows, watched: WatchedWindows) => boolean;
  /**
   * `judge` finds every line that names an end, or each that the value of this watched path says it of, to be a visit to a server of one's
   * own, whatever else it holds. Read from bytes are these alone then, unless `judged` tells of the others.
   */
  readonly visits?: 'all' | VisitTest;
}

export interface VisitTest {
  readonly path: string;
  readonly isVisit: (bytes: Uint8Array, start: number, end: number) => boolean;
}

export class JsonParser implements LineParser {
  private readonly paths: JsonPaths;
  private readonly filler: DraftFiller;
  private readonly judge: (paths: JsonPaths, out: EventDraft) => Verdict;
  readonly readBytes?: (bytes: Uint8Array, start: number, end: number, out: LineWindows) => boolean;

  constructor(shape: JsonShape) {
    this.paths = new JsonPaths(shape.spec, shape.watch, shape.listed);
    const visits = shape.visits === undefined ? null : readerOfVisits(this.paths, shape.watch ?? [], shape.visits);
    if (visits !== null) this.readBytes = visits;
    // Without a judgement the ends decide.
    const judged = shape.judged ?? (shape.judge === undefined ? [] : undefined);
    if (judged !== undefined) {
      const { watch = [], timesAreUtc = false, unplain = [], settle } = shape;
      const reader = new JsonBytes(this.paths, { watch, judged, unplain, isUtc: timesAreUtc });
      this.readBytes = (bytes, start, end, out) => {
        if (visits?.(bytes, start, end, out) === true) return true;
        const watched = reader.read(bytes, start, end, out);
        return watched !== null && (settle === undefined || settle(bytes, out, watched));
      };
    }
    this.filler = new DraftFiller(this.paths.table, shape.actions ? { actions: shape.actions } : {});
    this.judge = shape.judge ?? ((_, out) => requireEnds(out));
  }

  parse(text: string, start: number, end: number, out: EventDraft, header: SyslogHeader): Verdict {
    if (!this.paths.read(text, jsonStart(text, start, end), end, this.filler, out)) return reject(out, 'shape');
    this.filler.finish(out, header);
    return this.judge(this.paths, out);
  }
}

function readerOfVisits(
  paths: JsonPaths,
  watch: readonly string[],
  visits: 'all' | VisitTest,
): NonNullable<LineParser['readBytes']> {
  const path = visits === 'all' ? null : { watch: watch.indexOf(visits.path), isVisit: visits.isVisit };
  const reader = new JsonVisits(paths, path);
  return (bytes, start, end, out) => reader.read(bytes, start, end, out);
}

/** A transaction has a client or a destination; what has neither is none. */
export function requireEnds(out: EventDraft): Verdict {
  const hasSource = out.sourceIp !== '' || out.sourceHost !== '' || out.sourceUser !== '';
  const hasDestination = out.destinationIp !== '' || out.destinationHost !== '';
  return hasSource || hasDestination ? PARSED : reject(out, 'address');
}
