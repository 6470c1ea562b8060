import { join } from 'node:path';
import { prepareDist, runBuilder, sumInstallers } from './make-installers.ts';

// npm run dist [-- words for electron-builder, e.g. --dir]
const root = join(import.meta.dirname, '../..');

try {
  await prepareDist(root);
  runBuilder(root, process.argv.slice(2));
  const folder = join(root, 'release/electron');
  for (const name of await sumInstallers(folder)) console.log(join(folder, name));
  console.log(`Checksums: ${join(folder, 'SHA256SUMS')}`);
} catch (error) {
  const message = error instanceof Error ? error.message : String(error);
  const network = /ENOTFOUND|ECONNREFUSED|EAI_AGAIN|ETIMEDOUT|getaddrinfo|socket|status code|HttpError/i.test(message);
  const hint = network ? ' Electron’s runtime could not be downloaded; npm run bundle needs none.' : '';
  console.error(`dist: ${message}${hint}`);
  process.exitCode = 1;
}
