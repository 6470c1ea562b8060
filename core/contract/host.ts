import { z } from 'zod';
import { givenName, token } from './common.ts';

/**
 * What only the host can do (dialogs, recent list, uploads). Same shape in Electron (guarded IPC) and the loopback host
 * (HTTP). The page receives tokens, never paths that it could choose itself.
 */
export const granted = z.object({ token, name: z.string(), bytes: z.number().nullable(), location: z.string() });
export type Granted = z.infer<typeof granted>;

export const hostInfo = z.object({
  kind: z.enum(['electron', 'loopback']),
  version: z.string(),
  platform: z.string(),
  /** True when the host opens native file dialogs; otherwise the page uploads through file inputs. */
  nativeDialogs: z.boolean(),
  /** What to do first: nothing, open a given workspace, or make the sample. */
  start: z.object({ action: z.enum(['none', 'open', 'sample']), token: token.nullable(), name: z.string().nullable() }),
  workspaceFolder: z.string(),
});
export type HostInfo = z.infer<typeof hostInfo>;

export const recentWorkspace = z.object({
  token,
  name: z.string(),
  location: z.string(),
  lastOpened: z.number(),
  missing: z.boolean(),
});
export type RecentWorkspace = z.infer<typeof recentWorkspace>;

export const HOST_METHODS = {
  'host.getInfo': { input: z.object({}), output: hostInfo },
  'host.listRecent': { input: z.object({}), output: recentWorkspace.array() },
  'host.forgetRecent': { input: z.object({ token }), output: recentWorkspace.array() },
  /** A new folder for a workspace of this name in the user's workspace folder; refuses an existing one. */
  'host.placeWorkspace': { input: z.object({ name: givenName(100) }), output: granted },
  /** Native pickers (Electron). The loopback host answers host.unsupported; null when the user cancelled. */
  'host.pickWorkspace': { input: z.object({}), output: granted.nullable() },
  'host.pickLogs': { input: z.object({ folders: z.boolean().default(false) }), output: granted.array() },
  /** Where to write: a native save dialog, or a spool file the browser then downloads from `download`. */
  'host.pickTarget': {
    input: z.object({ suggestedName: z.string().min(1).max(200) }),
    output: granted.extend({ download: z.string().nullable() }).nullable(),
  },
  /** Remembers a workspace as recent (title bar, jump list) after the engine opened it. */
  'host.noteOpened': { input: z.object({ token, name: z.string().max(100) }), output: z.object({}) },
  'host.openExternal': { input: z.object({ url: z.url({ protocol: /^https?$/ }) }), output: z.object({}) },
  /** Progress for the taskbar or dock, 0..1; null clears it. */
  'host.setProgress': { input: z.object({ value: z.number().min(0).max(1).nullable() }), output: z.object({}) },
} as const;

export type HostMethodName = keyof typeof HOST_METHODS;
export type HostInput<M extends HostMethodName> = z.input<(typeof HOST_METHODS)[M]['input']>;
export type HostOutput<M extends HostMethodName> = z.output<(typeof HOST_METHODS)[M]['output']>;
