/** A pull whose line in the history could not be written was told as failed, though its records were stored. */
import { expect, it } from 'vitest';
import type { Pulled } from '../../contract/connections.ts';
import { notedPull } from './note-pull.ts';

const unwritable = { writer: () => Promise.reject(new Error('the disk is full')) };
const which = { connection: 1, asked: true };
const job = { cancelled: false };

it('is done when its records are stored, whether or not it could be noted', async () => {
  const pulled = { stored: 3 } as Pulled;
  expect(await notedPull(unwritable, which, job, () => Promise.resolve(pulled))).toBe(pulled);
});

it('fails with its own reason', async () => {
  const run = () => Promise.reject(new Error('refused by the provider'));
  await expect(notedPull(unwritable, which, job, run)).rejects.toThrow('refused by the provider');
});
