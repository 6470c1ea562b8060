/**
 * Calls to a worker thread and its answers, with AppErrors kept as they are. One file for both sides, so that they agree.
 */
import process from 'node:process';
import { type MessagePort, parentPort, type ResourceLimits, type Transferable, Worker } from 'node:worker_threads';
import { AppError, fromWireError, toWireError, type WireError } from '../../contract/errors.ts';
import { endThread } from './end-thread.ts';

interface Call {
  readonly id: number;
  readonly method: string;
  readonly input: unknown;
}

/** The thread ends, behind the calls before it. */
const STOP = 'stop';

type Answer = { readonly id: number; readonly value: unknown } | { readonly id: number; readonly error: WireError };

/** A worker that answers one call after the other. */
export class ThreadClient {
  private readonly worker: Worker;
  private readonly waiting = new Map<number, { resolve: (value: unknown) => void; reject: (error: Error) => void }>();
  private nextId = 1;
  private dead: AppError | null = null;

  /** @param limits of the thread's heap; the platform's own when absent */
  constructor(url: URL, workerData: unknown, onDeath: (reason: string) => void, limits: ResourceLimits = {}) {
    this.worker = new Worker(url, { workerData, resourceLimits: limits });
    this.worker.on('message', (answer: Answer) => {
      const waiter = this.waiting.get(answer.id);
      this.waiting.delete(answer.id);
      if (!waiter) {
        return;
      }
      if ('error' in answer) {
        waiter.reject(fromWireError(answer.error));
      } else {
        waiter.resolve(answer.value);
      }
    });
    this.worker.on('error', (cause) =>
      this.die(cause instanceof Error ? (cause.stack ?? cause.message) : String(cause), onDeath),
    );
    this.worker.on('exit', (code) => this.die(`thread ended with code ${code}`, onDeath));
  }

  private die(reason: string, onDeath: (reason: string) => void): void {
    if (this.dead) {
      return;
    }
    this.dead = new AppError('engine.gone', `A part of the engine stopped: ${reason.split('\n')[0]}`);
    for (const waiter of this.waiting.values()) {
      waiter.reject(this.dead);
    }
    this.waiting.clear();
    onDeath(reason);
  }

  call<T>(method: string, input: unknown, transfer: readonly Transferable[] = []): Promise<T> {
    if (this.dead) {
      return Promise.reject(this.dead);
    }
    const id = this.nextId++;
    return new Promise<T>((resolve, reject) => {
      this.waiting.set(id, { resolve: resolve as (value: unknown) => void, reject });
      this.worker.postMessage({ id, method, input } satisfies Call, [...transfer]);
    });
  }

  /** What it was asked before is answered; a thread that has nothing to do, or is still loading, is stopped at once. */
  async stop(): Promise<void> {
    this.dead ??= new AppError('engine.gone', 'The engine is shutting down.');
    if (this.waiting.size === 0) await this.worker.terminate();
    else await endThread(this.worker, () => this.worker.postMessage(STOP));
  }
}

/** Answers calls in the order they come; a handler may be asynchronous, the next call waits for it. */
export function serveCalls(handle: (method: string, input: unknown) => unknown): void {
  const port: MessagePort | null = parentPort;
  if (!port) {
    throw new Error('This file runs in a worker thread only.');
  }
  let queue = Promise.resolve();
  port.on('message', (call: Call | typeof STOP) => {
    queue = queue.then(async () => {
      if (call === STOP) process.exit();
      let answer: Answer;
      try {
        answer = { id: call.id, value: await handle(call.method, call.input) };
      } catch (cause) {
        answer = { id: call.id, error: toWireError(cause) };
      }
      port.postMessage(answer);
    });
  });
}
