import { describe, expect, it } from 'vitest';
import type { ClientMessage, EngineMessage } from '../contract/wire.ts';
import { DirectClient } from './direct-client.ts';

type Send = (message: EngineMessage) => void;

/** A stand-in engine: answers as told, remembers what it heard. */
function engine(answer: (message: ClientMessage, send: Send) => void) {
  const heard: ClientMessage[] = [];
  let closed = 0;
  return {
    heard,
    closed: () => closed,
    connect(send: Send) {
      return {
        receive(message: unknown) {
          const known = message as ClientMessage;
          heard.push(known);
          answer(known, send);
        },
        close() {
          closed += 1;
        },
      };
    },
  };
}

const job = (state: string, more: Readonly<Record<string, unknown>> = {}) => ({
  id: 'job-1',
  state,
  ended: state === 'running' ? null : 1,
  error: null,
  result: null,
  ...more,
});

describe('DirectClient', () => {
  it('joins answers to calls, whatever their order', async () => {
    const held: (() => void)[] = [];
    const client = new DirectClient(
      engine((message, send) => {
        if (message.type === 'call')
          held.unshift(() => send({ type: 'result', id: message.id, value: message.method }));
      }),
    );
    const calls = [client.call('jobs.list', {}), client.call('imports.list', {})];
    for (const answer of held) answer();
    expect(await Promise.all(calls)).toEqual(['jobs.list', 'imports.list']);
  });

  it('turns wire errors into AppErrors and passes an abort on', async () => {
    const fake = engine((message, send) => {
      if (message.type === 'abort') {
        send({ type: 'error', id: message.id, error: { code: 'job.cancelled', message: 'x', data: { a: 1 } } });
      }
    });
    const controller = new AbortController();
    const call = new DirectClient(fake).call('jobs.list', {}, controller.signal);
    controller.abort();
    await expect(call).rejects.toMatchObject({ code: 'job.cancelled', data: { a: 1 } });
    expect(fake.heard.map((message) => message.type)).toEqual(['call', 'abort']);
  });

  it('waits for a job, also one that ends before its id is known', async () => {
    const fake = engine((message, send) => {
      if (message.type !== 'call') return;
      if (message.method === 'jobs.get') {
        send({ type: 'result', id: message.id, value: job('done', { result: { removed: true } }) });
        return;
      }
      send({ type: 'event', name: 'job.changed', data: job('running') });
      send({ type: 'event', name: 'job.changed', data: job('done', { result: { removed: true } }) });
      send({ type: 'result', id: message.id, value: { jobId: 'job-1' } });
    });
    expect(await new DirectClient(fake).run('imports.remove', { id: 1 })).toEqual({ removed: true });
  });

  it('cancels the job when the signal aborts, and says so', async () => {
    const controller = new AbortController();
    const fake = engine((message, send) => {
      if (message.type !== 'call') return;
      if (message.method === 'jobs.cancel') {
        send({ type: 'result', id: message.id, value: job('cancelled') });
        send({ type: 'event', name: 'job.changed', data: job('cancelled') });
      } else if (message.method === 'jobs.get') send({ type: 'result', id: message.id, value: job('running') });
      else send({ type: 'result', id: message.id, value: { jobId: 'job-1' } });
    });
    const seen: string[] = [];
    const run = new DirectClient(fake).run('imports.remove', { id: 1 }, controller.signal, (change) => {
      seen.push(change.state);
      if (change.state === 'running') controller.abort();
    });
    await expect(run).rejects.toMatchObject({ code: 'job.cancelled' });
    expect(seen).toEqual(['running', 'cancelled']);
  });

  it('reports a failed job by its code; an unknown code is a bug', async () => {
    for (const [code, expected] of [
      ['file.empty', 'file.empty'],
      ['no.such.code', 'engine.bug'],
    ] as const) {
      const fake = engine((message, send) => {
        if (message.type !== 'call') return;
        const value =
          message.method === 'jobs.get' ? job('failed', { error: { code, message: 'why' } }) : { jobId: 'job-1' };
        send({ type: 'result', id: message.id, value });
      });
      await expect(new DirectClient(fake).run('imports.remove', { id: 1 })).rejects.toMatchObject({
        code: expected,
        message: 'why',
      });
    }
  });

  it('fails what is open when it is closed', async () => {
    const fake = engine(() => undefined);
    const client = new DirectClient(fake);
    const call = client.call('jobs.list', {});
    client.close();
    client.close();
    await expect(call).rejects.toMatchObject({ code: 'engine.gone' });
    await expect(client.call('jobs.list', {})).rejects.toMatchObject({ code: 'engine.gone' });
    expect(fake.closed()).toBe(1);
  });
});
