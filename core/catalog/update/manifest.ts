/**
 * What a catalog update says of itself. An update is a zip of three members: `manifest.json` (this), `manifest.sig` (64 bytes,
 * Ed25519 over the manifest's bytes as they are) and `catalog.bin` (see `packed/layout.ts`), whose size and hash the manifest names.
 * So nothing is unpacked before the signature holds, and then no more than the signer said.
 */
import { z } from 'zod';
import { AppError } from '../../contract/errors.ts';

export const UPDATE_MEMBERS = { manifest: 'manifest.json', signature: 'manifest.sig', catalog: 'catalog.bin' } as const;

/** A manifest is a few lines; a catalog of 36,000 apps has 7 MB. */
export const MAX_MANIFEST_BYTES = 16 * 1024;
export const MAX_CATALOG_BYTES = 256 * 1024 * 1024;

const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

/** `2026.11.1`: parts compare as numbers where they are. */
export const releaseVersion = z
  .string()
  .regex(/^[0-9A-Za-z][0-9A-Za-z._-]{0,63}$/, 'A version is letters, digits, dots and hyphens, such as 2026.11.1.');
export const releaseDate = z.iso.date('A date is written as 2026-11-26.');

const updateManifest = z.object({
  format: z.literal('undercast-catalog-update'),
  formatVersion: z.literal(1),
  version: releaseVersion,
  date: releaseDate,
  publisher: z.string().trim().min(1).max(200),
  /** Id of the key that it is signed with. */
  key: z.string().regex(/^[0-9a-f]{16}$/),
  apps: z.number().int().positive(),
  catalog: z.object({ bytes: z.number().int().positive().max(MAX_CATALOG_BYTES), sha256 }),
});
export type UpdateManifest = z.output<typeof updateManifest>;

/** @throws AppError catalog.updateInvalid */
export function parseManifest(text: string, shown: string): UpdateManifest {
  let read: unknown = null;
  try {
    read = JSON.parse(text);
  } catch {
    // The schema says what is wrong with null.
  }
  const checked = updateManifest.safeParse(read);
  if (checked.success) return checked.data;
  const [issue] = checked.error.issues;
  throw updateInvalid(shown, `its manifest is not valid (${issue?.path.join('.') || 'all of it'}: ${issue?.message})`);
}

export function updateInvalid(shown: string, why: string): AppError {
  return new AppError(
    'catalog.updateInvalid',
    `${shown} cannot be used as a catalog update: ${why}. Nothing was changed; get the file again from whoever publishes it.`,
    { path: shown, why },
  );
}

export interface Release {
  readonly version: string;
  /** ISO date. */
  readonly date: string;
}

/** Which of two states of the catalog is the later one, by date, then by version; 0 for the same. */
export function compareReleases(a: Release, b: Release): number {
  if (a.date !== b.date) return a.date < b.date ? -1 : 1;
  return a.version.localeCompare(b.version, 'en', { numeric: true });
}
