import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PackedCatalog } from '../../catalog/index.ts';
import { compareReleases } from '../../catalog/update/manifest.ts';
import { movedIds } from '../../catalog/update/moved-ids.ts';
import { TestFolder } from '../host.test-kit.ts';
import { newKeyPair, readPrivateKey, readPublicKey } from './signing.ts';
import { makeSigner, smallApp, smallCatalog, writeUpdate, writeZip } from './update.test-kit.ts';
import { readUpdate } from './update-file.ts';

const folder = new TestFolder();
const signer = makeSigner();
const bytes = smallCatalog([smallApp('acme', ['acme.example'])], { version: '2', date: '2026-12-01' });
const good = folder.path('good.undercat');

beforeAll(async () => {
  await writeUpdate(good, bytes, 'Example maintainers', signer.privateKey);
});
afterAll(() => folder.remove());

const read = (file: string, keys = [signer.key]) => readUpdate(file, file, keys);

/** Members of an update whose manifest says what it is told to, rightly signed. */
function signed(change: Record<string, unknown>, catalog: Uint8Array): Record<string, Uint8Array> {
  const manifest = Buffer.from(
    JSON.stringify({
      format: 'undercast-catalog-update',
      formatVersion: 1,
      version: '2',
      date: '2026-12-01',
      publisher: 'Example maintainers',
      key: signer.key.id,
      apps: 1,
      catalog: { bytes: catalog.length, sha256: createHash('sha256').update(catalog).digest('hex') },
      ...change,
    }),
  );
  const signature = readPrivateKey(signer.privateKey).sign(manifest);
  return { 'manifest.json': manifest, 'manifest.sig': signature, 'catalog.bin': catalog };
}

describe('a catalog update', () => {
  it('is read as it was signed, and written the same twice', async () => {
    const update = await read(good);
    expect(update.manifest).toMatchObject({
      version: '2',
      date: '2026-12-01',
      publisher: 'Example maintainers',
      apps: 1,
    });
    expect(update.key.name).toBe('Test signer');
    expect(update.catalog.id(0)).toBe('acme');
    await writeUpdate(folder.path('again.undercat'), bytes, 'Example maintainers', signer.privateKey);
    expect(readFileSync(folder.path('again.undercat')).equals(readFileSync(good))).toBe(true);
  });

  it('is refused with any byte of it changed, or its end missing', async () => {
    const whole = readFileSync(good);
    const file = folder.path('broken.undercat');
    let taken = 0;
    await fc.assert(
      fc.asyncProperty(fc.nat(whole.length - 1), fc.integer({ min: 1, max: 255 }), async (at, change) => {
        const broken = Buffer.from(whole);
        broken[at] = (broken[at] ?? 0) ^ change;
        writeFileSync(file, broken);
        // A few bytes of a zip say nothing that matters (times, versions); what is read is what was signed all the same.
        const update = await read(file).catch((error: unknown) => {
          expect(error).toMatchObject({ code: expect.stringMatching(/^(catalog\.(updateInvalid|unknownKey)|file\.)/) });
          return null;
        });
        if (update !== null) {
          taken += 1;
          expect(Buffer.from(update.bytes).equals(Buffer.from(bytes))).toBe(true);
        }
        writeFileSync(file, whole.subarray(0, at));
        await expect(read(file)).rejects.toMatchObject({ code: expect.stringMatching(/^(catalog|file)\./) });
      }),
      { numRuns: 150 },
    );
    expect(taken).toBeLessThan(75);
  });

  it('is refused when signed by nobody that is trusted, also under a trusted name', async () => {
    await expect(read(good, [])).rejects.toMatchObject({ code: 'catalog.unknownKey' });
    const stranger = makeSigner('Stranger');
    await expect(read(good, [stranger.key])).rejects.toMatchObject({ code: 'catalog.unknownKey' });
    await expect(read(good, [{ ...stranger.key, id: signer.key.id }])).rejects.toThrow(/its signature is not that of/);
  });

  it.each([
    ['a stray member', () => ({ ...signed({}, bytes), 'readme.txt': Buffer.from('hello') }), /readme\.txt/],
    ['no catalog', () => ({ ...signed({}, bytes), 'catalog.bin': new Uint8Array() }), /not the one that was signed/],
    [
      'a catalog larger than was signed',
      () => ({ ...signed({}, bytes), 'catalog.bin': new Uint8Array(2 ** 22) }),
      /larger/,
    ],
    [
      'a manifest that unpacks to megabytes',
      () => ({ ...signed({}, bytes), 'manifest.json': new Uint8Array(2 ** 22) }),
      /larger/,
    ],
    ['a catalog of another release', () => signed({ version: '3' }, bytes), /another release/],
    [
      'something that is no catalog',
      () => signed({}, Buffer.from('no catalog at all, only words')),
      /is not a catalog/,
    ],
    ['a manifest of another kind', () => signed({ format: 'other' }, bytes), /manifest is not valid/],
    [
      'more catalog than there may be',
      () => signed({ catalog: { bytes: 2 ** 40, sha256: '0'.repeat(64) } }, bytes),
      /manifest/,
    ],
  ])('is refused with %s', async (_, members, why) => {
    const file = await writeZip(folder.fresh('odd.undercat'), members());
    await expect(read(file)).rejects.toMatchObject({
      code: 'catalog.updateInvalid',
      message: expect.stringMatching(why),
    });
  });
});

it('takes public keys as PEM, and never a private one', () => {
  const pair = newKeyPair();
  expect(readPublicKey(pair.publicKey, 'x').id).toBe(readPrivateKey(pair.privateKey).key.id);
  expect(() => readPublicKey(pair.privateKey, 'x')).toThrow(/private key/);
  expect(() => readPublicKey('nonsense', 'x')).toThrow(/no public key/);
});

it('orders releases by date, then by version as numbers', () => {
  const order = (a: [string, string], b: [string, string]) =>
    Math.sign(compareReleases({ version: a[0], date: a[1] }, { version: b[0], date: b[1] }));
  expect(order(['2026.9', '2026-10-01'], ['2026.10', '2026-10-01'])).toBe(-1);
  expect(order(['9', '2026-10-02'], ['10', '2026-10-01'])).toBe(1);
  expect(order(['1', '2026-10-01'], ['1', '2026-10-01'])).toBe(0);
});

it('knows what became of ids by the domains that apps have now', () => {
  const before = new PackedCatalog(
    smallCatalog(
      [
        smallApp('acme', ['acme.example', 'files.acme.example', 'shop.example']),
        smallApp('gone', ['gone.example']),
        smallApp('kept', ['kept.example']),
      ],
      { version: '1', date: '2026-01-01', renamed: { older: 'acme', lost: 'gone' } },
    ),
  );
  const apps = [
    smallApp('acme-suite', ['acme.example', 'files.acme.example']),
    smallApp('kept', ['kept.example']),
    smallApp('shop', ['shop.example']),
  ];
  expect(movedIds(before, apps)).toEqual({ acme: 'acme-suite', older: 'acme-suite' });
});
