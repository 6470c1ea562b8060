import { statSync } from 'node:fs';
import { join } from 'node:path';
import { makeBundle } from './make-bundle.ts';

const root = join(import.meta.dirname, '../..');

try {
  const bundle = await makeBundle(root, join(root, 'release'));
  const size = (statSync(bundle.archive).size / 1e6).toFixed(1);
  console.log(`${bundle.archive}\n${bundle.files} files, ${size} MB, SHA-256 ${bundle.sha256}`);
} catch (error) {
  console.error(`bundle: ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
}
