// `npm test`: check, the build, unit and conformance tests, and the console in a real browser. Needs no display, no
// network and nothing installed but the project's packages. Ends with the sum of all tests.
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { check } from './run.mjs';
import { findNode, root, run, toolPath } from './step.mjs';

const node = findNode();
const results = mkdtempSync(join(tmpdir(), 'undercast-test-'));
const sum = { passed: 0, failed: 0, skipped: 0 };

/** @param {string} title */
function heading(title) {
  process.stdout.write(`\n=== ${title}\n`);
}

/** Counts a step that is no test but must not fail. @param {string} name @param {number} code */
function must(name, code) {
  if (code === 0) return true;
  sum.failed += 1;
  process.stdout.write(`FAILED ${name}\n`);
  return false;
}

/** @param {string} file @returns {any} the report, or null when the tool died before writing it */
function report(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : null;
}

/** What was skipped says why in its own or its suite's name. @param {any} counts @returns {string[]} */
function skippedNames(counts) {
  const tests = counts.testResults.flatMap((/** @type {any} */ file) => file.assertionResults);
  return tests
    .filter((/** @type {any} */ test) => test.status === 'pending' || test.status === 'skipped')
    .map((/** @type {any} */ test) => test.fullName.trim());
}

/** @param {any[]} suites @returns {string[]} specs that failed first and passed then, with their files */
function flakyNames(suites) {
  return suites.flatMap((/** @type {any} */ suite) => [
    ...suite.specs
      .filter((/** @type {any} */ spec) => spec.tests.some((/** @type {any} */ test) => test.status === 'flaky'))
      .map((/** @type {any} */ spec) => `${spec.file} › ${spec.title}`),
    ...flakyNames(suite.suites ?? []),
  ]);
}

async function unit() {
  const file = join(results, 'vitest.json');
  const reporters = ['--reporter=dot', '--reporter=json', `--outputFile.json=${file}`];
  const { code } = await run(node, [toolPath('vitest'), 'run', ...reporters]);
  const counts = report(file);
  if (counts === null) return must('unit tests: no result', 1);
  sum.passed += counts.numPassedTests;
  sum.failed += counts.numFailedTests;
  sum.skipped += counts.numPendingTests + counts.numTodoTests;
  for (const name of skippedNames(counts)) process.stdout.write(`skipped: ${name}\n`);
  // A file that does not even load counts no failed test of its own.
  if (code !== 0 && counts.numFailedTests === 0) must('unit tests', code);
}

async function browser() {
  const file = join(results, 'playwright.json');
  const { code } = await run(
    node,
    [toolPath('playwright'), 'test', '--config', 'e2e/playwright.config.ts', '--reporter=line,json'],
    { env: { PLAYWRIGHT_JSON_OUTPUT_NAME: file, PLAYWRIGHT_JSON_OUTPUT_FILE: file } },
  );
  const all = report(file);
  if (all === null) return must('browser tests: no result', 1);
  const { stats } = all;
  // What passes on its second try is named: a race is a defect, if not one that stops all other work.
  for (const name of flakyNames(all.suites)) process.stdout.write(`flaky: ${name}\n`);
  sum.passed += stats.expected + stats.flaky;
  sum.failed += stats.unexpected;
  sum.skipped += stats.skipped;
  if (code !== 0 && stats.unexpected === 0) must('browser tests', code);
}

heading('Check: types, lint, layers, dead code');
const checked = await check(node);
sum.failed += checked.failed.length;
// Before the tests: those that start the console or pack it would each build for themselves.
heading('Build');
const built = (
  await Promise.all(
    ['renderer/vite.config.ts', 'electron/vite.node.ts'].map(async (config) => {
      const words = [toolPath('vite'), 'build', '--config', config, '--logLevel', 'warn'];
      return must(`build ${config}`, (await run(node, words)).code);
    }),
  )
).every(Boolean);
heading('Unit and conformance tests');
await unit();
if (built && existsSync(join(root, 'e2e', 'playwright.config.ts'))) {
  heading('The console in a browser');
  await browser();
} else if (built) {
  must('browser tests: e2e/playwright.config.ts is missing', 1);
}
rmSync(results, { recursive: true, force: true });

process.stdout.write(`\n${sum.skipped} skipped\n${sum.passed} passed, ${sum.failed} failed\n`);
process.exitCode = sum.failed === 0 ? 0 : 1;
