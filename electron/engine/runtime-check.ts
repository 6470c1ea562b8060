import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { constants, zstdCompressSync, zstdDecompressSync } from 'node:zlib';

/** What the engine cannot do without. Throws when it fails; nobody falls back, because data depends on it. */
interface RuntimeCheck {
  readonly name: string;
  readonly run: () => void | Promise<void>;
}

function zstdWithChecksum(): void {
  const text = Buffer.from('2026-01-01T00:00:00Z 192.0.2.7 example.com '.repeat(50));
  const params = { [constants.ZSTD_c_checksumFlag]: 1, [constants.ZSTD_c_compressionLevel]: 1 };
  const packed = zstdCompressSync(text, { params });
  if (!zstdDecompressSync(packed, { maxOutputLength: text.length }).equals(text))
    throw new Error('other bytes came out');
  const flipped = Buffer.from(packed);
  flipped[flipped.length - 1] = (flipped.at(-1) ?? 0) ^ 1;
  try {
    zstdDecompressSync(flipped);
  } catch {
    return;
  }
  throw new Error('a damaged frame passed for whole');
}

function authenticatedEncryption(): void {
  const key = randomBytes(32);
  const nonce = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  const sealed = Buffer.concat([cipher.update('alice'), cipher.final()]);
  const decipher = createDecipheriv('aes-256-gcm', key, nonce).setAuthTag(cipher.getAuthTag());
  if (Buffer.concat([decipher.update(sealed), decipher.final()]).toString() !== 'alice') {
    throw new Error('other bytes came out');
  }
}

function typeStripping(): void {
  // A bundle needs none; Electron runs the bundle.
  if (!import.meta.url.endsWith('.ts') || process.features.typescript) return;
  throw new Error('this Node does not run TypeScript files');
}

async function sqlite(): Promise<void> {
  const { default: Database } = await import('better-sqlite3');
  const database = new Database(':memory:');
  try {
    if (database.prepare('SELECT 6 * 7').pluck().get() !== 42) throw new Error('it does not calculate');
  } finally {
    database.close();
  }
}

const CHECKS: readonly RuntimeCheck[] = [
  { name: 'running TypeScript (Node 22.18 or newer)', run: typeStripping },
  { name: 'zstd compression with checksum (Node 22.15 or newer)', run: zstdWithChecksum },
  { name: 'AES-256-GCM encryption', run: authenticatedEncryption },
  { name: 'SQLite (better-sqlite3)', run: sqlite },
];

/** @throws Error whose one-line message names the check that failed and what to do */
export async function checkRuntime(checks: readonly RuntimeCheck[] = CHECKS): Promise<void> {
  for (const { name, run } of checks) {
    try {
      await run();
    } catch (error) {
      const why = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);
      throw new Error(
        `Undercast cannot run on Node ${process.versions.node} here: ${name} failed (${why}). Run npm ci again.`,
      );
    }
  }
}
