/**
 * Everything that needs a workspace's key: tokens for names, sealed names, texts and frames, keyed hashes.
 * Guarantee: each purpose has a key of its own, so that nothing sealed for one can be opened as another; without the key neither
 * a token nor a sealed or hashed value says anything of what it stands for but its length. HMAC, SHA-256 and AES-256-GCM only:
 * every runtime's crypto has them.
 */
import { createCipheriv, createDecipheriv, createHmac, randomBytes } from 'node:crypto';

/** Dimensions whose names an anonymised stream replaces. */
export const PSEUDONYM_KINDS = ['user', 'device'] as const;
export type PseudonymKind = (typeof PSEUDONYM_KINDS)[number];
/** What else activities of an anonymised stream replace: what was acted upon, and texts of whoever wrote the record. */
const TOKEN_KINDS = [...PSEUDONYM_KINDS, 'object', 'text'] as const;
export type TokenKind = (typeof TOKEN_KINDS)[number];

export const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
/** 80 bits: among ten million names two share a token with a chance of 1 in 20 billion. */
const TOKEN_BYTES = 10;
/** Letters without a, e, i and o: a token never happens to spell a name. */
const ALPHABET = '0123456789bcdfghjklmnpqrstuvwxyz';
const PREFIX: Readonly<Record<TokenKind, string>> = {
  user: 'User_',
  device: 'Device_',
  object: 'Object_',
  text: 'Text_',
};
const TOKEN = new RegExp(`^(?:User|Device|Object|Text)_[${ALPHABET}]{16}$`);
/** Bytes of a frame hash: as many as the plain one has. */
const HASH_BYTES = 16;

export function isToken(name: string): boolean {
  return TOKEN.test(name);
}

export class WorkspaceSeal {
  /** Tells keys apart without saying anything of them. */
  readonly id: string;
  /** Handed to threads of this process only. */
  readonly key: Uint8Array;
  private readonly tokens: Readonly<Record<TokenKind, Buffer>>;
  private readonly names: Buffer;
  private readonly texts: Buffer;
  private readonly frames: Buffer;
  private readonly hashes: Buffer;
  private readonly secrets: Buffer;
  private readonly marks: Buffer;

  constructor(key: Uint8Array) {
    if (key.length !== KEY_BYTES) throw new Error(`A workspace key has ${KEY_BYTES} bytes.`);
    this.key = key;
    const derive = (purpose: string) => createHmac('sha256', key).update(`undercast/1/${purpose}`).digest();
    this.id = derive('id').toString('hex').slice(0, 16);
    this.tokens = {
      user: derive('token/user'),
      device: derive('token/device'),
      object: derive('token/object'),
      text: derive('token/text'),
    };
    this.names = derive('name');
    this.texts = derive('text');
    this.frames = derive('frame');
    this.hashes = derive('hash');
    this.secrets = derive('secret');
    this.marks = derive('mark');
  }

  /** What stands for a name in this workspace, always the same. */
  token(kind: TokenKind, name: string): string {
    return PREFIX[kind] + spell(createHmac('sha256', this.tokens[kind]).update(name, 'utf8').digest());
  }

  /** What stands for a value of a list, or for an id that is only compared, the same for the same one; no token of a stream. */
  mark(list: 'Range' | 'Excluded' | 'ExcludedNames' | 'Snapshot' | 'Id', value: string): string {
    return `${list}_${spell(createHmac('sha256', this.marks).update(`${list}\0${value}`, 'utf8').digest())}`;
  }

  sealName(name: string): Uint8Array<ArrayBuffer> {
    return seal(this.names, Buffer.from(name, 'utf8'));
  }

  /** @returns null when it was not sealed with this key, or is damaged */
  openName(sealed: Uint8Array): string | null {
    return open(this.names, sealed)?.toString('utf8') ?? null;
  }

  /** For values that stand in text columns: base64. */
  sealText(text: string): string {
    return Buffer.from(seal(this.texts, Buffer.from(text, 'utf8'))).toString('base64');
  }

  /** @returns null when it was not sealed with this key, or is damaged */
  openText(sealed: string): string | null {
    return open(this.texts, Buffer.from(sealed, 'base64'))?.toString('utf8') ?? null;
  }

  /** For secrets of connections, which are kept outside the workspace: base64. */
  sealSecret(text: string): string {
    return Buffer.from(seal(this.secrets, Buffer.from(text, 'utf8'))).toString('base64');
  }

  /** @returns null when it was not sealed with this key, or is damaged */
  openSecret(sealed: string): string | null {
    return open(this.secrets, Buffer.from(sealed, 'base64'))?.toString('utf8') ?? null;
  }

  sealFrame(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
    return seal(this.frames, bytes);
  }

  /** @returns null when it was not sealed with this key, or is damaged */
  openFrame(sealed: Uint8Array): Buffer | null {
    return open(this.frames, sealed);
  }

  /** Equal content has equal hashes in this workspace; nobody without the key can tell which content it was. */
  hash(hash: string): string {
    return createHmac('sha256', this.hashes)
      .update(hash, 'hex')
      .digest('hex')
      .slice(0, HASH_BYTES * 2);
  }
}

/** 5 bits a character. */
function spell(digest: Buffer): string {
  let out = '';
  let bits = 0;
  let held = 0;
  for (const byte of digest.subarray(0, TOKEN_BYTES)) {
    held = (held << 8) | byte;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      out += ALPHABET[(held >>> bits) & 31];
    }
  }
  return out;
}

/** Nonce, ciphertext, tag. */
function seal(key: Buffer, plain: Uint8Array): Uint8Array<ArrayBuffer> {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  const out = new Uint8Array(NONCE_BYTES + plain.length + TAG_BYTES);
  out.set(nonce);
  // GCM gives as many bytes as it takes, all of them at once.
  out.set(cipher.update(plain), NONCE_BYTES);
  cipher.final();
  out.set(cipher.getAuthTag(), NONCE_BYTES + plain.length);
  return out;
}

function open(key: Buffer, sealed: Uint8Array): Buffer | null {
  if (sealed.length < NONCE_BYTES + TAG_BYTES) return null;
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, NONCE_BYTES), { authTagLength: TAG_BYTES });
  decipher.setAuthTag(sealed.subarray(sealed.length - TAG_BYTES));
  try {
    const plain = decipher.update(sealed.subarray(NONCE_BYTES, sealed.length - TAG_BYTES));
    decipher.final();
    return plain;
  } catch {
    return null;
  }
}
