import type { CancelSignal, EngineClient } from '../../core/contract/client.ts';
import { AppError, fromWireError } from '../../core/contract/errors.ts';
import type { EngineEventName, EngineEvents } from '../../core/contract/events.ts';
import type { Job } from '../../core/contract/jobs.ts';
import type { MethodInput, MethodName, MethodOutput, MethodReply } from '../../core/contract/methods.ts';
import { createListeners, type Listeners } from './listeners.ts';
import { isBag, isEventName, isJob, readEngineMessage } from './message.ts';
import type { Transport } from './transport.ts';

interface Pending {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: AppError) => void;
}

type EventListeners = { readonly [E in EngineEventName]: Listeners<EngineEvents[E]> };

const cancelled = (): AppError => new AppError('job.cancelled', 'The question was withdrawn before it was answered.');
const gone = (): AppError =>
  new AppError('engine.gone', 'The engine went away before it answered. It restarts by itself; ask again.');

/** The engine's typed client over any transport: matches answers to calls, follows jobs, hands out events. */
export function createEngineClient(transport: Transport): EngineClient {
  const pending = new Map<number, Pending>();
  const events: EventListeners = {
    'job.changed': createListeners(),
    'data.changed': createListeners(),
    'workspace.changed': createListeners(),
    'engine.restarted': createListeners(),
  };
  let nextId = 1;

  function tellEvent(name: string, data: unknown): void {
    if (!isEventName(name)) return;
    if (name === 'job.changed') {
      if (isJob(data)) events['job.changed'].tell(data);
    } else if (isBag(data)) {
      // The engine of the same version sent this; only what every listener relies on is checked here.
      (events[name] as Listeners<unknown>).tell(data);
    }
  }

  transport.onMessage((raw) => {
    const message = readEngineMessage(raw);
    if (message === null) return;
    if (message.type === 'event') {
      tellEvent(message.name, message.data);
      return;
    }
    const call = pending.get(message.id);
    if (call === undefined) return;
    pending.delete(message.id);
    if (message.type === 'result') call.resolve(message.value);
    else call.reject(fromWireError(message.error));
  });

  transport.onState((state) => {
    if (state !== 'lost' && state !== 'refused') return;
    const calls = [...pending.values()];
    pending.clear();
    for (const call of calls) call.reject(gone());
  });

  function ask(method: string, input: unknown, signal?: CancelSignal): Promise<unknown> {
    return new Promise((resolve, reject) => {
      if (signal?.aborted) {
        reject(cancelled());
        return;
      }
      const id = nextId++;
      const onAbort = (): void => {
        if (!pending.delete(id)) return;
        transport.send({ type: 'abort', id });
        reject(cancelled());
      };
      const settle = (): void => signal?.removeEventListener('abort', onAbort);
      pending.set(id, {
        resolve: (value) => {
          settle();
          resolve(value);
        },
        reject: (error) => {
          settle();
          reject(error);
        },
      });
      signal?.addEventListener('abort', onAbort);
      transport.send({ type: 'call', id, method, input });
    });
  }

  function call<M extends MethodName>(
    method: M,
    input: MethodInput<M>,
    signal?: CancelSignal,
  ): Promise<MethodReply<M>> {
    return ask(method, input, signal) as Promise<MethodReply<M>>;
  }

  function on<E extends EngineEventName>(event: E, listener: (data: EngineEvents[E]) => void): () => void {
    const listeners: Listeners<EngineEvents[E]> = events[event];
    return listeners.add(listener);
  }

  /** Waits for a job's end. A lost connection is no end: the job is asked for again when the engine is back. */
  function follow(jobId: string, signal?: CancelSignal): Promise<Job> {
    return new Promise((resolve, reject) => {
      const stop: (() => void)[] = [];
      const end = (act: () => void): void => {
        for (const off of stop.splice(0)) off();
        act();
      };
      const look = (job: Job): void => {
        if (job.id === jobId && isOver(job)) end(() => resolve(job));
      };
      const askAgain = (): void => {
        call('jobs.get', { id: jobId }).then(look, (error: unknown) => {
          if (error instanceof AppError && error.code === 'engine.gone') return;
          end(() => reject(error));
        });
      };
      const onAbort = (): void => {
        // The job's own end ("cancelled") settles this promise, so that nobody believes it stopped before it did.
        call('jobs.cancel', { id: jobId }).then(look, () => end(() => reject(cancelled())));
      };
      stop.push(on('job.changed', look));
      stop.push(
        transport.onState((state) => {
          if (state === 'open') askAgain();
          if (state === 'refused') end(() => reject(gone()));
        }),
      );
      signal?.addEventListener('abort', onAbort);
      stop.push(() => signal?.removeEventListener('abort', onAbort));
      // The end may have come before the listener stood.
      askAgain();
      if (signal?.aborted) onAbort();
    });
  }

  async function run<M extends MethodName>(
    method: M,
    input: MethodInput<M>,
    signal?: CancelSignal,
  ): Promise<MethodOutput<M>> {
    const reply = await ask(method, input, signal);
    if (!isBag(reply) || typeof reply.jobId !== 'string') return reply as MethodOutput<M>;
    const job = await follow(reply.jobId, signal);
    if (job.state === 'done') return job.result as MethodOutput<M>;
    throw jobError(job);
  }

  return { call, run, on };
}

export function isOver(job: Job): boolean {
  return job.state === 'done' || job.state === 'failed' || job.state === 'cancelled';
}

/** The failure of an ended job as an AppError. */
export function jobError(job: Job): AppError {
  const raw = job.error ?? { code: 'job.cancelled', message: `“${job.title}” was cancelled.` };
  const message = readEngineMessage({ type: 'error', id: 0, error: raw });
  return message?.type === 'error' ? fromWireError(message.error) : cancelled();
}
