import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

export interface ConsoleUnderTest {
  /** Opens the console once, in one browser context; `freshUrl` gives another. */
  readonly url: string;
  freshUrl(): Promise<string>;
  /** The user's workspace folder of this run, empty at first. */
  readonly workspaceHome: string;
  /** What the host said on stderr so far. */
  stderr(): string;
  stop(): Promise<void>;
}

export interface ConsoleUnderTestOptions {
  /** Go straight to the sample workspace. */
  readonly sample?: boolean;
  /** Workspace folder or archive to open. */
  readonly workspace?: string;
  /** Further words on the command line. */
  readonly words?: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
}

const START = join(import.meta.dirname, '..', '..', 'electron', 'loopback', 'start.mjs');
const ADDRESS = /http:\/\/127\.0\.0\.1:\d+\/#token=[\w-]+/;

/**
 * Starts the console as `npm start` does where there is no Electron, with home and settings of its own. Builds the page
 * first when it is stale.
 */
export async function startConsole(options: ConsoleUnderTestOptions = {}): Promise<ConsoleUnderTest> {
  const folder = await mkdtemp(join(tmpdir(), 'undercast-e2e-'));
  const workspaceHome = join(folder, 'home');
  const words = ['--no-electron', '--no-open', ...(options.words ?? [])];
  if (options.sample) words.push('--sample');
  if (options.workspace !== undefined) words.push('--workspace', options.workspace);
  const env = {
    ...process.env,
    UNDERCAST_HOME: workspaceHome,
    UNDERCAST_CONFIG: join(folder, 'config'),
    UNDERCAST_ADDRESS_ON_LINE: '1',
    ...options.env,
  };
  const child = spawn(process.execPath, [START, ...words], { env, stdio: ['pipe', 'pipe', 'pipe'] });
  let errors = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    errors = (errors + text).slice(-100_000);
  });
  const addresses = readAddresses(child, () => errors);
  try {
    const url = await addresses.next();
    return {
      url,
      workspaceHome,
      stderr: () => errors,
      freshUrl() {
        child.stdin.write('\n');
        return addresses.next();
      },
      async stop() {
        await end(child);
        await rm(folder, { recursive: true, force: true, maxRetries: 5 });
      },
    };
  } catch (error) {
    await end(child);
    await rm(folder, { recursive: true, force: true });
    throw error;
  }
}

/** The addresses that the host prints, one after the other; fails when it ends instead. */
function readAddresses(child: ChildProcess, errors: () => string): { next(): Promise<string> } {
  const ready: string[] = [];
  const waiting: { readonly resolve: (address: string) => void; readonly reject: (error: Error) => void }[] = [];
  let ended = false;
  const failure = (): Error => new Error(`The console ended before it printed an address: ${errors().trim()}`);
  if (child.stdout === null) throw new Error('The console’s output is not piped.');
  createInterface({ input: child.stdout }).on('line', (line) => {
    const address = ADDRESS.exec(line)?.[0];
    if (address === undefined) return;
    const next = waiting.shift();
    if (next === undefined) ready.push(address);
    else next.resolve(address);
  });
  child.on('close', () => {
    ended = true;
    for (const { reject } of waiting.splice(0)) reject(failure());
  });
  return {
    next() {
      const address = ready.shift();
      if (address !== undefined) return Promise.resolve(address);
      if (ended) return Promise.reject(failure());
      return new Promise((resolve, reject) => waiting.push({ resolve, reject }));
    },
  };
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const closed = new Promise((resolve) => child.once('close', resolve));
  child.kill('SIGTERM');
  const patience = setTimeout(() => child.kill('SIGKILL'), 20_000);
  await closed;
  clearTimeout(patience);
}
