/** The engine of this very process as a client: no transport between, the same messages and the same checks. */
import type { CancelSignal, EngineClient } from '../contract/client.ts';
import { APP_ERROR_CODES, AppError, type AppErrorCode, fromWireError } from '../contract/errors.ts';
import type { EngineEventName, EngineEvents } from '../contract/events.ts';
import type { Job } from '../contract/jobs.ts';
import type { MethodInput, MethodName, MethodOutput, MethodReply } from '../contract/methods.ts';
import type { EngineMessage } from '../contract/wire.ts';
import type { Engine, EngineConnection } from './api.ts';

interface Pending {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: Error) => void;
  readonly stopListening: () => void;
}

type Listener = (data: unknown) => void;

export class DirectClient implements EngineClient {
  private readonly connection: EngineConnection;
  private readonly pending = new Map<number, Pending>();
  private readonly listeners = new Map<string, Set<Listener>>();
  private nextId = 1;
  private isClosed = false;

  constructor(engine: Pick<Engine, 'connect'>) {
    this.connection = engine.connect((message) => this.receive(message));
  }

  async call<M extends MethodName>(method: M, input: MethodInput<M>, signal?: CancelSignal): Promise<MethodReply<M>> {
    if (this.isClosed) throw new AppError('engine.gone', 'The engine was closed.');
    if (signal?.aborted === true) throw cancelled();
    const id = this.nextId++;
    const reply = new Promise<unknown>((resolve, reject) => {
      const onAbort = (): void => this.connection.receive({ type: 'abort', id });
      signal?.addEventListener('abort', onAbort);
      const stopListening = (): void => signal?.removeEventListener('abort', onAbort);
      this.pending.set(id, { resolve, reject, stopListening });
    });
    this.connection.receive({ type: 'call', id, method, input });
    // The engine answers a method with that method's output; the contract's types are the only witness.
    return (await reply) as MethodReply<M>;
  }

  /**
   * @param onProgress hears of every change of the job, the last included
   */
  async run<M extends MethodName>(
    method: M,
    input: MethodInput<M>,
    signal?: CancelSignal,
    onProgress: (job: Job) => void = () => undefined,
  ): Promise<MethodOutput<M>> {
    let jobId: string | null = null;
    let settle: (job: Job) => void = () => undefined;
    const ended = new Promise<Job>((resolve) => {
      settle = resolve;
    });
    const hear = (job: Job): void => {
      if (job.id !== jobId) return;
      onProgress(job);
      if (job.ended !== null) settle(job);
    };
    const stop = this.on('job.changed', hear);
    const cancel = (): void => {
      if (jobId !== null) this.call('jobs.cancel', { id: jobId }).catch(() => undefined);
    };
    try {
      const reply: unknown = await this.call(method, input, signal);
      jobId = (reply as { readonly jobId: string }).jobId;
      signal?.addEventListener('abort', cancel);
      if (signal?.aborted === true) cancel();
      // It may have ended before its id was known.
      hear(await this.call('jobs.get', { id: jobId }));
      const job = await ended;
      if (job.state === 'done') return job.result as MethodOutput<M>;
      throw job.state === 'cancelled' ? cancelled() : failureOf(job);
    } finally {
      stop();
      signal?.removeEventListener('abort', cancel);
    }
  }

  on<E extends EngineEventName>(event: E, listener: (data: EngineEvents[E]) => void): () => void {
    const heard = listener as Listener;
    const set = this.listeners.get(event) ?? new Set<Listener>();
    this.listeners.set(event, set.add(heard));
    return () => set.delete(heard);
  }

  /** Ends the connection; calls still open fail with `engine.gone`. */
  close(): void {
    if (this.isClosed) return;
    this.isClosed = true;
    this.connection.close();
    for (const call of this.pending.values()) {
      call.stopListening();
      call.reject(new AppError('engine.gone', 'The engine was closed before it answered.'));
    }
    this.pending.clear();
  }

  private receive(message: EngineMessage): void {
    if (message.type === 'event') {
      for (const listener of [...(this.listeners.get(message.name) ?? [])]) listener(message.data);
      return;
    }
    const call = this.pending.get(message.id);
    if (call === undefined) return;
    this.pending.delete(message.id);
    call.stopListening();
    if (message.type === 'result') call.resolve(message.value);
    else call.reject(fromWireError(message.error));
  }
}

function cancelled(): AppError {
  return new AppError('job.cancelled', 'Cancelled.');
}

function failureOf(job: Job): AppError {
  const { code = 'engine.bug', message = 'The job failed without a reason.', data = {} } = job.error ?? {};
  const known: AppErrorCode | undefined = APP_ERROR_CODES.find((candidate) => candidate === code);
  return new AppError(known ?? 'engine.bug', message, data);
}
