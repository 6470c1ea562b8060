import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import type { EngineMessage } from '../../core/contract/wire.ts';
import {
  jsonPost,
  type LoopbackUnderTest,
  openSocket,
  type SocketUnderTest,
  startLoopback,
} from '../testing/loopback-console.ts';

let host: LoopbackUnderTest | undefined;
afterEach(async () => {
  await host?.stop();
  host = undefined;
});

async function start(): Promise<{ host: LoopbackUnderTest; page: SocketUnderTest; cookie: string }> {
  const started = await startLoopback();
  host = started;
  const cookie = await started.signIn();
  const page = await openSocket(started.console.port, { cookie, origin: started.origin });
  return { host: started, page, cookie };
}

let nextId = 100;
async function call(page: SocketUnderTest, method: string, input: unknown): Promise<EngineMessage> {
  const id = nextId++;
  page.send({ type: 'call', id, method, input });
  return page.next((message) => message.type !== 'event' && message.id === id);
}

async function pidOf(page: SocketUnderTest): Promise<number> {
  return ((await call(page, 'engine.getInfo', {})) as { value: { pid: number } }).value.pid;
}

test('a killed engine comes back with grants and workspace, and the page is told', async () => {
  const { host: started, page, cookie } = await start();
  const place = await started.ask(
    '/host',
    jsonPost(started.origin, { method: 'host.placeWorkspace', input: { name: 'Case' } }, cookie),
  );
  const { token, location } = place.json as { token: string; location: string };
  await call(page, 'workspace.open', { token });
  const pid = await pidOf(page);
  page.send({ type: 'call', id: 1, method: 'stand-in.never', input: {} });
  // The engine has the call once it answers a later one.
  await call(page, 'workspace.get', {});
  process.kill(pid, 'SIGKILL');

  expect(await page.next((message) => message.type === 'error' && message.id === 1)).toMatchObject({
    error: { code: 'engine.gone' },
  });
  const told = await page.next((message) => message.type === 'event' && message.name === 'engine.restarted');
  expect(told).toMatchObject({ data: { reason: 'The engine process was ended by SIGKILL.' } });
  expect(await pidOf(page)).not.toBe(pid);
  expect(await call(page, 'workspace.get', {})).toMatchObject({ value: { path: location } });
  expect(await call(page, 'workspace.open', { token })).toMatchObject({ type: 'result' });
});

test('a workspace that kills the engine does not kill the next one', async () => {
  const { host: started, page } = await start();
  await mkdir(join(started.folder, 'home', 'deadly.undercast'), { recursive: true });
  const opened = call(page, 'workspace.open', { token: 'x'.repeat(8) });
  expect(await opened).toMatchObject({ error: { code: 'grant.unknown' } });
  started.console.supervisor.grant({ token: 'deadly-token', path: join(started.folder, 'deadly'), write: true });
  expect(await call(page, 'workspace.open', { token: 'deadly-token' })).toMatchObject({
    error: { code: 'engine.gone' },
  });
  await page.next((message) => message.type === 'event' && message.name === 'engine.restarted');
  expect(await call(page, 'workspace.get', {})).toMatchObject({ value: null });
});

test('ends its engine process when it stops', async () => {
  const { host: started, page } = await start();
  const pid = await pidOf(page);
  await started.stop();
  host = undefined;
  await expect.poll(() => isRunning(pid)).toBe(false);
});

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
