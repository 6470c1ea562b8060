import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { safeStorage } from 'electron';
import { readJsonFile, writeJsonFile } from '../shared/json-file.ts';

const SECRET_BYTES = 32;

/**
 * The console's own key, which protects workspaces' keys on this computer: 32 random bytes that the operating system's keychain
 * seals (macOS Keychain, Windows DPAPI, a Linux secret service). Null where there is no keychain: workspaces' keys then need a
 * passphrase. Call it once Electron is ready.
 */
export async function readConsoleKey(configFolder: string, platform: NodeJS.Platform = process.platform) {
  if (!safeStorage.isEncryptionAvailable()) return null;
  // Without a secret service Electron would seal with a password that everybody knows.
  if (platform === 'linux' && safeStorage.getSelectedStorageBackend() === 'basic_text') return null;
  const path = join(configFolder, 'keychain.json');
  const kept = await readJsonFile(path);
  if (isKept(kept)) {
    try {
      return new Uint8Array(Buffer.from(safeStorage.decryptString(Buffer.from(kept.sealed, 'base64')), 'base64'));
    } catch {
      // Another user's keychain, or one that was made anew. What it protected cannot be opened any more; it is not overwritten.
      return null;
    }
  }
  const secret = randomBytes(SECRET_BYTES);
  const sealed = safeStorage.encryptString(secret.toString('base64')).toString('base64');
  await writeJsonFile(path, { sealed });
  return new Uint8Array(secret);
}

function isKept(value: unknown): value is { readonly sealed: string } {
  return typeof value === 'object' && value !== null && 'sealed' in value && typeof value.sealed === 'string';
}
