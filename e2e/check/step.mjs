// Plain JavaScript for any Node: runs the project's tools on the Node it pins.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isSuitable, pinnedNode } from '../../core/cli/find-node.mjs';

export const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

/** @returns {string} the Node to run with; ends the process with one clear line where there is none. */
export function findNode() {
  if (!existsSync(join(root, 'node_modules', 'better-sqlite3'))) {
    fail('The packages are not installed. Run: npm ci');
  }
  const pinned = pinnedNode(root);
  if (pinned !== null) return pinned;
  if (isSuitable(process.versions.node)) return process.execPath;
  return fail(
    `Node ${process.versions.node} is too old and none is pinned for ${process.platform} ${process.arch}. Use Node 22.18 or newer.`,
  );
}

/** @param {string} message @returns {never} */
function fail(message) {
  process.stderr.write(`undercast: ${message}\n`);
  process.exit(1);
}

/**
 * The environment every step runs in: the pinned Node and the project's tools first on PATH.
 * @param {string} node
 */
export function environment(node) {
  const path = [dirname(node), join(root, 'node_modules', '.bin'), process.env.PATH ?? ''].join(delimiter);
  const color = process.stdout.isTTY ? { FORCE_COLOR: '1' } : { FORCE_COLOR: '0' };
  return { ...process.env, PATH: path, ...color };
}

/** Where a package's command starts, so that it runs under our Node and needs no shell. @param {string} name */
const TOOLS = {
  tsc: 'typescript/bin/tsc',
  biome: '@biomejs/biome/bin/biome',
  knip: 'knip/bin/knip.js',
  vitest: 'vitest/vitest.mjs',
  vite: 'vite/bin/vite.js',
  playwright: '@playwright/test/cli.js',
};

/** @param {keyof typeof TOOLS} tool */
export function toolPath(tool) {
  return join(root, 'node_modules', TOOLS[tool]);
}

/**
 * Runs a script under the pinned Node.
 * @param {string} node
 * @param {readonly string[]} words script and arguments
 * @param {{ quiet?: boolean, env?: Record<string, string> }} [options] quiet: keep the output and hand it back
 * @returns {Promise<{ code: number, output: string }>}
 */
export function run(node, words, options = {}) {
  return new Promise((resolve) => {
    const child = spawn(node, words, {
      cwd: root,
      env: { ...environment(node), ...options.env },
      stdio: ['ignore', options.quiet ? 'pipe' : 'inherit', options.quiet ? 'pipe' : 'inherit'],
    });
    const parts = [];
    child.stdout?.on('data', (part) => parts.push(part));
    child.stderr?.on('data', (part) => parts.push(part));
    child.on('error', (error) => resolve({ code: 1, output: error.message }));
    child.on('close', (code) => resolve({ code: code ?? 1, output: Buffer.concat(parts).toString('utf8') }));
  });
}
