import type { SourceConfig, SourceStatus } from '../contract/collectors.ts';
import type { BlockSealer } from '../ingest/read/sealed-blocks.ts';
import type { SpoolLimits } from './spool/spool.ts';

/** What a source is given. */
export interface SourceTools {
  readonly spoolFolder: string;
  readonly limits: SpoolLimits;
  /** Its lines may not stand on disk in clear. */
  readonly sealer: BlockSealer | null;
  readonly now: () => number;
  /** A segment of this source waits to be imported. */
  readonly sealed: (place: string, bytes: number) => void;
  /** Something that a person should hear of, or that it is over. */
  readonly note: (level: 'info' | 'warn', message: string) => void;
}

/** A file of a watched folder that is complete. */
export interface ReadyFile {
  readonly source: string;
  readonly path: string;
  readonly bytes: number;
  /** Tells it from what may stand under its name later: see `versionOf`. */
  readonly version: string;
}

/** One source of a collector, whatever way its lines come. */
export interface CollectorSource {
  readonly config: SourceConfig;
  start(): Promise<void>;
  /** Stops receiving; everything accepted is synced and sealed when this resolves. */
  stop(): Promise<void>;
  /** Seals what is open, so that it can be imported now. */
  sealNow(): Promise<void>;
  /** @param waiting sealed segments of this source that nobody imported yet */
  status(waiting: { readonly segments: number; readonly bytes: number }): SourceStatus;
}
