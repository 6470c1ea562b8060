#!/usr/bin/env node
/** Entry of the command line under any Node: hands over to a suitable one where this one is too old. */
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { codeUrl, keepCompiledCode } from './compile-cache.mjs';
import { isSuitable, pinnedNode } from './find-node.mjs';

// Set for the child, so that a wrong binary can never start itself again and again.
const HANDED_OVER = 'UNDERCAST_HANDED_OVER';

if (isSuitable(process.versions.node)) {
  // Node 22 warns of type stripping at every start; standard error is for what the user can act on.
  const emitWarning = process.emitWarning.bind(process);
  process.emitWarning = (warning, ...rest) => {
    const first = rest[0];
    const type = typeof first === 'object' ? first?.type : first;
    if (type !== 'ExperimentalWarning') Reflect.apply(emitWarning, process, [warning, ...rest]);
  };
  delete process.env[HANDED_OVER];
  keepCompiledCode();
  /** @type {typeof import('./main.ts')} */
  const { main } = await import(codeUrl(new URL('./main.ts', import.meta.url), 'cli').href);
  await main(process.argv.slice(2));
} else {
  const node = process.env[HANDED_OVER] ? null : pinnedNode();
  if (node === null) {
    process.stderr.write(
      `undercast: Node ${process.versions.node} is too old and no newer one is installed beside it. Run "npm ci" in Undercast's folder, or use Node 22.18 or later.\n`,
    );
    process.exitCode = 1;
  } else handOver(node);
}

/** @param {string} node */
function handOver(node) {
  const child = spawn(node, [fileURLToPath(import.meta.url), ...process.argv.slice(2)], {
    stdio: 'inherit',
    env: { ...process.env, [HANDED_OVER]: '1' },
  });
  // From a terminal the child gets these too; it takes two in quick succession for one.
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']))
    process.on(signal, () => child.kill(signal));
  child.on('error', (error) => {
    process.stderr.write(`undercast: ${node} does not start: ${error.message}\n`);
    process.exitCode = 1;
  });
  child.on('exit', (code, signal) => {
    process.exit(code ?? (signal === 'SIGINT' ? 3 : 1));
  });
}
