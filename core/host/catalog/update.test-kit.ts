/** Shared by tests of catalog updates: small catalogs, keys made on the spot, archives with whatever in them. */
import { createWriteStream, writeFileSync } from 'node:fs';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import yazl from 'yazl';
import { type CatalogRelease, packCatalog } from '../../catalog/index.ts';
import type { CloudApp } from '../../model/app.ts';
import { newKeyPair, readPublicKey, type TrustedKey } from './signing.ts';
import { makeUpdate } from './update-file.ts';

export interface Signer {
  readonly privateKey: string;
  readonly publicKey: string;
  readonly key: TrustedKey;
}

export function makeSigner(name = 'Test signer'): Signer {
  const pair = newKeyPair();
  return { ...pair, key: readPublicKey(pair.publicKey, name) };
}

export function smallApp(id: string, domains: readonly string[], more: Partial<CloudApp> = {}): CloudApp {
  return {
    id,
    name: `The ${id}`,
    category: 'cloud-storage',
    vendor: null,
    description: null,
    homepage: null,
    headquarters: null,
    domains,
    kind: 'saas',
    custom: false,
    factors: {},
    ...more,
  };
}

export function smallCatalog(apps: readonly CloudApp[], release: CatalogRelease): Uint8Array {
  return packCatalog(
    apps.toSorted((a, b) => (a.id < b.id ? -1 : 1)),
    release,
  );
}

export async function writeUpdate(
  file: string,
  bytes: Uint8Array,
  publisher: string,
  privateKey: string,
): Promise<void> {
  writeFileSync(file, (await makeUpdate(file, bytes, publisher, privateKey)).file);
}

export async function writeZip(file: string, members: Readonly<Record<string, Uint8Array>>): Promise<string> {
  const zip = new yazl.ZipFile();
  for (const [name, bytes] of Object.entries(members)) zip.addBuffer(Buffer.from(bytes), name);
  zip.end();
  await pipeline(zip.outputStream as Readable, createWriteStream(file));
  return file;
}
