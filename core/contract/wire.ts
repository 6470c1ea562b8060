import type { WireError } from './errors.ts';

/** Messages on any transport (MessagePort, WebSocket as JSON, direct call). */
export type ClientMessage =
  | { readonly type: 'call'; readonly id: number; readonly method: string; readonly input: unknown }
  | { readonly type: 'abort'; readonly id: number };

export type EngineMessage =
  | { readonly type: 'result'; readonly id: number; readonly value: unknown }
  | { readonly type: 'error'; readonly id: number; readonly error: WireError }
  | { readonly type: 'event'; readonly name: string; readonly data: unknown };

/** What the host (Electron main, loopback server) tells its engine process on the control channel. */
export type ControlMessage =
  /** The user chose this path; the page knows it as `token`. `write` allows creating or replacing it. */
  | {
      readonly type: 'grant';
      readonly token: string;
      readonly path: string;
      readonly write: boolean;
      /** What the user calls it, where the path is only where a copy of it lies (an upload). */
      readonly shown?: string;
    }
  | { readonly type: 'shutdown' };
