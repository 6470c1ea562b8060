/** Catalog updates as files: made by who has a private key, read only as far as their signature holds. */
import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';
import yazl from 'yazl';
import { PackedCatalog } from '../../catalog/index.ts';
import {
  MAX_MANIFEST_BYTES,
  parseManifest,
  UPDATE_MEMBERS,
  type UpdateManifest,
  updateInvalid,
} from '../../catalog/update/manifest.ts';
import { AppError } from '../../contract/errors.ts';
import { listZip, openZipMember, type ZipMember } from '../../ingest/read/zip.ts';
import { isSignedBy, readPrivateKey, SIGNATURE_BYTES, type TrustedKey } from './signing.ts';

/** An update whose signature holds and whose catalog opens. */
export interface VerifiedUpdate {
  /** SHA-256 of the manifest: what names the update from here on. */
  readonly id: string;
  readonly manifest: UpdateManifest;
  readonly manifestBytes: Uint8Array;
  readonly signature: Uint8Array;
  readonly key: TrustedKey;
  readonly bytes: Uint8Array;
  readonly catalog: PackedCatalog;
}

/** Whether these parts belong together and are signed by a key that is trusted. @throws AppError catalog.updateInvalid, catalog.unknownKey */
export function checkManifest(
  manifestBytes: Uint8Array,
  signature: Uint8Array,
  trusted: readonly TrustedKey[],
  shown: string,
): { readonly id: string; readonly manifest: UpdateManifest; readonly key: TrustedKey } {
  const manifest = parseManifest(new TextDecoder().decode(manifestBytes), shown);
  const key = trusted.find(({ id }) => id === manifest.key);
  if (key === undefined) {
    throw new AppError(
      'catalog.unknownKey',
      `${shown} says it is signed by ${manifest.publisher} with the key ${manifest.key}, which is not trusted here. If you know that this is theirs, trust it with "undercast catalog trust FILE" or in the catalog's update dialog.`,
      { path: shown, key: manifest.key },
    );
  }
  if (!isSignedBy(key, manifestBytes, signature))
    throw updateInvalid(shown, `its signature is not that of ${key.name}: it was changed`);
  return { id: createHash('sha256').update(manifestBytes).digest('hex'), manifest, key };
}

/** @throws AppError catalog.updateInvalid when these are not the bytes that were signed, or no catalog this version reads */
export function checkCatalog(bytes: Uint8Array, { catalog, version, date, apps }: UpdateManifest, shown: string) {
  if (bytes.length !== catalog.bytes || createHash('sha256').update(bytes).digest('hex') !== catalog.sha256)
    throw updateInvalid(shown, 'its catalog is not the one that was signed');
  let opened: PackedCatalog;
  try {
    opened = new PackedCatalog(bytes);
  } catch (cause) {
    throw updateInvalid(shown, cause instanceof Error ? cause.message.replace(/\.$/, '') : String(cause));
  }
  if (opened.version !== version || opened.date !== date || opened.count !== apps)
    throw updateInvalid(shown, 'its catalog is of another release than its manifest says');
  return opened;
}

/** @throws AppError catalog.updateInvalid, catalog.unknownKey, file.notReadable */
export async function readUpdate(file: string, shown: string, trusted: readonly TrustedKey[]): Promise<VerifiedUpdate> {
  const members = await membersOf(file, shown);
  const manifestBytes = await readMember(file, members.manifest, MAX_MANIFEST_BYTES, shown);
  const signature = await readMember(file, members.signature, SIGNATURE_BYTES, shown);
  const checked = checkManifest(manifestBytes, signature, trusted, shown);
  const bytes = await readMember(file, members.catalog, checked.manifest.catalog.bytes, shown);
  const catalog = checkCatalog(bytes, checked.manifest, shown);
  return { ...checked, manifestBytes, signature, bytes, catalog };
}

async function membersOf(file: string, shown: string): Promise<Record<keyof typeof UPDATE_MEMBERS, ZipMember>> {
  const { entries, problems } = await listZip(file).catch((cause: unknown) => {
    if (cause instanceof AppError && cause.code.startsWith('file.')) throw cause;
    throw updateInvalid(shown, 'it is no complete archive');
  });
  const named = new Map(entries.map((entry) => [entry.name, entry]));
  const stray = entries.find(({ name }) => !(Object.values(UPDATE_MEMBERS) as string[]).includes(name));
  if (problems.length > 0 || stray !== undefined || entries.length !== named.size)
    throw updateInvalid(shown, `it holds more than an update does${stray === undefined ? '' : ` (${stray.name})`}`);
  const member = (name: string): ZipMember => {
    const found = named.get(name);
    if (found === undefined) throw updateInvalid(shown, `it has no ${name}`);
    return found;
  };
  return {
    manifest: member(UPDATE_MEMBERS.manifest),
    signature: member(UPDATE_MEMBERS.signature),
    catalog: member(UPDATE_MEMBERS.catalog),
  };
}

/** A member's bytes; reading ends with the first byte above the limit, whatever the archive says of itself. */
async function readMember(file: string, member: ZipMember, limit: number, shown: string): Promise<Uint8Array> {
  const parts: Buffer[] = [];
  let size = 0;
  try {
    for await (const part of await openZipMember(file, member)) {
      size += (part as Buffer).length;
      if (size > limit) break;
      parts.push(part as Buffer);
    }
  } catch {
    throw updateInvalid(shown, `${member.name} in it is damaged or cut off`);
  }
  if (size > limit) throw updateInvalid(shown, `${member.name} in it is larger than it may be`);
  return new Uint8Array(Buffer.concat(parts));
}

/**
 * An update as the bytes of its file.
 * @param shown what it will be called @param bytes a catalog's file
 * @throws AppError input.invalid for a key that is none
 */
export async function makeUpdate(
  shown: string,
  bytes: Uint8Array,
  publisher: string,
  privateKey: string,
): Promise<{ readonly manifest: UpdateManifest; readonly file: Buffer }> {
  const signer = readPrivateKey(privateKey);
  const catalog = new PackedCatalog(bytes);
  const manifest: UpdateManifest = {
    format: 'undercast-catalog-update',
    formatVersion: 1,
    version: catalog.version,
    date: catalog.date,
    publisher,
    key: signer.key.id,
    apps: catalog.count,
    catalog: { bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') },
  };
  const text = `${JSON.stringify(manifest, null, 2)}\n`;
  parseManifest(text, shown);
  const manifestBytes = Buffer.from(text);
  // The same catalog and key give the same file.
  const options = { mtime: new Date(`${catalog.date}T00:00:00Z`), forceDosTimestamp: true } as const;
  const zip = new yazl.ZipFile();
  zip.addBuffer(manifestBytes, UPDATE_MEMBERS.manifest, options);
  zip.addBuffer(Buffer.from(signer.sign(manifestBytes)), UPDATE_MEMBERS.signature, { ...options, compress: false });
  zip.addBuffer(Buffer.from(bytes), UPDATE_MEMBERS.catalog, options);
  zip.end();
  const parts: Buffer[] = await (zip.outputStream as Readable).toArray();
  return { manifest, file: Buffer.concat(parts) };
}
