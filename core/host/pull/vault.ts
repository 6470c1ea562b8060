/**
 * Secrets of connections: files of the user's own outside every workspace, sealed with the workspace's key, which the keychain or
 * a passphrase protects.
 * Guarantee: no secret is written anywhere in clear; a copy of the workspace holds none.
 */
import { existsSync, readFileSync, rmSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { AppError } from '../../contract/errors.ts';
import { configFolder } from '../../kit/config-folder.ts';
import type { Values } from '../../pull/index.ts';
import type { KeyRing } from '../privacy/key-ring.ts';
import { storePrivateFile } from '../privacy/key-store.ts';

export class Vault {
  private readonly keys: KeyRing;

  constructor(keys: KeyRing) {
    this.keys = keys;
  }

  has(vault: string): boolean {
    return existsSync(fileOf(vault));
  }

  /** @throws AppError privacy.locked, privacy.noKey */
  async read(vault: string): Promise<Values> {
    const seal = await this.keys.require();
    const lost = new AppError(
      'privacy.noKey',
      'The secrets of this connection are not on this computer, or were sealed with another key. Enter them again.',
    );
    let text: string | null = null;
    try {
      const { sealed } = JSON.parse(readFileSync(fileOf(vault), 'utf8')) as { readonly sealed?: unknown };
      text = typeof sealed === 'string' ? seal.openSecret(sealed) : null;
    } catch {
      throw lost;
    }
    if (text === null) throw lost;
    return JSON.parse(text) as Values;
  }

  /** Durable when it resolves. @throws AppError privacy.locked, privacy.noKey */
  async write(vault: string, secrets: Values, workspaceFolder: string): Promise<void> {
    const seal = await this.keys.requireOrMake();
    const content = { undercastSecrets: 1, keyId: seal.id, sealed: seal.sealSecret(JSON.stringify(secrets)) };
    storePrivateFile(content, fileOf(vault), workspaceFolder);
  }

  remove(vault: string): void {
    rmSync(fileOf(vault), { force: true });
  }
}

/** Names come from the database of a workspace, which may be anyone's: never more than a name. */
function fileOf(vault: string): string {
  if (!/^[0-9a-f]{32}$/.test(vault)) {
    throw new AppError(
      'workspace.corrupt',
      'The workspace names its secrets in a way that none are named. Restore a backup.',
    );
  }
  return path.join(configFolder(process.env, process.platform, os.homedir()), 'secrets', `${vault}.json`);
}
