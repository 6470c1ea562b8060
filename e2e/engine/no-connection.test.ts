/** Nothing but what the user switched on (a probe, a connection) connects anywhere: a whole session under a guard in every process and thread. */
import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeEach, expect, it } from 'vitest';
import { hostInfo } from '../../core/contract/host.ts';
import { job } from '../../core/contract/jobs.ts';
import { openSocket } from '../../electron/testing/loopback-console.ts';
import { startConsole } from '../harness/start-console.ts';

const root = path.join(import.meta.dirname, '..', '..');
const folder = mkdtempSync(path.join(tmpdir(), 'undercast-guard-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const record = path.join(folder, 'connections.txt');
const guard = path.join(root, 'e2e', 'harness', 'connection-guard.mjs');
const env = {
  ...process.env,
  NODE_OPTIONS: `--require=${JSON.stringify(guard)}`,
  UNDERCAST_CONNECTIONS: record,
  UNDERCAST_CONFIG: path.join(folder, 'config'),
  UNDERCAST_PASSPHRASE: 'correct horse battery',
  UNDERCAST_SECRET_TOKEN: 'no-token-of-anybody',
  UNDERCAST_SECRET_WRITE_TOKEN: 'no-token-for-changes',
};
beforeEach(() => writeFileSync(record, ''));
const connections = (): readonly string[] =>
  readFileSync(record, 'utf8')
    .split('\n')
    .filter((line) => line !== '');

/** Runs Node with the guard. @returns status and standard output */
function run(words: readonly string[]): Promise<{ readonly status: number | null; readonly out: string }> {
  const child = spawn(process.execPath, words, { env, cwd: folder, stdio: ['ignore', 'pipe', 'ignore'] });
  let out = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    out += text;
  });
  return new Promise((resolve) => child.on('close', (status) => resolve({ status, out })));
}

/** Runs commands in one process with the guard. @returns their statuses */
async function runAll(commands: readonly (readonly string[])[]): Promise<unknown> {
  const script = path.join(root, 'e2e', 'harness', 'run-commands.ts');
  const { out } = await run([script, ...commands.map((words) => JSON.stringify(words))]);
  return JSON.parse(out);
}

it('the guard sees every way out, in threads too', async () => {
  const tries = `
    const quiet = (work) => { try { Promise.resolve(work()).catch(() => {}); } catch {} };
    quiet(() => require('net').connect(443, '192.0.2.1').on('error', () => {}));
    quiet(() => require('tls').connect({ host: '192.0.2.2', port: 443 }).on('error', () => {}));
    quiet(() => require('https').get('https://192.0.2.3/').on('error', () => {}));
    quiet(() => fetch('https://192.0.2.4/'));
    quiet(() => require('dns').promises.lookup('www.example.com'));
    quiet(() => new (require('dns').promises.Resolver)().resolveTxt('txt.example.com'));
    quiet(() => require('dgram').createSocket('udp4').unref().send('x', 53, '192.0.2.5'));
    quiet(() => require('net').connect(1, '127.0.0.1').on('error', () => {}));`;
  const code = `new (require('worker_threads').Worker)(${JSON.stringify(tries)}, { eval: true });`;
  await run(['-e', code]);
  expect([...connections()].sort()).toEqual([
    'connect 192.0.2.1',
    'connect 192.0.2.2',
    'connect 192.0.2.3',
    'connect 192.0.2.4',
    'lookup www.example.com',
    'resolveTxt txt.example.com',
    'udp 192.0.2.5',
  ]);
});

it('making, importing, asking and exporting connect nowhere; probes and connections stay off unless switched on', async () => {
  const cli = path.join(root, 'core', 'cli', 'undercast.mjs');
  const place = ['--workspace', path.join(folder, 'guard.undercast')];
  expect((await run([cli, 'sample', ...place, '--lines', '3000'])).status).toBe(0);
  const words: readonly (readonly string[])[] = [
    ['apps', ...place, '--json'],
    ['sources', ...place, '--filter', 'source.country:DE', '--json'],
    ['geo', 'lookup', '8.8.8.8', ...place],
    ['catalog', 'lookup', 'www.dropbox.com'],
    ['connect', 'add', 'slack', '--disabled', ...place],
    ['pull', ...place],
    ['connect', 'changes', 'Slack (Enterprise Grid)', 'on', ...place],
    ['connect', 'runs', ...place],
    ['export', 'users', '--to', 'csv', '--out', path.join(folder, 'users.csv'), ...place],
  ];
  const probe = ['probe', 'dropbox', ...place];
  const act = ['connect', 'act', 'Slack (Enterprise Grid)', 'suspend', '--set', 'user=W1', ...place];
  const enable = ['connect', 'enable', 'Slack (Enterprise Grid)', ...place];
  // While the connection is disabled, nothing is asked, and nothing changed.
  expect(await runAll([...words, probe, act, enable])).toEqual([...words.map(() => 0), 1, 2, 0]);
  expect(connections()).toEqual([]);
  // The guard would have seen it: an enabled connection asks its own provider, and nobody else.
  expect(await runAll([['connect', 'test', 'Slack (Enterprise Grid)', ...place], act])).toEqual([1, 1]);
  expect([...new Set(connections())]).toEqual(['connect api.slack.com']);
});

/** Makes the sample as the page does that the console opens: signed in, over its socket. @returns the job's state */
async function makeSample(address: string): Promise<unknown> {
  const { origin, port, hash } = new URL(address);
  const token = hash.replace('#token=', '');
  const post = (to: string, body: unknown, headers: Readonly<Record<string, string>> = {}): Promise<Response> =>
    fetch(`${origin}/${to}`, {
      method: 'POST',
      headers: { origin, 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    });
  const session = await post('session', { token });
  const cookie = session.headers.getSetCookie()[0]?.split(';')[0] ?? '';
  const asked = await post('host', { method: 'host.getInfo', input: {} }, { cookie });
  const { start } = hostInfo.parse(await asked.json());
  expect(start.action).toBe('sample');
  const { socket, send, next } = await openSocket(Number(port), { cookie, origin });
  send({ type: 'call', id: 1, method: 'workspace.createSample', input: { token: start.token, lines: 1000 } });
  const ended = await next(
    (message) =>
      message.type === 'error' || (message.type === 'event' && message.name === 'job.changed' && isOver(message.data)),
  );
  socket.close();
  return ended.type === 'event' ? ended.data : ended;
}

const isOver = (data: unknown): boolean => job.parse(data).ended !== null;

it('neither does the console with its sample', async () => {
  const host = await startConsole({ sample: true, env: { ...env, UNDERCAST_CONFIG: path.join(folder, 'console') } });
  try {
    expect(await makeSample(host.url)).toMatchObject({ method: 'workspace.createSample', state: 'done' });
    await host.freshUrl();
  } finally {
    await host.stop();
  }
  expect(connections()).toEqual([]);
});
