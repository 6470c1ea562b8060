import type { WireError } from './errors.ts';

/**
 * What Electron's preload gives the page as `window.undercast`, and the words both hosts and the page share.
 *
 * Two limits of Electron's contextBridge shape this: a rejected promise keeps only its message (so failures come back
 * as values, with their code), and a MessagePort cannot be returned (so it arrives as a window message).
 */
export type BridgeReply =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly error: WireError };

export interface UndercastBridge {
  /** Calls one of HOST_METHODS. Never rejects. */
  host(method: string, input: unknown): Promise<BridgeReply>;
  /**
   * Asks for a port to the engine. It comes as a message event on `window` from this very window, with data
   * `{ type: PORT_MESSAGE }` and the port as `ports[0]`; again, unasked, after the engine was restarted.
   */
  connect(): void;
  /** Value: `{ token, name }[]`, one per file or folder, in order. A File that stands for no path on disk is refused. */
  acceptFiles(files: readonly { readonly file: unknown; readonly relativePath: string }[]): Promise<BridgeReply>;
  /** Menu commands and files handed over by the operating system; returns what ends it. */
  onCommand(listener: (command: HostCommand) => void): () => void;
}

export const PORT_MESSAGE = 'undercast-port';

/** Commands that a native menu or the operating system gives; the page's command registry knows them by these ids. */
export const HOST_COMMANDS = [
  'workspace.create',
  'workspace.pick',
  /** With the token of the workspace folder or archive to open. */
  'workspace.openToken',
  'workspace.makeSample',
  'workspace.backup',
  'workspace.close',
  /** With the token of a log file or folder handed over by the operating system. */
  'imports.openToken',
  'imports.pick',
  'view.palette',
  'view.settings',
  'view.shortcuts',
] as const;
export type HostCommandId = (typeof HOST_COMMANDS)[number];
export interface HostCommand {
  readonly id: HostCommandId;
  readonly token: string | null;
}

/** Paths of the loopback host. Every one but the session exchange needs the session cookie. */
export const LOOPBACK = {
  /** POST `{ token }` from the address's fragment; answers 204 and the cookie. */
  session: '/session',
  /** WebSocket, one JSON message a frame. */
  socket: '/ws',
  /** POST `{ method, input }`; answers the method's output, or `{ error }` with a status of 400 and above. */
  host: '/host',
  /** PUT `?name=relative/path` with the file's bytes; answers `Granted`. */
  upload: '/upload',
  download: '/download/',
} as const;
