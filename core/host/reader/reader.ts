/** The engine's side of a reader thread: what it has open, and the questions it is asked. */
import type { MethodOutput, MethodParsed } from '../../contract/methods.ts';
import type { PrivateAnswer, PrivateQuestion } from '../../services/activities/private.ts';
import type { GeoShare } from '../../services/geo/geo-data.ts';
import type { EngineOptions } from '../api.ts';
import { readInForce } from '../catalog/catalog-folder.ts';
import { ThreadClient } from '../threads/rpc.ts';
import { READER_HEAP, SMALL_HEAP } from '../threads/small-heap.ts';
import { workerUrl } from '../worker-url.ts';
import { CancelFlags } from './cancel-flags.ts';
import type { ReaderOps } from './ops.ts';

/** A workspace as readers open it; another key or catalog makes another one of it. */
export type OpenInput = ReaderOps['reader.open']['input'];

export class Reader {
  readonly thread: ThreadClient;
  private readonly flags = new CancelFlags();
  private opened: OpenInput | null = null;
  private opening: Promise<unknown> = Promise.resolve();

  /** @param columnBytes of activities that the thread keeps in memory */
  constructor(options: EngineOptions, geo: GeoShare, columnBytes: number, onDeath: (reason: string) => void) {
    this.thread = new ThreadClient(
      workerUrl('reader-worker'),
      {
        resourcesDir: options.resourcesDir,
        cancel: this.flags.buffer,
        geo,
        columnBytes,
        catalog: readInForce().current,
        // A command that imports and ends asks nothing.
        isAsked: options.importsSoon !== true,
      },
      onDeath,
      options.importsSoon === true ? SMALL_HEAP : READER_HEAP,
    );
  }

  /** Opens the workspace unless it is open. What did not open is opened anew for the next question. */
  async open(workspace: OpenInput): Promise<void> {
    if (this.opened !== workspace) {
      this.opened = workspace;
      const opening = this.call('reader.open', workspace);
      this.opening = opening;
      opening.catch(() => {
        if (this.opening === opening) this.opened = null;
      });
    }
    await this.opening;
  }

  /** What is open counts as `after` from now on: the thread is told of its key or catalog and need not open it anew. */
  carryOver(before: OpenInput | null, after: OpenInput | null): void {
    if (this.opened !== null && this.opened === before) this.opened = after;
  }

  async close(): Promise<void> {
    this.opened = null;
    await this.call('reader.close', null);
  }

  call<K extends keyof ReaderOps>(method: K, input: ReaderOps[K]['input']): Promise<ReaderOps[K]['output']> {
    return this.thread.call(method, input);
  }

  /** A question that an abort can stop at its next segment. */
  ask(method: string, input: unknown, onAbort: (abort: () => void) => void): Promise<unknown> {
    const { call, stop } = this.flags.next();
    onAbort(stop);
    return this.call('reader.query', { call, method, input });
  }

  /** Evidence in clear; whoever calls this writes the governance log. */
  clearLines(
    question: MethodParsed<'discovery.listEvidence'>,
    onAbort: (abort: () => void) => void,
  ): Promise<MethodOutput<'discovery.listEvidence'>> {
    const { call, stop } = this.flags.next();
    onAbort(stop);
    return this.call('reader.clearLines', { call, question });
  }

  /** Private activities; whoever calls this writes the governance log. */
  privateActivities(question: PrivateQuestion, onAbort: (abort: () => void) => void): Promise<PrivateAnswer> {
    const { call, stop } = this.flags.next();
    onAbort(stop);
    return this.call('reader.privateActivities', { call, question });
  }

  async integrity(onAbort: (abort: () => void) => void): Promise<ReaderOps['reader.integrity']['output']> {
    const { call, stop } = this.flags.next();
    onAbort(stop);
    return this.call('reader.integrity', { call });
  }
}
