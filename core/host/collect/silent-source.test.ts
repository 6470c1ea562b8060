/** A source that falls silent, over restarts of the engine and with a clock that runs: told of once, and over when data comes. */
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { squidLine, TestFolder } from '../host.test-kit.ts';

const folder = new TestFolder();
afterAll(() => folder.remove());

const HOST = path.join(import.meta.dirname, '..');
const at = (name: string): string => JSON.stringify(path.join(HOST, name));

/** The clock of every thread is ahead by as many minutes as a file has bytes. */
const CLOCK = `
import { statSync } from 'node:fs';
const { now } = Date;
Date.now = () => now() + statSync(process.env.MINUTES).size * 60_000;
`;

const SCRIPT = `
import { appendFileSync } from 'node:fs';
import { connect } from 'node:net';
import { startEngine, createWorkspace, openWorkspace } from ${at('host.test-kit.ts')};
const [place, line] = process.argv.slice(2);
let test = await startEngine(1, { autoStart: true, lookMs: 20 });
const list = () => test.client.call('collectors.list', {});
const status = async () => (await list()).rows[0].status;
const said = [];
/** What is shown after so many minutes, in steps in which a machine that is awake looks. */
async function after(minutes) {
  for (let left = minutes; left > 0; left -= 9) {
    appendFileSync(process.env.MINUTES, ' '.repeat(Math.min(9, left)));
    await status();
  }
  let { rows, events } = await list();
  // What is told is written down a moment after it is shown.
  while (rows[0].status.health === 'disconnected' && events.length === 0) ({ rows, events } = await list());
  said.push([rows[0].status.health, ...events.map(({ message }) => message.split('.')[0]).reverse()]);
}
async function restartAfter(minutes) {
  await test.stop();
  appendFileSync(process.env.MINUTES, ' '.repeat(minutes));
  test = await startEngine(1, { autoStart: true, lookMs: 20 });
  await openWorkspace(test, place);
  await after(0);
}
async function receive() {
  const { port } = new URL((await status()).address.replace('tcp:', 'http:'));
  connect(Number(port), '127.0.0.1').end(line);
  while ((await status()).synced === 0);
  await after(0);
}
await createWorkspace(test, place);
const receiver = { kind: 'tcp', host: '127.0.0.1', port: 0 };
const { id } = await test.client.call('collectors.save', { name: 'fw', stream: 'Branch', quietHours: 2, receiver });
await test.client.call('collectors.start', { id });
await receive();
await after(60);
await restartAfter(30);
await after(70);
await restartAfter(1200);
await after(70);
await receive();
await restartAfter(30);
await test.stop();
console.log(JSON.stringify(said));
`;

it('is told of once, however often the engine starts meanwhile, and is over when data comes', () => {
  const clock = folder.write('clock.mjs', CLOCK);
  const script = folder.write('run.mjs', SCRIPT);
  const words = ['--import', clock, script, folder.fresh('silent.undercast'), squidLine(0)];
  const env = { ...process.env, MINUTES: folder.write('minutes', '') };
  const { status, stdout, stderr } = spawnSync(process.execPath, words, { encoding: 'utf8', timeout: 120_000, env });
  expect([status, stderr]).toEqual([0, '']);
  const [silent, over] = ['fw: no data for 2 h', 'fw: data comes again'];
  expect(JSON.parse(stdout)).toEqual([
    ['connected'],
    ['connected'],
    // It had no hour to be heard yet, and then it had.
    ['connected'],
    ['disconnected', silent],
    ['disconnected', silent],
    ['disconnected', silent],
    ['connected', silent, over],
    ['connected', silent, over],
  ]);
});
