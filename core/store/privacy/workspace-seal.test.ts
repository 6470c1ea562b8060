import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isToken, KEY_BYTES, WorkspaceSeal } from './workspace-seal.ts';

const seal = new WorkspaceSeal(randomBytes(KEY_BYTES));
const other = new WorkspaceSeal(randomBytes(KEY_BYTES));

describe('a token', () => {
  it('is the same for the same name, of this kind and in this workspace only', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', minLength: 1 }), (name) => {
        const token = seal.token('user', name);
        expect(token).toMatch(/^User_[0-9bcdfghj-np-z]{16}$/);
        expect(isToken(token)).toBe(true);
        expect(seal.token('user', name)).toBe(token);
        expect(other.token('user', name)).not.toBe(token);
        expect(seal.token('device', name).slice('Device_'.length)).not.toBe(token.slice('User_'.length));
      }),
    );
  });

  it('differs where names do', () => {
    const names = Array.from({ length: 5000 }, (_, i) => `user${i}`);
    expect(new Set(names.map((name) => seal.token('user', name))).size).toBe(names.length);
    expect(seal.token('user', 'Ana')).not.toBe(seal.token('user', 'ana'));
  });
});

describe('what is sealed', () => {
  it('comes back whole with its key and purpose, and with no other', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.uint8Array({ maxLength: 2000 }), (text, bytes) => {
        expect(seal.openName(seal.sealName(text))).toBe(text);
        expect(seal.openText(seal.sealText(text))).toBe(text);
        expect(seal.openFrame(seal.sealFrame(bytes))).toEqual(Buffer.from(bytes));
        expect(other.openName(seal.sealName(text))).toBeNull();
        expect(seal.openName(seal.sealFrame(Buffer.from(text)))).toBeNull();
        expect(seal.sealText(text)).not.toBe(seal.sealText(text));
      }),
    );
  });

  it('is refused when a single bit of it is flipped or it is cut', () => {
    const sealed = seal.sealFrame(randomBytes(64));
    fc.assert(
      fc.property(fc.nat(sealed.length * 8 - 1), (bit) => {
        const bent = Uint8Array.from(sealed);
        bent[bit >> 3] = (bent[bit >> 3] ?? 0) ^ (1 << (bit & 7));
        expect(seal.openFrame(bent)).toBeNull();
        expect(seal.openFrame(sealed.subarray(0, bit >> 3))).toBeNull();
      }),
    );
  });
});

it('the hash of equal content is equal in one workspace and unlike the plain one', () => {
  const hash = 'a'.repeat(32);
  expect(seal.hash(hash)).toMatch(/^[0-9a-f]{32}$/);
  expect(seal.hash(hash)).toBe(seal.hash(hash));
  expect(seal.hash(hash)).not.toBe(other.hash(hash));
});
