/** Words for the reason codes of the parsers, connectors and the normaliser; ledgers and JSON keep the codes. */
const REASONS: Readonly<Record<string, string>> = {
  shape: 'not in the shape of this format',
  columns: 'not as many columns as the format has',
  fields: 'comes before the line that names its fields',
  address: 'no source or destination address',
  time: 'its time cannot be read',
  'time-order': 'the day and the month of its time could be either way round, and no other time of the file tells',
  'day-first': 'day and month of its time could be either way round: read day first, as the file’s other times show',
  'month-first':
    'day and month of its time could be either way round: read month first, as the file’s other times show',
  'time-missing': 'no time on the line',
  'time-received': 'counted at the time of receipt: no time on the line',
  'time-repeated':
    'counted in the first of the two hours that the clock shows when it is put back: nothing tells which one is meant',
  'time-skipped':
    'its time is in the hour that the clock skips in this zone, and is counted an hour later: the log may be in another zone',
  'time-implausible': 'its time is before 1995 or after the file itself',
  'line-too-long': 'longer than 1 MiB',
  truncated: 'ends in the middle',
  unterminated: 'a record that does not end',
  continued: 'belongs to the record above it',
  destination: 'names no destination',
  'header-missing': 'comes before the line that names the columns',
  filtered: 'left out by the format’s own line filter',
  header: 'header line',
  comment: 'comment',
  inbound: 'came from outside to a host of the organisation',
  internal: 'stayed inside the organisation',
  'names-folded': 'counted under a wider name: there were too many names',
  'hosts-folded': 'counted under *.domain: more than 10,000 hosts of one domain',
  excluded: 'of a user, address or device that is excluded',
  'out-of-scope': 'of a user who is out of scope',
  'session-start': 'start of a session; its end carries the figures',
  'message-type': 'message of another kind',
  'no-traffic': 'text of a device that no format knows as traffic',
  'other-type': 'message of another kind',
  operation: 'names no operation',
  'no-connector': 'read by no connector',
  'no-events': 'a page without events',
  'audit-record': 'audit record of an app, rewritten by a shipper',
  'audit-data-empty': 'its AuditData is empty',
  'audit-data-damaged': 'its AuditData cannot be read',
};

/** Of a file, and of no line in it: it holds exactly as many records as exporters stop at without saying so. */
export const TRUNCATED = 'probably-truncated';

/** Said of lines that count. */
const OF_COUNTED = new Set([
  'day-first',
  'month-first',
  'time-received',
  'time-repeated',
  'time-skipped',
  'names-folded',
  'hosts-folded',
]);

/** Whom a ledger says it of: lines that were rejected or skipped, lines that count, or whole files. */
export type ReasonOf = 'refused' | 'counted' | 'files';

function saidOf(code: string): ReasonOf {
  if (code === TRUNCATED) return 'files';
  return OF_COUNTED.has(code) ? 'counted' : 'refused';
}

/** A reason code in words; one that has none is shown as words made of itself. */
export function reasonText(code: string): string {
  return REASONS[code] ?? code.replaceAll(/[-_.]/g, ' ');
}

/** Reasons of one kind with their counts, the most frequent first; codes that share their words are one reason. */
export function countedReasons(
  reasons: Readonly<Record<string, number>>,
  of: ReasonOf = 'refused',
): (readonly [words: string, count: number])[] {
  const counts = new Map<string, number>();
  for (const [code, count] of Object.entries(reasons)) {
    if (saidOf(code) !== of) continue;
    const words = reasonText(code);
    counts.set(words, (counts.get(words) ?? 0) + count);
  }
  return [...counts].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));
}
