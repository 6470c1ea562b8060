// `npm run check`: types of every layer, lint and format, import layers, dead code. Prints one line a step.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { findNode, root, run, toolPath } from './step.mjs';

/** Every tsconfig of a top folder: the nested ones are what keeps a wrong global from compiling. That of `e2e` checks the root's first. */
function projects() {
  return ['core', 'renderer', 'e2e'].flatMap((folder) =>
    readdirSync(join(root, folder))
      .filter((name) => /^tsconfig(\..+)?\.json$/.test(name))
      .sort()
      .map((name) => `${folder}/${name}`),
  );
}

/** @returns {readonly { name: string, words: readonly string[] }[]} */
function steps() {
  return [
    ...projects().map((project) => ({
      name: `types ${project}`,
      words: [toolPath('tsc'), '-b', project, '--pretty', 'false'],
    })),
    {
      name: 'lint and format',
      words: [toolPath('biome'), 'check', '--error-on-warnings', '--diagnostic-level=warn', '.'],
    },
    // Authors of its entries work side by side: two may list one app or one domain.
    { name: 'catalog', words: ['resources/catalog/build.ts'] },
    { name: 'migrations', words: ['e2e/check/print-migrations.ts'] },
    { name: 'import layers', words: ['e2e/check/print-layers.ts'] },
    { name: 'dead code', words: [toolPath('knip'), '--no-progress'] },
  ];
}

/**
 * @param {string} node
 * @returns {Promise<{ passed: number, failed: readonly string[] }>}
 */
export async function check(node) {
  /** @type {string[]} */
  const failed = [];
  const list = steps();
  // Most steps keep one core busy: two at a time share the list.
  const waiting = list.values();
  const work = async () => {
    for (const step of waiting) {
      const begun = Date.now();
      const { code, output } = await run(node, step.words, { quiet: true });
      const seconds = ((Date.now() - begun) / 1000).toFixed(1);
      process.stdout.write(`${code === 0 ? 'ok    ' : 'FAILED'} ${step.name.padEnd(32)} ${seconds} s\n`);
      if (code !== 0) {
        failed.push(step.name);
        process.stdout.write(`${output.trimEnd()}\n`);
      }
    }
  };
  await Promise.all([work(), work()]);
  return { passed: list.length - failed.length, failed };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { passed, failed } = await check(findNode());
  process.stdout.write(`check: ${passed} passed, ${failed.length} failed\n`);
  process.exitCode = failed.length === 0 ? 0 : 1;
}
