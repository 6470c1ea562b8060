// `npm test`: check, the build, unit and conformance tests, and the console in a real browser. Needs no display, no
// network and nothing installed but the project's packages. Ends with the sum of all tests.
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { check } from './run.mjs';
import { findNode, root, run, toolPath } from './step.mjs';

const node = findNode();
const results = mkdtempSync(join(tmpdir(), 'undercast-test-'));
const sum = { passed: 0, failed: 0, skipped: 0 };
/** What failed, said again at the end: of a long output often only the last lines are kept. @type {string[]} */
const failures = [];
/** Of a failure's message, as much as tells where it stands. */
const TOLD_LINES = 12;

/** @param {string} title */
function heading(title) {
  process.stdout.write(`\n=== ${title}\n`);
}

/** Counts a step that is no test but must not fail. @param {string} name @param {number} code */
function must(name, code) {
  if (code === 0) return true;
  failed(name, '');
  return false;
}

/** @param {string} name @param {string} message */
function failed(name, message) {
  sum.failed += 1;
  const lines = stripVTControlCharacters(message).split('\n').slice(0, TOLD_LINES);
  failures.push(
    [`FAILED ${name}`, ...lines.filter((line) => line.trim() !== '').map((line) => `  ${line}`)].join('\n'),
  );
}

/** @param {string} file @returns {any} the report, or null when the tool died before writing it */
function report(file) {
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : null;
}

/** @param {any[]} suites @returns {{ name: string, tests: any[] }[]} every spec with its file */
function specsOf(suites) {
  return suites.flatMap((/** @type {any} */ suite) => [
    ...suite.specs.map((/** @type {any} */ spec) => ({ name: `${spec.file} › ${spec.title}`, tests: spec.tests })),
    ...specsOf(suite.suites ?? []),
  ]);
}

async function unit() {
  const file = join(results, 'unit.json');
  const words = [toolPath('vitest'), 'run', '--reporter=dot', '--reporter=./e2e/check/unit-report.ts'];
  const { code } = await run(node, words, { env: { UNDERCAST_UNIT_REPORT: file } });
  /** @type {import('./unit-report.ts').UnitReport | null} */
  const all = report(file);
  if (all === null) return must('unit tests: no result', 1);
  sum.passed += all.passed;
  sum.skipped += all.skipped.length;
  // What was skipped says why in its own or its suite's name.
  for (const name of all.skipped) process.stdout.write(`skipped: ${name}\n`);
  for (const name of all.flaky) process.stdout.write(`flaky: ${name}\n`);
  for (const { name, message } of all.failed) failed(name, message);
  if (code !== 0 && all.failed.length === 0) must('unit tests', code);
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
  for (const { name, tests } of specsOf(all.suites)) {
    for (const test of tests) {
      if (test.status === 'flaky') process.stdout.write(`flaky: ${name}\n`);
      if (test.status === 'unexpected') failed(name, test.results.at(-1)?.error?.message ?? '');
    }
  }
  sum.passed += stats.expected + stats.flaky;
  sum.skipped += stats.skipped;
  if (code !== 0 && stats.unexpected === 0) must('browser tests', code);
}

heading('Check: types, lint, layers, dead code');
const checked = await check(node);
for (const name of checked.failed) failed(`check: ${name}`, '');
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

for (const failure of failures) process.stdout.write(`\n${failure}\n`);
process.stdout.write(`\n${sum.skipped} skipped\n${sum.passed} passed, ${sum.failed} failed\n`);
process.exitCode = sum.failed === 0 ? 0 : 1;
