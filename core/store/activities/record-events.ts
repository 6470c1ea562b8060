/** In: rows of a stored block. Out: what their kept records hold, read anew as an import would read them. */
import { ActivityReader, connectorsFor, type ReadEvent } from '../../connectors/index.ts';
import type { ActivityColumn, ActivityColumns } from '../../ingest/activities/columns.ts';
import type { ReadConnection } from '../open.ts';
import type { ActivityBlock } from './activity-store.ts';
import { rawLinesOf } from './raw-lines.ts';

export type ColumnOf = <C extends ActivityColumn>(name: C) => ActivityColumns[C];

export interface RecordEvent {
  /** '' in a workspace restored without its lines, and for what is sealed. */
  readonly line: string;
  readonly event: ReadEvent | undefined;
}

/** @returns what reads the event of one of the rows. @throws AppError workspace.corrupt */
export function recordEvents(
  db: ReadConnection,
  block: Pick<ActivityBlock, 'id'>,
  rows: readonly number[],
  column: ColumnOf,
  text: (word: number) => string,
): (row: number) => RecordEvent {
  const [raw, events, connectors] = [column('raw'), column('event'), column('connector')];
  const lines = rawLinesOf(
    db,
    block,
    rows.map((row) => raw[row] ?? 0),
  );
  const readers = new Map<number, ActivityReader>();
  return (row) => {
    const line = lines.get(raw[row] ?? 0) ?? '';
    const connector = connectors[row] ?? 0;
    let reader = readers.get(connector);
    if (reader === undefined) {
      const able = connectorsFor(text(connector)) ?? [];
      reader = new ActivityReader(able, { fileName: '' }, Number.MAX_SAFE_INTEGER, 'month-first');
      readers.set(connector, reader);
    }
    return { line, event: line === '' ? undefined : reader.readLine(line).events[events[row] ?? 0] };
  };
}

/** Texts of words by their number, each looked up once. */
export function wordTexts(db: ReadConnection): (word: number) => string {
  const textOf = db.prepare<[number], string>('SELECT text FROM activity_word WHERE id = ?').pluck();
  const texts = new Map<number, string>([[0, '']]);
  return (word) => {
    const known = texts.get(word) ?? textOf.get(word) ?? '';
    texts.set(word, known);
    return known;
  };
}
