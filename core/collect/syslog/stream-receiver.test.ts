/** Connections that take what others need: memory, and places. */
import { connect, type Socket } from 'node:net';
import { afterEach, expect, it } from 'vitest';
import { until } from '../collect.test-kit.ts';
import type { DropReason, LineSink } from '../line-sink.ts';
import { StreamReceiver } from './stream-receiver.ts';

const LIMITS = { maxConnections: 4, maxHeldBytes: 100_000, silentMs: 50 };
const sockets: Socket[] = [];
const receivers: StreamReceiver[] = [];
afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.destroy();
  for (const receiver of receivers.splice(0)) await receiver.stop();
});

class Sink implements LineSink {
  readonly lines: string[] = [];
  readonly drops: DropReason[] = [];
  readonly isCongested = false;

  accept(line: Buffer): void {
    this.lines.push(line.toString('latin1'));
  }

  drop(reason: DropReason, lines: number): void {
    for (let i = 0; i < lines; i++) this.drops.push(reason);
  }

  onRelief(resume: () => void): void {
    resume();
  }
}

async function listen(sink: Sink): Promise<StreamReceiver> {
  const receiver = new StreamReceiver('127.0.0.1', 0, sink, null, LIMITS);
  receivers.push(receiver);
  await receiver.start();
  return receiver;
}

async function open(receiver: StreamReceiver): Promise<Socket> {
  const socket = connect(receiver.facts().address?.port ?? 0, '127.0.0.1');
  sockets.push(socket);
  socket.on('error', () => undefined);
  await new Promise((resolve) => socket.once('connect', resolve));
  return socket;
}

it('gives up the longest of the messages that are begun when they are too much together, and only that one', async () => {
  const sink = new Sink();
  const receiver = await listen(sink);
  const [greedy, modest] = [await open(receiver), await open(receiver)];
  modest.write('<13>modest ');
  greedy.write('x'.repeat(LIMITS.maxHeldBytes + 1));
  await until(() => sink.drops.length > 0);
  greedy.write(`${'x'.repeat(50_000)}\n<13>greedy, the next\n`);
  modest.write('line\n');
  await until(() => sink.lines.length === 2);
  expect(sink.lines.sort()).toEqual(['<13>greedy, the next', '<13>modest line']);
  expect(sink.drops).toEqual(['oversized']);
});

it('lets go of connections that never said a word when others find no place, and of no others', async () => {
  const sink = new Sink();
  const receiver = await listen(sink);
  const speaker = await open(receiver);
  speaker.write('<13>first\n');
  await until(() => sink.lines.length === 1);
  for (let i = 1; i < LIMITS.maxConnections; i++) await open(receiver);
  await until(() => receiver.facts().connections === LIMITS.maxConnections);
  // A sender that tries again until it is let in.
  await until(async () => {
    const late = await open(receiver);
    late.write('<13>late\n');
    await new Promise((resolve) => setTimeout(resolve, 20));
    return sink.lines.includes('<13>late');
  });
  speaker.write('<13>still here\n');
  await until(() => sink.lines.includes('<13>still here'));
  const { lastRefusal, refused } = receiver.facts();
  expect(refused).toBeGreaterThan(LIMITS.maxConnections - 1);
  expect(lastRefusal).toMatch(/^127\.0\.0\.1: it sent nothing while all connections were taken$/);
});
