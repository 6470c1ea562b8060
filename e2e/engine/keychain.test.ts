/** Under Electron a workspace's key is protected by the operating system's keychain: no passphrase, and nothing of it in the open. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { createEngine } from '../../core/host/engine.ts';
import { bootUnderTest } from '../../electron/testing/boot-under-test.ts';
import { createElectronHost, createElectronPort } from '../../renderer/bridge/electron-port.ts';
import { createEngineClient } from '../../renderer/bridge/engine-client.ts';

it('a key is made without a passphrase, and is there again when its workspace is opened again', async () => {
  const resources = join(import.meta.dirname, '..', '..', 'resources');
  const booted = await bootUnderTest({ createEngine, resources });
  try {
    const bridge = booted.page.bridge();
    const host = createElectronHost(bridge);
    const client = createEngineClient(createElectronPort(bridge));
    const { token } = await host.host('host.placeWorkspace', { name: 'Case' });
    await client.call('workspace.create', { token, name: 'Case' });
    expect(await client.call('privacy.getState', {})).toMatchObject({ key: 'none', keychain: true });
    const { keyFile } = await client.call('privacy.createKey', {});
    expect(JSON.parse(readFileSync(keyFile ?? '', 'utf8'))).toMatchObject({ kept: 'keychain' });
    await client.call('workspace.close', {});
    await client.call('workspace.open', { token });
    expect(await client.call('privacy.getState', {})).toMatchObject({ key: 'unlocked', kept: 'keychain' });

    // The exported key has a passphrase of its own: another computer has another keychain.
    booted.electron.dialogs.save = join(booted.folder, 'case.undercastkey');
    const target = await host.host('host.pickTarget', { suggestedName: 'case.undercastkey' });
    await client.call('privacy.exportKey', {
      token: target?.token ?? '',
      passphrase: 'correct horse battery',
      reason: 'a second computer',
    });
    expect(JSON.parse(readFileSync(join(booted.folder, 'case.undercastkey'), 'utf8'))).toMatchObject({
      kept: 'passphrase',
    });
    expect(readdirSync(join(booted.folder, 'config'))).toContain('keychain.json');
  } finally {
    await booted.stop();
  }
});
