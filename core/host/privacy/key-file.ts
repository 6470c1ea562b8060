/**
 * A workspace's key as a file: sealed with a key that scrypt makes of a passphrase, or with the console's own key, which the
 * operating system's keychain keeps.
 * Guarantee: the file says nothing of the key but its id; a wrong passphrase is told from a damaged file.
 */
import { createCipheriv, createDecipheriv, randomBytes, scryptSync } from 'node:crypto';
import { AppError } from '../../contract/errors.ts';
import { WorkspaceSeal } from '../../store/privacy/workspace-seal.ts';

/** 128 MiB and about half a second for each guess. */
const SCRYPT = { N: 2 ** 17, r: 8, p: 1 } as const;
const SCRYPT_MEMORY = 256 * 1024 * 1024;
/** What a file from elsewhere may ask for at most. */
const MAX_N = 2 ** 20;
const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

export type KeptBy = 'keychain' | 'passphrase';

export interface KeyFile {
  readonly undercastKey: 1;
  readonly id: string;
  readonly kept: KeptBy;
  /** Of a passphrase: base64 salt and scrypt's costs. */
  readonly salt?: string;
  readonly N?: number;
  readonly r?: number;
  readonly p?: number;
  /** Nonce, sealed key, tag; base64. */
  readonly sealed: string;
}

export function sealKey(seal: WorkspaceSeal, secret: { passphrase: string } | { keychain: Uint8Array }): KeyFile {
  if ('keychain' in secret) {
    return { undercastKey: 1, id: seal.id, kept: 'keychain', sealed: wrap(secret.keychain, seal) };
  }
  const salt = randomBytes(16);
  const key = stretch(secret.passphrase, salt, SCRYPT);
  return {
    undercastKey: 1,
    id: seal.id,
    kept: 'passphrase',
    salt: salt.toString('base64'),
    ...SCRYPT,
    sealed: wrap(key, seal),
  };
}

/** @throws AppError privacy.wrongPassphrase, privacy.noKey for a damaged file */
export function openKey(file: KeyFile, secret: { passphrase: string } | { keychain: Uint8Array }): WorkspaceSeal {
  const key =
    'keychain' in secret
      ? secret.keychain
      : stretch(secret.passphrase, Buffer.from(file.salt ?? '', 'base64'), {
          N: file.N ?? 0,
          r: file.r ?? 0,
          p: file.p ?? 0,
        });
  const raw = unwrap(key, file);
  if (!raw) {
    throw 'keychain' in secret
      ? new AppError(
          'privacy.noKey',
          'The key on this computer cannot be opened with its keychain any more. Import it.',
        )
      : new AppError('privacy.wrongPassphrase', 'This passphrase does not open the key.');
  }
  const seal = new WorkspaceSeal(raw);
  if (seal.id !== file.id) throw damagedKey();
  return seal;
}

/** @throws AppError privacy.noKey */
export function parseKeyFile(text: string): KeyFile {
  let file: Partial<KeyFile> | null;
  try {
    file = JSON.parse(text) as Partial<KeyFile> | null;
  } catch {
    throw damagedKey();
  }
  const { undercastKey, id, kept, salt, N, r, p, sealed } = file ?? {};
  const isWhole = undercastKey === 1 && typeof id === 'string' && typeof sealed === 'string';
  if (!isWhole || (kept !== 'keychain' && kept !== 'passphrase')) throw damagedKey();
  if (kept === 'passphrase') {
    const isStretched =
      typeof salt === 'string' && typeof N === 'number' && typeof r === 'number' && typeof p === 'number';
    if (!isStretched || N > MAX_N || N < 2 || r < 1 || r > 16 || p < 1 || p > 4) throw damagedKey();
    return { undercastKey, id, kept, salt, N, r, p, sealed };
  }
  return { undercastKey, id, kept, sealed };
}

function damagedKey(): AppError {
  return new AppError('privacy.noKey', 'This is no key file of Undercast, or it is damaged.');
}

function stretch(passphrase: string, salt: Uint8Array, cost: { N: number; r: number; p: number }): Buffer {
  // One passphrase in one form, however a keyboard composes its letters.
  const maxmem = Math.max(SCRYPT_MEMORY, 256 * cost.N * cost.r);
  try {
    return scryptSync(passphrase.normalize('NFC'), salt, KEY_BYTES, { ...cost, maxmem });
  } catch {
    throw damagedKey();
  }
}

function wrap(key: Uint8Array, seal: WorkspaceSeal): string {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  cipher.setAAD(Buffer.from(seal.id));
  const sealed = cipher.update(seal.key);
  cipher.final();
  return Buffer.concat([nonce, sealed, cipher.getAuthTag()]).toString('base64');
}

function unwrap(key: Uint8Array, file: KeyFile): Buffer | null {
  const box = Buffer.from(file.sealed, 'base64');
  if (box.length !== NONCE_BYTES + KEY_BYTES + TAG_BYTES) throw damagedKey();
  const decipher = createDecipheriv('aes-256-gcm', key, box.subarray(0, NONCE_BYTES), { authTagLength: TAG_BYTES });
  decipher.setAAD(Buffer.from(file.id));
  decipher.setAuthTag(box.subarray(box.length - TAG_BYTES));
  try {
    const raw = decipher.update(box.subarray(NONCE_BYTES, NONCE_BYTES + KEY_BYTES));
    decipher.final();
    return raw;
  } catch {
    return null;
  }
}
