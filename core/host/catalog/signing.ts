/** Ed25519 keys that catalog updates are signed with (RFC 8032), as PEM files that OpenSSL reads and writes as well. */
import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  sign,
  verify,
} from 'node:crypto';
import { AppError } from '../../contract/errors.ts';

/** Length of an Ed25519 signature, bytes. */
export const SIGNATURE_BYTES = 64;

export interface TrustedKey {
  /** First 16 hexadecimal digits of the SHA-256 of the key as SubjectPublicKeyInfo. */
  readonly id: string;
  readonly name: string;
  /** PEM. */
  readonly publicKey: string;
}

function ed25519(make: () => KeyObject, what: string): KeyObject {
  try {
    const key = make();
    if (key.asymmetricKeyType === 'ed25519') return key;
  } catch {
    // Said below.
  }
  throw new AppError(
    'input.invalid',
    `This is no ${what} of Ed25519 as PEM. "undercast catalog new-key FILE" makes one, with the public key beside it.`,
  );
}

/** @throws AppError input.invalid, also for a private key: nobody needs to hand that out */
export function readPublicKey(pem: string, name: string): TrustedKey {
  if (/PRIVATE KEY/.test(pem)) {
    throw new AppError(
      'input.invalid',
      'This is a private key. Keep it secret, and choose the public key (.pub) beside it.',
    );
  }
  return trustedKey(
    ed25519(() => createPublicKey(pem), 'public key'),
    name,
  );
}

function trustedKey(key: KeyObject, name: string): TrustedKey {
  const id = createHash('sha256')
    .update(key.export({ type: 'spki', format: 'der' }))
    .digest('hex')
    .slice(0, 16);
  return { id, name, publicKey: key.export({ type: 'spki', format: 'pem' }).toString() };
}

export function newKeyPair(): { readonly privateKey: string; readonly publicKey: string } {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  return {
    privateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    publicKey: publicKey.export({ type: 'spki', format: 'pem' }).toString(),
  };
}

/** @throws AppError input.invalid */
export function readPrivateKey(pem: string): {
  readonly key: TrustedKey;
  readonly sign: (bytes: Uint8Array) => Uint8Array;
} {
  const secret = ed25519(() => createPrivateKey(pem), 'private key');
  return { key: trustedKey(createPublicKey(secret), ''), sign: (bytes) => sign(null, bytes, secret) };
}

export function isSignedBy({ publicKey }: TrustedKey, bytes: Uint8Array, signature: Uint8Array): boolean {
  return signature.length === SIGNATURE_BYTES && verify(null, bytes, createPublicKey(publicKey), signature);
}
