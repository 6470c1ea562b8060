import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { Job } from '../../core/contract/jobs.ts';
import type { ClientMessage } from '../../core/contract/wire.ts';
import { createEngineClient } from './engine-client.ts';
import { createListeners } from './listeners.ts';
import type { TransportState } from './transport.ts';

function setUp() {
  const messages = createListeners<unknown>();
  const states = createListeners<TransportState>();
  const sent: ClientMessage[] = [];
  const client = createEngineClient({
    send: (message) => void sent.push(message),
    onMessage: messages.add,
    onState: states.add,
  });
  return { client, sent, engineSays: messages.tell, connection: states.tell };
}

const job = (change: Partial<Job>): Job => ({
  id: 'j1',
  method: 'imports.start',
  title: 'Import',
  isRoutine: false,
  state: 'running',
  stage: 'reading',
  bytesDone: 0,
  bytesTotal: null,
  linesDone: 0,
  progress: null,
  linesPerSecond: null,
  secondsLeft: null,
  started: 0,
  ended: null,
  error: null,
  result: null,
  ...change,
});
const INPUT = { tokens: ['token-0001'] };
const settle = () => new Promise((resolve) => setTimeout(resolve, 0));

let set: ReturnType<typeof setUp>;
beforeEach(() => {
  set = setUp();
});

describe('calls', () => {
  it('answers each call with its own answer, in any order', async () => {
    const first = set.client.call('imports.get', { id: 1 });
    const second = set.client.call('imports.get', { id: 2 });
    set.engineSays({ type: 'result', id: 2, value: 'b' });
    set.engineSays({ type: 'result', id: 1, value: 'a' });
    expect([await first, await second]).toEqual(['a', 'b']);
  });

  it('turns wire errors into AppErrors, and unknown codes into bugs', async () => {
    const known = set.client.call('workspace.get', {});
    const unknown = set.client.call('workspace.get', {});
    set.engineSays({ type: 'error', id: 1, error: { code: 'workspace.none', message: 'm', data: { a: 1, b: {} } } });
    set.engineSays({ type: 'error', id: 2, error: { code: 'from.theFuture', message: 'm' } });
    await expect(known).rejects.toMatchObject({ code: 'workspace.none', data: { a: 1 } });
    await expect(unknown).rejects.toMatchObject({ code: 'engine.bug', message: 'm' });
  });

  it('survives messages of any shape', () => {
    for (const odd of [null, 7, [], {}, { type: 'result' }, { type: 'event', name: 'x' }, { type: 'new', id: 1 }]) {
      expect(() => set.engineSays(odd)).not.toThrow();
    }
    const heard = vi.fn();
    set.client.on('job.changed', heard);
    set.engineSays({ type: 'event', name: 'job.changed', data: { id: 5 } });
    expect(heard).not.toHaveBeenCalled();
  });

  it('tells the engine when a call is withdrawn, and ignores its late answer', async () => {
    const withdraw = new AbortController();
    const call = set.client.call('workspace.get', {}, withdraw.signal);
    withdraw.abort();
    await expect(call).rejects.toMatchObject({ code: 'job.cancelled' });
    expect(set.sent.at(-1)).toEqual({ type: 'abort', id: 1 });
    set.engineSays({ type: 'result', id: 1, value: null });
  });

  it('fails what is open when the connection is lost', async () => {
    const call = set.client.call('workspace.get', {});
    set.connection('lost');
    await expect(call).rejects.toMatchObject({ code: 'engine.gone' });
  });
});

describe('jobs', () => {
  async function started() {
    const end = set.client.run('imports.start', INPUT);
    set.engineSays({ type: 'result', id: 1, value: { jobId: 'j1' } });
    await settle();
    return end;
  }

  it('end with their result, whichever way it becomes known', async () => {
    const byEvent = set.client.run('imports.start', INPUT);
    set.engineSays({ type: 'result', id: 1, value: { jobId: 'j1' } });
    await settle();
    set.engineSays({ type: 'event', name: 'job.changed', data: job({ state: 'done', result: { importId: 4 } }) });
    expect(await byEvent).toEqual({ importId: 4 });

    // Done before anybody listened: the question asked at the start tells.
    const byQuestion = set.client.run('imports.start', INPUT);
    set.engineSays({ type: 'result', id: 3, value: { jobId: 'j1' } });
    await settle();
    set.engineSays({ type: 'result', id: 4, value: job({ state: 'done', result: { importId: 5 } }) });
    expect(await byQuestion).toEqual({ importId: 5 });
  });

  it('fail with their own error', async () => {
    const failing = set.client.run('imports.start', INPUT);
    set.engineSays({ type: 'result', id: 1, value: { jobId: 'j1' } });
    await settle();
    const error = { code: 'file.noFormat', message: 'No format fits.', data: { path: 'a.log' } };
    set.engineSays({ type: 'event', name: 'job.changed', data: job({ state: 'failed', error }) });
    await expect(failing).rejects.toMatchObject({ code: 'file.noFormat', data: { path: 'a.log' } });
  });

  it('outlive a lost connection and are asked about again', async () => {
    const end = started();
    await settle();
    set.connection('lost');
    await settle();
    set.connection('open');
    const again = set.sent.at(-1);
    expect(again).toMatchObject({ type: 'call', method: 'jobs.get', input: { id: 'j1' } });
    set.engineSays({ type: 'result', id: again?.id, value: job({ state: 'done', result: 'kept' }) });
    expect(await end).toBe('kept');
  });

  it('are cancelled by the signal and end when the engine says so', async () => {
    const stop = new AbortController();
    const end = set.client.run('imports.start', INPUT, stop.signal);
    set.engineSays({ type: 'result', id: 1, value: { jobId: 'j1' } });
    await settle();
    stop.abort();
    expect(set.sent.at(-1)).toMatchObject({ method: 'jobs.cancel', input: { id: 'j1' } });
    set.engineSays({ type: 'event', name: 'job.changed', data: job({ state: 'cancelled' }) });
    await expect(end).rejects.toMatchObject({ code: 'job.cancelled' });
  });
});
