import { contextBridge, ipcRenderer, webUtils } from 'electron';
import { type BridgeReply, type HostCommand, PORT_MESSAGE, type UndercastBridge } from '../../core/contract/bridge.ts';
import { CHANNELS } from '../shared/channels.ts';

// In: what the page asks of its host. Out: IPC to main, and the engine's port as a window message. Nothing of Electron
// itself reaches the page. What comes from the page is passed on as data; main checks it.

/** The parts of the page's window used here; this folder has no DOM types because it is no page. */
declare const window: {
  readonly location: { readonly origin: string };
  postMessage(message: unknown, origin: string, transfer: readonly unknown[]): void;
};

/** A File that a script made stands for no path, and would be granted as the current folder. */
function pathOf(file: unknown): string {
  try {
    return webUtils.getPathForFile(file as Parameters<typeof webUtils.getPathForFile>[0]);
  } catch {
    return '';
  }
}

ipcRenderer.on(CHANNELS.port, (event) => {
  window.postMessage({ type: PORT_MESSAGE }, window.location.origin, event.ports);
});

/** What came before the page listened: a file that was double-clicked to start the console. */
const early: HostCommand[] = [];
const listeners = new Set<(command: HostCommand) => void>();
ipcRenderer.on(CHANNELS.command, (_event, command: HostCommand) => {
  if (listeners.size === 0) early.push(command);
  for (const listener of listeners) listener(command);
});

const bridge: UndercastBridge = {
  host: (method, input): Promise<BridgeReply> => ipcRenderer.invoke(CHANNELS.host, { method, input }),
  connect: () => ipcRenderer.send(CHANNELS.connect, null),
  acceptFiles: (files): Promise<BridgeReply> =>
    ipcRenderer.invoke(
      CHANNELS.accept,
      files.map(({ file, relativePath }) => ({ path: pathOf(file), name: relativePath })),
    ),
  onCommand(listener) {
    listeners.add(listener);
    for (const command of early.splice(0)) listener(command);
    return () => {
      listeners.delete(listener);
    };
  },
};

contextBridge.exposeInMainWorld('undercast', bridge);
