/** In: records of an unknown provider. Out: the paths in them, and a first description that names what is beyond doubt. */
import type { CustomConnector } from '../../contract/custom-connector.ts';
import { ipKind } from '../../kit/ip.ts';
import { readLocaleTime, readTime } from '../../kit/times.ts';
import { isObject, type SourceRecord } from '../kit/source-record.ts';
import { appNamed, guessMore, type KnownApp } from './guess-more.ts';
import { isTimeInFigures, orderOf } from './own-times.ts';
import { suggestType } from './suggest-type.ts';

/** A place in the records, with what stands there. */
export interface RecordPath {
  readonly path: string;
  /** Records that have it. */
  readonly count: number;
  /** Different values, the first ones. */
  readonly values: readonly string[];
}

const MAX_PATHS = 400;
const MAX_DEPTH = 5;
const MAX_VALUES = 50;
const MAX_CHARS = 200;

/** Paths of plain values; of arrays the first element's, as most of them hold one. */
export function recordPaths(records: readonly SourceRecord[]): RecordPath[] {
  const found = new Map<string, { count: number; values: Set<string> }>();
  const visit = (value: unknown, path: string, depth: number): void => {
    if (isObject(value) || Array.isArray(value)) {
      if (depth >= MAX_DEPTH) return;
      const entries = Array.isArray(value) ? [['0', value[0]] as const] : Object.entries(value);
      for (const [key, inner] of entries) visit(inner, path === '' ? key : `${path}.${key}`, depth + 1);
      return;
    }
    if (path === '' || path.length > MAX_CHARS) return;
    let known = found.get(path);
    if (known === undefined) {
      if (found.size >= MAX_PATHS) return;
      known = { count: 0, values: new Set() };
      found.set(path, known);
    }
    known.count++;
    const text = value === null || value === undefined ? '' : String(value).slice(0, MAX_CHARS);
    if (text !== '' && known.values.size < MAX_VALUES) known.values.add(text);
  };
  for (const record of records) visit(record.data, '', 0);
  return [...found].map(([path, { count, values }]) => ({ path, count, values: [...values] }));
}

interface Rule {
  readonly field: 'sourceUser' | 'operation' | 'sourceIp' | 'userAgent' | 'id' | 'sessionId';
  readonly name: RegExp;
  readonly fits: (found: RecordPath) => boolean;
}

const all =
  (test: (value: string) => boolean) =>
  ({ values }: RecordPath): boolean =>
    values.length > 0 && values.every(test);
/** A damaged record or two must not hide which path holds the time. */
const MOST = 0.8;
const mostlyTimes = ({ values }: RecordPath): boolean =>
  values.length > 0 && values.filter(isTime).length >= values.length * MOST;
const isIp = (value: string): boolean => ipKind(value, 0, value.length) !== 0;
const isTime = (value: string): boolean =>
  !Number.isNaN(readTime(value)) || !Number.isNaN(readLocaleTime(value)) || isTimeInFigures(value);

/** In this order; the first rule takes its path away from the later ones. */
const RULES: readonly Rule[] = [
  { field: 'sourceIp', name: /./, fits: all(isIp) },
  { field: 'userAgent', name: /agent|browser/i, fits: all((value) => /^[A-Za-z]/.test(value)) },
  {
    field: 'sourceUser',
    name: /user|actor|login|account|principal|by\b|mail|who/i,
    fits: all((value) => /^[^\s@]+@[^\s@]+$/.test(value)),
  },
  { field: 'sourceUser', name: /user|actor|login|principal|who/i, fits: all((value) => /[A-Za-z]/.test(value)) },
  { field: 'sourceUser', name: /./, fits: all((value) => /^[^\s@]+@[^\s@]+$/.test(value)) },
  {
    field: 'operation',
    name: /operation|action|activity|event|verb|what/i,
    fits: ({ values }) =>
      values.length > 0 && values.every((value) => /[A-Za-z]/.test(value) && value.length < 100 && !isTime(value)),
  },
  { field: 'operation', name: /type|kind|name/i, fits: all((value) => /[A-Za-z]/.test(value) && value.length < 100) },
  // A log of one kind of event has no column for it: what comes nearest is the kind of thing that was used.
  {
    field: 'operation',
    name: /category|factor|method|application|service|product/i,
    fits: all((value) => /[A-Za-z]/.test(value) && value.length < 100),
  },
  { field: 'id', name: /(?:^|[._])(?:uu|gu)?id$|event.?id/i, fits: () => true },
  { field: 'sessionId', name: /session/i, fits: () => true },
];

interface Guess {
  /** Paths that every record has. */
  readonly always: readonly RecordPath[];
  readonly taken: ReadonlySet<string>;
  readonly time: RecordPath | undefined;
  readonly paths: Partial<Record<Rule['field'], string[]>>;
}

function guessPaths(found: readonly RecordPath[], total: number): Guess {
  const always = found.filter(({ count, values }) => count === total && values.length > 0);
  const taken = new Set<string>();
  const time =
    always.find((one) => /time|date|created|when|occurred|\bts\b|_at$|At$/i.test(one.path) && mostlyTimes(one)) ??
    always.find((one) => mostlyTimes(one) && one.values.some((value) => /[-/:]/.test(value)));
  if (time !== undefined) taken.add(time.path);
  const paths: Partial<Record<Rule['field'], string[]>> = {};
  for (const rule of RULES) {
    const { field, fits } = rule;
    if (paths[field] !== undefined) continue;
    const one = (field === 'operation' ? always : found).find(
      (candidate) => !taken.has(candidate.path) && rule.name.test(candidate.path) && fits(candidate),
    );
    if (one === undefined) continue;
    taken.add(one.path);
    paths[field] = [one.path];
  }
  return { always, taken, time, paths };
}

/** What traffic has and an audit log hardly ever. */
const TRAFFIC_PATH =
  /(?:^|[._ -])(?:url|uri|dest\w*|dst\w*|bytes\w*|port)$|(?:dst|dest(?:ination)?)[._ -]?(?:ip|host|port)/i;

/** Whether the records look like those of an audit log: every one says when, what and who, and none where traffic went. */
export function looksLikeAudit(found: readonly RecordPath[], total: number): boolean {
  if (total === 0 || found.some(({ path }) => TRAFFIC_PATH.test(path))) return false;
  const { time, paths } = guessPaths(found, total);
  return time !== undefined && paths.operation !== undefined && paths.sourceUser !== undefined;
}

/** @param known products whose name in the title says which app it is */
export function guessConnector(
  found: readonly RecordPath[],
  total: number,
  title: string,
  known: readonly KnownApp[] = [],
): CustomConnector {
  const { always, taken, time, paths } = guessPaths(found, total);
  const order = orderOf(time?.values ?? []);
  const outcome = found.find(({ path }) => !taken.has(path) && /result|outcome|status|success/i.test(path));
  const telling = always.filter(({ path }) => taken.has(path)).map(({ path }) => path);
  const more = guessMore(
    found,
    new Set([...taken, ...(outcome === undefined ? [] : [outcome.path])]),
    new Set(Object.keys(paths)),
  );
  const name = title.trim();
  const slug = name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 40);
  return {
    undercastConnector: 1,
    id: `custom-${slug === '' ? 'audit' : slug}`,
    title: name === '' ? 'My audit log' : name.slice(0, 100),
    vendor: '',
    notes: '',
    app: appNamed(name, known) ?? (slug === '' ? 'my-app' : slug),
    shapes: [{ has: telling.length > 0 ? telling.slice(0, 5) : [always[0]?.path ?? 'time'], where: {} }],
    time: { from: [time?.path ?? 'time'], local: [], ...(order === undefined ? {} : { order }) },
    paths: { ...paths, ...more.paths, operation: paths.operation ?? ['operation'] },
    ...(outcome === undefined ? {} : { outcome: { from: [outcome.path], success: [], failure: [] } }),
    ...(more.object === undefined ? {} : { object: more.object }),
    ...(more.place === undefined ? {} : { place: more.place }),
    typedBy: [],
    operations: proposedTypes(found.find(({ path }) => path === paths.operation?.[0])?.values ?? []),
  };
}

function proposedTypes(operations: readonly string[]): CustomConnector['operations'] {
  return Object.fromEntries(
    operations.flatMap((name) => {
      const type = suggestType(name);
      return type === undefined || name.trim() === '' ? [] : [[name, type] as const];
    }),
  );
}
