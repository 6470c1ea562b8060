/** Trying a connector's description on records, and guessing a first one: what the mapping wizard stands on. */

import { claimOf } from '../../connectors/detect.ts';
import { ActivityReader, CONNECTORS, toActivity } from '../../connectors/index.ts';
import { compileConnector } from '../../connectors/own/compile.ts';
import { guessConnector, recordPaths } from '../../connectors/own/guess.ts';
import { recordsOf } from '../../connectors/unwrap.ts';
import { type CustomConnector, readCustomConnector } from '../../contract/custom-connector.ts';
import { AppError } from '../../contract/errors.ts';
import type { MethodOutput, MethodParsed } from '../../contract/methods.ts';
import { problemOf } from '../../contract/own-description.ts';
import { dayOrderIn } from '../../ingest/activities/day-order.ts';
import { headOf, openHead } from '../../ingest/read/open-text.ts';
import { listShownSources, type ShownPath } from '../../ingest/read/shown-sources.ts';
import { HEAD_ONLY } from '../../ingest/read/sources.ts';
import { decodeUtf8 } from '../../kit/text.ts';

export type DescribeConnectorInput = Omit<MethodParsed<'connectors.describe'>, 'token'> & {
  readonly file: ShownPath | null;
};
type Described = MethodOutput<'connectors.describe'>;

/** Read of the file at most. */
const HEAD_BYTES = 512 * 1024;
const MAX_RECORDS = 2000;
const RAW_CHARS = 4000;
const EXAMPLE_CHARS = 200;
/** Enough to see which words an outcome has. */
const VALUES = 12;
const VALUE_CHARS = 60;

export async function describeConnector(input: DescribeConnectorInput): Promise<Described> {
  const { lines, name, modifiedMs } = await linesOf(input);
  const records = lines.flatMap((line) => recordsOf(line)).slice(0, MAX_RECORDS);
  if (records.length === 0) {
    throw new AppError(
      'input.invalid',
      'There are no records in this: a JSON array, one JSON object a line, or a CSV with a header is needed.',
    );
  }
  const found = recordPaths(records);
  const definition: unknown = input.definition ?? guessConnector(found, records.length, stem(name), CONNECTORS);
  const answer: Described = {
    definition,
    paths: found.map(({ path, count, values }) => ({
      path,
      count,
      distinct: values.length,
      example: (values[0] ?? '').slice(0, EXAMPLE_CHARS),
      values: values.slice(0, VALUES).map((value) => value.slice(0, VALUE_CHARS)),
    })),
    records: [],
    operations: [],
    counts: { parsed: 0, skipped: 0, rejected: 0 },
    problem: null,
  };
  try {
    read(readCustomConnector(definition), { lines, name, modifiedMs }, input.limit, answer);
  } catch (cause) {
    if (!(cause instanceof AppError) || cause.code !== 'format.invalid') throw cause;
    answer.problem = problemOf(cause);
  }
  return answer;
}

function read(definition: CustomConnector, tried: Tried, limit: number, answer: Described): void {
  const { lines } = tried;
  const connector = compileConnector(definition);
  // As an import decides it, over all lines.
  const order = dayOrderIn(lines, [connector], tried);
  const reader = new ActivityReader([connector], { fileName: '' }, Number.MAX_SAFE_INTEGER, order);
  const operations = new Map<string, { count: number; type: string }>();
  for (const [at, line] of lines.entries()) {
    const claimed = recordsOf(line).some((record) => claimOf(connector, record).score > 0);
    const { events, refusal } = reader.readLine(line);
    for (const { draft } of events) {
      const known = operations.get(draft.typed);
      if (known === undefined) operations.set(draft.typed, { count: 1, type: draft.activityType });
      else known.count++;
    }
    if (events.length === 0 && refusal === null) continue;
    const verdict = events.length > 0 && claimed ? 'parsed' : (refusal?.verdict ?? 'rejected');
    answer.counts[verdict]++;
    if (answer.records.length >= limit) continue;
    const [event] = events;
    answer.records.push({
      line: at + 1,
      raw: line.slice(0, RAW_CHARS),
      verdict,
      reason: claimed ? (refusal?.reason ?? '') : 'shape',
      activity: event === undefined ? null : { ...toActivity(event, at + 1) },
    });
  }
  answer.operations = [...operations]
    .map(([name, { count, type }]) => ({ name, count, type }))
    .sort((a, b) => b.count - a.count || (a.name < b.name ? -1 : 1))
    .slice(0, 500);
}

/** What a description is tried on. */
interface Tried {
  readonly lines: readonly string[];
  readonly name: string;
  readonly modifiedMs: number;
}

async function linesOf(input: DescribeConnectorInput): Promise<Tried> {
  if (input.text !== undefined)
    return { lines: split(await headOf(Buffer.from(input.text, 'utf8'))), name: '', modifiedMs: Date.now() };
  if (input.file === null) throw new AppError('input.invalid', 'Give a file or records to describe.');
  const { sources, problems } = await listShownSources([input.file]);
  const [source] = sources;
  if (source === undefined) {
    throw problems[0]?.error ?? new AppError('file.empty', `There are no records in ${input.file.shown}.`);
  }
  const { text } = await openHead(await source.open(HEAD_ONLY), HEAD_BYTES, true);
  return { lines: split(text), name: source.name, modifiedMs: source.modifiedMs };
}

function split(text: string): string[] {
  return text
    .split('\n')
    .filter((line) => line.trim() !== '')
    .slice(0, MAX_RECORDS)
    .map(decodeUtf8);
}

function stem(name: string): string {
  return (name.split(/[\\/]/).pop() ?? '').replace(/\.[a-z0-9]+(\.(gz|zst|zip))?$/i, '');
}
