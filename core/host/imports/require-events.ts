/** In: the ledgers of an import's files. Out: nothing, or the reason why there is no event, with what to do about it. */
import { AppError } from '../../contract/errors.ts';
import type { FileLedger } from '../../contract/imports.ts';
import { OUT_OF_SCOPE } from '../../model/activity-scope.ts';
import { countedReasons } from '../../model/reason-text.ts';

/** Reasons that say nothing about what a log holds: they come with any log of their kind. */
const FRAMING: ReadonlySet<string> = new Set(['continued', 'header', 'comment', 'directive']);

/** By the reason that most lines gave: what it means for these lines, and the next step. */
const ADVICE: ReadonlyMap<string, string> = new Map([
  [
    'inbound',
    'Visits to servers that the organisation runs itself are inbound, and discovery does not count them. Import a proxy, firewall or DNS log instead.',
  ],
  [
    'internal',
    "Traffic inside the organisation's network is not counted. If it is no such traffic, correct the internal ranges and managed domains of the organisation's profile.",
  ],
  [
    'time-missing',
    'Lines without a time cannot be counted. Export the log with its times, or keep the syslog header that holds them.',
  ],
  [
    'time-implausible',
    'Its lines can be read, but not at such times: events are between 1995 and two days after the date of the file. Where the file got a wrong date when it was copied, give it its right one; where the clock of the device was wrong, nothing tells when it was.',
  ],
  ['line-too-long', 'Lines over 1 MiB are read past. Check that this is a log, and export it with one record a line.'],
  ['excluded', 'Its users, devices or addresses are excluded. Change the exclusions to count them.'],
  ['session-start', 'A session counts when it ends. Have the device log the end of sessions too.'],
  [
    'message-type',
    'These are messages of other kinds than traffic. Have the device log traffic, web or DNS messages too, or import the file that holds them.',
  ],
  [
    'no-traffic',
    'The texts in these records are of no known traffic format. If they are traffic, describe the format under Formats; else have the device log traffic, web or DNS messages too.',
  ],
  [
    'audit-record',
    "These are audit records of an app that a shipper has rewritten in the names of ECS. Import the provider's own export: its connector reads that.",
  ],
  [
    'address',
    'Lines must name who asked and what for. Check that the export holds the columns with the addresses or hosts.',
  ],
]);
/** For audit logs. */
const NO_CONNECTOR =
  'None of the connectors knows these records. Name the one that reads them; for a provider without one, describe its records once.';
/** The names of fields do not make an audit log of a JSON file, so both ways are said. */
const NO_JSON =
  'If it holds traffic, choose the format by hand or describe it under Formats. If it is the audit log of an app, name its connector; for a provider without one, describe its records once.';
const NO_FORMAT =
  'No known format reads it. Choose the format by hand, describe it under Formats, or check that this is a proxy, firewall or DNS log.';

/** An import that ends with no event ends with a reason that a person can act on. @throws AppError */
export function requireEvents(
  files: readonly FileLedger[],
  parsed: number,
  kind: 'traffic' | 'activities' = 'traffic',
): void {
  if (parsed > 0 || (files.length > 0 && files.every((file) => file.alreadyImported))) return;
  const broken = files.find((file) => file.error !== null || file.lost !== undefined);
  const fault = broken?.error ?? broken?.lost;
  if (fault && files.every((file) => file.error !== null || file.read === 0)) {
    throw new AppError(fault.code as 'file.notReadable', fault.message, { path: broken?.path ?? '' });
  }
  const read = files.reduce((sum, file) => sum + file.read - file.blank, 0);
  const name = files.length === 1 ? (files[0]?.path ?? 'the input') : `these ${files.length} files`;
  if (read === 0) throw new AppError('file.empty', `There are no lines in ${name}.`, { path: name });
  const why = whyNone(files, read, name, kind);
  const isForConnector = why.endsWith(NO_CONNECTOR) || why.endsWith(NO_JSON);
  throw new AppError('file.noFormat', why, { path: name, lines: read, isForConnector });
}

function noneOf(count: number, one: string, name: string, what: string): string {
  return count === 1
    ? `The only ${one} of ${name} is not ${what}`
    : `None of the ${count} ${one}s of ${name} is ${what}`;
}

function whyNone(files: readonly FileLedger[], read: number, name: string, kind: 'traffic' | 'activities'): string {
  const counts = new Map<string, number>();
  for (const file of files) {
    for (const [reason, count] of Object.entries(file.reasons)) counts.set(reason, (counts.get(reason) ?? 0) + count);
  }
  const main = [...counts].sort((a, b) => b[1] - a[1]).find(([reason]) => !FRAMING.has(reason));
  const listed = countedReasons(Object.fromEntries(counts))
    .slice(0, 4)
    .map(([words, count]) => `${words}: ${count}`)
    .join('; ');
  if (kind === 'activities' && main?.[0] === OUT_OF_SCOPE) {
    return `None of the ${read} records of ${name} is of a user in scope (${listed}). Change the rules under Activity scope to store their activities.`;
  }
  if (kind === 'activities') {
    return `${noneOf(read, 'record', name, 'an activity')} (${listed}). ${NO_CONNECTOR}`;
  }
  const isJson = files.every(
    ({ path, format }) => format === 'json' || /\.(?:json|ndjson|jsonl)(?:\.\w+)?$/i.test(path),
  );
  const advice = ADVICE.get(main?.[0] ?? '');
  const next = isJson && (advice === undefined || main?.[0] === 'address') ? NO_JSON : (advice ?? NO_FORMAT);
  return `${noneOf(read, 'line', name, 'an outbound traffic record')} (${listed}). ${next}`;
}
