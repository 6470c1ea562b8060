import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { expect, it } from 'vitest';
import { endThread } from './end-thread.ts';

/** Unpacks for a while when told to, and says when it is through. */
const UNPACKING = `
const { parentPort } = require('node:worker_threads');
const { zstdCompressSync, zstdDecompressSync } = require('node:zlib');
const packed = zstdCompressSync(Buffer.alloc(100_000, 'a line of a log'));
parentPort.on('message', (order) => {
  if (order === 'stop') process.exit(0);
  parentPort.postMessage('begun');
  for (let round = 0; round < 2000; round++) zstdDecompressSync(packed);
  parentPort.postMessage('done');
});`;

it('lets a thread come to the end of what it does', async () => {
  const worker = new Worker(UNPACKING, { eval: true });
  const said: unknown[] = [];
  worker.on('message', (word) => said.push(word));
  worker.postMessage('work');
  await once(worker, 'message');
  await endThread(worker, () => worker.postMessage('stop'));
  expect(said).toEqual(['begun', 'done']);
  expect(worker.threadId).toBe(-1);
  await endThread(worker, () => expect.unreachable('it has ended'));
});

it('stops one that does not end', async () => {
  const worker = new Worker('setInterval(() => undefined, 1000)', { eval: true });
  await once(worker, 'online');
  await endThread(worker, () => undefined, 10);
  expect(worker.threadId).toBe(-1);
});
