/** What the engine asks of a parser thread, and what the thread answers. */
import type { CustomConnector } from '../../contract/custom-connector.ts';
import type { CustomFormat } from '../../contract/custom-format.ts';
import type { WireError } from '../../contract/errors.ts';
import type { ReadingProfile } from '../../contract/workspace.ts';
import type { ScopeFacts } from '../../enrich/index.ts';
import type { ActivityBatch } from '../../ingest/activities/activity-batch.ts';
import type { ActivitySlice } from '../../ingest/activities/read-slice.ts';
import type { SmallAuditLog } from '../../ingest/activities/read-small-files.ts';
import type { TrafficFormat } from '../../ingest/formats/api.ts';
import type { KnownFrame } from '../../ingest/frames/frame-index.ts';
import type { NameTable } from '../../ingest/names/name-table.ts';
import type { NameUse } from '../../ingest/names/record.ts';
import type { ClockState } from '../../ingest/normalize/wall-clock.ts';
import type { Batch } from '../../ingest/slice/batch.ts';
import type { SliceResult } from '../../ingest/slice/slice-parser.ts';

/** What a thread is started with. */
export interface ParserData {
  /** Not 0 once the import at hand is cancelled. */
  readonly cancel: SharedArrayBuffer;
  /** It starts before it is known what is to be read. */
  readonly isEarly: boolean;
}

export interface BeginOrder {
  readonly type: 'begin';
  /** Number of the import, to tell late answers about an earlier one. */
  readonly run: number;
  readonly format: string;
  /** Formats that the workspace describes itself, as far as they may read this import. */
  readonly ownFormats: readonly CustomFormat[];
  /** Name evidence in force; null for none. */
  readonly names: NameTable | null;
  readonly zone: string;
  readonly profile: ReadingProfile;
  readonly bucketMinutes: number;
  readonly keepEvidence: boolean;
  /** The workspace's key when the stream is anonymised: clear names and lines stay in this thread. */
  readonly key: Uint8Array | null;
  readonly known: readonly KnownFrame[];
}

/** Where the slices of a plain file are: of about `block` bytes each, from `base` on. */
export interface FileRange {
  readonly path: string;
  readonly base: number;
  readonly size: number;
  readonly block: number;
}

export interface SliceSource {
  readonly file: number;
  readonly slice: number;
  readonly bytes: Uint8Array | FileRange;
  readonly last: boolean;
}

export interface SliceOrder extends SliceSource {
  readonly type: 'slice';
  readonly fileDateMs: number;
  readonly prelude: string;
  /** A collector's segment: its lines are in no other file, even where they look the same, and came up to the file's date. */
  readonly isSegment?: boolean;
  /** Where the slice before left the clock, where that is known. */
  readonly clock?: ClockState | null;
}

/** Small files in a row, each as one slice: one parser reads them all, and knows each as soon as it has read it. */
export interface WholesOrder {
  readonly type: 'wholes';
  readonly files: readonly WholeFile[];
  /** Where all of them are. */
  readonly bytes: ArrayBuffer;
}

export interface WholeFile {
  readonly file: number;
  readonly fileDateMs: number;
  readonly start: number;
  readonly length: number;
}

/** Small audit logs in a row: their activities come back as one batch. */
export interface AuditsOrder {
  readonly type: 'audits';
  readonly files: readonly AuditFile[];
  /** Where all of them are. */
  readonly bytes: ArrayBuffer;
}

export interface AuditFile extends WholeFile, Omit<SmallAuditLog, 'bytes' | 'zone'> {}

/** Records of connected apps are to come, read by this connector or, with `auto`, by whichever claims each. */
export interface BeginActivities {
  readonly type: 'beginActivities';
  readonly run: number;
  readonly connector: string;
  /** Connectors that the workspace describes itself. */
  readonly ownConnectors: readonly CustomConnector[];
  /** IANA name of the zone of clocks that name none, in the headers of lines. */
  readonly zone: string;
  /** Whether the records are kept beside the activities. */
  readonly keepRecords: boolean;
  /** Whose activities are stored; null: everybody's. */
  readonly scope: ScopeFacts | null;
  /** The key of an anonymised stream. */
  readonly key: Uint8Array | null;
}

/** A slice of an audit log, one record a line. */
export interface RecordsOrder extends SliceSource, Omit<ActivitySlice, 'bytes' | 'zone'> {
  readonly type: 'records';
}

export type ParserOrder =
  | BeginOrder
  | BeginActivities
  | RecordsOrder
  | SliceOrder
  | WholesOrder
  | AuditsOrder
  | { readonly type: 'known'; readonly frames: readonly KnownFrame[] }
  | { readonly type: 'describe'; readonly formats: readonly string[] }
  | { readonly type: 'flush' }
  /** The thread ends. */
  | { readonly type: 'stop' };

/** What an import tells of the formats it was read with. */
export type FormatTraits = Pick<TrafficFormat, 'fields' | 'fromEndpoints'>;

export type ParserReport =
  | { readonly type: 'batch'; readonly batch: Batch }
  | { readonly type: 'activities'; readonly batch: ActivityBatch }
  | { readonly type: 'slice'; readonly result: SliceResult }
  | { readonly type: 'wholes'; readonly results: readonly SliceResult[] }
  /** The source's file could not be read any more: that file's fault, not the import's. */
  | { readonly type: 'unreadable'; readonly file: number; readonly slice: number; readonly error: WireError }
  /** The slice was not read: only those before it tell which hour it starts in. */
  | { readonly type: 'unordered'; readonly file: number; readonly slice: number; readonly bytes: Uint8Array | null }
  | {
      readonly type: 'flushed';
      readonly folded: number;
      readonly foldedHosts: number;
      readonly named: readonly NameUse[];
    }
  | { readonly type: 'described'; readonly formats: readonly FormatTraits[] }
  | { readonly type: 'error'; readonly error: WireError };

export interface ParserAnswer {
  readonly run: number;
  readonly report: ParserReport;
}
