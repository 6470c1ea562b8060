/** Streams and custom views as stored: small tables, read whole whenever the workspace has changed. */
import { type StreamKind, type ViewDefinition, viewDefinition } from '../../contract/streams.ts';
import type { ReadConnection } from '../open.ts';

export interface StoredStream {
  readonly id: number;
  readonly name: string;
  readonly kind: StreamKind;
  readonly comment: string;
  /** Users and devices are tokens, lines are sealed. */
  readonly anonymised: boolean;
  /** The global view adds it up: chosen so, or as its kind has it. */
  readonly inGlobal: boolean;
  /** It holds a finished import. */
  readonly hasData: boolean;
}

export function readStreams(db: ReadConnection): StoredStream[] {
  type Row = Omit<StoredStream, 'inGlobal' | 'hasData' | 'anonymised'> & {
    readonly inGlobal: number;
    readonly hasData: number;
    readonly anonymised: number;
  };
  return db
    .prepare<[], Row>(
      `SELECT id, name, kind, comment, anonymised, coalesce(in_global, kind <> 'endpoint') AS inGlobal,
         EXISTS (SELECT 1 FROM import WHERE import.stream = stream.id AND state = 'done') AS hasData
       FROM stream ORDER BY name`,
    )
    .all()
    .map((row) => ({
      ...row,
      inGlobal: row.inGlobal === 1,
      hasData: row.hasData === 1,
      anonymised: row.anonymised === 1,
    }));
}

export interface StoredView extends ViewDefinition {
  readonly id: number;
  readonly name: string;
  readonly comment: string;
}

export function readViews(db: ReadConnection): StoredView[] {
  interface Row {
    id: number;
    name: string;
    comment: string;
    definition: string;
  }
  return db
    .prepare<[], Row>('SELECT id, name, comment, definition FROM custom_view ORDER BY name')
    .all()
    .map(({ definition, ...row }) => ({ ...row, ...viewDefinition.parse(JSON.parse(definition)) }));
}
