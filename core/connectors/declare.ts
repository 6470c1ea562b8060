/**
 * A connector from a table: what its records look like, where its fields stand, what its operations mean. What a table cannot say is said in
 * `finish`, which sees the filled draft.
 */

import type { DayOrder } from '../kit/day-order.ts';
import { readLocaleTime, readTime } from '../kit/times.ts';
import type { ActivityField } from '../model/activity.ts';
import type { ActivityDraft, Claim, Connector, ConnectorGrade, Refusal } from './connector.ts';
import { reject } from './connector.ts';
import { cleanIp } from './kit/ip.ts';
import { type OperationTable, operationTypes } from './kit/operations.ts';
import { readOutcome } from './kit/outcome.ts';
import { compilePath, type Path, SourceRecord } from './kit/source-record.ts';
import { typeByVerb } from './kit/verbs.ts';

/** A look that records of this connector have; the surest that fits counts. */
export interface Shape {
  /** Paths that must be there. In a CSV file only columns that are never empty. */
  readonly has: readonly string[];
  /** Paths whose text must match. */
  readonly where?: Readonly<Record<string, { test(text: string): boolean }>>;
  /** Up to 1, which promises that no other connector claims such a record as surely. */
  readonly score: number;
  /** In words: "a CloudTrail event version, source and name". */
  readonly words: string;
}

/** Draft fields that are plain texts, each with the paths that may hold it, best first. */
type TextField =
  | 'id'
  | 'instance'
  | 'sourceUser'
  | 'userId'
  | 'userName'
  | 'operation'
  | 'reason'
  | 'sourceIp'
  | 'userAgent'
  | 'target'
  | 'clientApp'
  | 'sessionId'
  | 'tokenId'
  | 'correlationId'
  | 'sameEvent'
  | 'description';

/** Read times: milliseconds since the epoch, NaN for what is none. */
export interface TimeReaders {
  /** Of a machine, or of figures whose order is known beforehand. */
  exact(value: unknown): number;
  /** Formatted for a reader's locale. @param order of day and month, where the file as a whole tells it */
  locale(value: string, order?: DayOrder): number;
}

export interface ConnectorSpec {
  readonly id: string;
  readonly title: string;
  readonly vendor: string;
  readonly app: string;
  readonly grade: ConnectorGrade;
  readonly source: string;
  readonly shapes: readonly Shape[];
  /** Paths of the time, best first: machine-readable ones before all others. */
  readonly time: readonly string[];
  /** Paths of times formatted for a reader's locale, asked before those of `time` are: only when none of these holds a machine's. */
  readonly localeTime?: readonly string[];
  /** Where the usual ways do not do. */
  readonly readTimes?: TimeReaders;
  readonly paths: Readonly<Partial<Record<TextField, readonly string[]>>>;
  /** Paths of a word such as `SUCCESS` or `denied`. */
  readonly outcome?: readonly string[];
  readonly operations: OperationTable;
  /**
   * Paths whose texts, joined by blanks, `operations` is asked for: where an operation's name alone (`UPDATE`) does not say of what. Absent: the
   * operation.
   */
  readonly typedBy?: readonly string[];
  /** Fields that `finish` gives beside those of `paths`. */
  readonly gives?: readonly ActivityField[];
  /** Where the real record stands in an envelope of the provider's own; a refusal when it is missing. */
  readonly open?: (record: SourceRecord) => SourceRecord | Refusal;
  readonly expand?: (record: SourceRecord) => readonly SourceRecord[];
  readonly finish?: (record: SourceRecord, draft: ActivityDraft) => Refusal | undefined;
}

/** A table's paths as records are asked for them. */
interface CompiledPaths {
  readonly texts: readonly (readonly [TextField, readonly Path[]])[];
  readonly outcome: readonly Path[] | undefined;
  readonly typedBy: readonly (readonly Path[])[] | undefined;
}

function compilePaths(spec: ConnectorSpec): CompiledPaths {
  return {
    texts: Object.entries(spec.paths).map(([field, paths]) => [field as TextField, paths.map(compilePath)]),
    outcome: spec.outcome?.map(compilePath),
    typedBy: spec.typedBy?.map((path) => [compilePath(path)]),
  };
}

/** Makes the connector that a table describes. Its paths are compiled when it reads its first record: most never read one. */
export function defineConnector(spec: ConnectorSpec): Connector {
  const typeOf = operationTypes(spec.operations);
  let compiled: CompiledPaths | undefined;
  let timeless: readonly Shape[] | undefined;
  const fields: ActivityField[] = [
    'time',
    'app',
    'activityType',
    ...(Object.keys(spec.paths) as TextField[]),
    ...(spec.outcome === undefined ? [] : (['outcome'] as const)),
    ...(spec.gives ?? []),
  ];
  return {
    id: spec.id,
    title: spec.title,
    vendor: spec.vendor,
    app: spec.app,
    grade: spec.grade,
    source: spec.source,
    fields: [...new Set(fields)],
    claim: (record, hint) => {
      if (hint?.timeAround !== true) return claimBy(spec.shapes, record);
      timeless ??= spec.shapes.flatMap((shape) => withoutTime(spec, shape));
      return claimBy(timeless, record);
    },
    isHeader: (columns) => isHeader(spec.shapes, columns),
    typeOf,
    ...(spec.expand === undefined ? {} : { expand: spec.expand }),
    read: (outer, draft, order) => {
      const opened = spec.open === undefined ? outer : spec.open(outer);
      if (!(opened instanceof SourceRecord)) return opened;
      compiled ??= compilePaths(spec);
      const { texts, outcome, typedBy } = compiled;
      for (const [field, paths] of texts) draft[field] = opened.textAt(paths);
      draft.sourceIp = cleanIp(draft.sourceIp);
      draft.timeMs = timeOf(spec, opened, draft, order);
      if (outcome !== undefined) draft.outcome = readOutcome(opened.textAt(outcome));
      const typed = typedBy === undefined ? draft.operation : joined(opened, typedBy);
      draft.typed = typed;
      const known = typeOf(typed);
      draft.activityType = known ?? 'other';
      const refusal = spec.finish?.(opened, draft);
      if (refusal !== undefined) return refusal;
      if (draft.operation === '') return reject('operation');
      for (const id of JOINING) if (NO_ID.test(draft[id])) draft[id] = '';
      if (known === undefined && draft.activityType === 'other') draft.activityType = typeByVerb(typed);
      if (draft.activityType === 'login' && draft.outcome === 'failure') draft.activityType = 'login.failed';
      if (draft.activityType === 'login.failed') draft.outcome = 'failure';
      return undefined;
    },
  };
}

/** Ids that join activities: words for no id must not. */
const JOINING = ['sessionId', 'tokenId', 'correlationId'] as const;
const NO_ID = /^(?:unknown|undefined|null|none|n\/a|-|0+(?:-0+)*)$/i;

function joined(record: SourceRecord, paths: readonly (readonly Path[])[]): string {
  return paths
    .map((path) => record.textAt(path))
    .filter((text) => text !== '')
    .join(' ');
}

const NO_CLAIM: Claim = { score: 0, reason: '' };

function claimBy(shapes: readonly Shape[], record: SourceRecord): Claim {
  let best: Shape | undefined;
  for (const shape of shapes) {
    if (shape.score <= (best?.score ?? 0) || !shape.has.every((path) => record.has(path))) continue;
    const wanted = Object.entries(shape.where ?? {});
    if (wanted.every(([path, pattern]) => pattern.test(record.text(path)))) best = shape;
  }
  return best === undefined ? NO_CLAIM : { score: best.score, reason: best.words };
}

/** The shape of a record whose time its envelope gives; none where the time is most of what the shape is known by. */
function withoutTime({ time, localeTime = [] }: ConnectorSpec, shape: Shape): readonly Shape[] {
  const times = new Set([...time, ...localeTime]);
  const has = shape.has.filter((path) => !times.has(path));
  return has.length < 2 || has.length === shape.has.length ? [] : [{ ...shape, has, score: shape.score * 0.9 }];
}

/** A header says nothing of values, so every path that a shape looks at must be a column. */
function isHeader(shapes: readonly Shape[], columns: readonly string[]): boolean {
  const row = new SourceRecord(Object.fromEntries(columns.map((name) => [name, ''])));
  return shapes.some(
    ({ has, where }) => [...has, ...Object.keys(where ?? {})].every((path) => row.has(path)) && has.length > 1,
  );
}

function timeOf(spec: ConnectorSpec, record: SourceRecord, draft: ActivityDraft, order?: DayOrder): number {
  const { readTimes } = spec;
  for (const path of spec.time) {
    const time = readTimes === undefined ? readTime(record.value(path)) : readTimes.exact(record.value(path));
    if (!Number.isNaN(time)) return time;
  }
  // Cmdlets write every time in the words of the machine that they ran on.
  for (const path of [...(spec.localeTime ?? []), ...spec.time]) {
    const value = record.value(path);
    if (typeof value !== 'string' || value === '') continue;
    const time = readTimes === undefined ? readLocaleTime(value, order) : readTimes.locale(value, order);
    if (draft.localeTime === '' || !Number.isNaN(time)) draft.localeTime = value;
    if (!Number.isNaN(time)) return time;
  }
  return Number.NaN;
}
