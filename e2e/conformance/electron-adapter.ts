import { basename, join } from 'node:path';
import type { Granted } from '../../core/contract/host.ts';
import { createEngine } from '../../core/host/engine.ts';
import { bootUnderTest } from '../../electron/testing/boot-under-test.ts';
import { createElectronHost, createElectronPort } from '../../renderer/bridge/electron-port.ts';
import type { Adapter } from './adapter.ts';
import { RESOURCES } from './direct-adapter.ts';

/** Electron's main and preload on the stand-in module, the page's own bridge, and the engine behind a MessagePort. */
export const electronAdapter: Adapter = {
  name: 'Electron',
  async start() {
    const booted = await bootUnderTest({ createEngine, resources: RESOURCES });
    const bridge = booted.page.bridge();
    const host = createElectronHost(bridge);
    return {
      transport: createElectronPort(bridge),
      placeWorkspace: async (name) => (await host.host('host.placeWorkspace', { name })).token,
      async giveFile(path) {
        const file = { name: basename(path) };
        booted.electron.files.set(file, path);
        const [granted] = await host.acceptFiles([{ file, relativePath: basename(path) }]);
        return granted?.token ?? '';
      },
      async giveTarget(name) {
        booted.electron.dialogs.save = join(booted.folder, name);
        return ((await host.host('host.pickTarget', { suggestedName: name })) as Granted).token;
      },
      stop: booted.stop,
    };
  },
};
