/** What importing and reading again can be asked for. */
import type { StreamKind } from '../../contract/streams.ts';
import type { LogSource, SourceProblem } from '../../ingest/read/sources.ts';
import type { FeedReached } from '../../store/write/connections.ts';

export interface NewImportOrder {
  readonly sources: readonly LogSource[];
  readonly problems: readonly SourceProblem[];
  readonly stream: string;
  readonly format: string;
  readonly zone: string | undefined;
  readonly keepEvidence: boolean;
  /** An import without any event is kept, with its ledger. */
  readonly mayBeEmpty?: boolean;
  /** Undefined: as the stream is; a new one holds clear names. */
  readonly anonymise?: boolean | undefined;
  /** What a stream that it makes is. */
  readonly kind?: StreamKind;
  /** Part of a steady flow: it is no act of a person, and a failure leaves no row. */
  readonly isRoutine?: boolean;
  /** It joins the import of its stream and UTC day. */
  readonly isDaily?: boolean;
  /** How far a provider's feed was read with it, kept from the same instant on. */
  readonly reached?: FeedReached;
}

export interface RereadChange {
  readonly format?: string | undefined;
  readonly zone?: string | undefined;
  readonly stream?: string | undefined;
  /** Read with the workspace's own formats as they are now instead of as they were. */
  readonly withCurrentFormats?: boolean;
}

/** The stream may be the one that segments of a collector name. */
export interface OpenOrder extends Omit<NewImportOrder, 'stream'> {
  readonly stream: string | undefined;
}

/** Files of any kind. */
export interface AnyOrder extends OpenOrder {
  /** The connector to read with: audit logs. Undefined: files that connectors claim are such, others traffic. */
  readonly connector?: string | undefined;
}
