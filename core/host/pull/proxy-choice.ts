/**
 * Which way connections take from this computer: a file of the user's own, as the way out belongs to the machine and not to a case.
 * Guarantee: the proxy's password is in the vault, sealed with the workspace's key, and nowhere else; no answer and no error tells it.
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { z } from 'zod';
import { AppError } from '../../contract/errors.ts';
import type { MethodOutput, MethodParsed } from '../../contract/methods.ts';
import { configFolder } from '../../kit/config-folder.ts';
import { splitBypass } from '../../model/proxy-address.ts';
import { environmentProxy, type WayOut } from '../../pull/index.ts';
import { storePrivateFile } from '../privacy/key-store.ts';
import type { Session } from '../workspace/session.ts';
import type { Vault } from './vault.ts';

const choiceFile = z.object({
  mode: z.enum(['environment', 'direct', 'proxy']),
  address: z.string(),
  user: z.string(),
  bypass: z.string(),
});
type Choice = z.infer<typeof choiceFile>;

const AS_ENVIRONMENT: Choice = { mode: 'environment', address: '', user: '', bypass: '' };

export class ProxyChoice {
  private readonly session: Session;
  private readonly vault: Vault;

  constructor(session: Session, vault: Vault) {
    this.session = session;
    this.vault = vault;
  }

  state(): MethodOutput<'connections.proxy'> {
    const { id } = this.session.require();
    const environment = environmentProxy(process.env);
    const { choice, problem } = readChoice();
    return {
      ...choice,
      hasPassword: this.vault.has(vaultOf(id)),
      environment,
      through: { environment: environment.address, direct: null, proxy: choice.address }[choice.mode],
      problem,
    };
  }

  /** @throws AppError privacy.locked, privacy.noKey where there is a password to seal; file.notWritable */
  async set(input: MethodParsed<'connections.setProxy'>): Promise<Record<string, never>> {
    const { id, folder } = this.session.require();
    const name = vaultOf(id);
    const known = readChoice().choice;
    const isProxy = input.mode === 'proxy';
    // What was typed for a proxy is kept while another way is chosen, to come back to it.
    const choice = isProxy
      ? {
          mode: input.mode,
          address: input.address,
          user: input.user.trim(),
          bypass: splitBypass(input.bypass).join(', '),
        }
      : { ...known, mode: input.mode };
    if (isProxy && choice.user !== '' && input.password !== undefined && input.password !== '')
      await this.vault.write(name, { password: input.password }, folder);
    // A password of another user, or for another proxy, must not go there.
    else if (isProxy && (input.password === '' || choice.user !== known.user || choice.address !== known.address))
      this.vault.remove(name);
    storePrivateFile(choice, fileOfChoice(), folder);
    return {};
  }

  /**
   * @returns the way that holds, with the texts that no message may repeat
   * @throws AppError privacy.locked, privacy.noKey, file.notReadable
   */
  async wayOut(): Promise<{ readonly way: WayOut; readonly secrets: readonly string[] }> {
    const { choice, problem } = readChoice();
    if (problem !== null) throw new AppError('file.notReadable', problem, { path: fileOfChoice() });
    if (choice.mode !== 'proxy') return { way: { kind: choice.mode }, secrets: [] };
    const url = new URL(choice.address);
    const name = vaultOf(this.session.require().id);
    let password = '';
    if (choice.user !== '') {
      if (!this.vault.has(name)) {
        const why = `The proxy ${choice.address} asks for a password that is not on this computer for this workspace. Enter it in Settings › Proxy.`;
        throw new AppError('privacy.noKey', why);
      }
      password = (await this.vault.read(name)).password ?? '';
      url.username = encodeURIComponent(choice.user);
      url.password = encodeURIComponent(password);
    }
    const secrets = password === '' ? [] : [password, encodeURIComponent(password), basic(choice.user, password)];
    return { way: { kind: 'proxy', url: url.href, bypass: choice.bypass }, secrets };
  }
}

function basic(user: string, password: string): string {
  return Buffer.from(`${user}:${password}`).toString('base64');
}

/** No setting is what the environment says; a file that cannot be read is no setting either, and nothing goes out by a guess. */
function readChoice(): { readonly choice: Choice; readonly problem: string | null } {
  const file = fileOfChoice();
  try {
    return { choice: choiceFile.parse(JSON.parse(readFileSync(file, 'utf8'))), problem: null };
  } catch (cause) {
    const isAbsent = cause instanceof Error && 'code' in cause && cause.code === 'ENOENT';
    const problem = isAbsent
      ? null
      : `The choice of a proxy (${file}) cannot be read. Choose again in Settings › Proxy.`;
    return { choice: AS_ENVIRONMENT, problem };
  }
}

function fileOfChoice(): string {
  return path.join(configFolder(process.env, process.platform, os.homedir()), 'proxy.json');
}

/** One name for each workspace: its key seals the password, so another's could not open it. */
function vaultOf(workspaceId: string): string {
  return createHash('sha256').update(`proxy\n${workspaceId}`).digest('hex').slice(0, 32);
}
