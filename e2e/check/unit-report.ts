/** Vitest's reporter for `npm test`: what the run's last lines tell of the unit tests, as JSON in `UNDERCAST_UNIT_REPORT`. */
import { writeFileSync } from 'node:fs';
import type { Reporter, SerializedError, TestCase, TestModule } from 'vitest/node';

/** What a run came to. Names carry their file; a message is what the test threw. */
export interface UnitReport {
  passed: number;
  skipped: string[];
  /** Passed on a second try. */
  flaky: string[];
  failed: { name: string; message: string }[];
}

export default class UnitReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandled: readonly SerializedError[]): void {
    const file = process.env.UNDERCAST_UNIT_REPORT;
    if (file === undefined) throw new Error('UNDERCAST_UNIT_REPORT names no file to write the report to');
    writeFileSync(file, JSON.stringify(reportOf(modules, unhandled)));
  }
}

function reportOf(modules: readonly TestModule[], unhandled: readonly SerializedError[]): UnitReport {
  const report: UnitReport = { passed: 0, skipped: [], flaky: [], failed: [] };
  for (const module of modules) {
    for (const test of module.children.allTests()) count(test, report);
    // A file that does not even load has no failed test of its own; nor has a hook that fails around tests.
    for (const error of module.errors()) report.failed.push({ name: module.relativeModuleId, message: told(error) });
    for (const suite of module.children.allSuites()) {
      for (const error of suite.errors()) {
        report.failed.push({ name: `${module.relativeModuleId} › ${suite.fullName}`, message: told(error) });
      }
    }
  }
  for (const error of unhandled) report.failed.push({ name: 'outside of all tests', message: told(error) });
  return report;
}

function count(test: TestCase, report: UnitReport): void {
  const name = `${test.module.relativeModuleId} › ${test.fullName}`;
  const result = test.result();
  if (result.state === 'passed') report.passed += 1;
  else if (result.state === 'failed')
    report.failed.push({ name, message: [...new Set(result.errors.map(told))].join('\n') });
  else report.skipped.push(name);
  if (test.diagnostic()?.flaky === true) report.flaky.push(name);
}

/** The message and the frames of the project's own files. */
function told({ message, stack = '' }: Pick<SerializedError, 'message' | 'stack'>): string {
  const frames = stack.split('\n').filter((line) => /^\s*at /.test(line) && !/node_modules|node:/.test(line));
  return [message, ...frames].join('\n');
}
