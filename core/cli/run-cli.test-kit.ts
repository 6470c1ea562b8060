/** Runs the real command line: in a process of its own as a shell would, or in this one where no process is the point. */
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import type { Engine, EngineOptions } from '../host/api.ts';
import { afterFile } from '../kit/after-file.test-kit.ts';
import { setEnvironment } from '../kit/environment.test-kit.ts';
import { createKeptEngine } from './kept-engine.test-kit.ts';
import { runCommand } from './main.ts';
import { Output } from './output.ts';

const ENTRY = fileURLToPath(new URL('./undercast.mjs', import.meta.url));

export interface CliResult {
  readonly status: number | null;
  readonly out: string;
  readonly err: string;
}

export interface CliOptions {
  readonly stdin?: string | Buffer;
  /** Leaves standard input open after `stdin`, so that what reads it cannot end by itself. */
  readonly isStdinOpen?: boolean;
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Gets the running process, to send it a signal or close its output. */
  readonly meddle?: (child: ChildProcess) => void;
}

const running = new Set<ChildProcess>();

/** Runs the command in a process of its own. */
export async function runCli(words: readonly string[], options: CliOptions = {}): Promise<CliResult> {
  const child = spawn(process.execPath, [ENTRY, ...words], {
    cwd: options.cwd ?? os.tmpdir(),
    env: { ...process.env, ...options.env },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  running.add(child);
  // What a failed test left running.
  afterFile(() => running.has(child) && child.kill('SIGKILL'));
  child.on('close', () => running.delete(child));
  let out = '';
  let err = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    out += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    err += text;
  });
  child.stdin.on('error', () => undefined);
  if (options.isStdinOpen === true) child.stdin.write(options.stdin ?? '');
  else child.stdin.end(options.stdin ?? '');
  options.meddle?.(child);
  const status = await new Promise<number | null>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve(code));
  });
  return { status, out, err };
}

/** The commands of a test file share it. */
const kept = createKeptEngine();

function startKept(options: EngineOptions): Promise<Engine> {
  afterFile(kept.stop);
  return kept.start(options);
}

/** Runs the command in this process: the same words, output and status, without what starting a process and its threads costs. */
export async function callCli(
  words: readonly string[],
  env: Readonly<Record<string, string>> = {},
  { signal } = new AbortController(),
): Promise<CliResult> {
  const before = { ...process.env };
  Object.assign(process.env, env);
  let out = '';
  let err = '';
  const stdout = new Writable({
    write: (chunk: Buffer, _encoding, done) => {
      out += chunk.toString('utf8');
      done();
    },
  });
  const note = (text: string): void => {
    err += `${text}\n`;
  };
  try {
    const status = await runCommand(words, { out: new Output(stdout), note, signal, startEngine: startKept });
    return { status, out, err };
  } finally {
    setEnvironment(before);
  }
}

/** A folder that goes away after the tests of the file. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'undercast-cli-'));
  afterFile(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

const START = Date.UTC(2026, 2, 2, 8, 0, 0) / 1000;

/** A Squid native log with reserved names: `count` transactions, one a second, by three people to five hosts. */
export function squidLog(count: number, from = 0): string {
  const hosts = ['www.dropbox.com', 'app.example.com', 'files.example.net', 'api.github.com', '192.0.2.80'];
  const users = ['alice@example.com', 'bob@example.com', '-'];
  let text = '';
  for (let i = from; i < from + count; i++) {
    const host = hosts[i % hosts.length] ?? '';
    const user = users[i % users.length] ?? '-';
    const result = i % 10 === 9 ? 'TCP_DENIED/403' : 'TCP_TUNNEL/200';
    text += `${START + i}.123    ${100 + i} 10.1.0.${1 + (i % 4)} ${result} ${1000 + i} CONNECT ${host}:443 ${user} HIER_DIRECT/192.0.2.1 -\n`;
  }
  return text;
}
