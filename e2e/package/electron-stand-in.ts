import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Marks the place of the fuses in every Electron binary (github.com/electron/fuses). */
const SENTINEL = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';
const FUSES = 9;

/**
 * A folder that electron-builder takes for an unpacked Electron for Linux. Its binary does not run, but holds fuses, all
 * off, so that a test can read back what the build has set.
 */
export function writeElectronStandIn(folder: string, version: string): void {
  mkdirSync(join(folder, 'resources'), { recursive: true });
  const wire = Buffer.concat([Buffer.from(SENTINEL), Buffer.from([1, FUSES]), Buffer.alloc(FUSES, '0')]);
  const binary = Buffer.concat([Buffer.from('\x7fELF', 'latin1'), Buffer.alloc(4096), wire, Buffer.alloc(512)]);
  writeFileSync(join(folder, 'electron'), binary, { mode: 0o755 });
  for (const name of ['LICENSE', 'LICENSES.chromium.html']) writeFileSync(join(folder, name), 'stand-in');
  writeFileSync(join(folder, 'version'), version);
}
