import { EventEmitter } from 'node:events';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type Electron from 'electron';
import type { CreateEngine } from '../../core/host/api.ts';
import type { EngineSettings } from '../shared/engine-messages.ts';
import type { StandInPage } from './stand-in-page.ts';
import { StandInMessageChannelMain, type StandInPort } from './stand-in-ports.ts';
import { StandInUtilityProcess } from './stand-in-utility.ts';
import { type StandInFrame, StandInWebContents, StandInWindow } from './stand-in-windows.ts';

/**
 * A stand-in for the `electron` module, main's and the renderer's half in one, for one window. It does no more than
 * carry messages and remember; each part is held to the shape that electron.d.ts gives it.
 */
export interface StandInOptions {
  readonly page: StandInPage;
  readonly createEngine: CreateEngine;
  /** Runs the preload, as loading a page would. */
  readonly preload: () => Promise<void>;
  readonly displays: readonly Electron.Display[];
  readonly firstInstance: boolean;
}

type Handler = (event: unknown, input: unknown) => Promise<unknown>;
type ProtocolHandler = (request: Request) => Response | Promise<Response>;

export function createElectronStandIn(options: StandInOptions) {
  const { page, createEngine, preload, displays } = options;
  const handlers = new Map<string, Handler>();
  const ipcMainEvents = new EventEmitter();
  const rendererEvents = new EventEmitter();
  const windows: StandInWindow[] = [];
  const engines: StandInUtilityProcess[] = [];
  const protocols = new Map<string, ProtocolHandler>();
  const opened: string[] = [];
  const exits: number[] = [];
  const dialogs = { open: [] as string[], save: '', box: 0 };
  const files = new Map<unknown, string>();
  const menus: unknown[] = [];

  const toPage = (channel: string, data: unknown, ports: readonly StandInPort[]): void => {
    setImmediate(() => rendererEvents.emit(channel, { ports: ports.map(({ inner }) => inner) }, data));
  };

  const app = Object.assign(new EventEmitter(), {
    name: 'Undercast',
    isPackaged: false,
    getVersion: () => '0.0.0-test',
    getAppPath: () => '/app',
    requestSingleInstanceLock: () => options.firstInstance,
    whenReady: async () => undefined,
    quit: () => {
      let prevented = false;
      app.emit('before-quit', { preventDefault: () => (prevented = true) });
      if (!prevented) exits.push(0);
    },
    exit: (code = 0) => {
      exits.push(code);
    },
    setPath: () => undefined,
    setAppUserModelId: () => undefined,
    enableSandbox: () => undefined,
    addRecentDocument: () => undefined,
    clearRecentDocuments: () => undefined,
    setJumpList: () => 'ok' as const,
  }) satisfies EventEmitter &
    Pick<Electron.App, 'name' | 'isPackaged' | 'getVersion' | 'getAppPath' | 'requestSingleInstanceLock'> &
    Pick<Electron.App, 'whenReady' | 'quit' | 'exit' | 'setPath' | 'setAppUserModelId' | 'enableSandbox'> &
    Pick<Electron.App, 'addRecentDocument' | 'clearRecentDocuments' | 'setJumpList'>;

  // Its type without what a class inherits of EventEmitter's own: that cannot be named outside.
  const BrowserWindow: new (windowOptions: Electron.BrowserWindowConstructorOptions) => StandInWindow =
    class extends StandInWindow {
      constructor(windowOptions: Electron.BrowserWindowConstructorOptions) {
        const contents = new StandInWebContents(toPage);
        super(windowOptions, contents, () => preload());
        windows.push(this);
        app.emit('web-contents-created', {}, contents);
      }
    };

  const send = (frame: StandInFrame | null = null) => {
    const sender = windows.at(-1)?.webContents;
    return { sender, senderFrame: frame ?? sender?.mainFrame ?? null };
  };

  const session = createSession();
  const module = {
    app,
    BrowserWindow,
    MessageChannelMain: StandInMessageChannelMain,
    ipcMain: {
      handle: (channel: string, handler: Handler) => {
        handlers.set(channel, handler);
      },
      on: (channel: string, listener: (event: unknown, input: unknown) => void) => ipcMainEvents.on(channel, listener),
    },
    ipcRenderer: {
      invoke: async (channel: string, input: unknown) => {
        const handler = handlers.get(channel);
        if (handler === undefined) throw new Error(`No handler registered for '${channel}'`);
        return structuredClone(await handler(send(), structuredClone(input)));
      },
      send: (channel: string, input: unknown) => {
        const copy = structuredClone(input);
        setImmediate(() => ipcMainEvents.emit(channel, send(), copy));
      },
      on: (channel: string, listener: (...words: unknown[]) => void) => rendererEvents.on(channel, listener),
    },
    contextBridge: {
      exposeInMainWorld: (key: string, value: unknown) => page.expose(key, value),
    } satisfies Pick<Electron.ContextBridge, 'exposeInMainWorld'>,
    webUtils: { getPathForFile: (file: unknown) => files.get(file) ?? '' },
    utilityProcess: {
      fork: (_entry: string, words: readonly string[] = []) => {
        const child = new StandInUtilityProcess(JSON.parse(words[0] ?? '{}') as EngineSettings, createEngine);
        engines.push(child);
        return child;
      },
    },
    protocol: {
      registerSchemesAsPrivileged: () => undefined,
      handle: (scheme: string, handler: ProtocolHandler) => {
        protocols.set(scheme, handler);
      },
    } satisfies Pick<Electron.Protocol, 'registerSchemesAsPrivileged' | 'handle'>,
    net: { fetch: async (url: string) => new Response(new Uint8Array(await readFile(fileURLToPath(url)))) },
    session: { defaultSession: session.module },
    shell: {
      openExternal: async (url: string) => {
        opened.push(url);
      },
    } satisfies Pick<Electron.Shell, 'openExternal'>,
    dialog: {
      showOpenDialog: async () => ({ canceled: dialogs.open.length === 0, filePaths: dialogs.open }),
      showSaveDialog: async () => ({ canceled: dialogs.save === '', filePath: dialogs.save }),
      showMessageBox: async () => ({ response: dialogs.box, checkboxChecked: false }),
    } satisfies Pick<Electron.Dialog, 'showOpenDialog' | 'showSaveDialog' | 'showMessageBox'>,
    Menu: {
      buildFromTemplate: (template: unknown) => template,
      setApplicationMenu: (menu: unknown) => {
        menus.push(menu);
      },
    },
    screen: {
      getAllDisplays: () => [...displays],
      getPrimaryDisplay: () => first(displays),
      getDisplayMatching: ({ x }: Electron.Rectangle) =>
        displays.find(({ workArea }) => x >= workArea.x && x < workArea.x + workArea.width) ?? first(displays),
    } satisfies Pick<Electron.Screen, 'getAllDisplays' | 'getPrimaryDisplay' | 'getDisplayMatching'>,
    powerMonitor: new EventEmitter(),
    // A keychain that is no secret; what it seals cannot be read off by chance.
    safeStorage: {
      isEncryptionAvailable: () => true,
      getSelectedStorageBackend: () => 'gnome_libsecret' as const,
      encryptString: (text: string) => Buffer.from(`stand-in:${text}`).map((byte) => byte ^ 0x5a) as Buffer,
      decryptString: (sealed: Buffer) => {
        const text = Buffer.from(sealed.map((byte) => byte ^ 0x5a)).toString();
        if (!text.startsWith('stand-in:')) throw new Error('This was not sealed here.');
        return text.slice('stand-in:'.length);
      },
    } satisfies Pick<
      Electron.SafeStorage,
      'isEncryptionAvailable' | 'getSelectedStorageBackend' | 'encryptString' | 'decryptString'
    >,
  };

  return {
    module,
    app,
    windows,
    engines,
    opened,
    exits,
    dialogs,
    files,
    menus,
    session,
    protocol: (request: Request) => {
      const handler = protocols.get('undercast');
      if (handler === undefined) throw new Error('The scheme undercast: is not served.');
      return handler(request);
    },
    /** A message as a foreign or inner frame would send it. */
    invokeFrom: (frame: StandInFrame, channel: string, input: unknown) => handlers.get(channel)?.(send(frame), input),
    sendFrom: (frame: StandInFrame, channel: string, input: unknown) => ipcMainEvents.emit(channel, send(frame), input),
  };
}

export type ElectronStandIn = ReturnType<typeof createElectronStandIn>;

function createSession() {
  const kept: {
    request?: NonNullable<Parameters<Electron.Session['setPermissionRequestHandler']>[0]>;
    check?: NonNullable<Parameters<Electron.Session['setPermissionCheckHandler']>[0]>;
    beforeRequest?: (details: { readonly url: string }, callback: (answer: Electron.CallbackResponse) => void) => void;
  } = {};
  const module = Object.assign(new EventEmitter(), {
    setPermissionRequestHandler: (handler: typeof kept.request) => {
      if (handler !== undefined) kept.request = handler;
    },
    setPermissionCheckHandler: (handler: typeof kept.check) => {
      if (handler !== undefined) kept.check = handler;
    },
    setDevicePermissionHandler: () => undefined,
    setSpellCheckerEnabled: () => undefined,
    webRequest: {
      onBeforeRequest: (listener: typeof kept.beforeRequest) => {
        if (listener !== undefined) kept.beforeRequest = listener;
      },
    },
  });
  return { module, kept };
}

function first(displays: readonly Electron.Display[]): Electron.Display {
  const [display] = displays;
  if (display === undefined) throw new Error('A stand-in needs one display at least.');
  return display;
}
