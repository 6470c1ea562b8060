import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { testFormat } from '../shared/format-tests.test-kit.ts';
import { shownLine } from '../shared/shown-line.test-kit.ts';
import { ciscoIos } from './format.ts';

testFormat(ciscoIos, import.meta.url);

const lines = readFileSync(new URL('./sample.log', import.meta.url), 'latin1').split('\n');
const shown = (mark: string) => shownLine(ciscoIos, lines.find((line) => line.includes(mark)) ?? '');

test('shows the ends of a connection that the intrusion prevention warns of', () => {
  const out = shown('%IPS-4-SIGNATURE');
  expect([out.sourceIp, out.destinationIp, out.destinationPort]).toEqual(['198.51.100.11', '10.0.0.10', 4444]);
});
