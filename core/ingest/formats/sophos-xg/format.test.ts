import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { testFormat } from '../shared/format-tests.test-kit.ts';
import { shownLine } from '../shared/shown-line.test-kit.ts';
import { sophosXg } from './format.ts';

testFormat(sophosXg, import.meta.url);

const lines = readFileSync(new URL('./sample.log', import.meta.url), 'latin1').split('\n');
const shown = (mark: string) => shownLine(sophosXg, lines.find((line) => line.includes(mark)) ?? '');

test('shows where a file came from that the sandbox looked at', () => {
  const out = shown('log_type="Sandbox" log_component="Web"');
  expect([out.sourceUser, out.destinationHost, out.contentType]).toEqual([
    'alice',
    'files.example.com',
    'application/octet-stream',
  ]);
});
