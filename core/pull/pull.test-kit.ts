/** A provider on this machine: a real server behind a network that leads every origin to it. Waits pass at once and are remembered. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { PullNetwork } from './network.ts';

export interface Asked {
  readonly method: string;
  /** As it was asked for, e.g. `https://api.example.com/path?x=1`. */
  readonly url: URL;
  readonly headers: IncomingMessage['headers'];
  readonly body: string;
  readonly form: URLSearchParams;
}

export interface Answer {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly json?: unknown;
  readonly text?: string;
  readonly bytes?: Buffer;
  /** The connection breaks in the middle of the body. */
  readonly isCut?: boolean;
  /** The connection breaks before any answer. */
  readonly isDropped?: boolean;
  /** No answer ever comes. */
  readonly isSilent?: boolean;
}

export type Script = (asked: Asked, count: number) => Answer;

const ORIGIN = 'x-asked-origin';
/** The real one, also where a test has put this network in its place. */
const { fetch } = globalThis;

export class ProviderServer {
  readonly asked: Asked[] = [];
  /** Milliseconds that were waited. */
  readonly waits: number[] = [];
  script: Script = () => ({ status: 404 });
  /** What the clock of the console is off by. */
  private passed = 0;
  private readonly server: Server;

  private constructor(server: Server) {
    this.server = server;
  }

  static async start(): Promise<ProviderServer> {
    const server = createServer();
    const provider = new ProviderServer(server);
    server.on('request', (request, response) => void provider.answer(request, response));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return provider;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  /** Sets the clock of the console, for what another hour of the day would make another case. */
  turnTo(time: number): void {
    this.passed = time - Date.now();
  }

  reset(script: Script): void {
    this.asked.length = 0;
    this.waits.length = 0;
    this.script = script;
  }

  readonly network: PullNetwork = {
    fetch: (url, init) => {
      const { origin, pathname, search } = new URL(url);
      const { port } = this.server.address() as AddressInfo;
      const headers = { ...(init.headers as Record<string, string>), [ORIGIN]: origin };
      return fetch(`http://127.0.0.1:${port}${pathname}${search}`, { ...init, headers });
    },
    sleep: async (ms, signal) => {
      signal.throwIfAborted();
      this.waits.push(ms);
      this.passed += ms;
    },
    now: () => Date.now() + this.passed,
    random: () => 0.5,
  };

  private async answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    let body = '';
    for await (const part of request.setEncoding('utf8')) body += part;
    const { method = '', headers } = request;
    const url = new URL(request.url ?? '', String(headers[ORIGIN]));
    const asked: Asked = { method, url, headers, body, form: new URLSearchParams(body) };
    this.asked.push(asked);
    const answer = this.script(asked, this.asked.length);
    if (answer.isSilent) return;
    if (answer.isDropped) {
      response.destroy();
      return;
    }
    const bytes =
      answer.bytes ?? Buffer.from(answer.text ?? (answer.json === undefined ? '' : JSON.stringify(answer.json)));
    const date = new Date(this.network.now()).toUTCString();
    response.writeHead(answer.status ?? 200, { date, 'content-length': bytes.length, ...answer.headers });
    if (answer.isCut) {
      response.write(bytes.subarray(0, Math.floor(bytes.length / 2)), () => response.destroy());
      return;
    }
    response.end(bytes);
  }
}
