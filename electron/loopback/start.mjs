// Starts Undercast on the Node that the project pins. Plain JavaScript without anything newer than Node 18, so that an
// unsuitable Node can still read this file and say so.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { codeUrl, keepCompiledCode } from '../../core/cli/compile-cache.mjs';
import { isSuitable, OLDEST_NODE, pinnedNode } from '../../core/cli/find-node.mjs';

const here = dirname(fileURLToPath(import.meta.url));
const root = join(here, '..', '..');
const MARK = 'UNDERCAST_PINNED_NODE';

function runUnder(node) {
  const flags = ['--disable-warning=ExperimentalWarning'];
  const words = flags.concat(fileURLToPath(import.meta.url), process.argv.slice(2));
  const child = spawn(node, words, { stdio: 'inherit', env: { ...process.env, [MARK]: '1' } });
  child.on('error', (error) => fail(`Node at ${node} cannot be started: ${error.message}`));
  child.on('exit', (code, signal) => {
    process.exitCode = signal ? 130 : code;
  });
  // The child decides what a signal means and ends first, with the status that is passed on.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
}

function fail(message) {
  console.error(`undercast: ${message}`);
  process.exitCode = 1;
}

const pinned = process.env[MARK] ? null : pinnedNode();
if (pinned !== null) {
  runUnder(pinned);
} else if (!isSuitable(process.versions.node)) {
  fail(
    'Node ' +
      process.versions.node +
      ' is too old and the project’s own Node is not installed. ' +
      'Run npm ci, or use Node ' +
      OLDEST_NODE +
      ' or newer.',
  );
} else if (!existsSync(join(root, 'node_modules', 'better-sqlite3'))) {
  fail('The project’s packages are not installed. Run npm ci first.');
} else {
  delete process.env[MARK];
  keepCompiledCode();
  import(codeUrl(new URL('./launch.ts', import.meta.url), 'launch').href)
    .then((module) => module.launch(process.argv.slice(2)))
    .then((code) => {
      process.exitCode = code;
    })
    .catch((error) => fail(error?.message ? String(error.message).split('\n')[0] : String(error)));
}
