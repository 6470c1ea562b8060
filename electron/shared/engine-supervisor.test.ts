import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { EngineMessage } from '../../core/contract/wire.ts';
import type { EngineToHost, HostToEngine } from './engine-messages.ts';
import { createEngineSupervisor, type EngineSupervisor } from './engine-supervisor.ts';
import { watchHealth } from './health.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

interface FakeChild {
  readonly sent: HostToEngine[];
  say(message: EngineToHost): void;
  die(reason: string): void;
}

/** A supervisor over engine processes that do nothing by themselves. */
function supervise() {
  const children: FakeChild[] = [];
  const givenUp: string[] = [];
  const ready: (string | null)[] = [];
  const supervisor: EngineSupervisor<never> = createEngineSupervisor<never>({
    spawn: (listener) => {
      const sent: HostToEngine[] = [];
      children.push({ sent, say: listener.message, die: listener.exit });
      return { send: (message) => sent.push(message), attach: () => undefined, kill: () => listener.exit('killed') };
    },
    grants: () => [{ token: 'token-one', path: '/a', write: false }],
    log: () => undefined,
    onReady: (reason) => ready.push(reason),
    onGivenUp: (reason) => givenUp.push(reason),
  });
  const last = (): FakeChild => {
    const child = children.at(-1);
    if (child === undefined) throw new Error('no engine was started');
    return child;
  };
  const welcome = async (): Promise<void> => {
    last().say({ type: 'ready', pid: 1 });
    await vi.advanceTimersByTimeAsync(0);
  };
  return { supervisor, children, givenUp, ready, last, welcome };
}

test('waits longer each time, then gives up and says so; a new page tries again', async () => {
  const { supervisor, children, givenUp, last } = supervise();
  supervisor.start();
  for (const [index, delay] of [0, 500, 2000, 5000, 15_000].entries()) {
    last().die(`death ${index}`);
    await vi.advanceTimersByTimeAsync(Math.max(0, delay - 1));
    if (delay > 0) expect(children).toHaveLength(index + 1);
    await vi.advanceTimersByTimeAsync(1);
    expect(children).toHaveLength(index + 2);
  }
  last().die('the last');
  await vi.advanceTimersByTimeAsync(600_000);
  expect(children).toHaveLength(6);
  expect(givenUp).toEqual(['the last']);
  supervisor.connect(() => undefined);
  expect(children).toHaveLength(7);
});

test('an engine that ran for a while earns a fresh row of restarts', async () => {
  const { supervisor, children, last, givenUp } = supervise();
  supervisor.start();
  for (let round = 0; round < 20; round++) {
    await vi.advanceTimersByTimeAsync(61_000);
    last().die('now and then');
    await vi.advanceTimersByTimeAsync(1);
  }
  expect(children).toHaveLength(21);
  expect(givenUp).toEqual([]);
});

test('what a page asks before the engine is ready waits, grants come first', async () => {
  const { supervisor, last, welcome } = supervise();
  supervisor.start();
  const page = supervisor.connect(() => undefined);
  page.receive({ type: 'call', id: 1, method: 'workspace.get', input: {} });
  expect(last().sent).toEqual([]);
  await welcome();
  expect(last().sent.map((message) => message.type)).toEqual(['grant', 'connect', 'connect', 'message']);
});

test('calls to an engine that is given up are answered', async () => {
  const { supervisor, last } = supervise();
  supervisor.start();
  const heard: EngineMessage[] = [];
  const page = supervisor.connect((message) => heard.push(message));
  page.receive({ type: 'call', id: 9, method: 'workspace.get', input: {} });
  for (let death = 0; death < 6; death++) {
    last().die('no');
    await vi.advanceTimersByTimeAsync(15_000);
  }
  expect(heard).toMatchObject([{ type: 'error', id: 9, error: { code: 'engine.gone' } }]);
});

test('a workspace that kills the engine while it is opened again is left closed', async () => {
  const { supervisor, last, welcome, ready } = supervise();
  supervisor.start();
  await welcome();
  const workspace = { path: '/w', readOnly: false };
  last().say({
    type: 'message',
    connection: 0,
    message: { type: 'event', name: 'workspace.changed', data: { open: true } },
  });
  const asked = last().sent.at(-1);
  expect(asked).toMatchObject({ message: { method: 'workspace.get' } });
  const info = {
    ...workspace,
    id: 'w',
    name: 'W',
    readOnlyReason: null,
    created: 0,
    schemaVersion: 1,
    displayZone: 'UTC',
    profile: null,
    extent: null,
    activityExtent: null,
    imports: 0,
    streams: 0,
    databaseBytes: 0,
    evidenceBytes: 0,
    sample: false,
  };
  last().say({ type: 'message', connection: 0, message: { type: 'result', id: 1, value: info } });
  await vi.advanceTimersByTimeAsync(0);

  last().die('first');
  await vi.advanceTimersByTimeAsync(0);
  await welcome();
  expect(
    last().sent.some((message) => 'message' in message && JSON.stringify(message).includes('workspace.open')),
  ).toBe(true);
  expect(ready).toEqual([null]);
  last().die('over the workspace');
  await vi.advanceTimersByTimeAsync(500);
  await welcome();
  expect(last().sent.some((message) => JSON.stringify(message).includes('workspace.open'))).toBe(false);
  expect(ready).toEqual([null, 'over the workspace']);
});

test('one that does not answer is killed and restarted', async () => {
  const { supervisor, children, welcome } = supervise();
  supervisor.start();
  await welcome();
  const stop = watchHealth(supervisor);
  await vi.advanceTimersByTimeAsync(15_000 * 4);
  expect(children).toHaveLength(1);
  await vi.advanceTimersByTimeAsync(15_001);
  expect(children).toHaveLength(2);
  stop();
});

test('stopping waits for the workspace to be closed, but not for ever', async () => {
  const { supervisor, last, welcome, children } = supervise();
  supervisor.start();
  await welcome();
  let stopped = false;
  const ended = supervisor.stop(5000).then(() => {
    stopped = true;
  });
  expect(last().sent.at(-1)).toEqual({ type: 'shutdown' });
  await vi.advanceTimersByTimeAsync(4999);
  expect(stopped).toBe(false);
  await vi.advanceTimersByTimeAsync(1);
  await ended;
  await vi.advanceTimersByTimeAsync(60_000);
  expect(children).toHaveLength(1);
});
