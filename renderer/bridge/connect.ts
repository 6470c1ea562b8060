import type { EngineClient, HostClient } from '../../core/contract/client.ts';
import { createElectronHost, createElectronPort, electronBridge } from './electron-port.ts';
import { createEngineClient } from './engine-client.ts';
import { createHostOverHttp } from './host-over-http.ts';
import { createLoopbackSocket } from './loopback-socket.ts';
import type { Transport } from './transport.ts';

export interface Connection {
  readonly engine: EngineClient;
  readonly host: HostClient;
  readonly onState: Transport['onState'];
}

/** Connects to whichever host serves this page: Electron's bridge when there is one, the loopback server otherwise. */
export function connect(): Connection {
  const bridge = electronBridge();
  if (bridge !== null) {
    const port = createElectronPort(bridge);
    return { engine: createEngineClient(port), host: createElectronHost(bridge), onState: port.onState };
  }
  const base = new URL(location.origin);
  const socket = createLoopbackSocket(base);
  return { engine: createEngineClient(socket), host: createHostOverHttp(base), onState: socket.onState };
}
