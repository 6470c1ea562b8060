/**
 * The key of the open workspace while it is unlocked, and all that is done with it: made, unlocked, exported, imported; names and
 * lines revealed.
 * Guarantee: a key is durable on this computer before anything is sealed with it; whatever is revealed stands in the governance
 * log, as its token, before it is answered.
 */

import { randomBytes } from 'node:crypto';
import { AppError } from '../../contract/errors.ts';
import type { MethodOutput, MethodParsed } from '../../contract/methods.ts';
import type { PrivacyState } from '../../contract/privacy.ts';
import type { GovernanceAction } from '../../model/governance-action.ts';
import { locked } from '../../store/evidence/evidence-file.ts';
import { KEY_BYTES, WorkspaceSeal } from '../../store/privacy/workspace-seal.ts';
import type { Session } from '../workspace/session.ts';
import { openKey, sealKey } from './key-file.ts';
import { findKeyFile, readKeyFile, storeKeyFile, writeKeyFile } from './key-store.ts';

type OnAbort = (abort: () => void) => void;

export class KeyRing {
  private readonly session: Session;
  /** The console's own key from the operating system's keychain; null where there is none. */
  private keychain: Uint8Array | null = null;
  private held: WorkspaceSeal | null = null;
  private readonly waiting: (() => Promise<void>)[] = [];

  constructor(session: Session) {
    this.session = session;
  }

  setKeychain(secret: Uint8Array): void {
    this.keychain = secret;
  }

  /** A workspace was opened: a key that the keychain protects opens with it. */
  async opened(): Promise<void> {
    this.held = null;
    const keyId = await this.session.fact('keyId');
    const file = keyId === null ? null : findKeyFile(keyId);
    if (file === null || this.keychain === null) {
      return;
    }
    try {
      const key = readKeyFile(file);
      if (key.kept === 'keychain') {
        await this.hold(openKey(key, { keychain: this.keychain }));
      }
    } catch (cause) {
      // The workspace opens all the same, sealed: its state says what is wrong with the key.
      if (!(cause instanceof AppError)) throw cause;
    }
  }

  closed(): void {
    this.held = null;
  }

  get seal(): WorkspaceSeal | null {
    return this.held;
  }

  /** @throws AppError privacy.locked, privacy.noKey */
  async require(): Promise<WorkspaceSeal> {
    if (this.held) {
      return this.held;
    }
    const { key } = await this.state();
    if (key === 'none') {
      throw new AppError('privacy.noKey', 'This workspace has no key yet. Make one first: it seals names and secrets.');
    }
    throw key === 'absent' ? absent() : locked();
  }

  /** The key, made now where there is none and the keychain can keep it. @throws AppError privacy.locked, privacy.noKey */
  async requireOrMake(): Promise<WorkspaceSeal> {
    if (this.held === null && this.keychain !== null && (await this.state()).key === 'none') await this.create({});
    return this.require();
  }

  /** Calls back whenever the key is there to be used: what had to wait for it can go on. */
  whenHeld(goOn: () => Promise<void>): void {
    this.waiting.push(goOn);
  }

  private async hold(seal: WorkspaceSeal | null): Promise<void> {
    this.held = seal;
    await this.session.giveKey(seal?.key ?? null);
    if (seal && (await this.mayBeUnsealed())) await this.session.writer('privacy.sealLists', null);
    if (seal) for (const goOn of this.waiting) await goOn();
  }

  /** Whether anything may stand in clear beside an anonymised stream: older versions left lists so, and decisions. */
  private async mayBeUnsealed(): Promise<boolean> {
    if (this.session.workspace?.readOnly !== false) return false;
    const { listsSealed, streams } = await this.session.fact('privacy');
    return listsSealed || streams.some(({ anonymised }) => anonymised);
  }

  async state(): Promise<PrivacyState> {
    const facts = await this.session.fact('privacy');
    const file = facts.keyId === null ? null : findKeyFile(facts.keyId);
    const key = facts.keyId === null ? 'none' : this.held ? 'unlocked' : file === null ? 'absent' : ('locked' as const);
    return {
      ...facts,
      key,
      kept: file === null ? null : readKeyFile(file).kept,
      keyFile: file,
      keychain: this.keychain !== null,
    };
  }

  async create({ passphrase }: MethodParsed<'privacy.createKey'>): Promise<PrivacyState> {
    const workspace = this.session.requireWritable();
    if ((await this.session.fact('keyId')) !== null) {
      throw new AppError('input.invalid', 'This workspace has its key already.');
    }
    const seal = new WorkspaceSeal(randomBytes(KEY_BYTES));
    storeKeyFile(sealKey(seal, this.protection(passphrase)), workspace.folder);
    await this.session.writer('privacy.setKey', { keyId: seal.id, action: 'privacy.createKey' });
    await this.hold(seal);
    return this.state();
  }

  private protection(passphrase: string | undefined): { passphrase: string } | { keychain: Uint8Array } {
    if (passphrase !== undefined) return { passphrase };
    if (this.keychain) return { keychain: this.keychain };
    throw new AppError('privacy.noKey', 'There is no keychain here: choose a passphrase for the workspace’s key.');
  }

  async unlock({ passphrase }: MethodParsed<'privacy.unlock'>): Promise<PrivacyState> {
    this.session.require();
    const keyId = await this.session.fact('keyId');
    if (keyId === null) {
      throw new AppError('privacy.noKey', 'This workspace has no key: nothing in it is anonymised.');
    }
    const file = findKeyFile(keyId);
    if (file === null) {
      throw absent();
    }
    const key = readKeyFile(file);
    const secret = key.kept === 'keychain' && this.keychain ? { keychain: this.keychain } : { passphrase };
    await this.hold(openKey(key, secret));
    return this.state();
  }

  async lock(): Promise<PrivacyState> {
    this.session.require();
    await this.hold(null);
    return this.state();
  }

  async export(target: string, input: MethodParsed<'privacy.exportKey'>): Promise<{ keyId: string }> {
    this.session.requireWritable();
    const seal = await this.require();
    await this.log('privacy.exportKey', seal.id, { reason: input.reason });
    writeKeyFile(sealKey(seal, { passphrase: input.passphrase }), target);
    return { keyId: seal.id };
  }

  async import(source: string, { passphrase }: MethodParsed<'privacy.importKey'>): Promise<PrivacyState> {
    const workspace = this.session.requireWritable();
    const seal = openKey(readKeyFile(source), { passphrase });
    const keyId = await this.session.fact('keyId');
    if (keyId !== null && keyId !== seal.id) {
      throw new AppError(
        'privacy.wrongKey',
        `This is the key ${seal.id} of another workspace; this one was sealed with ${keyId}.`,
        { keyId: seal.id, wanted: keyId },
      );
    }
    storeKeyFile(sealKey(seal, this.keychain ? { keychain: this.keychain } : { passphrase }), workspace.folder);
    await this.session.writer('privacy.setKey', { keyId: seal.id, action: 'privacy.importKey' });
    await this.hold(seal);
    return this.state();
  }

  async reveal({ kind, tokens, reason }: MethodParsed<'privacy.reveal'>): Promise<MethodOutput<'privacy.reveal'>> {
    this.session.requireWritable();
    await this.require();
    const names = await this.session.reader.call('reader.names', { kind, tokens });
    for (const { token, name } of names) {
      if (name !== null) await this.log(RESOLVE[kind], token, { reason });
    }
    return { names };
  }

  async findTokens(input: MethodParsed<'privacy.findTokens'>): Promise<MethodOutput<'privacy.findTokens'>> {
    this.session.requireWritable();
    await this.require();
    const { kind, names, reason } = input;
    const found = await (await this.session.slowReader()).call('reader.tokens', { kind, names });
    for (const token of found.flatMap(({ tokens }) => tokens)) {
      await this.log(FIND[kind], token, { reason });
    }
    return { found };
  }

  async revealLines(
    { reason, ...question }: MethodParsed<'privacy.revealLines'>,
    onAbort: OnAbort,
  ): Promise<MethodOutput<'privacy.revealLines'>> {
    this.session.requireWritable();
    await this.require();
    const page = await (await this.session.slowReader()).clearLines(question, onAbort);
    const masked = page.rows.length;
    await this.log('privacy.revealLines', 'evidence', {
      reason,
      lines: masked,
      imports: [...new Set(page.rows.map((row) => row.importId))],
    });
    return page;
  }

  async revealActivity(input: MethodParsed<'privacy.revealActivity'>): Promise<MethodOutput<'privacy.revealActivity'>> {
    this.session.requireWritable();
    await this.require();
    const { ref, reason } = input;
    const activity = await (await this.session.slowReader()).call('reader.clearActivity', { ref });
    await this.log('privacy.revealActivity', ref, { reason, import: activity.source.importId });
    return activity;
  }

  async revealImport(input: MethodParsed<'privacy.revealImport'>): Promise<MethodOutput<'privacy.revealImport'>> {
    this.session.requireWritable();
    await this.require();
    const { id, limit, reason } = input;
    const clear = await (await this.session.slowReader()).call('reader.clearImport', { id, limit });
    await this.log('privacy.revealImport', String(id), {
      reason,
      files: clear.files.length,
      lines: clear.rejects.length,
    });
    return clear;
  }

  private async log(action: GovernanceAction, subject: string, detail: Record<string, unknown>): Promise<void> {
    await this.session.writer('governance.log', { action, subject, detail });
  }
}

const RESOLVE = {
  user: 'privacy.resolveUser',
  device: 'privacy.resolveDevice',
  object: 'privacy.resolveObject',
  text: 'privacy.resolveText',
} as const;
const FIND = { user: 'privacy.findUser', device: 'privacy.findDevice' } as const;

function absent(): AppError {
  return new AppError(
    'privacy.noKey',
    'The key of this workspace is not on this computer. Import it from the file that was exported where it was made.',
  );
}
