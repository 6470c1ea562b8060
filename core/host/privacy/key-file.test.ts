import { randomBytes } from 'node:crypto';
import { expect, it } from 'vitest';
import { KEY_BYTES, WorkspaceSeal } from '../../store/privacy/workspace-seal.ts';
import { openKey, parseKeyFile, sealKey } from './key-file.ts';

const seal = new WorkspaceSeal(randomBytes(KEY_BYTES));

it('a passphrase opens the key, in whichever form its letters were typed; no other does', () => {
  const file = parseKeyFile(JSON.stringify(sealKey(seal, { passphrase: 'schönes wetter' })));
  expect(JSON.stringify(file)).not.toContain(Buffer.from(seal.key).toString('base64'));
  expect(openKey(file, { passphrase: 'scho\u0308nes wetter' }).key).toEqual(Buffer.from(seal.key));
  expect(() => openKey(file, { passphrase: 'schones wetter' })).toThrow('does not open');
});

it('the keychain’s secret opens the key it protects; without it the key is not had', () => {
  const secret = randomBytes(32);
  const file = parseKeyFile(JSON.stringify(sealKey(seal, { keychain: secret })));
  expect(openKey(file, { keychain: secret }).id).toBe(seal.id);
  expect(() => openKey(file, { keychain: randomBytes(32) })).toThrow('keychain');
});

it('a file that is none, is damaged or asks for more work than a key is worth is refused', () => {
  const good = sealKey(seal, { keychain: randomBytes(32) });
  for (const text of [
    '',
    'null',
    '{}',
    JSON.stringify({ ...good, kept: 'nobody' }),
    JSON.stringify({ ...good, kept: 'passphrase', salt: '', N: 2 ** 30, r: 8, p: 1 }),
  ]) {
    expect(() => parseKeyFile(text), text).toThrow('no key file');
  }
  expect(() => openKey({ ...good, sealed: 'AAAA' }, { keychain: randomBytes(32) })).toThrow('no key file');
});
