import type { WireError } from '../../core/contract/errors.ts';
import type { ControlMessage, EngineMessage } from '../../core/contract/wire.ts';

/**
 * What a host and its engine process say to each other over the process's own channel. Several connections share it by
 * number; under Electron a page's connection has a MessagePort of its own instead (`attach`), so that main carries no rows.
 */
export type HostToEngine =
  | ControlMessage
  | { readonly type: 'connect'; readonly connection: number }
  | { readonly type: 'message'; readonly connection: number; readonly message: unknown }
  | { readonly type: 'disconnect'; readonly connection: number }
  | { readonly type: 'attach' }
  /** The console's own key from the operating system's keychain; comes before any workspace is opened. */
  | { readonly type: 'keychain'; readonly secret: Uint8Array };

export type LogLevel = 'info' | 'warn' | 'error';

export type EngineToHost =
  | { readonly type: 'ready'; readonly pid: number }
  | { readonly type: 'message'; readonly connection: number; readonly message: EngineMessage }
  | { readonly type: 'log'; readonly level: LogLevel; readonly message: string; readonly data: string }
  /** It could not start; the process ends after this. */
  | { readonly type: 'failed'; readonly error: WireError }
  /** Answer to `grant`: from now on the token works, also on connections that do not share this channel. */
  | { readonly type: 'granted'; readonly token: string }
  /** Answer to `shutdown`: the workspace is closed. */
  | { readonly type: 'stopped' };

/** How an engine process is started; it travels as its first argument, in JSON. */
export interface EngineSettings {
  readonly resourcesDir: string;
  readonly version: string;
}

/** A running engine process as the supervisor sees it. `Port` is what the host can hand over, never where it cannot. */
export interface EngineChild<Port> {
  send(message: HostToEngine): void;
  attach(port: Port): void;
  kill(): void;
}

export type SpawnEngine<Port> = (listener: {
  message(message: EngineToHost): void;
  /** Once, when the process is gone; why, in words. */
  exit(reason: string): void;
}) => EngineChild<Port>;
