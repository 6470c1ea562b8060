import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Granted } from '../../core/contract/host.ts';
import { jsonPost, openSocket, startLoopback } from '../../electron/testing/loopback-console.ts';
import { ENGINE_CHILD } from '../harness/compiled-code.ts';
import { type Adapter, openTransport } from './adapter.ts';
import { RESOURCES } from './direct-adapter.ts';

/** The engine in a child process of the loopback host, over HTTP and a WebSocket. */
export const loopbackAdapter: Adapter = {
  name: 'loopback host',
  async start() {
    const host = await startLoopback({ entry: ENGINE_CHILD, resources: RESOURCES });
    const cookie = await host.signIn();
    const socket = await openSocket(host.console.port, { cookie, origin: host.origin });
    const { transport, deliver } = openTransport((message) => socket.send(message));
    socket.socket.on('message', (data) => deliver(JSON.parse(String(data))));
    const ask = async (method: string, input: unknown): Promise<Granted> =>
      (await host.ask('/host', jsonPost(host.origin, { method, input }, cookie))).json as Granted;
    return {
      transport,
      placeWorkspace: async (name) => (await ask('host.placeWorkspace', { name })).token,
      async giveFile(path) {
        const answer = await host.ask(`/upload?name=${encodeURIComponent(basename(path))}`, {
          method: 'PUT',
          headers: { cookie, origin: host.origin },
          body: await readFile(path),
        });
        return (answer.json as Granted).token;
      },
      giveTarget: async (suggestedName) => (await ask('host.pickTarget', { suggestedName })).token,
      async stop() {
        socket.socket.close();
        await host.stop();
      },
    };
  },
};
