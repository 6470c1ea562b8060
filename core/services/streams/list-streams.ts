/** Streams: what their imports hold, which fields their lines carry, and what a missing one switches off. */
import type { StreamRow } from '../../contract/streams.ts';
import { FLAG_ACTION, FLAG_RECEIVED, FLAG_SENT, FLAG_TOTAL } from '../../ingest/cube/columns.ts';
import { EVERYTHING, spansOf } from '../../store/segments/scan.ts';
import { isAddress } from '../discovery/scope.ts';
import type { WorkspaceView } from '../workspace-view.ts';
import { globalStreams } from './stream-scope.ts';

/** What the absence of a field in a stream's logs switches off. */
const CONSEQUENCES: Readonly<Record<string, string>> = {
  sourceUser: 'Users cannot be counted or named; use the source addresses instead.',
  sourceIp: 'Source addresses cannot be counted.',
  sourceHost: 'Devices cannot be counted.',
  destinationHost: 'Apps are recognised by address ranges only, which few apps have.',
  action: 'Blocked and allowed requests cannot be told apart.',
  bytesSent: 'Uploads are unknown: no upload figures and no exfiltration checks on this stream.',
  bytesReceived: 'Downloads are unknown.',
  bytesTotal: 'Traffic is unknown, as the lines carry neither a total nor both directions.',
};

export function listStreams(view: WorkspaceView): StreamRow[] {
  interface Row {
    id: number;
    imports: number;
    firstEvent: number | null;
    lastEvent: number | null;
    fields: string;
    ledgers: string;
  }
  const rows = new Map(
    view.db
      .prepare<[], Row>(
        `SELECT i.stream AS id, count(*) AS imports, min(i.first_event) AS firstEvent, max(i.last_event) AS lastEvent,
         json_group_array(json(i.fields)) AS fields, json_group_array(json_extract(i.ledger, '$.files')) AS ledgers
       FROM import i WHERE i.state = 'done' AND i.connector IS NULL GROUP BY i.stream`,
      )
      .all()
      .map((row) => [row.id, row]),
  );
  const tx = new Map(
    view.db
      .prepare<[], { stream: number; tx: number }>(
        `SELECT s.stream, sum(s.tx) tx FROM segment s JOIN import i ON i.id = s.import WHERE i.state = 'done' GROUP BY s.stream`,
      )
      .all()
      .map((row) => [row.stream, row.tx]),
  );
  const seen = carriedFields(view);
  const global = new Set(globalStreams(view.streams));
  return view.streams.flatMap((stream) => {
    const row = rows.get(stream.id);
    // A stream whose first import is still running has nothing to say yet. A collector's is there from its first day on, an anonymised
    // one until it is removed: so long nothing clear can join it.
    if (!row && stream.kind !== 'continuous' && !stream.anonymised) return [];
    const carried = seen.get(stream.id) ?? new Set();
    // Beside what the cells prove, what the formats give and no cell holds (URL, method, status …).
    const given = (JSON.parse(row?.fields ?? '[]') as string[][]).flat().filter((field) => !IN_CELLS.has(field));
    const fields = new Set(['time', ...carried, ...given]);
    const files = (JSON.parse(row?.ledgers ?? '[]') as ({ format: string }[] | null)[]).flatMap((list) => list ?? []);
    return {
      id: stream.id,
      name: stream.name,
      kind: stream.kind,
      comment: stream.comment,
      anonymised: stream.anonymised,
      inGlobal: global.has(stream),
      imports: row?.imports ?? 0,
      firstEvent: row?.firstEvent ?? null,
      lastEvent: row?.lastEvent ?? null,
      transactions: tx.get(stream.id) ?? 0,
      formats: [...new Set(files.map((file) => file.format))].filter((format) => format !== 'unknown').sort(),
      fields: [...fields],
      missing: Object.entries(CONSEQUENCES).flatMap(([field, consequence]) =>
        fields.has(field) ? [] : [{ field, consequence }],
      ),
    };
  });
}

/** Fields that a cell shows to be there; of the others only the format can tell. */
const IN_CELLS = new Set([
  'sourceUser',
  'sourceIp',
  'sourceHost',
  'destinationHost',
  'destinationIp',
  'action',
  'bytesSent',
  'bytesReceived',
  'bytesTotal',
]);

const CACHE = new WeakMap<WorkspaceView, { revision: number; fields: Map<number, Set<string>> }>();

/** Fields that at least one stored line of each stream carries. */
function carriedFields(view: WorkspaceView): Map<number, Set<string>> {
  const held = CACHE.get(view);
  if (held?.revision === view.revision) {
    return held.fields;
  }
  const addresses = Uint8Array.from(view.dictionaries.names.dest, (name) => (name !== '' && isAddress(name) ? 1 : 0));
  const fields = new Map<number, Set<string>>();
  for (const { segment, columns: c, from, to } of spansOf(
    view.segments,
    view.segmentsFor(false),
    EVERYTHING,
    () => false,
  )) {
    const seen = fields.get(segment.stream) ?? new Set<string>();
    fields.set(segment.stream, seen);
    let flags = 0;
    for (let cell = from; cell < to; cell++) {
      const own = c.flags[cell] ?? 0;
      flags |= own & FLAG_ACTION ? own | FLAG_ACTION : own;
      if ((c.user[cell] ?? 0) !== 0) flags |= HAS_USER;
      if ((c.source[cell] ?? 0) !== 0) flags |= HAS_SOURCE;
      if ((c.device[cell] ?? 0) !== 0) flags |= HAS_DEVICE;
      const dest = c.dest[cell] ?? 0;
      if (dest !== 0) flags |= addresses[dest] === 1 ? HAS_ADDRESS : HAS_HOST;
    }
    for (const [bit, field] of BITS) {
      if (flags & bit) seen.add(field);
    }
  }
  CACHE.set(view, { revision: view.revision, fields });
  return fields;
}

const HAS_USER = 1 << 8;
const HAS_SOURCE = 1 << 9;
const HAS_DEVICE = 1 << 10;
const HAS_HOST = 1 << 11;
const HAS_ADDRESS = 1 << 12;

const BITS: readonly (readonly [number, string])[] = [
  [FLAG_ACTION, 'action'],
  [FLAG_SENT, 'bytesSent'],
  [FLAG_RECEIVED, 'bytesReceived'],
  [FLAG_TOTAL, 'bytesTotal'],
  [HAS_USER, 'sourceUser'],
  [HAS_SOURCE, 'sourceIp'],
  [HAS_DEVICE, 'sourceHost'],
  [HAS_HOST, 'destinationHost'],
  [HAS_ADDRESS, 'destinationIp'],
];
