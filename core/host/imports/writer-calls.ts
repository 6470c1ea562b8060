import type { Transferable } from 'node:worker_threads';
import type { ActivityBatch } from '../../ingest/activities/activity-batch.ts';
import type { KnownFrame } from '../../ingest/frames/frame-index.ts';
import type { Batch } from '../../ingest/slice/batch.ts';
import type { GovernanceAction } from '../../model/governance-action.ts';
import type { RepeatedBy } from '../../store/activities/marks.ts';
import type { FeedReached } from '../../store/write/connections.ts';
import type { BadEnd, FileEnd, ImportEnd, ImportHandle, NewFile, NewImport } from '../../store/write/imports.ts';
import type { LinkedTwin } from '../../store/write/twins.ts';

/** An entry of the governance log; who and when is the writer's to say. */
export interface GovernanceNote {
  readonly action: GovernanceAction;
  readonly subject: string;
  readonly detail: Record<string, unknown>;
}

/** How an import that is taken back ended; `files`: what they are called. */
export type TakenBack = Required<Omit<BadEnd, 'ended'>>;

/** What the writer thread answers for imports; names are its method names (`import.begin` …). */
export interface WriterOps {
  'import.begin': {
    /** `isUnique`: nothing that is stored can explain its lines. */
    input: { spec: NewImport; isUnique: boolean; exclude: readonly number[]; include: readonly number[] };
    /** `sizes`: bytes of files that were read the same way. `isFirst`: nothing else is to be seen, so that its own figures are while it runs. */
    output: { handle: ImportHandle; known: KnownFrame[]; sizes: ReadonlySet<number>; isFirst: boolean };
  };
  /** Tells the batch's new frames where they are wanted. */
  'import.append': {
    input: { id: number; parser: number; batch: Batch; wantsFrames: boolean };
    output: readonly KnownFrame[];
  };
  /** How many rows of each of its files repeat earlier ones. */
  'import.appendActivities': { input: { id: number; parser: number; batch: ActivityBatch }; output: RepeatedBy };
  'import.addFile': { input: { id: number; file: NewFile }; output: number };
  /** Files of which nothing will be taken back. */
  'import.addFiles': { input: { id: number; files: readonly NewFile[] }; output: number[] };
  'import.finishFiles': { input: { id: number; files: readonly FileEnd[] }; output: null };
  'import.dropFile': { input: { id: number }; output: null };
  'import.hasContent': { input: { handle: ImportHandle; sha256: string }; output: boolean };
  'import.hasSegment': { input: { sha256: string; atHand: number | null }; output: boolean };
  'import.linkTwin': { input: { handle: ImportHandle; file: NewFile; sha256: string }; output: LinkedTwin | null };
  'import.close': { input: { id: number }; output: null };
  'import.publish': {
    input: {
      ends: readonly ImportEnd[];
      remove: readonly number[];
      log: GovernanceNote | null;
      /** How far a feed was read with it. */
      reached: FeedReached | null;
    };
    output: null;
  };
  'import.abandon': { input: { id: number } & TakenBack; output: null };
  'import.discard': { input: { id: number }; output: null };
}

type Call = <K extends keyof WriterOps>(
  method: K,
  input: WriterOps[K]['input'],
  transfer?: readonly Transferable[],
) => Promise<WriterOps[K]['output']>;

/** The import's view of the writer thread. */
export class WriterCalls {
  private readonly call: Call;

  constructor(call: Call) {
    this.call = call;
  }

  begin(
    spec: NewImport,
    isUnique: boolean,
    exclude: readonly number[],
    include: readonly number[],
  ): Promise<WriterOps['import.begin']['output']> {
    return this.call('import.begin', { spec, isUnique, exclude, include });
  }

  append(
    id: number,
    parser: number,
    batch: Batch,
    wantsFrames: boolean,
    transfer: readonly Transferable[],
  ): Promise<readonly KnownFrame[]> {
    return this.call('import.append', { id, parser, batch, wantsFrames }, transfer);
  }

  appendActivities(
    id: number,
    parser: number,
    batch: ActivityBatch,
    transfer: readonly Transferable[],
  ): Promise<RepeatedBy> {
    return this.call('import.appendActivities', { id, parser, batch }, transfer);
  }

  /** What is stored from now on is the file's, and can be taken back. */
  addFile(id: number, file: NewFile): Promise<number> {
    return this.call('import.addFile', { id, file });
  }

  /** Adds files of which nothing will be taken back. @returns their numbers */
  addFiles(id: number, files: readonly NewFile[]): Promise<number[]> {
    return this.call('import.addFiles', { id, files });
  }

  async finishFiles(id: number, files: readonly FileEnd[]): Promise<void> {
    await this.call('import.finishFiles', { id, files });
  }

  /** Takes back what the file begun last has stored so far. Parsers must hold nothing of it any more. */
  async dropFile(id: number): Promise<void> {
    await this.call('import.dropFile', { id });
  }

  hasContent(handle: ImportHandle, sha256: string): Promise<boolean> {
    return this.call('import.hasContent', { handle, sha256 });
  }

  /** Whether a spool segment is in a visible import, or in the one at hand. */
  hasSegment(sha256: string, atHand: number | null): Promise<boolean> {
    return this.call('import.hasSegment', { sha256, atHand });
  }

  linkTwin(handle: ImportHandle, file: NewFile, sha256: string): Promise<LinkedTwin | null> {
    return this.call('import.linkTwin', { handle, file, sha256 });
  }

  async close(id: number): Promise<void> {
    await this.call('import.close', { id });
  }

  async publish(
    ends: readonly ImportEnd[],
    remove: readonly number[],
    log: GovernanceNote | null,
    reached: FeedReached | null,
  ): Promise<void> {
    await this.call('import.publish', { ends, remove, log, reached });
  }

  async abandon(id: number, end: TakenBack): Promise<void> {
    await this.call('import.abandon', { id, ...end });
  }

  async discard(id: number): Promise<void> {
    await this.call('import.discard', { id });
  }
}
