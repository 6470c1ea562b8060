import { expect, test } from 'vitest';
import type { Granted } from '../../core/contract/host.ts';
import { jsonPost, openSocket, startLoopback } from '../../electron/testing/loopback-console.ts';
import { createEngineClient } from '../../renderer/bridge/engine-client.ts';
import { ENGINE_CHILD } from '../harness/compiled-code.ts';
import { openTransport } from './adapter.ts';
import { RESOURCES } from './direct-adapter.ts';

test('a killed engine comes back with the workspace open and every figure as it was', async () => {
  const host = await startLoopback({ entry: ENGINE_CHILD, resources: RESOURCES });
  try {
    const cookie = await host.signIn();
    const socket = await openSocket(host.console.port, { cookie, origin: host.origin });
    const { transport, deliver } = openTransport((message) => socket.send(message));
    socket.socket.on('message', (data) => deliver(JSON.parse(String(data))));
    const client = createEngineClient(transport);
    const call = jsonPost(host.origin, { method: 'host.placeWorkspace', input: { name: 'Sample' } }, cookie);
    const { token } = (await host.ask('/host', call)).json as Granted;
    await client.run('workspace.createSample', { token, lines: 2000 });
    const before = await client.call('discovery.getDashboard', {});
    expect(before.kpis.transactions).toBeGreaterThan(0);

    const restarted = new Promise<string>((resolve) => client.on('engine.restarted', ({ reason }) => resolve(reason)));
    process.kill((await client.call('engine.getInfo', {})).pid, 'SIGKILL');
    expect(await restarted).toBe('The engine process was ended by SIGKILL.');
    expect(await client.call('workspace.get', {})).toMatchObject({ name: 'Sample organisation', sample: true });
    const after = await client.call('discovery.getDashboard', {});
    expect({ ...after, queryMs: 0 }).toEqual({ ...before, queryMs: 0 });
    socket.socket.close();
  } finally {
    await host.stop();
  }
});
