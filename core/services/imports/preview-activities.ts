/** What an import would read of an audit log: its connector with reasons, first activities, rejects. */
import type { ConnectorCandidate } from '../../connectors/detect.ts';
import { ActivityReader, connectorsFor, toActivity } from '../../connectors/index.ts';
import { looksLikeAudit, recordPaths } from '../../connectors/own/guess.ts';
import { recordsOf } from '../../connectors/unwrap.ts';
import type { CustomConnector } from '../../contract/custom-connector.ts';
import type { FilePreview } from '../../contract/imports.ts';
import { dayOrderIn } from '../../ingest/activities/day-order.ts';
import type { Candidate } from '../../ingest/detect/detect.ts';
import { openHead } from '../../ingest/read/open-text.ts';
import { HEAD_ONLY, type LogSource } from '../../ingest/read/sources.ts';
import { decodeUtf8 } from '../../kit/text.ts';
import { createZone } from '../../kit/zone.ts';
import type { Activity } from '../../model/activity.ts';

/** How much of a file is looked at, and how much of that is shown. */
export interface PreviewLimits {
  readonly headBytes: number;
  readonly records: number;
  readonly rejects: number;
  readonly rawChars: number;
}

/** Records of which it is told whether they look like an audit log's. */
const LOOKED_AT = 200;
const MOST_CANDIDATES = 5;

export async function previewActivities(
  source: LogSource,
  empty: FilePreview,
  found: readonly ConnectorCandidate[],
  {
    connector,
    own,
    zone,
  }: { readonly connector: string; readonly own: readonly CustomConnector[]; readonly zone: string },
  limits: PreviewLimits,
): Promise<FilePreview> {
  const { text, encoding } = await openHead(await source.open(HEAD_ONLY), limits.headBytes, true);
  const known = connectorsFor('auto', own) ?? [];
  const byId = new Map(known.map((one) => [one.id, one]));
  const connectors = connectorsFor(connector, own) ?? [];
  const order = dayOrderIn(text.split('\n').map(decodeUtf8), connectors, source);
  const reader = new ActivityReader(
    connectors,
    { fileName: source.name },
    Math.max(source.modifiedMs, 0),
    order,
    createZone(zone),
  );
  const sampled = { lines: 0, parsed: 0, rejected: 0, skipped: 0, blank: 0 };
  const records: FilePreview['records'] = [];
  const rejects: FilePreview['rejects'] = [];
  const readBy = new Set<string>();
  let first = Number.POSITIVE_INFINITY;
  let last = Number.NEGATIVE_INFINITY;
  for (const bytes of text.split('\n')) {
    if (bytes === '' && sampled.lines > 0) continue;
    sampled.lines++;
    const line = decodeUtf8(bytes);
    if (line.trim() === '') {
      sampled.blank++;
      continue;
    }
    const { events, refusal } = reader.readLine(line);
    const raw = line.slice(0, limits.rawChars);
    for (const event of events) {
      sampled.parsed++;
      readBy.add(event.connector.id);
      first = Math.min(first, event.draft.timeMs);
      last = Math.max(last, event.draft.timeMs);
      if (records.length < limits.records)
        records.push({ raw, record: plain(toActivity(event, sampled.lines), sampled.lines) });
    }
    if (refusal === null) continue;
    sampled[refusal.verdict]++;
    if (refusal.verdict === 'rejected' && rejects.length < limits.rejects) {
      rejects.push({ line: sampled.lines, reason: refusal.reason, raw });
    }
  }
  return {
    ...empty,
    kind: 'activities',
    bytes: source.bytes ?? 0,
    compression: source.compression,
    encoding,
    candidates: shownCandidates(found, byId),
    fields: [...new Set([...readBy].flatMap((id) => byId.get(id)?.fields ?? []))],
    records,
    rejects,
    sampled,
    firstEvent: last >= first ? first : null,
    lastEvent: last >= first ? last : null,
    zoneInLog: !reader.sawLocalTime,
  };
}

/** The best of those that may read a file, each with the grade of what reads it. */
export function shownCandidates(
  found: readonly Candidate[],
  byId: ReadonlyMap<string, Pick<FilePreview['candidates'][number], 'grade'>>,
): FilePreview['candidates'] {
  return found.slice(0, MOST_CANDIDATES).map((one) => ({
    ...one,
    reasons: [...one.reasons],
    doubts: [...one.doubts],
    grade: byId.get(one.format)?.grade ?? 'unverified',
  }));
}

/** An activity as a row of plain values: what holds more is told by its parts. */
function plain(activity: Activity, line: number): Record<string, string | number> {
  const row: Record<string, string | number> = { line };
  for (const [name, value] of Object.entries(activity)) {
    if (typeof value === 'number' || typeof value === 'string') row[name] = value;
    else if (typeof value === 'boolean') row[name] = value ? 'yes' : 'no';
    else row[name] = JSON.stringify(value);
  }
  return row;
}

/** Whether what no format and no connector knows may be an audit log: a description of it is offered then. */
export async function mayBeAuditLog(source: LogSource, headBytes: number): Promise<boolean> {
  const { text } = await openHead(await source.open(HEAD_ONLY), headBytes, true);
  const records = text
    .split('\n')
    .slice(0, LOOKED_AT)
    .flatMap((line) => recordsOf(decodeUtf8(line)));
  return looksLikeAudit(recordPaths(records), records.length);
}
