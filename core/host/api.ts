import type { ClientMessage, EngineMessage } from '../contract/wire.ts';
import type { ProbeNetwork } from '../probe/index.ts';
import type { PullNetwork } from '../pull/index.ts';

export interface EngineOptions {
  /** The `resources` folder (catalog, sample). */
  readonly resourcesDir: string;
  readonly version: string;
  /** Who acts, for the governance log (the operating system's user name). */
  readonly actor: string;
  /** Parser threads; `max(1, cores − 1)`, two on two cores, when absent. */
  readonly parsers?: number;
  /** The caller is about to import: parser threads load while the workspace is opened. */
  readonly importsSoon?: boolean;
  /** Somebody will look at screens: what they ask for is made ready in the background. */
  readonly prepares?: boolean;
  /** How this host collects; without it nothing is received unless asked for. */
  readonly collect?: {
    /** Sources that start with their workspace do so. */
    readonly autoStart: boolean;
    /** How often to look for something to import, ms. */
    readonly lookMs?: number;
    readonly limits?: { readonly sealBytes?: number; readonly sealMs?: number };
  };
  /** What connections to providers' APIs reach the world through; the internet when absent. */
  readonly pullNetwork?: PullNetwork;
  /** What the online probe reaches the world through; the internet when absent. */
  readonly probeNetwork?: ProbeNetwork;
  readonly log: (level: 'info' | 'warn' | 'error', message: string, data?: Readonly<Record<string, unknown>>) => void;
}

/** One connected page, CLI call or test. */
export interface EngineConnection {
  /** Hands in a message as it came off the wire; anything malformed is answered with `input.invalid` or dropped. */
  receive(message: ClientMessage | unknown): void;
  close(): void;
}

/** The engine of one process: threads, one open workspace, jobs. Knows no transport. */
export interface Engine {
  connect(send: (message: EngineMessage) => void): EngineConnection;
  /**
   * Makes a path that the user chose known to callers as `token`. Only hosts call this.
   * @param shown the user's own name for it, where the path is only where a copy lies
   */
  grant(token: string, path: string, write: boolean, shown?: string): void;
  /** The console's own key, which the operating system's keychain keeps: workspaces' keys need no passphrase then. */
  setKeychain(secret: Uint8Array): void;
  /** Resolves when what others asked for is done, as long as they are there: whoever ends should wait for it. */
  finishOthers(): Promise<void>;
  /** Cancels jobs cleanly, checkpoints and closes the workspace, ends all threads. */
  shutdown(): Promise<void>;
}

/** `createEngine` in ./engine.ts */
export type CreateEngine = (options: EngineOptions) => Promise<Engine>;
