import { AppError, fromWireError } from '../../core/contract/errors.ts';
import type { EngineEventName, EngineEvents } from '../../core/contract/events.ts';
import { METHODS, type MethodInput, type MethodName, type MethodReply } from '../../core/contract/methods.ts';
import type { ClientMessage, EngineMessage } from '../../core/contract/wire.ts';

/** A host's own calls to its engine: few and small, for what the host itself must know. */
export interface EngineCaller {
  call<M extends MethodName>(method: M, input: MethodInput<M>): Promise<MethodReply<M>>;
  receive(message: EngineMessage): void;
  /** Everything still open fails with `engine.gone`. */
  drop(): void;
}

interface Pending {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: AppError) => void;
}

export function createEngineCaller(
  send: (message: ClientMessage) => void,
  onEvent: (name: EngineEventName, data: EngineEvents[EngineEventName]) => void,
): EngineCaller {
  const pending = new Map<number, Pending>();
  let nextId = 1;
  return {
    call<M extends MethodName>(method: M, input: MethodInput<M>): Promise<MethodReply<M>> {
      const answered = new Promise<unknown>((resolve, reject) => {
        const id = nextId++;
        pending.set(id, { resolve, reject });
        send({ type: 'call', id, method, input });
      });
      const { kind, output } = METHODS[method];
      // A job answers with its id; everything else is checked, because hosts act on it.
      return answered.then((value) => (kind === 'job' ? value : output.parse(value))) as Promise<MethodReply<M>>;
    },
    receive(message) {
      if (message.type === 'event') {
        onEvent(message.name as EngineEventName, message.data as EngineEvents[EngineEventName]);
        return;
      }
      const call = pending.get(message.id);
      pending.delete(message.id);
      if (message.type === 'result') call?.resolve(message.value);
      else call?.reject(fromWireError(message.error));
    },
    drop() {
      const calls = [...pending.values()];
      pending.clear();
      for (const call of calls) call.reject(engineGone());
    },
  };
}

export function engineGone(): AppError {
  return new AppError('engine.gone', 'The engine stopped before it answered. It restarts by itself; try again.');
}
