/**
 * Catalog updates on this computer: a folder of the user's, beside keys and outside every workspace.
 *
 *   catalog/keys.json          public keys that the organisation trusts, beside the ones that come with Undercast
 *   catalog/in-force.json      which update is in force, and which was before
 *   catalog/ID/…               an update's three members, as they were signed; ID is the SHA-256 of its manifest
 *
 * Guarantee: an update is written whole beside its place, moved there in one step, and in force only with the rename of
 * `in-force.json`; a crash at any instant leaves the catalog of before. What is in force is checked again when it is opened.
 */
import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { z } from 'zod';
import { MAX_CATALOG_BYTES, UPDATE_MEMBERS } from '../../catalog/update/manifest.ts';
import { AppError } from '../../contract/errors.ts';
import { configFolder } from '../../kit/config-folder.ts';
import { moveDurably, replaceJson, syncFolder, writeDurably } from '../private-file.ts';
import { readPublicKey, type TrustedKey } from './signing.ts';
import { checkCatalog, checkManifest, type VerifiedUpdate } from './update-file.ts';

const updateId = z.string().regex(/^[0-9a-f]{64}$/);
const inForce = z.object({
  /** Null for the shipped catalog. */
  current: updateId.nullable(),
  previous: updateId.nullable(),
  /** Version of the shipped catalog that the current one was put before. */
  over: z.string().nullable(),
});
type InForce = z.output<typeof inForce>;
const SHIPPED: InForce = { current: null, previous: null, over: null };
const keyList = z.array(z.object({ name: z.string(), publicKey: z.string() }));

function folder(): string {
  return path.join(configFolder(process.env, process.platform, os.homedir()), 'catalog');
}

/** The file whose rename puts an update in force. */
export function inForceFile(): string {
  return path.join(folder(), 'in-force.json');
}

export function readInForce(): InForce {
  try {
    return inForce.parse(JSON.parse(readFileSync(inForceFile(), 'utf8')));
  } catch {
    return SHIPPED;
  }
}

function put(name: string, content: unknown): void {
  const target = path.join(folder(), name);
  try {
    mkdirSync(folder(), { recursive: true, mode: 0o700 });
    replaceJson(target, content);
  } catch (cause) {
    throw notWritten(target, cause);
  }
}

function notWritten(place: string, cause: unknown): AppError {
  const reason = cause instanceof Error ? cause.message : String(cause);
  return new AppError(
    'file.notReadable',
    `${place} cannot be written: ${reason}. The catalog that was in force stays so.`,
    { path: place },
  );
}

/** Keeps an update and puts it in force. @param over version of the shipped catalog */
export function installUpdate(update: VerifiedUpdate, over: string): void {
  const place = path.join(folder(), update.id);
  const before = readInForce();
  // One that is whole may be in force: it stays where it is, or a crash would leave the catalog of neither.
  if (!isWhole(place, update)) keep(place, update);
  const previous = before.current === update.id ? before.previous : before.current;
  const after = { current: update.id, previous, over };
  put('in-force.json', after);
  sweep(after);
}

type Members = readonly (readonly [name: string, bytes: Uint8Array])[];

function membersOf({ bytes, signature, manifestBytes }: VerifiedUpdate): Members {
  return [
    [UPDATE_MEMBERS.catalog, bytes],
    [UPDATE_MEMBERS.signature, signature],
    [UPDATE_MEMBERS.manifest, manifestBytes],
  ];
}

function isWhole(place: string, update: VerifiedUpdate): boolean {
  try {
    return membersOf(update).every(([name, bytes]) => readFileSync(path.join(place, name)).equals(bytes));
  } catch {
    return false;
  }
}

/** @throws AppError file.notReadable */
function keep(place: string, update: VerifiedUpdate): void {
  const part = path.join(folder(), `part-${randomUUID()}`);
  try {
    mkdirSync(part, { recursive: true, mode: 0o700 });
    for (const [name, bytes] of membersOf(update)) writeDurably(path.join(part, name), bytes);
    rmSync(place, { recursive: true, force: true });
    syncFolder(part);
    moveDurably(part, place);
  } catch (cause) {
    rmSync(part, { recursive: true, force: true });
    throw notWritten(place, cause);
  }
}

/** @returns the update in force afterwards; null for the shipped catalog */
export function rollBack(to: 'shipped' | 'previous', over: string): string | null {
  const { current, previous } = readInForce();
  const next = to === 'shipped' ? null : previous;
  put('in-force.json', { current: next, previous: current, over: next === null ? null : over });
  return next;
}

/** Takes away what no state names: older updates, and what a crash left. */
function sweep({ current, previous }: InForce): void {
  for (const name of readdirSync(folder())) {
    const isUpdate = updateId.safeParse(name).success && name !== current && name !== previous;
    if (isUpdate || name.startsWith('part-') || name.endsWith('.part'))
      rmSync(path.join(folder(), name), { recursive: true, force: true });
  }
}

/** An update that was kept, checked as when it came. @throws AppError catalog.updateInvalid, catalog.unknownKey */
export function openInstalled(
  id: string,
  trusted: readonly TrustedKey[],
): Omit<VerifiedUpdate, 'manifestBytes' | 'signature'> {
  const place = path.join(folder(), updateId.parse(id));
  const read = (name: string): Uint8Array => {
    const file = path.join(place, name);
    if (!existsSync(file) || statSync(file).size > MAX_CATALOG_BYTES)
      throw new AppError('catalog.updateInvalid', `The catalog update in ${place} is not complete. Apply it again.`, {
        path: place,
      });
    return new Uint8Array(readFileSync(file));
  };
  const checked = checkManifest(read(UPDATE_MEMBERS.manifest), read(UPDATE_MEMBERS.signature), trusted, place);
  const bytes = read(UPDATE_MEMBERS.catalog);
  return { ...checked, bytes, catalog: checkCatalog(bytes, checked.manifest, place) };
}

function readKeys(file: string): TrustedKey[] {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    return [];
  }
  try {
    return keyList.parse(JSON.parse(text)).map(({ name, publicKey }) => readPublicKey(publicKey, name));
  } catch {
    throw new AppError('file.notReadable', `${file} is damaged. Remove it and trust your keys again.`, { path: file });
  }
}

/** The organisation's keys and the ones that come with Undercast. @throws AppError file.notReadable */
export function trustedKeys(resourcesDir: string): readonly (TrustedKey & { readonly builtIn: boolean })[] {
  const builtIn = readKeys(path.join(resourcesDir, 'catalog', 'trusted-keys.json'));
  const known = new Set(builtIn.map(({ id }) => id));
  const own = readKeys(path.join(folder(), 'keys.json')).filter(({ id }) => !known.has(id));
  return [...builtIn.map((key) => ({ ...key, builtIn: true })), ...own.map((key) => ({ ...key, builtIn: false }))];
}

export function trustKey(key: TrustedKey): void {
  const others = readKeys(path.join(folder(), 'keys.json')).filter(({ id }) => id !== key.id);
  writeKeys([...others, key]);
}

/** @throws AppError entity.unknown for a key that comes with Undercast or that is not trusted */
export function distrustKey(id: string): TrustedKey {
  const keys = readKeys(path.join(folder(), 'keys.json'));
  const found = keys.find((key) => key.id === id);
  if (found === undefined) throw new AppError('entity.unknown', `No key of your own has the id ${id}.`, { id });
  writeKeys(keys.filter((key) => key !== found));
  return found;
}

function writeKeys(keys: readonly TrustedKey[]): void {
  put(
    'keys.json',
    keys.map(({ name, publicKey }) => ({ name, publicKey })),
  );
}
