import type { EngineEventName, EngineEvents } from './events.ts';
import type { HostInput, HostMethodName, HostOutput } from './host.ts';
import type { MethodInput, MethodName, MethodOutput, MethodReply } from './methods.ts';

/** The part of AbortSignal that calls need; declared here because this folder knows neither DOM nor Node types. */
export interface CancelSignal {
  readonly aborted: boolean;
  addEventListener(type: 'abort', listener: () => void): void;
  removeEventListener(type: 'abort', listener: () => void): void;
}

/** The engine as every caller sees it, whatever the transport. Failures are AppErrors. */
export interface EngineClient {
  call<M extends MethodName>(method: M, input: MethodInput<M>, signal?: CancelSignal): Promise<MethodReply<M>>;
  /** Starts a job and waits for its result; aborting the signal cancels the job. */
  run<M extends MethodName>(method: M, input: MethodInput<M>, signal?: CancelSignal): Promise<MethodOutput<M>>;
  on<E extends EngineEventName>(event: E, listener: (data: EngineEvents[E]) => void): () => void;
}

/** What the page needs beside the engine. */
export interface HostClient {
  host<M extends HostMethodName>(method: M, input: HostInput<M>): Promise<HostOutput<M>>;
  /** Turns dropped or chosen browser files into tokens (upload over loopback, paths registered under Electron). */
  acceptFiles(
    files: readonly { readonly file: unknown; readonly relativePath: string }[],
  ): Promise<readonly { readonly token: string; readonly name: string }[]>;
  /** Menu commands and files handed over by the operating system. */
  onCommand(listener: (command: { readonly id: string; readonly token: string | null }) => void): () => void;
}
