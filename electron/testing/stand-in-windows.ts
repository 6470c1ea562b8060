import { EventEmitter } from 'node:events';
import type { BrowserWindowConstructorOptions, Rectangle, WindowOpenHandlerResponse } from 'electron';
import type { StandInPort } from './stand-in-ports.ts';

export interface StandInFrame {
  url: string;
}

type ToPage = (channel: string, data: unknown, ports: readonly StandInPort[]) => void;

/** A page's contents: what main sends arrives in the page's ipcRenderer, cloned. */
export class StandInWebContents extends EventEmitter {
  readonly mainFrame: StandInFrame = { url: '' };
  openHandler: ((details: { readonly url: string }) => WindowOpenHandlerResponse) | null = null;
  reloads = 0;
  private readonly toPage: ToPage;

  constructor(toPage: ToPage) {
    super();
    this.toPage = toPage;
  }

  getURL(): string {
    return this.mainFrame.url;
  }

  send(channel: string, data: unknown): void {
    this.toPage(channel, structuredClone(data), []);
  }

  postMessage(channel: string, data: unknown, ports: readonly StandInPort[] = []): void {
    this.toPage(channel, structuredClone(data), ports);
  }

  setWindowOpenHandler(handler: (details: { readonly url: string }) => WindowOpenHandlerResponse): void {
    this.openHandler = handler;
  }

  reload(): void {
    this.reloads++;
  }
}

/** A window without a screen: remembers where it is and what was done to it. */
export class StandInWindow extends EventEmitter {
  readonly webContents: StandInWebContents;
  readonly options: BrowserWindowConstructorOptions;
  bounds: Rectangle;
  maximized = false;
  minimized = false;
  shown = false;
  focused = 0;
  progress: number | null = null;
  represented = '';
  private readonly load: (window: StandInWindow) => Promise<void>;

  constructor(
    options: BrowserWindowConstructorOptions,
    contents: StandInWebContents,
    load: (window: StandInWindow) => Promise<void>,
  ) {
    super();
    this.options = options;
    this.webContents = contents;
    this.load = load;
    const { x = 0, y = 0, width = 800, height = 600 } = options;
    this.bounds = { x, y, width, height };
  }

  async loadURL(url: string): Promise<void> {
    this.webContents.mainFrame.url = url;
    await this.load(this);
    this.emit('ready-to-show');
  }

  getBounds = (): Rectangle => this.bounds;
  getNormalBounds = (): Rectangle => this.bounds;
  isMaximized = (): boolean => this.maximized;
  isMinimized = (): boolean => this.minimized;
  maximize(): void {
    this.maximized = true;
  }
  restore(): void {
    this.minimized = false;
  }
  show(): void {
    this.shown = true;
  }
  focus(): void {
    this.focused++;
  }
  setProgressBar(value: number): void {
    this.progress = value;
  }
  setRepresentedFilename(path: string): void {
    this.represented = path;
  }
  close(): void {
    this.emit('close');
    this.emit('closed');
  }
}
