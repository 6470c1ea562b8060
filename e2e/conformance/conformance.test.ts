import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { METHODS, type MethodName } from '../../core/contract/methods.ts';
import { createEngineClient } from '../../renderer/bridge/engine-client.ts';
import type { RunningAdapter } from './adapter.ts';
import { bundleAdapter } from './bundle-adapter.ts';
import { CASES, type Stage } from './cases.ts';
import { directAdapter } from './direct-adapter.ts';
import { electronAdapter } from './electron-adapter.ts';
import { loopbackAdapter } from './loopback-adapter.ts';

// Every method of the contract, over every way to the engine: each answers in its declared shape, and all the same.

const names = Object.keys(METHODS) as MethodName[];
const outcomes = new Map<string, Map<MethodName, unknown>>();
const adapters = [directAdapter, loopbackAdapter, electronAdapter, bundleAdapter];

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'undercast-conformance-'));
  await writeFile(join(folder, 'access.log'), squidLog(0));
  await writeFile(join(folder, 'access-2.log'), squidLog(400));
  await writeFile(join(folder, 'ranges.csv'), 'name,ip_address_ranges,category\nLab,192.0.2.0/28 2001:db8::/48,6\n');
  await writeFile(join(folder, 'exits.txt'), '192.0.2.1\n198.51.100.0/24 # exits\nno address\n');
  await writeFile(join(folder, 'people.csv'), 'sAMAccountName;department\nuser1;Sales\n');
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** 400 lines of a small company's proxy, one of them broken. */
function squidLog(first: number): string {
  const lines = Array.from({ length: 400 }, (_, index) => {
    const n = first + index;
    if (index === 200) return 'this line is broken';
    const time = 1_767_225_600 + n * 97;
    const host = ['files', 'www', 'mail'][n % 3];
    return `${time}.${String(n % 1000).padStart(3, '0')} ${n % 500} 10.0.0.${n % 20} TCP_MISS/200 ${1000 + n} GET http://${host}.example.com/p/${n} user${n % 7} HIER_DIRECT/192.0.2.${n % 30} text/html`;
  });
  return `${lines.join('\n')}\n`;
}

test('the table has a case for every method', () => {
  expect(Object.keys(CASES).sort()).toEqual([...names].sort());
});

describe.each(adapters)('$name', ({ name, start }) => {
  let running: RunningAdapter;
  let stage: Stage;
  const outcome = new Map<MethodName, unknown>();

  beforeAll(async () => {
    running = await start();
    const client = createEngineClient(running.transport);
    outcomes.set(name, outcome);
    stage = {
      client,
      adapter: running,
      log: join(folder, 'access.log'),
      secondLog: join(folder, 'access-2.log'),
      ranges: join(folder, 'ranges.csv'),
      people: join(folder, 'people.csv'),
      addresses: join(folder, 'exits.txt'),
      kept: new Map(),
      async call(method, input) {
        const value = await client.call(method, input);
        expect(METHODS[method].output.safeParse(value).error, method).toBeUndefined();
        return value;
      },
      async run(method, input) {
        const value = await client.run(method, input);
        expect(METHODS[method].output.safeParse(value).error, method).toBeUndefined();
        return value;
      },
    };
  });
  afterAll(() => running?.stop());

  test.each(names)('%s refuses an input of the wrong shape', async (method) => {
    await expect(stage.client.call(method, 'no object' as never)).rejects.toMatchObject({ code: 'input.invalid' });
  });

  test('an unknown method is refused', async () => {
    for (const method of ['no.such', 'toString', '__proto__']) {
      await expect(stage.client.call(method as never, {} as never)).rejects.toMatchObject({ code: 'method.unknown' });
    }
  });

  test('a path that was not chosen cannot be reached', async () => {
    const token = 'made-up-token';
    const refused = { code: 'grant.unknown' };
    await expect(stage.client.call('workspace.open', { token })).rejects.toMatchObject(refused);
    await expect(stage.client.call('workspace.create', { token, name: 'x' })).rejects.toMatchObject(refused);
    await expect(stage.client.call('imports.preview', { tokens: [token] })).rejects.toMatchObject(refused);
  });

  test.each(Object.entries(CASES) as [MethodName, (stage: Stage) => Promise<unknown>][])('%s', async (method, run) => {
    outcome.set(method, plain(await run(stage)));
  });
});

test('every adapter gives the same answers', () => {
  // One that did not start has no answers: its own failure says why, and every method would seem to differ here.
  expect([...outcomes.keys()]).toEqual(adapters.map(({ name }) => name));
  const [first, ...others] = adapters.map(({ name }) => Object.fromEntries(outcomes.get(name) ?? []));
  expect(Object.keys(first ?? {})).toHaveLength(names.length);
  for (const other of others) expect(other).toEqual(first);
});

/** As JSON carries it: what a transport may leave out (undefined) is no difference. */
function plain(value: unknown): unknown {
  return value === undefined ? null : JSON.parse(JSON.stringify(value));
}
